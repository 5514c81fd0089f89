internal import Timeline

/// A type whose JSON doesn't follow from its `init(from:)` alone.
public struct KnownSchema: Sendable {
  let name: String
  let value: any Decodable & Sendable
  let schema: JSONSchema

  /// - Parameter value: any value of the type.
  public init<Value: Decodable & Sendable>(_ value: Value, _ schema: JSONSchema) {
    name = definitionName(Value.self)
    self.value = value
    self.schema = schema
  }
}

/// The schemas of all that `kinds` make and need, and of what these are made of, by the types' names: `PauseMap`, `Manifest.Chapter`. Times are `#/$defs/time`.
///
/// They are found by letting each type read itself: it asks for its keys, of their types, and says which may be absent. So they are right for whatever a
/// stage declares, without a second description.
///
/// - Parameters:
///   - known: types that can't be found out that way.
///   - notes: descriptions, by `Type.property`.
public func artifactSchemas(
  of kinds: [StageKind], known: [KnownSchema] = [], notes: [String: String] = [:]
) -> [String: JSONSchema] {
  let discovery = Discovery(known, notes)
  for kind in kinds {
    for artifact in kind.artifacts { _ = discovery.schema(of: artifact) }
  }
  return discovery.definitions
}

/// The type's name without its module.
private func definitionName(_ type: Any.Type) -> String {
  String(reflecting: type).split(separator: ".").dropFirst().joined(separator: ".")
}

private final class Discovery {
  private(set) var definitions: [String: JSONSchema] = [:]
  private var values: [String: any Decodable] = [:]
  private let known: [String: KnownSchema]
  private let notes: [String: String]

  init(_ known: [KnownSchema], _ notes: [String: String]) {
    self.known = Dictionary(known.map { ($0.name, $0) }) { first, _ in first }
    self.notes = notes
  }

  func schema(of type: Any.Type) -> JSONSchema {
    guard let type = type as? any Decodable.Type else { return .object([]) }
    switch type {
    case is String.Type: return .text
    case is Bool.Type: return .boolean
    case is any BinaryInteger.Type: return .integer
    case is any BinaryFloatingPoint.Type: return .number
    case is Instant.Type, is TimeSpan.Type: return .named("time")
    case let optional as any OptionalType.Type: return .anyOf([schema(of: optional.wrapped), .null])
    case let list as any ListType.Type: return .list(schema(of: list.element))
    case let texts as any (CaseIterable & RawRepresentable).Type: return .cases(rawValues(of: texts))
    default: break
    }
    let name = definitionName(type)
    if definitions[name] == nil {
      // A type may hold others of its own kind.
      definitions[name] = .object([])
      if let known = known[name] {
        (definitions[name], values[name]) = (known.schema, known.value)
      } else {
        let reading = Reading(self)
        values[name] = try? type.init(from: reading)
        definitions[name] = reading.schema(named: name, notes)
      }
    }
    return .named(name)
  }

  /// Any value of the type, for whoever asks for one.
  func value<Value: Decodable>(of type: Value.Type) throws -> Value {
    _ = schema(of: type)
    let value: Any? =
      switch type {
      case is Instant.Type: Instant.zero
      case is TimeSpan.Type: TimeSpan.zero
      case let optional as any OptionalType.Type: optional.nothing
      case let list as any ListType.Type: list.empty
      case let texts as any (CaseIterable & RawRepresentable).Type: firstCase(of: texts)
      default: values[definitionName(type)]
      }
    if let value = value as? Value { return value }
    throw DecodingError.valueNotFound(type, .init(codingPath: [], debugDescription: "has no value to go on with"))
  }
}

private func rawValues<Texts: CaseIterable & RawRepresentable>(of _: Texts.Type) -> [String] {
  Texts.allCases.map { "\($0.rawValue)" }
}
private func firstCase<Texts: CaseIterable & RawRepresentable>(of _: Texts.Type) -> Any? { Texts.allCases.first }

/// Stands for the JSON of one value, whatever it is, and writes down what is asked of it.
private final class Reading: Decoder {
  let discovery: Discovery
  private var single: JSONSchema?
  /// The key whose presence was asked for last.
  var asked: String?
  private var properties: [JSONSchema.Property] = []

  init(_ discovery: Discovery) { self.discovery = discovery }

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func schema(named name: String, _ notes: [String: String]) -> JSONSchema {
    single
      ?? .object(
        properties.map { property in
          var property = property
          if let note = notes["\(name).\(property.name)"] { property.schema = .described(property.schema, note) }
          return property
        })
  }

  func note(_ type: any Decodable.Type) { single = discovery.schema(of: type) }

  func note(_ key: any CodingKey, _ type: any Decodable.Type, isRequired: Bool) {
    guard !properties.contains(where: { $0.name == key.stringValue }) else { return }
    properties.append(.init(key.stringValue, discovery.schema(of: type), isRequired: isRequired))
  }

  func container<Key: CodingKey>(keyedBy _: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Keys(reading: self))
  }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { Single(reading: self) }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw Self.isNoText }

  static var isNoText: DecodingError {
    .dataCorrupted(.init(codingPath: [], debugDescription: "there is no JSON, only the question what it would be"))
  }
}

private struct Single: SingleValueDecodingContainer {
  let reading: Reading
  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool { false }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    reading.note(type)
    return try plain(type) ?? reading.discovery.value(of: type)
  }
}

private struct Keys<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let reading: Reading
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { [] }

  func contains(_ key: Key) -> Bool {
    reading.asked = key.stringValue
    return true
  }
  func decodeNil(forKey _: Key) throws -> Bool { false }
  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    reading.note(key, type, isRequired: reading.asked != key.stringValue)
    return try plain(type) ?? reading.discovery.value(of: type)
  }
  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    reading.note(key, type, isRequired: false)
    return nil
  }
  func nestedContainer<Other>(keyedBy _: Other.Type, forKey _: Key) throws -> KeyedDecodingContainer<Other> {
    throw Reading.isNoText
  }
  func nestedUnkeyedContainer(forKey _: Key) throws -> any UnkeyedDecodingContainer { throw Reading.isNoText }
  func superDecoder() throws -> any Decoder { throw Reading.isNoText }
  func superDecoder(forKey _: Key) throws -> any Decoder { throw Reading.isNoText }
}

/// An empty text, false or 0; nil for what is no such thing.
private func plain<Value>(_ type: Value.Type) -> Value? {
  let values: [Any] = [
    "", false, 0.0, Float(0), 0, Int8(0), Int16(0), Int32(0), Int64(0), UInt(0), UInt8(0), UInt16(0), UInt32(0),
    UInt64(0),
  ]
  return values.lazy.compactMap { $0 as? Value }.first
}
