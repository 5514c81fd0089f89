import Foundation
import Lesson
import TestSupport
import Testing
import Timeline

@testable import Media

@Suite struct SurveyTests {
  private func seconds(_ top: Int64, _ bottom: Int32 = 1000) throws -> Instant {
    try Instant(ticks: top, in: try #require(TimeBase(perSecond: bottom)))
  }

  @Test func timesAreExactAndAgreeWithFFprobe() throws {
    let file = try TestRecording(seconds: 10) { $0.picture?.rate = "30000/1001" }.file()
    let info = try survey(file, named: "lecture.mp4")
    let video = try #require(info.video)
    let sound = try #require(info.sound)
    #expect(info.container == "mov")
    #expect(info.origin == .zero)
    #expect(video.range == TimeRange(.zero, try seconds(300 * 1001, 30000)))
    #expect(video.frames == 300)
    #expect(video.keyframes == (try (0..<6).map { try seconds(Int64($0) * 50 * 1001, 30000) }))
    #expect(abs(video.frameRate - 29.97) < 0.001)
    #expect(sound.range == TimeRange(.zero, try seconds(480_000, 48000)))
    #expect(info.duration == (try video.range.length()))
    let probed = try probe(file)
    #expect(abs(probed.duration - info.duration.approximateSeconds) < 0.001)
    #expect(probed.first("video")?.nbFrames == "\(video.frames)")
    // FFmpeg plays the last packet out, beyond the edit list's end.
    #expect((480_000..<481_024).contains(try samples(of: file).count))
    #expect(info.findings == [])
    #expect(info.leftOut == [])
  }

  /// The first heard or seen instant is time 0, and the rest counts from there.
  @Test func timeZeroIsTheFirstShownFrameOrSample() throws {
    let latePicture = try survey(
      TestRecording(seconds: 4) { $0.picture?.start = 0.6 }.file(), named: "late.mp4")
    #expect(latePicture.origin == .zero)
    #expect(latePicture.video?.range == TimeRange(try seconds(600), try seconds(4600)))
    #expect(latePicture.sound?.range == TimeRange(.zero, try seconds(4000)))
    #expect(latePicture.duration == 4600.ms)
    #expect(latePicture.findings.map(\.sentence) == ["its picture starts 600 ms after its sound"])

    // An MP3 starts with samples that are no sound: its first heard one is not at its clock's 0.
    let file = try TestRecording(seconds: 3, .mp3).file()
    let mp3 = try survey(file, named: "talk.mp3")
    let decoded = try frameTimes(of: file, stream: "a:0")
    #expect(mp3.origin > .zero)
    #expect(abs(mp3.origin.approximateSeconds - (decoded.first ?? 0)) < 0.000_01)
    #expect(mp3.sound?.range == TimeRange(.zero, try seconds(3000)))
    #expect(try samples(of: file).count == 144_000)
  }

  /// Ogg's last packet is padded, and shorter than others by that.
  @Test(arguments: [
    ("opus", "libopus"), ("webm", "libopus"), ("mka", "libopus"), ("mp4", "libopus"), ("ogg", "libvorbis"),
  ])
  func theLastPacketEndsWithTheSound(_ ending: String, _ codec: String) throws {
    let source = try TestRecording(seconds: 8, .wav).file()
    let url = temporaryFile("talk.\(ending)")
    try run("ffmpeg", ["-v", "error", "-i", source.path, "-t", "7.001", "-c:a", codec, url.path])
    let length = try survey(url, named: "talk.\(ending)").duration.approximateSeconds
    // Matroska counts whole milliseconds.
    #expect(abs(length - 7.001) < (ending == "webm" || ending == "mka" ? 0.0015 : 0.000_03), "\(length)")
  }

  /// Its first packet only makes the decoder ready.
  @Test(arguments: ["ogg", "mka"])
  func vorbisIsHeardFromItsSecondPacketOn(_ ending: String) throws {
    let url = temporaryFile("talk.\(ending)")
    let source = try TestRecording(seconds: 2, .wav).file()
    try run("ffmpeg", ["-v", "error", "-i", source.path, "-c:a", "libvorbis", url.path])
    let heard = try #require(frameTimes(of: url, stream: "a:0").first)
    #expect(abs(try survey(url, named: "talk").origin.approximateSeconds - heard) < 0.000_1)
  }

  @Test func whatAnEditListHidesDoesNotCount() throws {
    // Starts at 3.2 s of the source by an edit list: copied from the keyframe at 2 s.
    let source = try TestRecording(seconds: 8).file()
    let url = temporaryFile("hidden.mp4")
    try run("ffmpeg", ["-v", "error", "-ss", "3.2", "-i", source.path, "-c", "copy", url.path])
    let info = try survey(url, named: "hidden.mp4")
    let shown = try frameTimes(of: url)
    let video = try #require(info.video)
    #expect(video.frames == shown.count)
    #expect(try frameNumbers(of: url).count == video.frames)
    let start = try info.origin + (video.range.start - .zero)
    #expect(abs(start.approximateSeconds - (shown.first ?? -1)) < 0.000_1)
    #expect(video.keyframes.allSatisfy { $0 >= .zero })
  }

  @Test(arguments: [0, 90, 180, 270])
  func sizesAreAsDisplayed(_ rotation: Int) throws {
    let file = try TestRecording(seconds: 1) {
      $0.picture?.rotation = rotation
      $0.picture?.height = 240
    }.file()
    let video = try #require(survey(file, named: "phone.mp4").video)
    #expect(video.rotation == rotation)
    #expect((video.width, video.height) == (320, 240))
    #expect((video.codedWidth, video.codedHeight) == (rotation % 180 == 0 ? (320, 240) : (240, 320)))
  }

  @Test(arguments: [("4/3", 426, 240), ("3/4", 320, 320)])
  func pixelsBecomeSquare(_ aspect: String, _ width: Int, _ height: Int) throws {
    let url = temporaryFile("anamorphic.mp4")
    let source = "testsrc2=s=320x240:r=25:d=1"
    try run(
      "ffmpeg", ["-v", "error", "-f", "lavfi", "-i", source, "-vf", "setsar=\(aspect)", "-c:v", "libx264", url.path])
    let video = try #require(survey(url, named: "anamorphic.mp4").video)
    #expect(abs(video.width - width) <= 1 && video.height == height)
  }

  @Test func allIntraKeepsTwoKeyframesASecondAtMost() throws {
    let file = try TestRecording(seconds: 4) { $0.picture?.gop = 1 }.file()
    let keyframes = try #require(survey(file, named: "intra.mp4").video?.keyframes)
    #expect(keyframes.first == .zero)
    #expect((7...8).contains(keyframes.count))
  }

  @Test func furtherTracksAreCarriedOrNamed() throws {
    let source = try TestRecording(seconds: 2) { $0.hasCover = true }.file()
    let captions = try temporaryFile("c.srt", Data("1\n00:00:00,000 --> 00:00:01,000\nHello\n".utf8))
    let url = temporaryFile("many.mp4")
    try run(
      "ffmpeg",
      [
        "-v", "error", "-i", source.path, "-i", captions.path, "-map", "0:0", "-map", "0:1", "-map", "0:1", "-map",
        "0:0", "-map", "1", "-map", "0:2", "-c", "copy", "-c:s", "mov_text", "-disposition:v:2", "attached_pic",
        url.path,
      ])
    let info = try survey(url, named: "many.mp4")
    #expect(info.video?.stream == 0)
    #expect(info.sound?.stream == 1)
    #expect(info.cover == 5)
    #expect(info.moreSounds.map(\.stream) == [2])
    #expect(info.subtitles.map(\.stream) == [4])
    #expect(info.morePictures.map(\.stream) == [3])
    #expect(info.leftOut.isEmpty)
  }

  @Test func titleAndLanguageAreRead() throws {
    let file = try TestRecording(seconds: 1, .mkv) {
      $0.arguments = ["-metadata", "title=Energy <b>", "-metadata:s:a", "language=ger"]
    }.file()
    let info = try survey(file, named: "lecture.mkv")
    #expect(info.title == "Energy <b>")
    #expect(info.language == "de")
    #expect(try survey(TestRecording(seconds: 1).file(), named: "lecture.mp4").language == nil)
  }

  @Test func progressRisesToTheEnd() throws {
    var told: [Double] = []
    let info = try survey(TestRecording(seconds: 60).file(), named: "lecture.mp4") { done, total in
      told.append(done / total)
    }
    #expect(told.count > 3)
    #expect(told == told.sorted())
    #expect(told.last == 1)
    #expect(info.size > 0)
  }
}
