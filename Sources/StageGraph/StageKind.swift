internal import Foundation

/// A stage as a registry lists it: everything is read from the stage's own declaration.
///
///     public let builtInStages = [StageKind(Probe.self), StageKind(DetectSilence.self)]
public struct StageKind: Sendable {
  /// The type's name in kebab-case.
  public let name: String
  public let about: About
  /// In the order of their declaration, as ``needs`` are.
  public let options: [OptionInfo]
  public let needs: [NeedInfo]
  /// The type of what it makes.
  public let makes: String
  /// Properties that are neither option nor need: there must be none.
  let others: [String]
  /// The full name of `makes` and of each need's type, for the check that names are unique.
  let fullNameOfMakes: String
  /// What it makes and what it needs, with the optionals and lists of its declaration.
  let artifacts: [any (Decodable & Sendable).Type]
  private let complaint: @Sendable (_ options: [String: String]) throws -> Complaint?
  private let perform: @Sendable (_ order: String, Workshop) async throws -> String
  private let rewritten: @Sendable (_ answer: String) throws -> String

  public init<S: Stage>(_: S.Type) {
    var options: [OptionInfo] = []
    var needs: [NeedInfo] = []
    var others: [String] = []
    var artifacts: [any (Decodable & Sendable).Type] = [S.Made.self]
    var properties: [String: String] = [:]
    for child in Mirror(reflecting: S()).children {
      let property = String((child.label ?? "").drop { $0 == "_" })
      let name = kebabCase(property)
      properties[name] = property
      switch child.value {
      case let option as any OptionDeclaration: options.append(option.info(named: name))
      case let need as any NeedDeclaration:
        needs.append(need.info(named: name))
        artifacts.append(need.valueType)
      default: others.append(property)
      }
    }
    name = kebabCase("\(S.self)")
    about = S.about
    self.options = options
    self.needs = needs
    self.others = others
    self.artifacts = artifacts
    makes = artifactName(S.Made.self)
    fullNameOfMakes = String(reflecting: S.Made.self)
    let names = properties
    let nulls = Dictionary(needs.map { ($0.name, "null") }) { first, _ in first }
    complaint = { options in
      let order = try Order(stage: "", version: 0, options: options, needs: nulls)
      do {
        try decodeStage(S.self, from: order.text, properties: names, withoutNeeds: true).check()
        return nil
      } catch let complaint as Complaint {
        return complaint
      }
    }
    perform = { order, workshop in
      let stage = try decodeStage(S.self, from: order, properties: names, withoutNeeds: false)
      return try canonicalJSON(try await stage.run(in: workshop))
    }
    rewritten = { answer in
      try canonicalJSON(JSONDecoder().decode(Answer<S.Made>.self, from: Data(answer.utf8)).made)
    }
  }

  /// A user's own program; `maker` is a stage that makes such a thing. It runs in a process of its own, not here.
  init(program step: String, options: [OptionInfo], needs: [NeedInfo], maker: StageKind) {
    name = step
    about = About("is a program of the user's own", example: "")
    self.options = options
    self.needs = needs
    others = []
    artifacts = maker.artifacts
    makes = maker.makes
    fullNameOfMakes = maker.fullNameOfMakes
    complaint = { _ in nil }
    perform = { _, _ in throw Complaint("a program runs in a process of its own") }
    rewritten = maker.rewritten
  }

  public func option(_ name: String) -> OptionInfo? { options.first { $0.name == name } }
  public func need(_ name: String) -> NeedInfo? { needs.first { $0.name == name } }

  /// Runs the stage that the text of an ``Order`` describes, here and now, and gives what it made as canonical JSON.
  public func run(order: String, in workshop: Workshop) async throws -> String { try await perform(order, workshop) }

  /// The canonical JSON of what another program says this stage made, `{"made":…}`. Throws a `DecodingError` when it isn't of the declared type.
  public func canonicalMade(in answer: String) throws -> String { try rewritten(answer) }

  /// What the stage says of these options (canonical texts, complete) taken together.
  func complaint(about options: [String: String]) throws -> Complaint? { try complaint(options) }
}

private struct Answer<Made: Decodable>: Decodable { let made: Made }

private struct Envelope<S: Stage>: Decodable { let with: S }

/// Only the names directly below `with` are turned from kebab-case into properties' names.
private func decodeStage<S: Stage>(
  _: S.Type, from order: String, properties: [String: String], withoutNeeds: Bool
) throws -> S {
  let decoder = JSONDecoder()
  decoder.keyDecodingStrategy = .custom { path in
    guard path.count == 2, let last = path.last, let property = properties[last.stringValue] else {
      return path.last ?? PropertyName(stringValue: "")
    }
    return PropertyName(stringValue: property)
  }
  if withoutNeeds { decoder.userInfo[.withoutNeeds] = true }
  return try decoder.decode(Envelope<S>.self, from: Data(order.utf8)).with
}

private struct PropertyName: CodingKey {
  let stringValue: String
  init(stringValue: String) { self.stringValue = stringValue }
  var intValue: Int? { nil }
  init?(intValue: Int) { nil }
}
