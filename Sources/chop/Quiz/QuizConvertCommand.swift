import ArgumentParser
import Documents
import Foundation
import Quizzes
import StageGraph
import Wording

struct QuizConvertCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Writes the questions of a file in another format, and says what each loses by that.",
    discussion: """
      The format is the one of the new file's ending, or of --to.

      EXAMPLES
        chop quiz convert lecture.quiz.gift lecture.quiz.xml
        chop quiz convert questions.csv - --to gift
      """)

  static let writers = builtInQuizFormats.compactMap { $0 as? any QuizWriter }

  @Argument(help: "The question file.", completion: .questions) var file: String
  @Argument(help: "The new file; - for standard output.", completion: .questions) var output: String
  @Option(
    name: .long,
    help: ArgumentHelp("The new file's format: \(writers.map(\.name).joined(separator: ", ")).", valueName: "format"),
    completion: .list(writers.map(\.name)))
  var to: String?
  @Option(name: .long, help: ArgumentHelp("The lesson's title, for formats that group questions.", valueName: "title"))
  var lesson: String?
  @Flag(name: .long, help: "Write over a file that is there.") var force = false
  @Flag(name: .long, help: "Write nothing where anything would be lost.") var strict = false

  func run() async throws {
    let command = self
    try await Failure.reported {
      let writer = try command.writer()
      let url = URL(fileURLWithPath: command.output)
      let toOutput = command.output == "-"
      if !toOutput, !command.force, FileManager.default.fileExists(atPath: url.path(percentEncoded: false)) {
        throw Complaint("\(shown(command.output)) is there already; --force writes over it")
      }
      let read = try readQuestionFile(command.file)
      let written = write(read.questions, as: writer, lesson: command.lesson)
      for diagnostic in read.diagnostics + written.losses.map(\.diagnostic) { Console.error(diagnostic.description) }
      let skipped = read.diagnostics.contains { $0.severity == .error }
      if command.strict, skipped || !written.losses.isEmpty {
        throw Complaint("nothing was written, since something would be lost")
      }
      if toOutput { Console.out(written.text) } else { try Data(written.text.utf8).write(to: url, options: .atomic) }
      let unscathed = read.questions.count - written.losses.count
      Console.error(
        "\(read.format) to \(writer.name): \(counted(written.count, "question")) written, \(unscathed) of \(read.questions.count) without loss"
      )
      if skipped { throw ExitCode(1) }
    }
  }

  private func writer() throws -> any QuizWriter {
    let writers = Self.writers
    if let to {
      if let writer = writers.first(where: { $0.name == to }) { return writer }
      let nearest = nearestName(to: to, among: writers.map(\.name)).map { "; perhaps \($0)" } ?? ""
      throw ValidationError(
        "--to: '\(shown(to, limit: 60))' is not a format that is written; expected \(listed(writers.map(\.name), "or"))\(nearest)"
      )
    }
    // The longest ending counts: `questions.anki.txt` is Anki's, though `.txt` is Aiken's.
    let name = output.lowercased()
    let fitting = writers.flatMap { writer in
      writer.endings.filter { name.hasSuffix(".\($0)") }.map { ($0.count, writer) }
    }
    guard let best = fitting.max(by: { $0.0 < $1.0 }) else {
      throw ValidationError(
        "the ending of '\(shown(output))' names no format; say it with --to \(listed(writers.map(\.name), "or"))")
    }
    return best.1
  }
}
