import Foundation
import TestSupport
import Testing

@Suite struct SoundlessRecordingTests {
  private let options = ["--target", "10s", "--min", "4s", "--max", "12s"]

  private func lesson(of recording: TestRecording, as name: String) throws -> (ChopRun, ReadManifest) {
    let desk = try Desk()
    try desk.add(recording, as: name)
    let run = try RunningChop([name, "-o", "made"] + options, in: desk.url).finished()
    #expect(run.code == 0, "\(run.error)")
    try desk.checkLesson("made")
    let manifest = try desk.manifest("made")
    for chapter in manifest.chapters {
      let media = try #require(chapter.video ?? chapter.audio)
      #expect(abs(try probe(desk["made/" + media.path]).duration - (media.duration ?? 0)) < 0.1)
    }
    return (run, manifest)
  }

  @Test func withoutSoundItSaysSoFirstAndPlansByLengthAtKeyframes() throws {
    let (run, manifest) = try lesson(of: TestRecording(seconds: 24) { $0.sound = nil }, as: "screen.mp4")
    #expect(run.error.hasPrefix("warning: screen.mp4: has no sound"))
    #expect(manifest.warnings.first?.hasPrefix("screen.mp4: has no sound") == true)
    #expect(manifest.chapters.map(\.boundary.kind) == ["start", "forced"])
    // A keyframe every two seconds.
    #expect(manifest.chapters.allSatisfy { $0.cut.actual.truncatingRemainder(dividingBy: 2) == 0 })
  }

  @Test func soundThatIsSilentIsSaidFirstOfAll() throws {
    let recording = TestRecording(seconds: 24) {
      $0.sound = TestRecording.Sound(.digitalSilence)
      // What else is said of this recording comes behind.
      $0.arguments = ["-metadata", "title=Silent"]
    }
    let (run, manifest) = try lesson(of: recording, as: "off.mp4")
    #expect(manifest.warnings.first == "off.mp4: the sound is silent from end to end: was the microphone off?")
    #expect(run.error.hasPrefix("warning: off.mp4: the sound is silent from end to end"))
    #expect(manifest.chapters.map(\.boundary.kind) == ["start", "forced"])
  }

  @Test func silenceIsSaidBeforeWhatIsWrongInTheOtherFiles() throws {
    let desk = try Desk()
    try desk.add(TestRecording { $0.sound = TestRecording.Sound(.digitalSilence) }, as: "a.mp4")
    try desk.add("titel: Energy\nlicence: CC0-1.0\n", as: "a.lesson.yaml")
    #expect(try desk.chop("a.mp4").code == 0)
    let warnings = try desk.manifest("a.lesson").warnings
    #expect(warnings.first?.contains("silent from end to end") == true)
    #expect(warnings.contains { $0.contains("a.lesson.yaml:1:1: warning:") })
  }

  @Test(arguments: [TestRecording.Container.m4a, .mp3, .wav])
  func soundAloneMakesAudioChapters(_ container: TestRecording.Container) throws {
    let talk = TestRecording(seconds: 24, container) { $0.sound = TestRecording.talk.sound }
    let (run, manifest) = try lesson(of: talk, as: "talk.\(container)")
    #expect(run.error.isEmpty)
    #expect(manifest.chapters.map(\.boundary.kind) == ["start", "pause", "pause"])
    #expect(manifest.chapters.allSatisfy { $0.video == nil && $0.audio != nil })
  }

  @Test func aRecordingShorterThanAChapterIsOneChapter() throws {
    let desk = try Desk()
    try desk.add(.short, as: "a.mp4")
    #expect(try desk.chop("a.mp4").code == 0)
    let manifest = try desk.manifest("a.lesson")
    #expect(manifest.chapters.count == 1)
    #expect(manifest.chapters.first?.source.exact == ["0/1", "6/1"])
  }
}
