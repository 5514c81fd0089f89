/// The stages there are and what is given from outside: what a pipeline can be made of.
public struct Graph: Sendable {
  /// By name; of two with one name the first counts.
  let kinds: [String: StageKind]
  let given: [Given]

  /// No stage is built in: `kinds` is the registry.
  public init(_ kinds: [StageKind], given: [Given]) {
    self.kinds = Dictionary(kinds.map { ($0.name, $0) }) { first, _ in first }
    self.given = given.sorted { $0.name < $1.name }
  }

  /// The plan of these steps, whatever their order; or all that is wrong with them, at once.
  ///
  /// `overrides` are options by name, as a command line has them (`target`, or `plan-chapters.target` for one step): each goes to every
  /// step that has such an option, whatever the pipeline says.
  public func plan(_ steps: [StepRequest], overrides: [String: String] = [:]) throws(PlanMistakes) -> Plan {
    var planner = Planner(graph: self, requests: steps.sorted { $0.name < $1.name }, overrides: overrides)
    let plan = planner.plan()
    guard planner.mistakes.isEmpty else { throw PlanMistakes(all: planner.mistakes) }
    return plan
  }
}

/// A step as a pipeline asks for it, unchecked.
public struct StepRequest: Hashable, Sendable {
  public var name: String
  /// The kind of stage; nil where it is the step's name.
  public var stage: String?
  /// Options, and choices among several makers of a need, by name.
  public var settings: [String: Setting]
  /// It runs a program of the user's own; then `settings` are choices alone.
  public var program: ProgramRequest?

  public enum Setting: Hashable, Sendable {
    case text(String)
    /// Several makers.
    case list([String])
  }

  public init(
    _ name: String, stage: String? = nil, _ settings: [String: Setting] = [:], program: ProgramRequest? = nil
  ) {
    self.name = name
    self.stage = stage
    self.settings = settings
    self.program = program
  }
}

/// Something that is wrong with a pipeline. The planner knows no files: whoever read the pipeline knows where each place is.
public struct PlanMistake: Hashable, Sendable, CustomStringConvertible {
  public enum Place: Hashable, Sendable {
    case pipeline
    case step(String)
    /// The name of an option or need in a step.
    case name(_ step: String, _ name: String)
    /// What is given for it.
    case value(_ step: String, _ name: String)
    /// An option of the command line.
    case override(String)
  }
  public let place: Place
  /// Lower case, no full stop, names what was expected.
  public let sentence: String
  /// What to do about it.
  public let hint: String?

  public var description: String { sentence + (hint.map { "; \($0)" } ?? "") }
}

/// All that is wrong with a pipeline; at least one.
public struct PlanMistakes: Error, Hashable, CustomStringConvertible {
  public let all: [PlanMistake]

  public var description: String { all.map(\.description).joined(separator: "\n") }
}
