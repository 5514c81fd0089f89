import ArgumentParser
import DetailsFile
import Exports
import Processes
import Stages

struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract:
      "Prints a JSON Schema (2020-12): of manifest.json, quiz.json, lesson.yaml, or of what a program of your own reads and writes.",
    discussion: "EXAMPLES\n  chop schema\n  chop schema quiz > quiz.schema.json\n  chop schema stage")

  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case manifest, quiz, lesson, stage
  }

  @Argument(help: "Of what.") var subject = Subject.manifest

  func run() async throws {
    let subject = subject
    try await Failure.reported {
      switch subject {
      case .manifest: Console.out(Schemas.manifest)
      case .quiz: Console.out(Schemas.quiz)
      case .lesson: Console.out(lessonDetailsSchema)
      case .stage: Console.out(stageProtocolSchema(artifacts: try artifactDefinitions()))
      }
    }
  }
}
