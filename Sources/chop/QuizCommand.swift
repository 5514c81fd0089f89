import ArgumentParser
import Documents
import Foundation
import Lesson
import Quizzes
import Timeline
import Wording

struct QuizCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quiz", abstract: "Works with question files.", subcommands: [QuizCheckCommand.self])
}

struct QuizCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Says what is in a question file, and what is wrong or doubtful in it.",
    discussion: "EXAMPLES\n  chop quiz check lecture.quiz.gift\n  chop quiz check lecture.quiz.gift --json")

  @Argument(help: "The question file (GIFT).", completion: .questions) var file: String
  @Flag(name: .long, help: "JSON for programs.") var json = false

  func run() async throws {
    let command = self
    try await Failure.reported {
      let text = try SourceText(contentsOf: URL(fileURLWithPath: command.file), named: command.file)
      let quiz = try readQuiz(text)
      let questions = quiz.questions
      let diagnostics = quiz.diagnostics + doubts(about: questions)
      if command.json {
        let printed = PrintedCheck(questions: questions.map(\.question), diagnostics: diagnostics)
        Console.out(String(decoding: try encodeOrderedJSON(printed, pretty: true, forHTML: false), as: UTF8.self))
      } else {
        for question in questions { Console.out(line(question)) }
        for diagnostic in diagnostics { Console.error(diagnostic.description) }
        let errors = diagnostics.count { $0.severity == .error }
        Console.out(
          "\(counted(questions.count, "question")), \(counted(errors, "error")), \(counted(diagnostics.count - errors, "warning"))"
        )
      }
      if diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
    }
  }
}

private struct PrintedCheck: Encodable {
  var questions: [Question]
  var diagnostics: [Diagnostic]
}

private func line(_ question: UnboundQuestion) -> String {
  let place =
    switch question.binding {
    case nil: ""
    case .at(let instant): "  at \(instant.shortClock)"
    case .chapter(let chapter): "  chapter '\(shown(chapter, limit: 40))'"
    case .closing: "  at the end"
    }
  return
    "line \(question.line): \(question.question.kind.rawValue): \(shown(question.question.stem.text, limit: 60))\(place)"
}
