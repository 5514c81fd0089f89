internal import Foundation
internal import Wording

/// A schema or document that can't be read as JSON.
struct SchemaError: Error, CustomStringConvertible {
  let description: String
}

/// Checks JSON against the part of JSON Schema 2020-12 that chop's own schemas use: `type`, `const`, `enum`, `required`, `properties`,
/// `additionalProperties`, `items`, `minItems`, `maxItems`, `uniqueItems`, `pattern`, `minLength`, `maxLength`, `minimum`, `maximum`, `exclusiveMinimum`, `anyOf`, `oneOf`, `allOf`,
/// `not`, `if` with `then` and `else`, `$ref` to `#/$defs/…`. A schema with another keyword that constrains is refused, so that nothing is passed over in silence.
struct SchemaCheck {
  private let schema: [String: JSONValue]
  private static let known: Set<String> = [
    "$schema", "$id", "$defs", "$ref", "$comment", "title", "description", "examples", "default", "type", "const",
    "enum",
    "required", "properties", "additionalProperties", "items", "minItems", "maxItems", "uniqueItems", "pattern",
    "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "anyOf", "oneOf", "allOf", "not", "if",
    "then", "else", "format",
  ]

  init(_ text: String) throws(SchemaError) {
    guard case .object(let object)? = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) else {
      throw SchemaError(description: "the schema is no JSON object")
    }
    schema = object
  }

  /// What doesn't fit, each as a sentence with the place; at most about a hundred.
  func violations(in document: Data) throws(SchemaError) -> [String] {
    guard document.count <= 64 << 20, let value = try? JSONDecoder().decode(JSONValue.self, from: document) else {
      throw SchemaError(description: "is no JSON")
    }
    var found: [String] = []
    check(value, schema, "", 0, &found)
    return found
  }

  private func check(
    _ value: JSONValue, _ rule: [String: JSONValue], _ place: String, _ depth: Int, _ found: inout [String]
  ) {
    guard found.count < 100 else { return }
    let name = place.isEmpty ? "it" : "'\(shown(place))'"
    func fail(_ sentence: String) { found.append("\(name) \(sentence)") }
    guard depth < 64 else { return fail("is nested too deeply") }
    if let unknown = rule.keys.sorted().first(where: { !Self.known.contains($0) }) {
      return fail("is under a rule '\(unknown)' that can't be checked")
    }
    if let reference = rule["$ref"]?.string {
      guard let target = resolve(reference) else { return fail("is under a rule that isn't there: \(reference)") }
      check(value, target, place, depth + 1, &found)
    }
    if let types = rule["type"].map({ $0.list?.compactMap(\.string) ?? [$0.string].compactMap(\.self) }),
      !types.contains(where: value.isOf)
    {
      return fail("is not of the type \(listed(types, "or"))")
    }
    if let wanted = rule["const"], value != wanted { fail("is not \(wanted.text)") }
    if let choices = rule["enum"]?.list, !choices.contains(value) {
      fail("is none of \(listed(choices.map(\.text), "or"))")
    }
    switch value {
    case .string(let text): checkText(text, rule, fail)
    case .number(let number): checkNumber(number, rule, fail)
    case .object(let object): checkObject(object, rule, place, depth, &found)
    case .list(let list): checkList(list, rule, place, depth, &found)
    case .null, .bool: break
    }
    checkAlternatives(value, rule, place, depth, &found)
  }

  private func checkText(_ text: String, _ rule: [String: JSONValue], _ fail: (String) -> Void) {
    if let least = rule["minLength"]?.number, Double(text.unicodeScalars.count) < least {
      fail("is shorter than \(least)")
    }
    if let most = rule["maxLength"]?.number, Double(text.unicodeScalars.count) > most { fail("is longer than \(most)") }
    guard let pattern = rule["pattern"]?.string else { return }
    guard let expression = try? Regex(pattern) else { return fail("is under a pattern that can't be read") }
    if text.firstMatch(of: expression) == nil { fail("is '\(shown(text, limit: 80))', which the schema forbids") }
  }

  private func checkNumber(_ number: Double, _ rule: [String: JSONValue], _ fail: (String) -> Void) {
    if let least = rule["minimum"]?.number, number < least { fail("is below \(least)") }
    if let most = rule["maximum"]?.number, number > most { fail("is above \(most)") }
    if let bound = rule["exclusiveMinimum"]?.number, number <= bound { fail("is not above \(bound)") }
  }

  private func checkObject(
    _ object: [String: JSONValue], _ rule: [String: JSONValue], _ place: String, _ depth: Int, _ found: inout [String]
  ) {
    for name in rule["required"]?.list?.compactMap(\.string) ?? [] where object[name] == nil {
      found.append("\(place.isEmpty ? "it" : "'\(shown(place))'") has no '\(name)'")
    }
    let properties = rule["properties"]?.object ?? [:]
    for (name, value) in object.sorted(by: { $0.key < $1.key }) {
      let inner = place.isEmpty ? name : "\(place)/\(name)"
      if let property = properties[name] {
        check(value, property.object ?? [:], inner, depth + 1, &found)
      } else if rule["additionalProperties"] == .bool(false) {
        found.append("'\(shown(inner))' is not in the schema")
      } else if let other = rule["additionalProperties"]?.object {
        check(value, other, inner, depth + 1, &found)
      }
    }
  }

  private func checkList(
    _ list: [JSONValue], _ rule: [String: JSONValue], _ place: String, _ depth: Int, _ found: inout [String]
  ) {
    let name = place.isEmpty ? "it" : "'\(shown(place))'"
    if let least = rule["minItems"]?.number, Double(list.count) < least { found.append("\(name) has too few entries") }
    if let most = rule["maxItems"]?.number, Double(list.count) > most { found.append("\(name) has too many entries") }
    if rule["uniqueItems"] == .bool(true), Set(list).count < list.count { found.append("\(name) has an entry twice") }
    guard let items = rule["items"]?.object else { return }
    for (index, value) in list.enumerated() { check(value, items, "\(place)/\(index)", depth + 1, &found) }
  }

  private func checkAlternatives(
    _ value: JSONValue, _ rule: [String: JSONValue], _ place: String, _ depth: Int, _ found: inout [String]
  ) {
    func fits(_ alternative: JSONValue) -> Bool {
      var inner: [String] = []
      check(value, alternative.object ?? [:], place, depth + 1, &inner)
      return inner.isEmpty
    }
    let name = place.isEmpty ? "it" : "'\(shown(place))'"
    for part in rule["allOf"]?.list ?? [] { check(value, part.object ?? [:], place, depth + 1, &found) }
    if let any = rule["anyOf"]?.list, !any.contains(where: fits) { found.append("\(name) fits no alternative") }
    if let one = rule["oneOf"]?.list, one.count(where: fits) != 1 {
      found.append("\(name) has to fit exactly one alternative")
    }
    if let condition = rule["if"], let branch = rule[fits(condition) ? "then" : "else"]?.object {
      check(value, branch, place, depth + 1, &found)
    }
    if let not = rule["not"], fits(not) { found.append("\(name) is what the schema forbids") }
  }

  private func resolve(_ reference: String) -> [String: JSONValue]? {
    guard reference.hasPrefix("#/$defs/") else { return nil }
    return schema["$defs"]?.object?[String(reference.dropFirst(8))]?.object
  }
}
