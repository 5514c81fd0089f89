/// A value in a YAML file, with its place. Scalars are texts: `12:30` and `no` mean what the reader of the file says.
public struct YAMLNode: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    /// `isPlain` without quotes or block marks.
    case scalar(String, isPlain: Bool)
    case list([YAMLNode])
    /// In the file's order, keys unique.
    case mapping([YAMLEntry])
  }
  public let position: TextPosition
  public let content: Content

  /// Nothing was written, or `null`, or `~`.
  public var isNull: Bool {
    if case .scalar(let text, isPlain: true) = content {
      ["", "~", "null", "Null", "NULL"].contains(text)
    } else {
      false
    }
  }

  /// The text of a scalar; nil for nothing, a list or a mapping.
  public var text: String? {
    if case .scalar(let text, _) = content, !isNull { text } else { nil }
  }

  public var list: [YAMLNode]? {
    if case .list(let nodes) = content { nodes } else { nil }
  }

  public var entries: [YAMLEntry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The value that a mapping has for a key.
  public subscript(key: String) -> YAMLNode? { entries?.first { $0.key == key }?.value }

  /// For sentences: "a text", "a list", "a mapping", "nothing".
  public var kindText: String {
    switch content {
    case .scalar: isNull ? "nothing" : "a text"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// A key of a mapping, and its value.
public struct YAMLEntry: Hashable, Sendable {
  public let key: String
  /// Where the key stands.
  public let position: TextPosition
  public let value: YAMLNode
}
