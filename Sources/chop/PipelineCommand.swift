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
    static let configuration = CommandConfiguration(
      abstract: "Lists the built-in pipelines.",
      discussion: "EXAMPLES\n  chop pipeline list\n  chop pipeline list --json")

    @Flag(name: .long, help: "JSON for programs: what each is for, and its steps.") var json = false

    func run() async throws {
      let json = json
      try await Failure.reported {
        let pipelines = try BuiltInPipelines.all.map { ($0.name, try PipelineChoice.pipeline($0.name)) }
        guard json else { return Console.out(columns(pipelines.map { ($0, $1.summary) })) }
        let printed = pipelines.map {
          PrintedPipeline(name: $0, summary: $1.summary, steps: $1.plan.steps.map(\.name))
        }
        try Console.out(json: printed)
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

/// A pipeline as JSON: a stable form for programs.
private struct PrintedPipeline: Encodable {
  var name: String
  var summary: String
  var steps: [String]
}
