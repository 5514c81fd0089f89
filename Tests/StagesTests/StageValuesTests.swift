import Exports
import Formulas
import Foundation
import Lesson
import StageGraph
import Testing
import Timeline
import Verification

@testable import Stages

/// What stages make travels as JSON: all of it comes through.
@Suite struct StageValuesTests {
  static let time = TimeRange(
    try! Instant(ticks: 7, in: second(3)), try! Instant(ticks: 100_100, in: second(30_000)))
  private static func second(_ parts: Int32) -> TimeBase { TimeBase(perSecond: parts)! }
  private static let file = Manifest.File(path: "01-a/x", type: "text/vtt", bytes: 3, sha256: "ab", recipe: "cd")
  private static let cue = Cue(
    range: time, lines: ["a", "<b> & \u{1F600}\u{2028}"], speaker: "Eva", settings: "line:0")
  private static let track = CaptionTrack(language: "en-GB", file: "a.vtt", cues: [cue])
  private static let rendered = {
    let cell = MathElement(name: "mi", text: "<𝐅>")
    let math = MathElement(name: "math", attributes: [.init(name: "display", value: "block")], children: [cell])
    var rendered = RenderedFormulas()
    rendered.formulas = [Formula(source: Formula.Source(tex: "\\mathbf F", isDisplay: true), math: math)]
    rendered.version = "1.2"
    rendered.rest = UnrenderedFormulas(item: "2 formulas", sentence: "stay")
    return rendered
  }()
  private static let question = Question(
    id: "q", kind: .matching, name: "n", stem: RichText("s", .moodle),
    answers: [Answer(RichText("a"), weight: -33.33333, feedback: RichText("f", .html))],
    numbers: [NumericAnswer(value: 0.1, tolerance: 1e-9, weight: 50, feedback: RichText("f", .markdown))],
    pairs: [MatchingPair(RichText("l"), "r")], generalFeedback: RichText("g"), hints: [RichText("h")], mark: 0.5,
    tags: ["t"], span: time)
  private static let quizPart = ChapterQuizzes.Part(
    file: Manifest.QuizFile(file: file, questions: 1), quiz: Quiz(questions: [question]))
  private static let details = {
    var details = LessonDetails()
    details.title = "T"
    details.description = "D"
    details.authors = [LessonDetails.Author(name: "Eva", affiliation: "TU", url: "https://example.org")]
    details.language = "de"
    details.licence = "CC BY 4.0"
    details.date = "2026-10-12"
    details.objectives = ["o"]
    details.references = ["r"]
    details.feedback = "mailto:eva@example.org"
    details.homepage = "https://example.org"
    details.chapters = [LessonDetails.ChapterDetails.Key.number(1), .id("01-a"), .at(time.start)].map {
      var chapter = LessonDetails.ChapterDetails(key: $0, title: "t", summary: "s", poster: time.end, line: 4)
      (chapter.file, chapter.part) = ("lesson.yaml", 1)
      return chapter
    }
    return details
  }()
  private static let media = Manifest.Media(file: file, duration: 2500.ms, width: 180, height: 320)
  private static let manifest = {
    var manifest = Manifest(
      fingerprint: "f", generator: "g", id: "i", title: "t", language: "en", duration: 33333.ms)
    manifest.planning = "p"
    manifest.authors = details.authors
    manifest.sources = [Manifest.Source(name: "n", bytes: 1, sha256: "s", duration: Seconds(time.end))]
    manifest.companions = [Manifest.CompanionFile(name: "n", role: "quiz", sha256: "s")]
    manifest.omitted = [Manifest.Omitted(range: time, requested: time, reason: "skip")]
    manifest.warnings = ["w"]
    manifest.chapters = [
      Manifest.Chapter(
        id: "01-a", number: 1, title: "A", summary: "s", source: Manifest.Span(range: time),
        boundary: Boundary(.pause, evidence: "e"),
        cut: Manifest.CutRecord(method: .editList, requested: time.start, actual: time.end), video: media, audio: nil,
        poster: file, captions: [Manifest.Captions(file: file, language: "en")], quiz: quizPart.file)
    ]
    manifest.quiz = quizPart.file
    manifest.files = [file]
    return manifest
  }()
  private static let info = MediaInfo(
    container: "mov", size: 5, origin: time.start, duration: 7.s,
    video: VideoInfo(
      stream: 0, codec: "h264", codecString: "avc1.640028", pixelFormat: "yuv420p", codedWidth: 320, codedHeight: 180,
      width: 180, height: 320, rotation: 90, timeBase: second(12800), range: time, frames: 9, frameRate: 29.97,
      keyframes: [time.start, time.end]),
    sound: SoundInfo(
      stream: 1, codec: "aac", codecString: nil, sampleRate: 44100, channels: 2, timeBase: second(44100), range: time),
    cover: 2, leftOut: [LeftOutStream(stream: 3, kind: "data", codec: "bin", reason: "is data")], title: "\u{1b}[31m",
    language: "en", findings: [Finding(.warning, "k", "s", remedy: "r")])

