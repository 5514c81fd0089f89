import TestSupport
import Testing
import Verification

/// Cuts at places where a seek or a packet's length is a trap.
@Suite struct HardPlacesTests {
  /// In MP4 a keyframe of an open group is decoded before the frames that are shown before it: a seek to one of these must not end at it.
  @Test(arguments: [TestRecording.Container.mp4, .mkv])
  func aFrameBeforeTheKeyframeOfAnOpenGroup(container: TestRecording.Container) async throws {
    let recording = TestRecording(seconds: 4, container) {
      $0.picture?.codec = "libx265"
      $0.picture?.gop = 25
      $0.picture?.arguments = [
        "-preset", "ultrafast", "-x265-params", "log-level=none:pools=none:open-gop=1:bframes=4:scenecut=0",
      ]
    }
    for list in ["0:00.0 One\n0:00.96 Two\n0:02.88 Three\n", "0:00.0 One\n0:01.92 Two\n", "0:00.0 One\n0:02.0 Two\n"] {
      let lesson = try TestLesson(recording, list: list)
      for depth in [VerificationDepth.standard, .deep] {
        let report = try await lesson.report(source: lesson.source, depth)
        #expect(report.faults == [], "\(list)")
        #expect(report.notChecked == [], "\(list)")
      }
    }
  }

  /// A packet of sound that reaches 0.998 ms into what is left out: it is in no chapter, and isn't missed.
  @Test func aPacketThatReachesALittleIntoWhatIsLeftOut() async throws {
    let recording = TestRecording(seconds: 4) {
      $0.picture?.bFrames = 0
      $0.sound?.sampleRate = 44100
    }
    let lesson = try TestLesson(recording, list: "0:00.0 One\n0:01.160 - skip\n0:02.0 Two\n")
    let report = try await lesson.report(source: lesson.source)
    #expect(report.faults == [])
  }
}
