import Foundation
import Lesson
import Media
import TestSupport
import Testing
import Timeline
import Verification

/// What only a look at every frame finds, and what each depth says that it looked at.
@Suite struct DeepVerificationTests {
  @Test func decodesEveryFrameOfAWholeLesson() async throws {
    let lesson = try TestLesson()
    let report = try await lesson.report(source: lesson.source, .deep)
    #expect(report.faults == [])
    #expect(report.notChecked == [])
    let last = try #require(report.checked.last)
    #expect(last.hasPrefix("200 frames and "), "\(last)")
    // Keyframes are frames 0, 50, 100, 150; chapters begin with 0, 60, 120: 40 and 30 frames to the next one.
    #expect(last.contains("; 130 frames the same as the source's to the bit, 70 frames encoded again and like"))
    let alone = try await lesson.report(source: nil, .deep)
    #expect(alone.faults == [])
    #expect(alone.checked.last?.hasPrefix("200 frames and ") == true)
  }

  /// Small recordings of other codecs and clocks, of three seconds.
  private static func small(
    _ container: TestRecording.Container, _ change: (inout TestRecording) -> Void
  ) -> TestRecording {
    TestRecording(seconds: 3, container) {
      $0.picture?.width = 160
      $0.picture?.height = 96
      change(&$0)
    }
  }

  @Test(arguments: [
    small(.mp4) {
      $0.picture?.codec = "libx265"
      $0.picture?.arguments = ["-preset", "ultrafast", "-x265-params", "log-level=none:pools=none:open-gop=1"]
    },
    small(.mkv) {
      $0.picture?.codec = "libvpx-vp9"
      $0.picture?.arguments = ["-deadline", "realtime", "-cpu-used", "8"]
      $0.sound?.codec = "libopus"
    },
    small(.mp4) {
      $0.picture?.codec = "libsvtav1"
      $0.picture?.arguments = ["-preset", "12", "-svtav1-params", "lp=1"]
    },
    small(.mkv) {
      $0.picture?.codec = "mpeg2video"
      $0.sound?.codec = "libmp3lame"
    },
    small(.mov) {
      $0.picture?.isVariable = true
      $0.sound?.codec = "pcm_s16le"
    },
    small(.mkv) { $0.sound?.codec = "ac3" },
    // The frames before a keyframe refer to what lies before it.
    small(.mp4) { $0.picture?.arguments = ["-x264-params", "open-gop=1:bframes=3:keyint=30:scenecut=0"] },
  ])
  func findsNothingWrongWithOtherCodecs(_ recording: TestRecording) async throws {
    let lesson = try TestLesson(recording, list: "0:00.0 One\n0:01.3 Two\n")
    let report = try await lesson.report(source: lesson.source, .deep)
    #expect(report.faults == [])
    #expect(report.notChecked == [])
    #expect(report.checked.last?.hasPrefix("\(recording.sourceFrames.count) frames and ") == true)
  }

  @Test func aQuickCheckReadsNoMedia() async throws {
    var lesson = try TestLesson()
    try Data("no media".utf8).write(to: lesson.video(1))
    try lesson.refresh()
    let quick = try await lesson.report(source: lesson.source, .quick)
    #expect(quick.faults == [])
    #expect(quick.notChecked == ["picture and sound, for which a quick check has no time"])
    #expect(try await !lesson.faults(.standard).isEmpty)
    try Data("other".utf8).write(to: lesson.video(2))
    #expect(try await lesson.report(source: nil, .quick).faults.map(\.path) == ["03-three/video.mp4"])
  }

  /// Three frames in the middle of what was encoded again.
  @Test func namesFramesOfAHeadThatAreOthers() async throws {
    var lesson = try TestLesson(TestRecording(seconds: 8) { $0.picture?.gop = 250 })
    let wrong = temporaryFile("wrong.mp4")
    let filter = ["-vf", "negate=enable='between(n,10,12)'", "-fps_mode", "passthrough"]
    let coding = ["-c:v", "libx264", "-bf", "0", "-crf", "18", "-c:a", "copy"]
    try run("ffmpeg", ["-v", "error", "-i", lesson.video(1).path] + filter + coding + [wrong.path])
    try Data(contentsOf: wrong).write(to: lesson.video(1))
    try lesson.refresh()
    #expect(try await !lesson.faults().contains("encoded again, unlike"))
    let faults = try await lesson.faults(.deep)
    #expect(
      faults.contains(
        "02-two/video.mp4: 3 frames encoded again, unlike the source's, the first at 00:00:00.400"), "\(faults)")
  }

  @Test func namesAFrameThatIsOtherThanInTheSource() async throws {
    var lesson = try TestLesson()
    try RewrittenChapter.turnABit(in: lesson.video(0), of: .video, number: 20)
    try lesson.refresh()
    let faults = try await lesson.faults(.deep)
    #expect(faults.contains("01-one/video.mp4: 1 picture packet changed"))
    #expect(faults.contains("other than in the source") || faults.contains("can't be decoded"), "\(faults)")
  }

  /// A keyframe that is missing is named without the recording: what refers to it can't be decoded.
  @Test func namesAMissingKeyframe() async throws {
    var lesson = try TestLesson()
    try RewrittenChapter.rewrite(lesson.video(2), length: 3200.ms) { entries in
      let place = try #require(entries.firstIndex { $0.kind == .video })
      entries.remove(at: place)
    }
    try lesson.refresh()
    #expect(try await lesson.report(source: nil).faults == [])
    let faults = try await lesson.report(source: nil, .deep).faults
    #expect(faults.contains { $0.path == "03-three/video.mp4" }, "\(faults)")
    #expect(
      try await lesson.faults().contains(
        "03-three/video.mp4: has 29 frames that were encoded again, the source has 30 there"))
  }

  @Test(arguments: ["v", "a"])
  func toldApartFromDamageOfTheRecording(kind: String) async throws {
    let recording = TestRecording(seconds: 8) {
      $0.arguments = ["-bsf:\(kind)", "noise=amount='20*between(n,110,112)'"]
    }
    let lesson = try TestLesson(recording)
    let report = try await lesson.report(source: lesson.source, .deep)
    #expect(report.faults == [])
    #expect(report.notChecked.contains { $0.contains("damaged itself") }, "\(report)")
    #expect(try await !lesson.report(source: nil, .deep).faults.isEmpty)
  }
}
