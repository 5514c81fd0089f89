internal import Foundation
internal import Wording

/// Something handed in from outside, as a value: the recording.
public struct GivenValue: Hashable, Sendable {
  public let given: Given
  let json: String
  /// Names of the files that the value stands for: a program that needs the value is told where they are.
  let files: [String]

  /// Throws when the value can't be written as JSON.
  public init<Value: Codable & Hashable & Sendable>(_ name: String, _ value: Value, files: [String] = []) throws {
    given = Given(name, Value.self)
    json = try canonicalJSON(value)
    self.files = files
  }
}

/// What a stage made, and what it warned of.
public struct StageResult: Hashable, Sendable, Codable {
  /// Canonical JSON.
  public let made: String
  public let warnings: [String]

  public init(made: String, warnings: [String]) {
    self.made = made
    self.warnings = warnings
  }
}

/// What a whole run made.
public struct RunResult: Hashable, Sendable {
  public let plan: Plan
  /// By step.
  public let results: [String: StageResult]

  /// What a step made; the only one that makes such a thing where `step` is nil.
  public func made<Made: Decodable>(_: Made.Type, by step: String? = nil) throws -> Made {
    let makers = step.map { [$0] } ?? plan.makers(of: Made.self)
    guard makers.count == 1, let name = makers.first, let result = results[name] else {
      throw Complaint(
        makers.isEmpty
          ? "no step of the pipeline makes \(Made.self)" : "\(listed(makers)) make \(Made.self): one has to be chosen")
    }
    return try JSONDecoder().decode(Made.self, from: Data(result.made.utf8))
  }

  /// All warnings, in the order of the plan's steps.
  public var warnings: [(step: String, sentence: String)] {
    plan.steps.flatMap { step in (results[step.name]?.warnings ?? []).map { (step.name, $0) } }
  }
}

/// A step that failed.
public struct StepFailure: Error, CustomStringConvertible {
  public let step: String
  public let underlying: any Error

  /// What the step says, without its name.
  public var sentence: String { StageGraph.sentence(of: underlying) }

  public var description: String { "\(step): \(sentence)" }
}

/// What an error says to people.
public func sentence(of error: any Error) -> String {
  (error as? any LocalizedError)?.errorDescription ?? "\(error)"
}
