import Documents
import Foundation
import Lesson
import PipelineFile
import Pipelines
import StageGraph
import Stages
import Wording

/// A pipeline by the name of a built-in one, or by its file.
struct PipelineChoice {
  static let standard = "lecture"

  /// What every pipeline is given from outside.
  static let graph = Graph(
    builtInStages,
    given: [
      Given("recording", Recording.self), Given("companions", Companions.self), Given("settings", RunSettings.self),
    ])

  /// The text of the pipeline that `name` means: a built-in one, else a file.
  static func source(_ name: String) throws -> SourceText {
    if let builtIn = BuiltInPipelines.all.first(where: { $0.name == name }) {
      return try SourceText(builtIn.text, named: "\(name).yaml")
    }
    let isPath = name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
    guard isPath || FileManager.default.fileExists(atPath: name) else {
      let names = BuiltInPipelines.all.map(\.name)
      let hint = nearestName(to: name, among: names).map { "did you mean '\($0)'?" } ?? "there are \(listed(names))"
      throw DocumentError(Diagnostic(.error, in: "--pipeline", "no pipeline is called '\(shown(name))'", hint: hint))
    }
    return try SourceText(contentsOf: URL(fileURLWithPath: name), named: name)
  }

  static func pipeline(_ name: String, overrides: [String: String] = [:]) throws -> Pipeline {
    try Pipeline(source(name), for: graph, overrides: overrides)
  }

  /// The stages of a plan and the options that differ from their defaults, as one text: what decides a lesson beside its files.
  static func settings(of plan: Plan) -> RunSettings {
    let kinds = Dictionary(builtInStages.map { ($0.name, $0) }) { first, _ in first }
    let lines = plan.steps.map { step in
      let options = step.options.filter { name, value in kinds[step.stage]?.option(name)?.defaultText != value }
      let needs = step.needs.flatMap { need in need.from.map { "\(need.name)<\($0)" } }
      return ([step.name, step.stage] + options.map { "\($0.key)=\($0.value)" }.sorted() + needs).joined(separator: " ")
    }
    return RunSettings(generator: Chop.version, options: lines.sorted().joined(separator: "\n"))
  }
}
