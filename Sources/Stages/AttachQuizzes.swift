internal import Documents
internal import Foundation
internal import Lesson
internal import Quizzes
internal import StageGraph
internal import Wording

/// Gives each question to its chapter: by number, id, title or an instant of the recording.
///
/// What can't be bound goes to the lesson's closing quiz, with a warning that lists it.
struct AttachQuizzes: Stage {
  static let about = About(
    "gives each question to its chapter, by number, id, title or time", example: "attach-quizzes: { strict: yes }",
    writesFiles: true)

  @Option("a question that belongs to no chapter is an error") var strict = false

  @Needs var questions: GivenQuestions?
  @Needs var cuts: CutPlan
  @Needs var names: ChapterNames

  func run(in workshop: Workshop) async throws -> ChapterQuizzes {
    let chapters = zip(names.chapters, cuts.cuts).map { name, cut in
      QuizChapter(number: name.number, id: name.id, title: name.title, range: cut.range)
    }
    let bound = bind(questions?.questions ?? [], to: chapters)
    if strict, !bound.diagnostics.isEmpty { throw DocumentError(bound.diagnostics.map(\.refused)) }
    let warnings = bound.diagnostics.map(\.description)
    for warning in warnings { workshop.warn(warning) }
    var result = ChapterQuizzes(chapters: [], closing: nil, warnings: warnings)
    for (name, questions) in zip(names.chapters, bound.perChapter) {
      result.chapters.append(try part("\(name.id)/quiz.json", questions, workshop))
    }
    result.closing = try part("quiz.json", bound.closing, workshop)
    return result
  }

  private func part(_ path: String, _ questions: [Question], _ workshop: Workshop) throws -> ChapterQuizzes.Part? {
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
