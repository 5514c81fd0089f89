import ArgumentParser
import Documents
import Foundation
import Pipelines
import PipelineFile
import StageGraph
import Wording

struct PipelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipeline", abstract: "Says what pipelines there are and what they do.",
    subcommands: [List.self, Show.self, Check.self, PipelineGraphCommand.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists the built-in pipelines.")

    func run() async throws {
      try await Failure.reported {
        Console.out(columns(try BuiltInPipelines.all.map { ($0.name, try PipelineChoice.pipeline($0.name).summary) }))
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prints a pipeline: its YAML, or its plan.",
      discussion: "EXAMPLES\n  chop pipeline show lecture > mine.yaml\n  chop pipeline show mine.yaml --plan")

    @Argument(help: "A built-in pipeline or a YAML file.", completion: .pipelines) var pipeline: String
    @Flag(name: .long, help: "Print which steps run, whose results they get, and what they make.") var plan = false

    func run() async throws {
      let command = self
      try await Failure.reported {
        let checked = try PipelineChoice.pipeline(command.pipeline)
        let text = try PipelineChoice.source(command.pipeline).lines.joined(separator: "\n")
        Console.out(command.plan ? checked.plan.description : text)
      }
    }
  }

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Says what is wrong with a pipeline, all at once.",
      discussion: "EXAMPLES\n  chop pipeline check mine.yaml")

    @Argument(help: "A built-in pipeline or a YAML file.", completion: .pipelines) var pipeline: String

    func run() async throws {
      let command = self
      try await Failure.reported {
        let checked = try PipelineChoice.pipeline(command.pipeline)
        let programs = checked.plan.programs
        let runs = programs.isEmpty ? "" : "; it runs \(listed(programs.map { shown($0) }))"
        Console.out("\(shown(command.pipeline)): \(counted(checked.plan.steps.count, "stage")), nothing wrong\(runs)")
      }
    }
  }
}
