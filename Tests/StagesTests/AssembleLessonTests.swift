import Exports
import Lesson
import StageGraph
import Testing
import Timeline

@testable import Stages

@Suite struct AssembleLessonTests {
  private func stage() throws -> AssembleLesson {
    let range = TimeRange(.zero, try .zero + 9.s)
    var stage = AssembleLesson()
    stage.recording = Recording(name: "lecture.mp4", bytes: 5, mark: "m")
    stage.settings = RunSettings(generator: "chop 1", options: "plan-chapters target=6m")
    stage.companions = Companions(
      files: [
        Companion(name: "lecture.en.vtt", role: .captions, language: "en", sha256: "aa"),
        Companion(name: "lecture.quiz.gift", role: .quiz, language: nil, sha256: "bb"),
      ])
    stage.hash = RecordingHash(sha256: "cc")
    stage.info = MediaInfo(
      container: "mov", size: 5, origin: .zero, duration: 9.s, video: nil, sound: nil, cover: nil, leftOut: [],
      title: nil, language: nil, findings: [])
    stage.plan = ChapterPlan(
      chapters: [PlannedChapter(range: range, boundary: Boundary(.start, evidence: "e"))], omitted: [])
    stage.cuts = CutPlan(cuts: [Cut(method: .copy, requested: .zero, range: range)], omitted: [])
    stage.names = ChapterNames(chapters: [ChapterName(number: 1, title: "One", id: "01-one")], warnings: [])
    let file = Manifest.File(path: "01-one/audio.m4a", type: "audio/mp4", bytes: 1, sha256: "dd")
    stage.media = ChapterMedia(media: [Manifest.Media(file: file, duration: 9.s, width: nil, height: nil)])
    return stage
  }

  private func made(_ change: (inout AssembleLesson) -> Void = { _ in }) async throws -> Manifest {
    var stage = try stage()
    change(&stage)
    return try await stage.run(in: Workshop()).manifest
  }

  /// Source, companions and options decide what a lesson is.
  @Test func theFingerprintChangesWithAllThatDecidesTheLesson() async throws {
    let changes: [(inout AssembleLesson) -> Void] = [
      { _ in },
      { $0.hash.sha256 = "ce" },
      { $0.companions.files[0].sha256 = "ab" },
      { $0.companions.files[0].language = "de" },
      { $0.companions.files[0].language = nil },
      { $0.companions.files[1].role = .details },
      { $0.companions.files.remove(at: 1) },
      { $0.companions.files = [] },
      { $0.companions.files.swapAt(0, 1) },
      { $0.settings.options = "plan-chapters target=5m" },
      { $0.settings.options = "" },
    ]
    var fingerprints: [String] = []
    for change in changes { fingerprints.append(try await made(change).fingerprint) }
    #expect(Set(fingerprints).count == changes.count)
    #expect(fingerprints.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{64}/) != nil })
  }

  @Test func theFingerprintChangesWithNothingElse() async throws {
    let changes: [(inout AssembleLesson) -> Void] = [
      { $0.recording.name = "other.mp4" }, { $0.recording.mark = "n" },
      { $0.companions.files[0].name = "other.en.vtt" }, { $0.settings.generator = "chop 2" },
      { $0.settings.replans = true },
      { $0.names.chapters[0].title = "Eins" }, { $0.plan.warnings = ["w"] }, { $0.info.title = "T" },
    ]
    let fingerprint = try await made().fingerprint
    for change in changes { #expect(try await made(change).fingerprint == fingerprint) }
  }

  /// lesson.yaml's title, else the container's, else the file's name.
  @Test func theTitleIsTheBestThatIsKnown() async throws {
    var details = GivenDetails()
    details.details.title = " Energy\n and  heat "
    let given = details
    #expect(
      try await made {
        $0.details = given; $0.info.title = "Recorded"
      }.title == "Energy and heat")
    #expect(try await made { $0.info.title = "Recorded" }.title == "Recorded")
    #expect(try await made { $0.info.title = " \t" }.title == "lecture")
    #expect(try await made { $0.recording.name = ".mp4" }.title == ".mp4")
    #expect(try await made { $0.info.title = String(repeating: "é", count: 10_000) }.title.count == 300)
  }

  /// What is wrong with the sound is said first; findings that are no warnings aren't said.
  @Test func warningsBeginWithTheSound() async throws {
    let manifest = try await made {
      $0.pauses = PauseMap(pauses: [], noiseFloor: nil, speechLevel: nil, sound: .silent)
      $0.info.findings = [Finding(.warning, "a", "first", remedy: "mend it"), Finding(.note, "b", "not said")]
      $0.details = GivenDetails(warnings: ["second"])
      $0.plan.warnings = ["third"]
      $0.names.warnings = ["fourth"]
    }
    #expect(
      manifest.warnings == [
        "lecture.mp4: the sound is silent from end to end: was the microphone off?", "lecture.mp4: first; mend it",
        "second", "third", "fourth",
      ])
  }

  @Test func soundOnlyIsAudioAndAPictureIsVideo() async throws {
    let sound = try await made().chapters[0]
    #expect(sound.video == nil)
    #expect(sound.audio?.path == "01-one/audio.m4a")
    let picture = try await made {
      $0.info.video = VideoInfo(
        stream: 0, codec: "h264", codecString: nil, pixelFormat: "yuv420p", codedWidth: 2, codedHeight: 2, width: 2,
        height: 2, rotation: 0, timeBase: .milliseconds, range: TimeRange(.zero, .zero), frames: 1, frameRate: 1,
        keyframes: [])
    }.chapters[0]
    #expect(picture.video?.path == "01-one/audio.m4a")
    #expect(picture.audio == nil)
  }
}
