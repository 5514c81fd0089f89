import ArgumentParser
import Documents
import PipelineFile
import Wording

/// How to plan: what `run`, `plan` and `batch` share.
struct PlanningOptions: ParsableArguments {
  @Option(name: .long, help: "A built-in pipeline ('chop pipeline list') or a YAML file.", completion: .pipelines)
  var pipeline = PipelineChoice.standard
  @Option(name: .long, help: ArgumentHelp("The length that chapters should have, such as 6m.", valueName: "length"))
  var target: String?
  @Option(
    name: .long,
    help: ArgumentHelp("No chapter is shorter, unless a list asks for it; else half the target.", valueName: "length"))
  var min: String?
  @Option(
    name: .long,
    help: ArgumentHelp("No chapter is longer, unless a list asks for it; else twice the target.", valueName: "length"))
  var max: String?
  @Option(
    name: .long, help: ArgumentHelp("How far a listed whole-second time may move to a pause.", valueName: "length"))
  var snap: String?
  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("Encode again, as H.264 and AAC, what not every browser plays.", valueName: "web"),
    completion: .list(["web"]))
  var audience: String?
  @Flag(name: .long, help: "A doubtful cue, question or entry is an error.")
  var strict = false
  @Flag(name: .long, help: "Drop the names of speakers from captions.")
  var noSpeakers = false
  @Flag(name: .long, help: "Make a lesson of what is there of half a download.")
  var acceptTruncated = false
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Any other option of a stage ('chop stages').", valueName: "stage.option=value"))
  var settings: [String] = []
  @Flag(name: .long, help: "Neither take results of stages from earlier runs nor keep them for later ones.")
  var noCache = false

  /// The pipeline with the options given here. What is wrong with one of those is said of it as it was typed.
  func checkedPipeline(overrides: [String: String]? = nil) throws -> Pipeline {
    do {
      return try PipelineChoice.pipeline(pipeline, overrides: overrides ?? self.overrides())
    } catch let error as ValidationError {
      throw ValidationError("--pipeline: \(error.message)")
    } catch let error as DocumentError {
      throw DocumentError(
        error.diagnostics.map { diagnostic in
          var diagnostic = diagnostic
          let name = diagnostic.file.dropFirst(2)
          if settings.contains(where: { $0.hasPrefix("\(name)=") }) { diagnostic.file = "--set \(name)" }
          return diagnostic
        })
    }
  }

  /// Options of stages, by name.
  func overrides() throws -> [String: String] {
    var overrides: [String: String] = [:]
    for (name, value) in [("target", target), ("min", min), ("max", max), ("snap", snap), ("for", audience)] {
      if let value { overrides[name] = name == "snap" && value == "0" ? "0s" : value }
    }
    if strict { overrides["strict"] = "yes" }
    if noSpeakers { overrides["speakers"] = "no" }
    if acceptTruncated { overrides["accept-truncated"] = "yes" }
    for setting in settings {
      guard let equals = setting.firstIndex(of: "="), equals != setting.startIndex else {
        throw ValidationError(
          "--set \(shown(setting)): an option and its value were expected; write --set detect-silence.at-least=900ms")
      }
      overrides[String(setting[..<equals])] = String(setting[setting.index(after: equals)...])
    }
    return overrides
  }

  /// The same options for another run of chop.
  var arguments: [String] {
    var arguments = ["--pipeline", pipeline]
    for (name, value) in [
      ("--target", target), ("--min", min), ("--max", max), ("--snap", snap), ("--for", audience),
    ] {
      if let value { arguments += [name, value] }
    }
    for (name, isSet) in [
      ("--strict", strict), ("--no-speakers", noSpeakers), ("--accept-truncated", acceptTruncated),
      ("--no-cache", noCache),
    ] where isSet {
      arguments.append(name)
    }
    return arguments + settings.flatMap { ["--set", $0] }
  }
}
