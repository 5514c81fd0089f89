import ArgumentParser
import Quizzes

struct QuizCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quiz", abstract: "Works with question files.",
    discussion: """
      A file's format is recognised by what is in it.

      FORMATS
      \(builtInQuizFormats.map(described).joined(separator: "\n"))
      """,
    subcommands: [QuizCheckCommand.self, QuizConvertCommand.self])
}

/// What the help says about a format.
private func described(_ format: any QuizFormat) -> String {
  let deeds = [format is any QuizReader ? "read" : nil, format is any QuizWriter ? "written" : nil].compactMap(\.self)
  let about = "\(format.summary) (\(deeds.joined(separator: ", ")); .\(format.endings.joined(separator: ", .")))"
  let head = "  " + wrapped("\(format.name): \(about)", indent: 4)
  let syntax = format.syntax.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
  return ([head] + (format.syntax.isEmpty ? [] : syntax + [""])).joined(separator: "\n")
}
