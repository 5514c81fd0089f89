import Foundation
import Lesson
import TestSupport
import Testing
import Timeline

@testable import Media

@Suite struct SurveyFindingsTests {
  /// Kinds of finding with their severity, as `error truncated`.
  private func kinds(_ url: URL, acceptTruncated: Bool = false) throws -> [String] {
    try survey(url, named: url.lastPathComponent, acceptTruncated: acceptTruncated).findings.map {
      "\($0.severity) \($0.kind)"
    }
  }

  private func cut(_ recording: TestRecording, to share: Double) throws -> URL {
    let whole = try Data(contentsOf: recording.file())
    return try temporaryFile(
      "cut.\(recording.container.rawValue)", whole.prefix(Int(Double(whole.count) * share)))
  }

  private let indexFirst = TestRecording(seconds: 20) { $0.arguments = ["-movflags", "+faststart"] }

  @Test func halfADownloadIsAnErrorThatNamesTheWayOut() throws {
    let url = try cut(indexFirst, to: 0.5)
    let info = try survey(url, named: "half.mp4")
    let finding = try #require(info.findings.first)
    #expect(finding.severity == .error && finding.kind == "truncated")
    #expect(finding.sentence.contains("its index points beyond the end of the file"))
    #expect(finding.remedy?.contains("--accept-truncated") == true)
  }

  @Test(arguments: [0.3, 0.6, 0.98])
  func anAcceptedHalfDownloadEndsWhereItsPicturesEnd(_ share: Double) throws {
    let url = try cut(indexFirst, to: share)
    let info = try survey(url, named: "half.mp4", acceptTruncated: true)
    #expect(info.findings.map(\.severity) == [.warning])
    let video = try #require(info.video)
    #expect(video.range.end.approximateSeconds < 20)
    let numbers = try frameNumbersBeforeDamage(of: url)
    #expect(abs(numbers.count - video.frames) <= 4)
  }

  /// What ffmpeg decodes before it meets the cut, ignoring that it then fails.
  private func frameNumbersBeforeDamage(of url: URL) throws -> [Int] {
    let copy = temporaryFile("readable.mkv")
    _ = try? run("ffmpeg", ["-v", "quiet", "-i", url.path, "-c", "copy", copy.path])
    return try stamps(of: copy).compactMap { $0?.number }
  }

  @Test func aWholeFileIsNotTruncated() throws {
    #expect(try kinds(indexFirst.file()) == [])
    #expect(try kinds(TestRecording(seconds: 6, .mov).file()) == [])
  }

  @Test func aCrashLeavesALessonOfWhatIsThere() throws {
    let matroska = try cut(TestRecording(seconds: 20, .mkv), to: 0.5)
    let info = try survey(matroska, named: "crash.mkv")
    #expect(info.findings.map(\.kind) == ["ends-early"])
    #expect(info.findings[0].severity == .warning)
    #expect(info.findings[0].sentence.hasSuffix("though it should last 0:20"))
    #expect((8...13).contains(info.duration.approximateSeconds))

    let live = try cut(TestRecording(seconds: 20, .mkv) { $0.arguments = ["-live", "1"] }, to: 0.5)
    #expect(try kinds(live) == ["warning not-closed"])

    let fragmented = try cut(
      TestRecording(seconds: 20) { $0.arguments = ["-movflags", "+frag_keyframe+empty_moov"] }, to: 0.5)
    #expect(try kinds(fragmented) == ["warning ends-early"])

    #expect(try kinds(cut(TestRecording(seconds: 20, .mp3), to: 0.5)) == ["warning ends-early", "note sound-only"])
    #expect(try kinds(cut(TestRecording(seconds: 20, .wav), to: 0.5)) == ["warning ends-early", "note sound-only"])
  }

  /// The container's length counts from 0, not from the first frame.
  @Test(arguments: [TestRecording.Container.mkv, .mp4])
  func aRecordingThatStartsLateIsWhole(_ container: TestRecording.Container) throws {
    let late = TestRecording(seconds: 6, container) { $0.arguments = ["-output_ts_offset", "5.5"] }
    #expect(try kinds(late.file()) == [])
  }

  /// Nor does it say when picture and sound end, where a subtitle is shown longer.
  @Test(arguments: [("mkv", "srt"), ("mp4", "mov_text")])
  func aSubtitleMayReachBeyondPictureAndSound(_ ending: String, _ codec: String) throws {
    let source = try TestRecording(seconds: 12).file()
    let captions = try temporaryFile("c.srt", Data("1\n00:00:01,000 --> 00:00:30,000\nHello\n".utf8))
    let url = temporaryFile("captions.\(ending)")
    try run(
      "ffmpeg", ["-v", "error", "-i", source.path, "-i", captions.path, "-c", "copy", "-c:s", codec, url.path])
    #expect(try kinds(url) == [])
    guard ending == "mkv" else { return }
    let whole = try Data(contentsOf: url)
    let crashed = try survey(temporaryFile("crash.mkv", whole.prefix(whole.count / 2)), named: "crash.mkv")
    #expect(crashed.findings.map(\.kind) == ["ends-early"])
    #expect(crashed.findings.first?.sentence.hasSuffix("though it should last 0:12") == true)
  }

