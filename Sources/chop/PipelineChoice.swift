import ArgumentParser
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
      Given("earlier", EarlierLesson.self), Given("part", LessonPart.self),
    ])

  /// The text of the pipeline that `name` means: a built-in one, else a file. Throws `ValidationError` where it is neither.
  static func source(_ name: String) throws -> SourceText {
    if let builtIn = BuiltInPipelines.all.first(where: { $0.name == name }) {
      return try SourceText(builtIn.text, named: "\(name).yaml")
    }
    let isPath = name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
    guard isPath || FileManager.default.fileExists(atPath: name) else {
      throw ValidationError(noneIsCalled(name, "pipeline", among: BuiltInPipelines.all.map(\.name)))
    }
    return try SourceText(contentsOf: URL(fileURLWithPath: name), named: name)
  }

  static func pipeline(_ name: String, overrides: [String: String] = [:]) throws -> Pipeline {
    let isBuiltIn = BuiltInPipelines.all.contains { $0.name == name }
    let folder = isBuiltIn ? nil : URL(fileURLWithPath: name).deletingLastPathComponent()
    return try Pipeline(source(name), for: graph, in: folder, overrides: overrides)
  }

  /// What decides a lesson beside its files: the pipeline (a built-in one by its name, so that a newer chop finds the same), the contents of the programs that
  /// it runs, and the options given.
  static func options(of name: String, _ plan: Plan, overrides: [String: String]) throws -> String {
    let isBuiltIn = BuiltInPipelines.all.contains { $0.name == name }
    let pipeline = isBuiltIn ? name : sha256(try source(name).lines.joined(separator: "\n"))
    let programs = plan.steps.compactMap { step in step.program.map { "program \(step.name) \($0.sha256)" } }
    let options = overrides.map { "\($0.key)=\($0.value)" }
    return (["pipeline \(pipeline)"] + programs.sorted() + options.sorted()).joined(separator: "\n")
  }
}
