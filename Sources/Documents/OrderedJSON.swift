public import Foundation

/// `value` as JSON (RFC 8259), UTF-8, with the properties in the order in which the value encodes them, so the same value gives the same bytes.
///
/// `pretty` breaks lines and indents by two spaces, with a line end at the end. Numbers are the shortest decimals that read back
/// the same (`361.24`, whole ones without `.0`); `/` and letters beyond ASCII stand as they are. U+2028 and U+2029 are always escaped. `forHTML` writes `<`, `>` and
/// `&` as `\u003c` and so on: the text can then stand in a `<script>` (HTML, §13.2.5.4, "script data state"). Throws `EncodingError` for a number
/// that JSON has no form for, and what the value's own `encode(to:)` throws.
public func encodeOrderedJSON(_ value: some Encodable, pretty: Bool, forHTML: Bool = false) throws -> Data {
  let root = JSONNode()
  try OrderedJSONEncoder(node: root, codingPath: []).write(value)
  var writer = JSONWriter(isPretty: pretty, isForHTML: forHTML)
  writer.write(root, depth: 0)
  if pretty { writer.text += "\n" }
  return Data(writer.text.utf8)
}

/// A value that is being filled in: containers are handed out and filled later, so they are shared by reference.
private final class JSONNode {
  enum Content {
    case null
    case text(String)
    /// A number or a truth value, as it stands in the file.
    case literal(String)
    case array([JSONNode])
    case object([(key: String, value: JSONNode)])
  }
  var content = Content.null

  /// The node of `key`, which is new, or written over where the key was there already.
  func child(_ key: String) -> JSONNode {
    let node = JSONNode()
    guard case .object(var members) = content else {
      content = .object([(key, node)])
      return node
    }
    content = .null  // so that the array isn't copied
    if let index = members.firstIndex(where: { $0.key == key }) {
      members[index].value = node
    } else {
      members.append((key, node))
    }
    content = .object(members)
    return node
  }

  func append() -> JSONNode {
    let node = JSONNode()
    guard case .array(var elements) = content else {
      content = .array([node])
      return node
    }
    content = .null
    elements.append(node)
    content = .array(elements)
    return node
  }

  func becomeObject() {
    if case .object = content { return }
    content = .object([])
  }
  func becomeArray() {
    if case .array = content { return }
    content = .array([])
  }
}

private struct OrderedJSONEncoder: Encoder, SingleValueEncodingContainer {
  let node: JSONNode
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    node.becomeObject()
    return KeyedEncodingContainer(Members(node: node, codingPath: codingPath))
  }
  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    node.becomeArray()
    return Elements(node: node, codingPath: codingPath)
  }
  func singleValueContainer() -> any SingleValueEncodingContainer { self }

  func encodeNil() { node.content = .null }
  func encode<T: Encodable>(_ value: T) throws { try write(value) }

  func write(_ value: some Encodable) throws {
    switch value {
    case let value as String: node.content = .text(value)
    case let value as Bool: node.content = .literal(value ? "true" : "false")
    case let value as Double: node.content = .literal(try number(value, "\(value)"))
    case let value as Float: node.content = .literal(try number(Double(value), "\(value)"))
    case let value as any FixedWidthInteger: node.content = .literal("\(value)")
    default: try value.encode(to: self)
    }
  }

  private func number(_ value: Double, _ text: String) throws -> String {
    guard value.isFinite else {
      throw EncodingError.invalidValue(
        value, .init(codingPath: codingPath, debugDescription: "JSON has no form for the number \(value)"))
    }
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let node: JSONNode
  let codingPath: [any CodingKey]

  private func encoder(_ key: some CodingKey) -> OrderedJSONEncoder {
    OrderedJSONEncoder(node: node.child(key.stringValue), codingPath: codingPath + [key])
  }
  func encodeNil(forKey key: Key) { encoder(key).encodeNil() }
  func encode<T: Encodable>(_ value: T, forKey key: Key) throws { try encoder(key).write(value) }
  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested>
  { encoder(key).container(keyedBy: type) }
  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { encoder(key).unkeyedContainer() }
  func superEncoder() -> any Encoder { encoder(Place("super")) }
  func superEncoder(forKey key: Key) -> any Encoder { encoder(key) }
}

private struct Elements: UnkeyedEncodingContainer {
  let node: JSONNode
  let codingPath: [any CodingKey]
  var count: Int {
    guard case .array(let elements) = node.content else { return 0 }
    return elements.count
  }

  private func encoder() -> OrderedJSONEncoder {
    OrderedJSONEncoder(node: node.append(), codingPath: codingPath + [Place("\(count)")])
  }
  func encodeNil() { encoder().encodeNil() }
  func encode<T: Encodable>(_ value: T) throws { try encoder().write(value) }
  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    encoder().container(keyedBy: type)
  }
  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { encoder().unkeyedContainer() }
  func superEncoder() -> any Encoder { encoder() }
}

/// A place that no key of the value's own names.
private struct Place: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { stringValue = "\(intValue)" }
}

private struct JSONWriter {
  let isPretty: Bool
  let isForHTML: Bool
  var text = ""

  mutating func write(_ node: JSONNode, depth: Int) {
    switch node.content {
    case .null: text += "null"
    case .literal(let literal): text += literal
    case .text(let string): write(string)
    case .array(let elements):
      writeList("[", "]", elements, depth: depth) { writer, element in writer.write(element, depth: depth + 1) }
    case .object(let members):
      writeList("{", "}", members, depth: depth) { writer, member in
        writer.write(member.key)
        writer.text += writer.isPretty ? ": " : ":"
        writer.write(member.value, depth: depth + 1)
      }
    }
  }

  private mutating func writeList<Item>(
    _ open: String, _ close: String, _ items: [Item], depth: Int, each: (inout JSONWriter, Item) -> Void
  ) {
    text += open
    for (index, item) in items.enumerated() {
      if index > 0 { text += "," }
      breakLine(depth + 1)
      each(&self, item)
    }
    if !items.isEmpty { breakLine(depth) }
    text += close
  }

  private mutating func breakLine(_ depth: Int) {
    guard isPretty else { return }
    text += "\n" + String(repeating: "  ", count: depth)
  }

  private mutating func write(_ string: String) {
    var scalars = String.UnicodeScalarView()
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"", "\\": scalars.append(contentsOf: ["\\", scalar])
      case "\n": scalars.append(contentsOf: ["\\", "n"])
      case "\r": scalars.append(contentsOf: ["\\", "r"])
      case "\t": scalars.append(contentsOf: ["\\", "t"])
      case "\0"..<" ", "\u{7f}", "\u{2028}", "\u{2029}": scalars.append(contentsOf: escape(scalar))
      case "<" where isForHTML, ">" where isForHTML, "&" where isForHTML: scalars.append(contentsOf: escape(scalar))
      default: scalars.append(scalar)
      }
    }
    text += "\"" + String(scalars) + "\""
  }

  /// `\u2028`.
  private func escape(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    let digits = String(scalar.value, radix: 16)
    return Array("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".unicodeScalars)
  }
}
