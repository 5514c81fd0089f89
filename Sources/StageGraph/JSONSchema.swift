/// As much of JSON Schema (2020-12) as tells what a value looks like.
public indirect enum JSONSchema: Hashable, Sendable {
  case text
  case integer
  case number
  case boolean
  /// One of these texts.
  case cases([String])
  /// What `$defs` has by this name.
  case named(String)
  case list(JSONSchema)
  case null
  case anyOf([JSONSchema])
  case object([Property])
  case described(JSONSchema, String)

  public struct Property: Hashable, Sendable {
    public var name: String
    public var schema: JSONSchema
    public var isRequired: Bool

    public init(_ name: String, _ schema: JSONSchema, isRequired: Bool = true) {
      (self.name, self.schema, self.isRequired) = (name, schema, isRequired)
    }
  }
}

extension JSONSchema: Encodable {
  public func encode(to encoder: any Encoder) throws {
    var keys = encoder.container(keyedBy: Key.self)
    switch self {
    case .text: try keys.encode("string", forKey: "type")
    case .integer: try keys.encode("integer", forKey: "type")
    case .number: try keys.encode("number", forKey: "type")
    case .boolean: try keys.encode("boolean", forKey: "type")
    case .cases(let texts): try keys.encode(texts, forKey: "enum")
    case .named(let name): try keys.encode("#/$defs/\(name)", forKey: "$ref")
    case .list(let element):
      try keys.encode("array", forKey: "type")
      try keys.encode(element, forKey: "items")
    case .null: try keys.encode("null", forKey: "type")
    case .anyOf(let schemas): try keys.encode(schemas, forKey: "anyOf")
    case .object(let properties):
      try keys.encode("object", forKey: "type")
      var inner = keys.nestedContainer(keyedBy: Key.self, forKey: "properties")
      for property in properties { try inner.encode(property.schema, forKey: Key(property.name)) }
      let required = properties.filter(\.isRequired).map(\.name)
      if !required.isEmpty { try keys.encode(required, forKey: "required") }
    case .described(let schema, let text):
      try schema.encode(to: encoder)
      try keys.encode(text, forKey: "description")
    }
  }
}

private struct Key: CodingKey, ExpressibleByStringLiteral {
  let stringValue: String
  var intValue: Int? { nil }
  init(_ name: String) { stringValue = name }
  init(stringLiteral name: String) { stringValue = name }
  init?(stringValue name: String) { stringValue = name }
  init?(intValue: Int) { nil }
}
