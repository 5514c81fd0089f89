internal import Digests
internal import Foundation
internal import Wording

/// All that a stage is given, written down: hashed it is the key under which the result can be kept, sent to a child it is the protocol.
///
/// Needs are in it by content, not by their makers' keys: a stage that ran again and made the same wakes nobody after it. Folders are not in it.
public struct Order: Hashable, Sendable {
  public let stage: String
  public let version: Int
  /// Canonical texts by option name.
  public let options: [String: String]
  /// Canonical JSON by the need's name.
  public let needs: [String: String]
  /// The program of the user's own that carries it out.
  public let program: OrderedProgram?
  /// Canonical JSON: `{"stage":"…","version":1,"with":{…}}`, options and needs side by side, sorted by name. For a program `makes`, the type that is
  /// expected of it, and `program`, its hash, stand before.
  public let text: String

  init(
    stage: String, version: Int, options: [String: String], needs: [String: String], program: OrderedProgram? = nil
  ) throws {
    self.stage = stage
    self.version = version
    self.options = options
    self.needs = needs
    self.program = program
    var members = needs
    for (name, value) in options { members[name] = try canonicalJSON(value) }
    let with = try members.sorted { $0.key < $1.key }.map { try "\(canonicalJSON($0.key)):\($0.value)" }
    let head =
      try program.map { try "\"makes\":\(canonicalJSON($0.makes)),\"program\":\(canonicalJSON($0.sha256))," } ?? ""
    text = try
      "{\(head)\"stage\":\(canonicalJSON(stage)),\"version\":\(version),\"with\":{\(with.joined(separator: ","))}}"
  }

  /// SHA-256 of ``text``, in hexadecimal.
  public var key: String { sha256(text) }

  /// What of it is remembered to say later why a stage ran again.
  public var note: OrderNote {
    OrderNote(version: version, options: options, needs: needs.mapValues(sha256), program: program)
  }

  /// The stage that an order's text names; throws when it isn't an order.
  public static func stage(in text: String) throws -> String {
    struct Head: Decodable { let stage: String }
    return try JSONDecoder().decode(Head.self, from: Data(text.utf8)).stage
  }
}

/// What of a program decides what it makes.
public struct OrderedProgram: Hashable, Sendable, Codable {
  /// The type of what it makes.
  public let makes: String
  /// SHA-256 of its file, in hexadecimal.
  public let sha256: String
}

/// An order without its contents.
public struct OrderNote: Hashable, Sendable, Codable {
  public let version: Int
  /// Canonical texts by option name.
  public let options: [String: String]
  /// SHA-256 of each need, by its name.
  public let needs: [String: String]
  public let program: OrderedProgram?

  /// What is not as it was, a phrase each: `at-least was 800ms, is 950ms`, `pauses changed`. Empty when the orders are equal.
  public func changes(since earlier: OrderNote) -> [String] {
    var changes: [String] = []
    if version != earlier.version { changes.append("the stage is version \(version), was \(earlier.version)") }
    if program != earlier.program { changes.append("the program changed") }
    for name in Set(options.keys).union(earlier.options.keys).sorted() {
      switch (earlier.options[name], options[name]) {
      case (let was?, let now?) where was != now:
        changes.append("\(shown(name, limit: 60)) was \(shown(was, limit: 60)), is \(shown(now, limit: 60))")
      case (nil, let now?): changes.append("\(shown(name, limit: 60)) is new: \(shown(now, limit: 60))")
      case (_?, nil): changes.append("\(shown(name, limit: 60)) is gone")
      default: break
      }
    }
    for name in Set(needs.keys).union(earlier.needs.keys).sorted() where needs[name] != earlier.needs[name] {
      changes.append("\(shown(name, limit: 60)) changed")
    }
    return changes
  }
}