  static let values: [any (Codable & Hashable & Sendable)] = [
    info,
    PauseMap(
      pauses: [Pause(range: time, safe: TimeRange(time.start, time.start), depth: 33.7)], noiseFloor: -60.1,
      speechLevel: nil, sound: .noSpeech),
    SlideMap(changes: [SlideChange(.build, time: time.end, earliest: time.start, area: 0.3, firstShown: time.start)]),
    ChapterPlan(
      chapters: [PlannedChapter(range: time, boundary: Boundary(.forced, evidence: "e"), title: "")],
      omitted: [Omission(range: time, reason: "skip")], warnings: ["w"]),
    CutPlan(
      cuts: [Cut(method: .editList, requested: time.start, range: time)],
      omitted: [Omission(range: time, reason: "skip")]),
    ChapterNames(
      chapters: [ChapterName(number: 1, title: "A", id: "01-a", summary: "s", poster: time.start)], warnings: ["w"],
      placedDetails: ["lesson.yaml:4"]),
    SlideTitles(titles: [nil, "T"], version: "5.3.0", problem: "p"),
    ChapterMedia(media: [media]),
    Posters(files: [nil, file]),
    CarriedCaptions(tracks: [track]),
    GivenCaptions(tracks: [track], warnings: ["w"]),
    ChapterCaptions(chapters: [
      ChapterCaptions.Chapter(files: [Manifest.Captions(file: file, language: "en")], tracks: [track])
    ]),
    GivenQuestions(
      questions: [UnboundQuestion.Binding.at(time.start), .chapter("2"), .closing, .none].map {
        UnboundQuestion(question: question, binding: $0, file: "q.gift", line: 3, part: 1)
      }, warnings: ["w"]),
    ChapterQuizzes(chapters: [quizPart, nil], closing: quizPart, warnings: ["w"]),
    GivenDetails(details: details, warnings: ["w"]),
    rendered,
    GivenChapterList(
      list: ChapterList(
        file: "c.txt",
        entries: [ChapterListEntry(start: time.start, isExact: true, title: "A", isSkipped: true, line: 2)]),
      warnings: ["w"]),
    RecordingHash(sha256: "ab"),
    LessonContents(
      manifest: manifest, captions: [[track], []], quizzes: [nil, quizPart.quiz], closingQuiz: quizPart.quiz,
      sources: [LessonSource(recording: Recording(name: "n", bytes: 1, mark: "m"), info: info, isSpoken: false)]),
    ExtraFiles(files: [file]),
    WrittenManifest(manifest: manifest, file: file),
    VerificationReport(faults: [.init("a", "is b")], checked: ["c"], notChecked: ["d"]),
  ]

  @Test func comeThroughJSONWhole() throws {
    func check<Value: Codable & Hashable>(_ value: Value) throws {
      let text = try canonicalJSON(value)
      let read = try JSONDecoder().decode(Value.self, from: Data(text.utf8))
      #expect(read == value)
      #expect(try canonicalJSON(read) == text)
    }
    for value in Self.values { try check(value) }
  }

  @Test func areAllHere() {
    #expect(Set(Self.values.map { "\(type(of: $0))" }) == Set(builtInStages.map(\.makes)))
  }
}
