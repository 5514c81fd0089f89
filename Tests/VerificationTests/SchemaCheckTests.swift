import Exports
import Foundation
import Lesson
import TestSupport
import Testing

@testable import Verification

/// chop's own look at a schema comes to the same verdict as PyPI's jsonschema.
@Suite struct SchemaCheckTests {
  /// Keyword by keyword: a schema, and documents of which some fit.
  private static let table: [(schema: String, documents: [String])] = [
    (#"{"type": "integer"}"#, ["1", "1.0", "1.5", "true", "\"1\"", "null", "1e3", "-0"]),
    (#"{"type": "number"}"#, ["1", "1.5", "false", "\"1\"", "1e300"]),
    (#"{"type": "boolean"}"#, ["true", "false", "0", "1", "null"]),
    (#"{"type": ["string", "null"]}"#, ["\"\"", "null", "0", "[]"]),
    (#"{"type": "object"}"#, ["{}", "[]", "null"]),
    (#"{"type": "array"}"#, ["[]", "{}", "\"a\""]),
    (#"{"const": "a"}"#, ["\"a\"", "\"A\"", "null"]),
    (#"{"const": null}"#, ["null", "0", "false"]),
    (#"{"const": 1}"#, ["1", "1.0", "true"]),
    (#"{"const": {"a": [1, 2]}}"#, [#"{"a": [1, 2]}"#, #"{"a": [2, 1]}"#, #"{"a": [1, 2], "b": 1}"#]),
    (#"{"enum": ["a", 1, null]}"#, ["\"a\"", "1", "null", "\"b\"", "2", "true"]),
    (#"{"enum": []}"#, ["1"]),
    (#"{"required": ["a", "b"]}"#, [#"{"a": 1, "b": null}"#, #"{"a": 1}"#, "{}", "[]", "3"]),
    (#"{"properties": {"a": {"type": "string"}}}"#, [#"{"a": "x"}"#, #"{"a": 1}"#, #"{"b": 1}"#, "1"]),
    (#"{"properties": {"a": {}}, "additionalProperties": false}"#, [#"{"a": 1}"#, #"{"b": 1}"#, "{}"]),
    (#"{"properties": {"a": {}}, "additionalProperties": {"minimum": 2}}"#, [#"{"a": 1, "b": 2}"#, #"{"b": 1}"#]),
    (#"{"additionalProperties": true}"#, [#"{"a": 1}"#]),
    (#"{"items": {"type": "string"}}"#, ["[]", "[\"a\"]", "[\"a\", 1]", "{}"]),
    (#"{"minItems": 1, "maxItems": 2}"#, ["[]", "[1]", "[1, 2]", "[1, 2, 3]", "\"abc\""]),
    (#"{"uniqueItems": true}"#, ["[1, 2]", "[1, 1]", "[1, 1.0]", "[1, true]", #"[{"a": 1}, {"a": 1}]"#, "[[], []]"]),
    (#"{"minLength": 2, "maxLength": 3}"#, ["\"a\"", "\"ab\"", "\"abcd\"", "\"\u{1F600}\"", "\"e\u{301}\"", "7"]),
    (#"{"pattern": "b+"}"#, ["\"abc\"", "\"ac\"", "\"\"", "1"]),
    (#"{"pattern": "^[a-z]{2,3}(-[0-9]+)?$"}"#, ["\"ab\"", "\"abcd\"", "\"ab-1\"", "\"ab-\"", "\"AB\"", "\"éa\""]),
    (#"{"pattern": "^a.c$"}"#, ["\"abc\"", "\"aéc\"", "\"a\\nc\"", "\"xabc\"", "\"\u{1F600}\""]),
    (#"{"minimum": 0, "maximum": 10}"#, ["0", "10", "-0.001", "10.5", "\"5\""]),
    (#"{"exclusiveMinimum": 0}"#, ["0", "0.0001", "-1"]),
    (#"{"anyOf": [{"type": "string"}, {"minimum": 5}]}"#, ["\"a\"", "5", "4", "null"]),
    (#"{"oneOf": [{"minimum": 5}, {"maximum": 7}]}"#, ["4", "6", "8", "\"a\""]),
    (#"{"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}"#, [#"{"a": 1}"#, #"{"a": 1, "b": 1}"#, "{}"]),
    (#"{"allOf": [{"minimum": 2}, {"maximum": 3}]}"#, ["1", "2", "3", "4"]),
    (#"{"not": {"type": "null"}}"#, ["null", "0"]),
    (
      #"{"if": {"minimum": 5}, "then": {"maximum": 7}, "else": {"maximum": 2}}"#,
      ["1", "3", "6", "8", "\"a\""]
    ),
    (#"{"if": {"required": ["a"]}, "then": {"required": ["b"]}}"#, ["{}", #"{"a": 1}"#, #"{"a": 1, "b": 1}"#]),
    (#"{"if": {"type": "null"}, "else": {"minimum": 2}}"#, ["null", "1", "3"]),
    (#"{"then": {"type": "null"}}"#, ["1", "null"]),
    (##"{"$ref": "#/$defs/a", "$defs": {"a": {"type": "string", "minLength": 1}}}"##, ["\"a\"", "\"\"", "1"]),
    (
      ##"{"$ref": "#/$defs/a", "minLength": 3, "$defs": {"a": {"maxLength": 4}}}"##,
      ["\"ab\"", "\"abc\"", "\"abcde\""]
    ),
    (
      ##"{"$defs": {"a": {"properties": {"next": {"$ref": "#/$defs/a"}}, "required": ["v"]}}, "$ref": "#/$defs/a"}"##,
      [#"{"v": 1, "next": {"v": 2}}"#, #"{"v": 1, "next": {}}"#]
    ),
    (#"{}"#, ["1", "null", "{}"]),
  ]

  private struct Case: Encodable {
    var schema: String
    var document: String
  }

  /// What jsonschema says: whether each document fits its schema.
  private func verdicts(_ cases: [Case]) throws -> [Bool] {
    let script = """
      import json, sys
      import jsonschema
      schemas = {}
      def validator(text):
          if text not in schemas:
              schemas[text] = jsonschema.Draft202012Validator(json.loads(text))
          return schemas[text]
      cases = json.load(open(sys.argv[1]))
      print(json.dumps([validator(case["schema"]).is_valid(json.loads(case["document"])) for case in cases]))
      """
    let file = try temporaryFile("cases.json", JSONEncoder().encode(cases))
    return try JSONDecoder().decode([Bool].self, from: python(["-c", script, file.path]))
  }

  /// - Returns: how many documents fit.
  @discardableResult
  private func agree(_ cases: [Case]) throws -> Int {
    let theirs = try verdicts(cases)
    try #require(theirs.count == cases.count)
    let checks = try Dictionary(uniqueKeysWithValues: Set(cases.map(\.schema)).map { ($0, try SchemaCheck($0)) })
    for (one, verdict) in zip(cases, theirs) {
      let ours = try #require(checks[one.schema]).violations(in: Data(one.document.utf8))
      #expect(ours.isEmpty == verdict, "\(one.document.prefix(300)) under \(one.schema.prefix(200)): \(ours)")
    }
    return theirs.count { $0 }
  }

  @Test func agreesWithJSONSchemaOnEveryKeyword() throws {
    try agree(Self.table.flatMap { row in row.documents.map { Case(schema: row.schema, document: $0) } })
  }

  /// A manifest, changed in every place in every way that comes to mind.
  @Test func agreesWithJSONSchemaOnChangedManifests() throws {
    var lesson = try TestLesson()
    lesson.manifest.chapters.removeLast(2)
    try lesson.write(lesson.manifest)
    let manifest = try JSONSerialization.jsonObject(
      with: Data(contentsOf: lesson.folder.appending(path: "manifest.json")))
    let changed = changes(of: manifest)
    #expect(changed.count > 400)
    let cases = try ([manifest] + changed).map {
      let document = try JSONSerialization.data(withJSONObject: $0, options: [.sortedKeys, .fragmentsAllowed])
      return Case(schema: Schemas.manifest, document: String(decoding: document, as: UTF8.self))
    }
    let fit = try agree(cases)
    #expect(fit > 20 && fit < cases.count / 2, "\(fit) of \(cases.count)")
  }

  /// Each value in turn replaced by others and taken away, and each object with one more name.
  private func changes(of value: Any) -> [Any] {
    var results: [Any] = [NSNull(), -1, 1.5, "", "../x", "3/2", [Any](), true]
    if let text = value as? String { results += [text + "/", "A" + text, text + " "] }
    if let object = value as? [String: Any] {
      for (key, part) in object {
        var without = object
        without[key] = nil
        results.append(without)
        for change in changes(of: part) {
          var changed = object
          changed[key] = change
          results.append(changed)
        }
      }
      results.append(object.merging(["another": 1]) { $1 })
    } else if let list = value as? [Any], let first = list.first {
      results += [list + [first], [first]]
      for change in changes(of: first) { results.append([change] + list.dropFirst()) }
    }
    return results
  }

  /// A keyword that it doesn't know is never passed over.
  @Test(arguments: ["multipleOf", "patternProperties", "dependentRequired", "contains", "prefixItems", "tipe"])
  func refusesKeywordsThatItDoesNotKnow(keyword: String) throws {
    let found = try SchemaCheck("{\"\(keyword)\": {}}").violations(in: Data("1".utf8))
    #expect(found.first?.contains(keyword) == true)
  }

  /// In Python `$` stands before a last line end too; in ECMA-262, whose patterns a schema has, it doesn't.
  @Test func aLineEndIsNotPassedOver() throws {
    let schema = #"{"pattern": "^[a-z]+$"}"#
    #expect(try SchemaCheck(schema).violations(in: Data(#""ab""#.utf8)).isEmpty)
    #expect(try !SchemaCheck(schema).violations(in: Data(#""ab\n""#.utf8)).isEmpty)
  }

  @Test func staysBoundedOnNestingAndSize() throws {
    let schema = ##"{"$defs": {"a": {"items": {"$ref": "#/$defs/a"}}}, "$ref": "#/$defs/a"}"##
    let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    #expect(try SchemaCheck(schema).violations(in: Data(deep.utf8)).first?.contains("nested") == true)
    let loop = ##"{"$defs": {"a": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"}"##
    #expect(try !SchemaCheck(loop).violations(in: Data("1".utf8)).isEmpty)
    let many = "[" + String(repeating: "1,", count: 5000) + "1]"
    let strings = #"{"items": {"type": "string"}}"#
    #expect(try SchemaCheck(strings).violations(in: Data(many.utf8)).count <= 100)
    #expect(throws: SchemaError.self) { try SchemaCheck("{}").violations(in: Data("{".utf8)) }
    #expect(throws: SchemaError.self) { try SchemaCheck("[]") }
  }
}
