import Digests
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
      Given("earlier", EarlierLesson.self),
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

  /// What decides a lesson beside its files: the pipeline (a built-in one by its name, so that a newer chop finds the same) and the options given.
  static func options(of name: String, overrides: [String: String]) throws -> String {
    let isBuiltIn = BuiltInPipelines.all.contains { $0.name == name }
    let pipeline = isBuiltIn ? name : sha256(try source(name).lines.joined(separator: "\n"))
    return (["pipeline \(pipeline)"] + overrides.map { "\($0.key)=\($0.value)" }.sorted()).joined(separator: "\n")
  }
}
