public import Timeline
internal import Wording

/// What a pipeline comes to: which steps run, with which options, and whose results they get. Data that holds no code: it is printed, compared, kept, read back.
public struct Plan: Hashable, Sendable, Codable {
  /// What has to be handed in from outside, by name.
  public let given: [Given]
  /// Makers before users, else by name: the same steps in another order give an equal plan.
  public let steps: [PlannedStep]

  public func step(_ name: String) -> PlannedStep? { steps.first { $0.name == name } }

  /// The names of the steps that make an artifact of this type.
  public func makers<Made>(of _: Made.Type) -> [String] {
    steps.filter { $0.makes == artifactName(Made.self) }.map(\.name)
  }

  /// The programs of the user's own that it runs, as the pipeline has them, sorted.
  public var programs: [String] { Set(steps.compactMap(\.program?.path)).sorted() }

  /// Only these steps and those that they need: what `chop plan` runs of a whole pipeline.
  public func upTo(_ names: [String]) -> Plan {
    var wanted = Set(names)
    for step in steps.reversed() where wanted.contains(step.name) { wanted.formUnion(step.needs.flatMap(\.from)) }
    return Plan(given: given, steps: steps.filter { wanted.contains($0.name) })
  }
}

/// Something that is handed in from outside, such as the recording.
public struct Given: Hashable, Sendable, Codable {
  public let name: String
  public let type: String

  public init<Value>(_ name: String, _: Value.Type) {
    self.name = name
    type = artifactName(Value.self)
  }
}

public struct PlannedStep: Hashable, Sendable, Codable {
  public let name: String
  /// The kind of stage; often the step's name too.
  public let stage: String
  /// All options of the stage, in their canonical texts.
  public let options: [String: String]
  public let needs: [PlannedNeed]
  public let makes: String
  public let opensMedia: Bool
  public let writesFiles: Bool
  /// Whether its result can be kept for the next run: all that it depends on is in its order and in the files that this names.
  public let isKept: Bool
  /// What it runs, where that isn't a stage of chop's.
  public let program: PlannedProgram?
}

/// A program of the user's own.
public struct PlannedProgram: Hashable, Sendable, Codable {
  /// As the pipeline has it.
  public let path: String
  /// SHA-256 of the program's file, in hexadecimal.
  public let sha256: String
  /// After so long it is ended.
  public let timeLimit: TimeSpan
}

public struct PlannedNeed: Hashable, Sendable, Codable {
  public let name: String
  public let type: String
  public let count: NeedInfo.Count
  /// Steps, or what is given: exactly one, at most one, or any number, sorted.
  public let from: [String]
}

/// Two lines for each step: `detect-silence -> PauseMap (opens media)`, and below it whose results it gets.
extension Plan: CustomStringConvertible {
  public var description: String {
    steps.map { step in
      let traits =
        (step.program.map { ["runs the program \(shown($0.path))"] } ?? []) + (step.opensMedia ? ["opens media"] : [])
        + (step.writesFiles ? ["writes files"] : [])
      let needs = step.needs.filter { !$0.from.isEmpty }.map { "\($0.name): \($0.from.joined(separator: " + "))" }
      return "\(step.name) -> \(step.makes)" + (traits.isEmpty ? "" : " (\(traits.joined(separator: ", ")))")
        + (needs.isEmpty ? "" : "\n    " + needs.joined(separator: ", "))
    }.joined(separator: "\n")
  }
}
