import ArgumentParser
import Documents
import Lesson
import PipelineFile
import StageGraph
import Wording
import Workplace

/// What `run` and `plan` share: which companions to take, and how to plan.
struct WorkOptions: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("Cut where this chapter list says.", valueName: "list.txt"),
    completion: .chapterLists)
  var chapters: String?
  @Option(
    name: .long, help: ArgumentHelp("Take these captions (WebVTT, SRT).", valueName: "captions.vtt"),
    completion: .captions)
  var captions: String?
  @Option(
    name: .long, help: ArgumentHelp("Take these questions (GIFT).", valueName: "questions.gift"), completion: .questions
  )
  var quiz: String?
  @Option(
    name: .long, help: ArgumentHelp("Take title, authors and the like from here.", valueName: "lesson.yaml"),
    completion: .details)
  var details: String?
  @Flag(name: .long, help: "Neither take results of stages from earlier runs nor keep them for later ones.")
  var noCache = false

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

  /// The pipeline with the options given here. What is wrong with one of those is said of it as it was typed.
  func checkedPipeline() throws -> Pipeline {
    do {
      return try PipelineChoice.pipeline(pipeline, overrides: overrides())
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
    for (name, value) in [("target", target), ("min", min), ("max", max), ("snap", snap)] {
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

  /// The companions beside a recording, those given on the command line in place of those found.
  func companions(of recording: RecordingFile) throws -> CompanionFiles {
    var files = try CompanionFiles(beside: recording)
    for (role, path) in [
      (Companion.Role.chapters, chapters), (.captions, captions), (.quiz, quiz), (.details, details),
    ] {
      if let path { try files.replace(role, with: path) }
    }
    return files
  }
}

/// How much is said, and how.
struct OutputOptions: ParsableArguments {
  @Option(name: .long, help: "For people, or JSON lines for programs.")
  var progress = ProgressStyle.text
  @Flag(name: [.short, .long], help: "Say nothing but warnings and errors.")
  var quiet = false
  @Flag(name: [.short, .long], help: "Say what each stage does.")
  var verbose = false
  @Flag(name: .long, help: "Say how long each stage took.")
  var timings = false
}

enum ProgressStyle: String, ExpressibleByArgument, CaseIterable {
  case text, json
}
