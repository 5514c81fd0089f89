import ArgumentParser
import DetailsFile
import Exports

struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints a JSON Schema (2020-12): of manifest.json, quiz.json or lesson.yaml.",
    discussion: "EXAMPLES\n  chop schema\n  chop schema quiz > quiz.schema.json")

  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case manifest, quiz, lesson
  }

  @Argument(help: "Of what.") var subject = Subject.manifest

  func run() async throws {
    let subject = subject
    try await Failure.reported {
      switch subject {
      case .manifest: Console.out(Schemas.manifest)
      case .quiz: Console.out(Schemas.quiz)
      case .lesson: Console.out(lessonDetailsSchema)
      }
    }
  }
}
