internal import Wording
internal import Yams

/// Reads a YAML 1.1 file as libyaml does, with the place of everything in it; nil for a file without content.
///
/// `diagnostics` holds, in the order of their places, what may be passed over: a key that stands twice (the first counts), a key that is no text, an anchor or
/// alias (which are not taken, so that a small file stays small). Each has the severity `severity`.
/// Throws ``DocumentError`` for what isn't YAML, for a file above `sizeLimit` (in bytes) and for nesting deeper than 64.
public func readYAML(
  _ source: SourceText, severity: Diagnostic.Severity = .error, sizeLimit: Int = yamlSizeLimit
) throws(DocumentError) -> (root: YAMLNode?, diagnostics: [Diagnostic]) {
  var text = try YAMLText(source, sizeLimit: sizeLimit)
  // libyaml's wrapper stops at a key that stands twice, and tells where the first is. That one is given another name for the moment, and back when
  // the tree is built: so the second one's place is known, and all other mistakes are found too.
  for _ in 0..<YAMLText.renameLimit {
    do {
      let parser = try Parser(yaml: text.prepared, resolver: .basic, encoding: .utf8)
      let root = try parser.singleRoot()
      // Anchors live as long as the parser.
      return try withExtendedLifetime(parser) { () throws(DocumentError) in
        var builder = YAMLTreeBuilder(text: text, severity: severity)
        let tree = try root.map { node throws(DocumentError) in try builder.tree(node, depth: 0) }
        return (tree, builder.diagnostics.sorted { ($0.position ?? .start) < ($1.position ?? .start) })
      }
    } catch let error as DocumentError {
      throw error
    } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
      guard text.rename(key: keys.first ?? "", at: context.mark) else {
        throw text.error("a key stands twice in one mapping", at: context.mark)
      }
    } catch {
      throw text.error(error)
    }
  }
  throw DocumentError(Diagnostic(.error, in: source.file, "more than \(YAMLText.renameLimit) keys stand twice"))
}

/// The largest YAML file that is read unless a format says otherwise, in bytes.
public let yamlSizeLimit = 1 << 20

extension TextPosition {
  static let start = TextPosition(line: 1, column: 1)
}

/// Turns libyaml's nodes into ours.
private struct YAMLTreeBuilder {
  let text: YAMLText
  let severity: Diagnostic.Severity
  private(set) var diagnostics: [Diagnostic] = []
  private var last = YAMLText.Place()

  init(text: YAMLText, severity: Diagnostic.Severity) {
    self.text = text
    self.severity = severity
  }

  private mutating func report(_ position: TextPosition, _ sentence: String, hint: String? = nil) {
    diagnostics.append(Diagnostic(severity, in: text.source.file, at: position, sentence, hint: hint))
  }

  mutating func tree(_ node: Node, depth: Int) throws(DocumentError) -> YAMLNode {
    let position = node.mark.map { text.position($0, from: &last) } ?? .start
    guard depth < 64 else {
      throw DocumentError(Diagnostic(.error, in: text.source.file, at: position, "it is nested too deeply"))
    }
    if let anchor = node.anchor {
      report(
        position, "an anchor, '&\(shown(text.restored(anchor.rawValue), limit: 60))', is not taken here",
        hint: "a text that starts with '&' has to be in quotes")
    }
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain
      if isPlain, scalar.string.unicodeScalars.first == text.star {
        report(
          position, "an alias, '\(shown(text.restored(scalar.string), limit: 60))', is not taken here",
          hint: "a text that starts with '*' has to be in quotes")
        return YAMLNode(position: position, content: .scalar("", isPlain: true))
      }
      return YAMLNode(position: position, content: .scalar(text.restored(scalar.string), isPlain: isPlain))
    case .sequence(let nodes):
      var list: [YAMLNode] = []
      for node in nodes { list.append(try tree(node, depth: depth + 1)) }
      return YAMLNode(position: position, content: .list(list))
    case .mapping(let pairs):
      var entries: [YAMLEntry] = []
      var lines: [String: Int] = [:]
      for (key, value) in pairs {
        let keyNode = try tree(key, depth: depth + 1)
        let value = try tree(value, depth: depth + 1)
        guard case .scalar(let name, _) = keyNode.content else {
          report(keyNode.position, "\(keyNode.kindText) can't be a key")
          continue
        }
        if let line = lines[name] {
          report(
            keyNode.position, "'\(shown(name, limit: 60))' stands here a second time; the first is in line \(line)")
          continue
        }
        lines[name] = keyNode.position.line
        entries.append(YAMLEntry(key: name, position: keyNode.position, value: value))
      }
      return YAMLNode(position: position, content: .mapping(entries))
    case .alias:
      return YAMLNode(position: position, content: .scalar("", isPlain: true))
    }
  }
}
