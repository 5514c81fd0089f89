import ArgumentParser
import PipelineFile
import StageGraph

struct PipelineGraphCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Draws a pipeline: which steps get whose results.",
    discussion: """
      Steps that open media have a double frame; programs of your own are hexagons.

      EXAMPLES
        chop pipeline graph lecture > lecture.mmd
        chop pipeline graph mine.yaml --format dot | dot -Tsvg > mine.svg
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case mermaid, dot
  }

  @Argument(help: "A built-in pipeline or a YAML file.", completion: .pipelines) var pipeline: String
  @Option(name: .long, help: "mermaid, or dot for Graphviz.") var format = Format.mermaid

  func run() async throws {
    let command = self
    try await Failure.reported {
      let plan = try PipelineChoice.pipeline(command.pipeline).plan
      switch command.format {
      case .mermaid: Console.out(plan.mermaid)
      case .dot: Console.out(plan.dot)
      }
    }
  }
}
