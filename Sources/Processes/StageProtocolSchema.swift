/// The JSON Schema (2020-12) of the lines of the protocol: `$defs/order` and `$defs/places` go in, `$defs/message` comes out.
///
/// - Parameter artifacts: the text of a JSON object whose members are the schemas of what stages hand over, by name, with its braces on lines of their own; they
///   go into `$defs` too, and find there `time`.
public func stageProtocolSchema(artifacts: String = "{}") -> String {
  let members = artifacts.split(separator: "\n").map { "  \($0)" }.dropFirst().dropLast()
  return lines.replacing("/*artifacts*/", with: members.isEmpty ? "" : ",\n" + members.joined(separator: "\n"))
}

private let lines = #"""
  {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "a line between chop and a stage in a process of its own",
    "anyOf": [{ "$ref": "#/$defs/order" }, { "$ref": "#/$defs/places" }, { "$ref": "#/$defs/message" }],
    "$defs": {
      "order": {
        "type": "object",
        "properties": {
          "stage": { "type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$" },
          "version": { "type": "integer" },
          "makes": { "type": "string", "description": "to a program: the artifact that it has to make" },
          "program": { "type": "string", "pattern": "^[0-9a-f]{64}$", "description": "to a program: its own SHA-256" },
          "with": { "type": "object", "description": "options as texts and needs as values, by name" }
        },
        "required": ["stage", "version", "with"],
        "additionalProperties": false
      },
      "places": {
        "type": "object",
        "properties": {
          "files": { "type": "object", "additionalProperties": { "type": "string", "description": "a path" } },
          "lesson": { "type": "string", "description": "the lesson's folder while it is made" },
          "earlier": { "type": "object", "description": "the earlier lesson's folder and files" }
        },
        "required": ["files"],
        "additionalProperties": false
      },
      "message": {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "properties": {
          "progress": {
            "type": "object",
            "properties": {
              "done": { "type": "number", "minimum": 0 },
              "total": { "type": "number", "exclusiveMinimum": 0 },
              "unit": { "type": "string" }
            },
            "required": ["done", "total", "unit"],
            "additionalProperties": false
          },
          "warning": { "$ref": "#/$defs/sentence" },
          "failed": { "$ref": "#/$defs/sentence" },
          "made": { "description": "what was made; once, at the end" }
        },
        "additionalProperties": false
      },
      "sentence": {
        "type": "object",
        "properties": { "sentence": { "type": "string" } },
        "required": ["sentence"],
        "additionalProperties": false
      },
      "time": {
        "type": "string",
        "pattern": "^-?[0-9]+/[0-9]*[1-9][0-9]*$",
        "description": "seconds as an exact fraction, from the recording's first shown frame or sample"
      }/*artifacts*/
    }
  }
  """#
