internal import Wording

/// One thing that is wrong or doubtful in a file, in one sentence, with its place and, where there is one, the remedy.
public struct Diagnostic: Hashable, Sendable, Codable {
  public enum Severity: String, Hashable, Sendable, Codable {
    case error, warning
  }

  public var severity: Severity
  /// The file's name as the user gave it; never made absolute.
  public var file: String
  public var position: TextPosition?
  /// Lower case, no full stop, names what was expected.
  public var sentence: String
  /// What to do about it.
  public var hint: String?

  public init(
    _ severity: Severity, in file: String, at position: TextPosition? = nil, _ sentence: String, hint: String? = nil
  ) {
    self.severity = severity
    self.file = file
    self.position = position
    self.sentence = sentence
    self.hint = hint
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `lecture.quiz.gift:12:3: warning: sentence; hint`, safe to print on a terminal whatever the file holds.
  public var description: String {
    let place = position.map { ":\($0.line):\($0.column)" } ?? ""
    return "\(shown(file))\(place): \(severity.rawValue): \(shown(sentence, limit: 600))"
      + (hint.map { "; \(shown($0, limit: 600))" } ?? "")
  }
}

/// A place in a text file, as editors count: the first line is 1, the first character of a line is column 1.
public struct TextPosition: Hashable, Sendable, Codable, Comparable {
  public var line: Int
  /// In characters (extended grapheme clusters), not bytes.
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (left: TextPosition, right: TextPosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A file that can't be used at all, or, where doubtful entries are refused, all that was doubtful in it.
public struct DocumentError: Error, Hashable, CustomStringConvertible {
  /// At least one; in the order of their places.
  public let diagnostics: [Diagnostic]

  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
  public init(_ diagnostic: Diagnostic) { diagnostics = [diagnostic] }

  public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
