extension Schemas {
  /// The schema of `lecture.lesson.yaml`, for editors that check YAML while it is typed.
  public static let lesson = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:chop:schema:lesson:1.0",
      "title": "What the teacher says about a lesson",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "title": { "$ref": "#/$defs/line" },
        "description": { "type": "string", "minLength": 1 },
        "authors": { "type": "array", "items": { "$ref": "#/$defs/author" } },
        "language": { "type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", "description": "BCP 47, such as en or pt-BR" },
        "licence": { "$ref": "#/$defs/line", "description": "such as CC BY 4.0" },
        "date": { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": "ISO 8601, such as 2026-10-12" },
        "objectives": { "type": "array", "items": { "$ref": "#/$defs/line" }, "description": "what learners are able to do afterwards" },
        "references": { "type": "array", "items": { "$ref": "#/$defs/line" } },
        "feedback": { "type": "string", "pattern": "^(https://.+|mailto:.+)$", "description": "where learners may write to" },
        "homepage": { "type": "string", "pattern": "^https://.+$" },
        "chapters": { "type": "array", "items": { "$ref": "#/$defs/chapter" } }
      },
      "$defs": {
        "line": { "type": "string", "minLength": 1 },
        "time": {
          "description": "a time in the recording, such as 12:30 or 01:02:03.5, or seconds",
          "anyOf": [
            { "type": "string", "pattern": "^([0-9]+:)?[0-9]+:[0-5]?[0-9]([.,][0-9]{1,9})?$" },
            { "type": "string", "pattern": "^[0-9]+([.,][0-9]{1,9})?$" },
            { "type": "number", "minimum": 0 }
          ]
        },
        "author": {
          "type": "object",
          "additionalProperties": false,
          "required": ["name"],
          "properties": {
            "name": { "$ref": "#/$defs/line" },
            "affiliation": { "$ref": "#/$defs/line" },
            "url": { "type": "string", "pattern": "^https://.+$" }
          }
        },
        "chapter": {
          "type": "object",
          "additionalProperties": false,
          "description": "which chapter is meant is said by its number, its id, or a time of the recording that lies in it",
          "oneOf": [{ "required": ["number"] }, { "required": ["id"] }, { "required": ["at"] }],
          "properties": {
            "number": { "type": "integer", "minimum": 1 },
            "id": { "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" },
            "at": { "$ref": "#/$defs/time" },
            "title": { "$ref": "#/$defs/line" },
            "summary": { "type": "string", "minLength": 1 },
            "poster": { "$ref": "#/$defs/time" }
          }
        }
      }
    }

    """#
}
