/// A value in a JSON file (RFC 8259), with its place. Numbers are kept as they are written, so that none loses digits.
public struct PlacedJSON: Sendable {
  public indirect enum Value: Sendable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([PlacedJSON])
    /// In the file's order.
    case object([(name: String, value: PlacedJSON)])
  }
  public let value: Value
  public let position: TextPosition

  public var bool: Bool? { if case .bool(let value) = value { value } else { nil } }
  public var number: String? { if case .number(let value) = value { value } else { nil } }
  public var string: String? { if case .string(let value) = value { value } else { nil } }
  public var elements: [PlacedJSON]? { if case .array(let value) = value { value } else { nil } }

  /// The first member of that name; nil also where it is no object.
  public subscript(_ name: String) -> PlacedJSON? {
    if case .object(let members) = value { members.first { $0.name == name }?.value } else { nil }
  }
}

/// Reads a JSON file. Throws ``DocumentError`` for what isn't JSON, nests deeper than 100 or has more than 2 million values.
public func readJSON(_ source: SourceText) throws(DocumentError) -> PlacedJSON {
  var reader = JSONReader(source)
  return try reader.document()
}

private struct JSONReader {
  private let file: String
  private let bytes: [UInt8]
  private var index = 0
  private var positions = RunningPosition()
  private var count = 0

  init(_ source: SourceText) {
    file = source.file
    bytes = source.lines.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] }
  }

  mutating func document() throws(DocumentError) -> PlacedJSON {
    skipSpace()
    let value = try value(depth: 0)
    skipSpace()
    guard index == bytes.count else { throw error("expected the end of the file behind the value") }
    return value
  }

  private mutating func value(depth: Int) throws(DocumentError) -> PlacedJSON {
    let position = positions.position(of: index, in: bytes)
    count += 1
    guard depth <= 100, count <= 2_000_000 else { throw error("it is nested too deeply, or has too many values") }
    func placed(_ value: PlacedJSON.Value) -> PlacedJSON { PlacedJSON(value: value, position: position) }
    switch peek {
    case UInt8(ascii: "{"):
      var members: [(name: String, value: PlacedJSON)] = []
      try list(until: "}") { reader throws(DocumentError) in
        guard reader.peek == UInt8(ascii: "\"") else { throw reader.error("expected a name in quotes") }
        let name = try reader.string()
        reader.skipSpace()
        guard reader.take(":") else { throw reader.error("expected ':' behind the name") }
        reader.skipSpace()
        members.append((name, try reader.value(depth: depth + 1)))
      }
      return placed(.object(members))
    case UInt8(ascii: "["):
      var elements: [PlacedJSON] = []
      try list(until: "]") { reader throws(DocumentError) in elements.append(try reader.value(depth: depth + 1)) }
      return placed(.array(elements))
    case UInt8(ascii: "\""): return placed(.string(try string()))
    default:
      let start = index
      while let byte = peek, byte > 0x20, !",]}:".utf8.contains(byte) { index += 1 }
      let word = String(decoding: bytes[start..<index], as: UTF8.self)
      switch word {
      case "null": return placed(.null)
      case "true": return placed(.bool(true))
      case "false": return placed(.bool(false))
      case _ where word.wholeMatch(of: /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/) != nil && word.utf8.count < 400:
        return placed(.number(word))
      default:
        index = start
        throw error("expected a value: a text in quotes, a number, true, false, null, [ or {")
      }
    }
  }

  /// What stands between brackets, with commas between.
  private mutating func list(
    until end: Character, _ item: (inout JSONReader) throws(DocumentError) -> Void
  ) throws(DocumentError) {
    index += 1
    skipSpace()
    if take(end) { return }
    while true {
      try item(&self)
      skipSpace()
      if take(end) { return }
      guard take(",") else { throw error("expected ',' or '\(end)'") }
      skipSpace()
    }
  }

  private mutating func string() throws(DocumentError) -> String {
    index += 1
    var text: [UInt8] = []
    while let byte = peek, byte >= 0x20 {
      index += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard let escape = peek else { break }
      index += 1
      switch escape {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0c)
      case UInt8(ascii: "n"): text.append(0x0a)
      case UInt8(ascii: "r"): text.append(0x0d)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "u"):
        var units = [try unit()]
        if UTF16.isLeadSurrogate(units[0]), bytes[index...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) {
          index += 2
          units.append(try unit())
        }
        text.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
      default: throw error("'\\' is followed by what no escape is")
      }
    }
    throw error("a text in quotes is never closed, or has a line break or control character in it")
  }

  /// The four digits of `\u00e9`.
  private mutating func unit() throws(DocumentError) -> UInt16 {
    let digits = String(decoding: bytes[index..<min(index + 4, bytes.count)], as: UTF8.self)
    guard digits.count == 4, digits.allSatisfy(\.isHexDigit), let unit = UInt16(digits, radix: 16) else {
      throw error("\\u is followed by other than four hexadecimal digits")
    }
    index += 4
    return unit
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func take(_ character: Character) -> Bool {
    guard let byte = peek, byte == character.asciiValue else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0a { index += 1 }
  }

  private func error(_ sentence: String) -> DocumentError {
    var positions = positions
    return DocumentError(
      Diagnostic(
        .error, in: file, at: positions.position(of: index, in: bytes), sentence, hint: "it was read as JSON"))
  }
}

/// `text` in JSON's quotes.
public func jsonText(_ text: String) -> String {
  guard let data = try? encodeOrderedJSON(text, pretty: false) else { return "\"\"" }
  return String(decoding: data, as: UTF8.self)
}