  /// Nor where the file doesn't say how long each track is: then the last subtitle tells whether the claim is its own.
  @Test func aCrashIsSeenBesideSubtitlesWithoutStatistics() throws {
    let source = try TestRecording(seconds: 12).file()
    for end in ["00:00:05", "00:00:30"] {
      let captions = try temporaryFile("c.srt", Data("1\n00:00:01,000 --> \(end),000\nHello\n".utf8))
      let url = temporaryFile("captions.mkv")
      try run(
        "ffmpeg", ["-v", "error", "-i", source.path, "-i", captions.path, "-c", "copy", "-c:s", "srt", url.path])
      // The same length of tags' names keeps everything in its place.
      var data = try Data(contentsOf: url)
      while let place = data.range(of: Data("DURATION".utf8)) {
        data.replaceSubrange(place, with: Data("DURATIOM".utf8))
      }
      let found = try survey(temporaryFile("whole.mkv", data), named: "whole.mkv")
      #expect(found.findings.map(\.kind) == [])
      let cut = try survey(temporaryFile("crash.mkv", data.prefix(data.count / 2)), named: "crash.mkv")
      #expect(cut.findings.map(\.kind) == (end == "00:00:30" ? [] : ["ends-early"]))
    }
  }

  @Test func aChapterTrackIsNotLeftOut() throws {
    let chapters = try temporaryFile(
      "c.txt",
      Data(
        ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=2\ntitle=A\n[CHAPTER]\nTIMEBASE=1/1\nSTART=2\nEND=4\ntitle=B\n"
          .utf8))
    let url = temporaryFile("chapters.mp4")
    try run(
      "ffmpeg",
      [
        "-v", "error", "-i", TestRecording(seconds: 4).file().path, "-f", "ffmetadata", "-i", chapters.path,
        "-map_metadata", "1", "-c", "copy", url.path,
      ])
    let info = try survey(url, named: "chapters.mp4")
    #expect(info.chapters.map(\.title) == ["A", "B"])
    #expect(info.leftOut == [])
    #expect(info.findings.map(\.kind) == ["chapters"])
  }

  @Test func missingPictureOrSoundIsSaid() throws {
    #expect(try kinds(TestRecording(seconds: 2) { $0.sound = nil }.file()) == ["warning no-sound"])
    #expect(try kinds(TestRecording(seconds: 2) { $0.picture = nil }.file()) == ["note sound-only"])
  }

  @Test func whatIsNotHandledYetIsAnErrorNeverAWrongLesson() throws {
    let picture = try TestRecording(seconds: 1) { $0.picture?.codec = "mjpeg" }.file()
    #expect(try kinds(picture).contains("error not-yet"))
    let wma = try TestRecording(seconds: 1, .mkv) { $0.sound?.codec = "wmav2" }.file()
    #expect(try kinds(wma).first == "error not-yet")
    for ending in ["aiff", "caf", "w64"] {
      let url = temporaryFile("lecture.\(ending)")
      let source = try TestRecording(seconds: 2, .wav).file()
      try run("ffmpeg", ["-v", "error", "-i", source.path, url.path])
      #expect(try kinds(url).first == "error not-yet", "\(ending)")
    }
  }

  @Test func variableRateAndSparseKeyframesAreNoted() throws {
    let variable = TestRecording(seconds: 8) { $0.picture?.isVariable = true }
    #expect(try kinds(variable.file()) == ["note variable-frame-rate"])
    // Whole milliseconds are no variable rate.
    #expect(try kinds(TestRecording(seconds: 8, .mkv) { $0.picture?.rate = "30000/1001" }.file()) == [])
    let sparse = TestRecording(seconds: 16) { $0.picture?.gop = 1000 }
    #expect(try kinds(sparse.file()) == ["note sparse-keyframes"])
  }

  @Test func gapsInTheSoundAreFound() throws {
    let source = try TestRecording(seconds: 8).file()
    let url = temporaryFile("gap.mp4")
    try run(
      "ffmpeg",
      ["-v", "error", "-i", source.path, "-c", "copy", "-bsf:a", "noise=drop='between(n,100,150)':amount=0", url.path])
    let finding = try #require(survey(url, named: "gap.mkv").findings.first)
    #expect(finding.kind == "gaps")
    #expect(finding.sentence == "its sound has gaps at 0:02")
  }

  @Test func personalTagsAreToldAndNotQuoted() throws {
    let file = try TestRecording(seconds: 1, .mov) {
      $0.arguments = ["-metadata", "location=+52.5+13.4/", "-metadata", "make=Phone", "-metadata", "artist=Someone"]
    }.file()
    let findings = try survey(file, named: "phone.mov").findings
    #expect(
      findings.map(\.sentence) == [
        "says where it was recorded, with which device and by whom; that is not carried into the chapters"
      ])
  }

  @Test func onlySubtitlesAreNoRecording() throws {
    let captions = try temporaryFile("c.srt", Data("1\n00:00:00,000 --> 00:00:01,000\nHello\n".utf8))
    let url = temporaryFile("only.mkv")
    try run("ffmpeg", ["-v", "error", "-i", captions.path, url.path])
    let error = #expect(throws: MediaError.self) { _ = try survey(url, named: "only.mkv") }
    #expect(error?.sentence == "holds neither a picture track nor a sound track")
  }
}
