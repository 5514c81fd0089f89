internal import Wording

/// Reads an XML 1.0 file as a tree of elements (W3C, fifth edition).
///
/// A document type declaration is passed over, and refused where it declares anything itself, so there are no entities but XML's five and characters by number:
/// nothing outside the file is read, nothing expands. Named HTML characters (`&nbsp;`), a lone `&` and characters that XML forbids, all of which files made by hand have, are taken with a
/// warning. Comments and processing instructions are passed over. `encoding` isn't looked at: ``SourceText`` has settled that.
/// Throws ``DocumentError`` for what isn't well-formed, nests deeper than 100 or has more than 2 million elements.
public func readXML(_ source: SourceText) throws(DocumentError) -> (root: XMLElement, diagnostics: [Diagnostic]) {
  var parser = XMLParser(source)
  return (try parser.document(), parser.found.all)
}

private struct XMLParser {
  let source: SourceText
  var found: DiagnosticList
  private let bytes: [UInt8]
  private var index = 0
  private var positions = RunningPosition()
  private var elementCount = 0

  init(_ source: SourceText) {
    self.source = source
    found = DiagnosticList(source)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.lines.reduce(0) { $0 + $1.utf8.count + 1 })
    for line in source.lines {
      bytes.append(contentsOf: line.utf8)
      bytes.append(UInt8(ascii: "\n"))
    }
    self.bytes = bytes
  }

  // MARK: Structure

  /// An element that is open.
  private struct Open {
    var name: String
    var attributes: [(name: String, value: String)]
    var position: TextPosition
    var children: [XMLElement] = []
    var text: [UInt8] = []
  }

  mutating func document() throws(DocumentError) -> XMLElement {
    var open: [Open] = []
    var root: XMLElement?
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<") else {
        try text(&open)
        continue
      }
      let start = index
      if starts("<!--") {
        try skip(past: "-->", "a comment")
      } else if starts("<?") {
        try skip(past: "?>", "a processing instruction")
      } else if starts("<![CDATA[") {
        guard !open.isEmpty else { throw error("text outside the root element", at: start) }
        index += 9
        let from = index
        try skip(past: "]]>", "a CDATA section", openedAt: start)
        open[open.count - 1].text.append(contentsOf: bytes[from..<(index - 3)])
      } else if starts("<!") {
        guard root == nil, open.isEmpty, skipDocumentType() else {
          throw error(
            "a document type declaration is not taken", at: start,
            hint: "it could make a small file huge or read other files: take the line out")
        }
      } else if starts("</") {
        index += 2
        let name = try self.name()
        skipSpace()
        guard let last = open.popLast(), last.name == name else {
          throw error("</\(shown(name, limit: 60))> closes no element that is open", at: start)
        }
        try expect(">")
        let element = close(last)
        if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
      } else {
        guard root == nil || !open.isEmpty else { throw error("a second root element", at: start) }
        guard open.count < 100 else { throw error("it is nested too deeply", at: start) }
        elementCount += 1
        guard elementCount <= 2_000_000 else { throw error("it has too many elements", at: start) }
        let position = position(of: start)
        index += 1
        let name = try self.name()
        let attributes = try self.attributes()
        let element = Open(name: name, attributes: attributes, position: position)
        if starts("/>") {
          index += 2
          if open.isEmpty { root = close(element) } else { open[open.count - 1].children.append(close(element)) }
        } else {
          try expect(">")
          open.append(element)
        }
      }
    }
    if let last = open.last {
      throw DocumentError(
        Diagnostic(.error, in: source.file, at: last.position, "<\(shown(last.name, limit: 60))> is never closed"))
    }
    guard let root else { throw DocumentError(Diagnostic(.error, in: source.file, "holds no XML element")) }
    return root
  }

  private func close(_ open: Open) -> XMLElement {
    XMLElement(
      name: open.name, attributes: open.attributes, children: open.children,
      text: String(decoding: open.text, as: UTF8.self), position: open.position)
  }

  private mutating func text(_ open: inout [Open]) throws(DocumentError) {
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
    guard !open.isEmpty else {
      if bytes[start..<index].contains(where: { !Self.isSpace($0) }) {
        throw error("text outside the root element", at: start)
      }
      return
    }
    decode(start..<index, into: &open[open.count - 1].text)
  }

  private mutating func attributes() throws(DocumentError) -> [(name: String, value: String)] {
    var attributes: [(name: String, value: String)] = []
    while true {
      skipSpace()
      guard index < bytes.count, bytes[index] != UInt8(ascii: ">"), bytes[index] != UInt8(ascii: "/") else {
        return attributes
      }
      let start = index
      let name = try self.name()
      skipSpace()
      try expect("=")
      skipSpace()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
        throw error("an attribute's value has to be in quotes", at: index)
      }
      let quote = bytes[index]
      let from = index + 1
      guard let to = bytes[from...].firstIndex(of: quote), to - from < 1 << 20 else {
        throw error("a quote is opened and never closed", at: index)
      }
      var value: [UInt8] = []
      decode(from..<to, into: &value)
      index = to + 1
      guard attributes.count < 100, !attributes.contains(where: { $0.name == name }) else {
        throw error("the attribute \(shown(name, limit: 60)) stands twice, or there are too many", at: start)
      }
      attributes.append((name, String(decoding: value, as: UTF8.self)))
    }
  }

  // MARK: Characters

  private mutating func decode(_ range: Range<Int>, into text: inout [UInt8]) {
    guard bytes[range].contains(UInt8(ascii: "&")) else {
      text.append(contentsOf: bytes[range])
      return
    }
    var place = range.lowerBound
    while place < range.upperBound {
      guard bytes[place] == UInt8(ascii: "&") else {
        text.append(bytes[place])
        place += 1
        continue
      }
      let end = min(place + 12, range.upperBound)
      let scalars = bytes[place..<end].prefix { $0 < 0x80 }.map { Unicode.Scalar($0) }
      if let reference = CharacterReference(scalars, at: 0) {
        let name = scalars.dropFirst().prefix { $0 != ";" }
        if name.first != "#", !Self.own.contains(String(String.UnicodeScalarView(name))) {
          found.warning(
            at: position(of: place), "&\(String(String.UnicodeScalarView(name))); is HTML and no XML",
            hint: "other programs refuse the file")
        }
        text.append(contentsOf: reference.text.utf8)
        place += reference.end
      } else {
        found.warning(
          at: position(of: place), "a lone '&' is written &amp; in XML", hint: "other programs refuse the file")
        text.append(bytes[place])
        place += 1
      }
    }
  }

  private static let own: Set = ["amp", "lt", "gt", "quot", "apos"]

  private mutating func name() throws(DocumentError) -> String {
    let start = index
    while index < bytes.count, Self.isInName(bytes[index]) { index += 1 }
    guard index > start, index - start < 200, !(0x2d...0x39).contains(bytes[start]) else {
      throw error("expected a name", at: start, hint: "a '<' that is text is written &lt;")
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// Letters, digits, `.`, `-`, `_`, `:` and all beyond ASCII.
  private static func isInName(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x61...0x7a).contains(byte) || (0x41...0x5a).contains(byte) || (0x30...0x3a).contains(byte)
      || byte == 0x2d || byte == 0x2e || byte == 0x5f
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0a || byte == 0x09 }

  private mutating func skipSpace() {
    while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
  }

  private func starts(_ text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

  private mutating func expect(_ text: String) throws(DocumentError) {
    guard starts(text) else { throw error("expected '\(text)'", at: index) }
    index += text.utf8.count
  }

  /// `<!DOCTYPE a SYSTEM "a.dtd">`; false where it holds declarations of its own, which stand in brackets, or isn't closed.
  private mutating func skipDocumentType() -> Bool {
    guard starts("<!DOCTYPE") else { return false }
    var quote: UInt8?
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "[") {
        return false
      } else if byte == UInt8(ascii: ">") {
        return true
      }
    }
    return false
  }

  private mutating func skip(past end: String, _ what: String, openedAt: Int? = nil) throws(DocumentError) {
    let start = openedAt ?? index
    let first = end.utf8.first
    while index < bytes.count {
      if bytes[index] == first, starts(end) {
        index += end.utf8.count
        return
      }
      index += 1
    }
    throw error("\(what) is opened and never closed", at: start)
  }

  // MARK: Places

  /// Places ascend while the file is read, so lines are counted once.
  private mutating func position(of place: Int) -> TextPosition { positions.position(of: place, in: bytes) }

  private mutating func error(_ sentence: String, at place: Int, hint: String? = nil) -> DocumentError {
    DocumentError(Diagnostic(.error, in: source.file, at: position(of: place), "\(sentence)", hint: hint))
  }
}
