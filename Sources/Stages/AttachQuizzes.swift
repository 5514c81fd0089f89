internal import Documents
internal import Foundation
internal import Lesson
internal import Quizzes
internal import StageGraph
internal import Timeline
internal import Wording

/// Gives each question to its chapter: by number, id, title or an instant of the recording.
///
/// Questions whose file says nothing follow the chapters in their order, by a rule that is printed. What can't be bound goes to the lesson's closing
/// quiz, with a warning that lists it.
struct AttachQuizzes: Stage {
  static let about = About(
    "gives each question to its chapter, by number, id, title or time, else in order",
    example: "attach-quizzes: { strict: yes }",
    writesFiles: true)

  @Option("a question that belongs to no chapter is an error") var strict = false

  @Needs var part: LessonPart?
  @Needs var questions: GivenQuestions?
  @Needs var cuts: CutPlan
  @Needs var names: ChapterNames

  func run(in workshop: Workshop) async throws -> ChapterQuizzes {
    let part = part ?? LessonPart()
    let own = zip(names.chapters, cuts.cuts).map {
      LessonPart.Chapter(recording: part.index, name: $0, range: $1.range)
    }
    let chapters = (part.chapters.isEmpty ? own : part.chapters).map { chapter in
      QuizChapter(
        number: chapter.name.number, id: chapter.name.id, title: chapter.name.title,
        otherTitle: chapter.name.otherTitle, recording: chapter.recording, range: chapter.range)
    }
    let bound = try bind(placed(in: part), to: chapters)
    if strict, !bound.diagnostics.isEmpty { throw DocumentError(bound.diagnostics.map(\.refused)) }
    let wrong = warningsOfNoRightAnswer(in: questions?.questions ?? [])
    let warnings = (bound.rules + bound.diagnostics + wrong).map(\.description)
    for warning in warnings { workshop.warn(warning) }
    var result = ChapterQuizzes(chapters: [], closing: nil, warnings: warnings)
    for (chapter, questions) in zip(chapters, bound.perChapter) where chapter.recording == part.index {
      result.chapters.append(try quiz("\(chapter.id)/quiz.json", questions, workshop))
    }
    // Every part reads all questions; what is asked at the lesson's end is written once.
    if part.isLast { result.closing = try quiz("quiz.json", bound.closing, workshop) }
    return result
  }

  /// The questions, with times that count through the whole lesson turned into those of a recording.
  private func placed(in part: LessonPart) throws -> [UnboundQuestion] {
    try (questions?.questions ?? []).map { question in
      guard let instant = question.binding.instant, question.part == nil else { return question }
      var placed = question
      let place = try part.place(of: instant, in: nil)
      let shift = try place.instant - instant
      placed.binding.time = place.instant
      placed.binding.pause = try question.binding.pause.map { try $0 + shift }
      placed.part = place.recording
      if let span = question.question.span {
        placed.question.span = TimeRange(try span.start + shift, try span.end + shift)
      }
      return placed
    }
  }

  private func quiz(_ path: String, _ questions: [Question], _ workshop: Workshop) throws -> ChapterQuizzes.Part? {
    guard !questions.isEmpty else { return nil }
    let quiz = Quiz(questions: questions)
    let file = try workshop.addFile(path, "application/json", encodeOrderedJSON(quiz, pretty: true, forHTML: false))
    let asked = questions.count { $0.kind != .description }
    return ChapterQuizzes.Part(file: Manifest.QuizFile(file: file, questions: asked), quiz: quiz)
  }
}

/// The chapters' quizzes, in order, and the one at the lesson's end.
struct ChapterQuizzes: Hashable, Sendable, Codable {
  var chapters: [Part?]
  var closing: Part?
  var warnings: [String]

  struct Part: Hashable, Sendable, Codable {
    var file: Manifest.QuizFile
    var quiz: Quiz
  }
}
