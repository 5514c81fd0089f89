import ArgumentParser
import Documents
import Foundation
import Lesson
import Quizzes
import Timeline
import Wording

struct QuizCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Says what is in a question file, and what is wrong or doubtful in it.",
    discussion: "EXAMPLES\n  chop quiz check lecture.quiz.gift\n  chop quiz check lecture.quiz.xml --json")

  @Argument(
    help:
      "The question file (\(builtInQuizFormats.filter { $0 is any QuizReader }.map(\.name).joined(separator: ", "))).",
    completion: .questions)
  var file: String
  @Flag(name: .long, help: "JSON for programs.") var json = false

  func run() async throws {
    let command = self
    try await Failure.reported {
      try checkIsNamed(command.file, "the question file", "chop quiz check lecture.quiz.gift")
      let quiz = try readQuestionFile(command.file)
      let questions = quiz.questions
      let diagnostics = quiz.diagnostics + doubts(about: questions)
      if command.json {
        let printed = PrintedCheck(
          format: quiz.format, questions: questions.map(\.question), places: questions.map(PrintedPlace.init),
          diagnostics: diagnostics)
        try Console.out(json: printed)
      } else {
        for question in questions { Console.out(line(question)) }
        for diagnostic in diagnostics { Console.error(diagnostic.description) }
        let errors = diagnostics.count { $0.severity == .error }
        Console.out(
          "\(quiz.format): \(counted(questions.count, "question")) (\(kinds(questions))), \(counted(errors, "error")), \(counted(diagnostics.count - errors, "warning"))"
        )
      }
      if diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
    }
  }
}

private struct PrintedCheck: Encodable {
  var format: String
  var questions: [Question]
  /// Of each question: where it stands in the file, and where it belongs in the lesson.
  var places: [PrintedPlace]
  var diagnostics: [Diagnostic]
}

private struct PrintedPlace: Encodable {
  var line: Int
  var column: Int
  var binding: UnboundQuestion.Binding

  init(_ question: UnboundQuestion) {
    line = question.line
    column = question.column
    binding = question.binding
  }
}

/// `2 single-choice, 1 essay`, in the order of the kinds.
private func kinds(_ questions: [UnboundQuestion]) -> String {
  Question.Kind.allCases.compactMap { kind in
    let count = questions.count { $0.question.kind == kind }
    return count > 0 ? "\(count) \(kind.rawValue)" : nil
  }.joined(separator: ", ")
}

private func line(_ question: UnboundQuestion) -> String {
  let binding = question.binding
  let places = [
    binding.time.map { "at \($0.shortClock)" }, binding.chapter.map { "chapter '\(shown($0, limit: 40))'" },
    binding.isClosing ? "at the end" : nil, binding.pause.map { "pauses at \($0.shortClock)" },
  ].compactMap(\.self)
  let stem = question.question.stem.text.split(whereSeparator: \.isNewline).joined(separator: " ")
  return
    "line \(question.line): \(question.question.kind.rawValue): \(shown(stem, limit: 60))"
    + (places.isEmpty ? "" : "  " + places.joined(separator: ", "))
}
