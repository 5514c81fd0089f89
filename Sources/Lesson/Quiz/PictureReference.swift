/// Where a text of a question shows a picture that lies beside the question file: Markdown's `![alt](name.png)`, HTML's `<img src="name.png">`.
public struct PictureReference: Hashable, Sendable {
  /// A plain name without folders, `my swing.png` for `my%20swing.png`.
  public var name: String
  /// The name's place in the text, as it is written there.
  public var range: Range<String.Index>

  private static let endings = ["png", "jpg", "jpeg", "gif", "webp", "svg"]

  /// All of them in `text`, in their order. Addresses, and names that lead into other folders, are none.
  public static func all(in text: String) -> [PictureReference] {
    guard text.contains(".") else { return [] }
    var found = destinations(in: text).compactMap { range in named(text[range]).map { Self(name: $0, range: range) } }
    for (opening, closing) in [("src=\"", Character("\"")), ("src='", "'")] {
      var rest = text[...]
      while let start = rest.firstRange(of: opening)?.upperBound {
        rest = text[start...]
        let written = rest.prefix(limit + 1).prefix { $0 != closing }
        guard written.endIndex < text.endIndex, let name = named(written) else { continue }
        found.append(PictureReference(name: name, range: written.startIndex..<written.endIndex))
      }
    }
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// What Markdown's pictures in `text` are called that none of ``all(in:)`` shows: addresses, files in other folders and of other kinds.
  public static func elsewhere(in text: String) -> [String] {
    guard text.contains("![") else { return [] }
    return destinations(in: text).compactMap { range in
      let before = text[..<range.lowerBound].suffix(limit)
      guard let open = before.lastIndex(of: "["), before[..<open].last == "!", !text[range].hasPrefix("@@"),
        named(text[range]) == nil
      else { return nil }
      return String(text[range])
    }
  }

  /// `text` with `my%20swing.png` for each name that other programs read only so: `<my swing.png>`, `swing (1).png`.
  public static func withPlainNames(_ text: String) -> String {
    var text = text
    for reference in all(in: text).reversed() {
      var range = reference.range
      let isEnclosed = text[..<range.lowerBound].hasSuffix("](<") && text[range.upperBound...].first == ">"
      guard isEnclosed || text[..<range.lowerBound].hasSuffix("]("),
        isEnclosed || text[range].contains(where: { " ()".contains($0) })
      else { continue }
      if isEnclosed { range = text.index(before: range.lowerBound)..<text.index(after: range.upperBound) }
      let name = reference.name.map { ["(": "%28", ")": "%29", " ": "%20"][$0] ?? String($0) }.joined()
      text.replaceSubrange(range, with: name)
    }
    return text
  }

  /// Whether a file of this name can be referred to.
  public static func isName(_ name: Substring) -> Bool {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex, name.first != "." else { return false }
    return endings.contains(name[name.index(after: dot)...].lowercased())
      && name.allSatisfy { $0.isLetter || $0.isNumber || " .-_()".contains($0) }
  }

  // MARK: How names are written

  /// The longest that is looked at, in characters.
  private static let limit = 600

  /// What stands behind `](` of Markdown's links and pictures: up to the bracket that closes it, in `<…>`, or before a title.
  private static func destinations(in text: String) -> [Range<String.Index>] {
    var found: [Range<String.Index>] = []
    var rest = text[...]
    while let start = rest.firstRange(of: "](")?.upperBound {
      rest = text[start...]
      let line = rest.prefix(limit + 1).prefix { !$0.isNewline }
      if line.first == "<" {
        let inner = line.dropFirst().prefix { $0 != ">" }
        if inner.endIndex < line.endIndex { found.append(inner.startIndex..<inner.endIndex) }
        continue
      }
      var depth = 0
      guard
        let close = line.firstIndex(where: {
          if $0 == "(" { depth += 1 }
          if $0 == ")" { depth -= 1 }
          return depth < 0 || $0 == "[" || $0 == "]"
        }), line[close] == ")"
      else { continue }
      let whole = line[..<close]
      // `swing (1).png` is a name with a blank; behind that of any other is a title.
      let written = isName(whole) ? whole : whole.prefix { $0 != " " && $0 != "\t" }
      found.append(written.startIndex..<written.endIndex)
    }
    return found
  }

  /// The plain name that is written so; nil for anything else.
  private static func named(_ written: Substring) -> String? {
    let name = written.contains("%") ? decoded(written) : String(written)
    guard let name, name.count <= 200, isName(name[...]) else { return nil }
    return name
  }

  /// With the bytes that `%20` and the like stand for; nil where they are no UTF-8.
  private static func decoded(_ written: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = written.utf8
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let value = UInt8(Substring(rest.prefix(2)), radix: 16) else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
