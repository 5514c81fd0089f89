internal import Documents
internal import Foundation
internal import StageGraph
internal import Wording

/// From a YAML tree to the steps it asks for, with the place of each name and value.
struct PipelineReader {
  let file: String
  /// Where programs are looked for; nil for a pipeline that no file holds.
  let folder: URL?
  private(set) var diagnostics: [Diagnostic]
  private(set) var summary = ""
  private(set) var steps: [StepRequest] = []
  /// There is something for the planner to look at.
  private(set) var hasStages = false
  private var places: [PlanMistake.Place: TextPosition] = [:]

  init(file: String, in folder: URL?, diagnostics: [Diagnostic]) {
    self.file = file
    self.folder = folder
    self.diagnostics = diagnostics
  }

  mutating func error(_ position: TextPosition?, _ sentence: String, hint: String? = nil) {
    diagnostics.append(Diagnostic(.error, in: file, at: position, sentence, hint: hint))
  }

  /// Remembers where a name and its value stand.
  mutating func note(_ entry: YAMLEntry, as name: String, of step: String) {
    places[.name(step, name)] = entry.position
    places[.value(step, name)] = entry.value.position
  }

  func position(of place: PlanMistake.Place) -> TextPosition? { places[place] }

  /// Says of a mistake where in the file it is.
  mutating func report(_ mistake: PlanMistake) {
    switch mistake.place {
    case .override(let name):
      diagnostics.append(Diagnostic(.error, in: "--\(name)", mistake.sentence, hint: mistake.hint))
    case .name(let step, _), .value(let step, _):
      error(places[mistake.place] ?? places[.step(step)], mistake.sentence, hint: mistake.hint)
    case .pipeline, .step:
      error(places[mistake.place], mistake.sentence, hint: mistake.hint)
    }
  }

  mutating func read(_ root: YAMLNode?) {
    guard let root, !root.isNull else {
      return error(nil, "is empty", hint: "a pipeline names its stages below 'stages:'")
    }
    guard let entries = root.entries else {
      return error(root.position, "a pipeline is a mapping with summary and stages, not \(root.kindText)")
    }
    for entry in entries {
      switch entry.key {
      case "summary":
        if let text = entry.value.text {
          summary = text
        } else {
          error(entry.value.position, "summary: \(entry.value.kindText) is not a text")
        }
      case "stages": readStages(entry)
      default:
        let nearest = nearestName(to: entry.key, among: ["stages", "summary"])
        error(
          entry.position, "a pipeline has no '\(shown(entry.key, limit: 60))'",
          hint: nearest.map { "did you mean '\($0)'?" } ?? "it has summary and stages")
      }
    }
    if root["stages"] == nil {
      error(root.position, "has no 'stages'", hint: "a pipeline names its stages below 'stages:'")
    }
  }

  private mutating func readStages(_ stages: YAMLEntry) {
    guard stages.value.isNull || stages.value.entries != nil else {
      return error(
        stages.value.position, "stages is a mapping, not \(stages.value.kindText)",
        hint: "a line for each stage, 'probe:' or 'detect-silence: { at-least: 800ms }'")
    }
    hasStages = true
    places[.pipeline] = stages.position
    for entry in stages.value.entries ?? [] {
      places[.step(entry.key)] = entry.position
      var request = StepRequest(entry.key)
      if let settings = entry.value.entries {
        read(settings, into: &request)
      } else if !entry.value.isNull {
        error(
          entry.value.position,
          "\(shown(entry.key, limit: 60)): its options are a mapping, not \(entry.value.kindText)",
          hint: "write '{ option: value }'")
      }
      steps.append(request)
    }
  }

  private mutating func read(_ settings: [YAMLEntry], into request: inout StepRequest) {
    if settings.contains(where: { $0.key == "program" }) { request.program = ProgramRequest(path: "", sha256: "") }
    for setting in settings {
      note(setting, as: setting.key, of: request.name)
      if request.program != nil, Self.programKeys.contains(setting.key), !setting.value.isNull {
        read(programKey: setting, of: request.name, into: &request.program)
      } else {
        read(setting, into: &request)
      }
    }
  }

  private mutating func read(_ setting: YAMLEntry, into request: inout StepRequest) {
    let (step, name) = (request.name, setting.key)
    let label = "\(shown(step, limit: 60)).\(shown(name, limit: 60))"
    switch setting.value.content {
    case .scalar where setting.value.isNull:
      error(setting.position, "\(label): a value is missing")
    case _ where Self.programKeys.contains(name):
      error(
        setting.position, "\(label) belongs to a program of your own", hint: "name the program with 'program: ./FILE'")
    case .scalar(let text, _) where name == "stage":
      request.stage = text
    case _ where name == "stage":
      error(setting.value.position, "\(label): \(setting.value.kindText) is not the name of a stage")
    case .scalar(let text, _):
      request.settings[name] = .text(text)
    case .list(let nodes):
      let texts = nodes.compactMap(\.text)
      if texts.count == nodes.count {
        request.settings[name] = .list(texts)
      } else {
        error(setting.value.position, "\(label): a list of names was expected")
      }
    case .mapping:
      error(setting.value.position, "\(label): a mapping is not a value")
    }
  }
}
