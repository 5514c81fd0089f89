/// The JSON Schema (2020-12) of `lecture.lesson.yaml`, for editors: what ``readLessonDetails(_:)`` takes without a warning, read as YAML 1.2 would.
public let lessonDetailsSchema = #"""
  {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "lesson.yaml: what only the teacher knows",
    "type": "object",
    "minProperties": 1,
    "properties": {
      "title": { "$ref": "#/$defs/line" },
      "description": { "type": "string", "minLength": 1, "maxLength": 10000 },
      "authors": {
        "anyOf": [
          { "$ref": "#/$defs/author" },
          { "type": "array", "items": { "$ref": "#/$defs/author" }, "maxItems": 1000 }
        ]
      },
      "language": { "type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", "description": "BCP 47, such as en or de-CH" },
      "licence": { "type": "string", "minLength": 1, "maxLength": 500, "description": "such as CC BY 4.0" },
      "date": { "type": ["string", "integer"], "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" },
      "objectives": { "$ref": "#/$defs/lines" },
      "references": { "$ref": "#/$defs/lines" },
      "feedback": { "type": "string", "pattern": "^([Hh][Tt][Tt][Pp][Ss]://|[Mm][Aa][Ii][Ll][Tt][Oo]:)", "description": "a web form or mail address" },
      "homepage": { "$ref": "#/$defs/web" },
      "chapters": {
        "anyOf": [
          {
            "type": "object",
            "propertyNames": { "pattern": "^([1-9][0-9]{0,3}|[0-9:.,]*:[0-9:.,]*|[0-9]*[a-z-][a-z0-9-]*)$" },
            "additionalProperties": {
              "anyOf": [{ "$ref": "#/$defs/line" }, { "$ref": "#/$defs/chapter" }]
            }
          },
          {
            "type": "array",
            "items": {
              "allOf": [
                { "$ref": "#/$defs/chapter" },
                { "oneOf": [{ "required": ["number"] }, { "required": ["id"] }, { "required": ["at"] }] }
              ]
            }
          }
        ]
      }
    },
    "additionalProperties": false,
    "$defs": {
      "line": { "type": "string", "minLength": 1, "maxLength": 200 },
      "lines": {
        "anyOf": [
          { "type": "string", "minLength": 1, "maxLength": 1000 },
          { "type": "array", "items": { "type": "string", "minLength": 1, "maxLength": 1000 }, "maxItems": 1000 }
        ]
      },
      "web": { "type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]://" },
      "author": {
        "anyOf": [
          { "$ref": "#/$defs/line" },
          {
            "type": "object",
            "properties": {
              "name": { "$ref": "#/$defs/line" },
              "affiliation": { "type": "string", "minLength": 1, "maxLength": 500 },
              "url": { "$ref": "#/$defs/web" }
            },
            "required": ["name"],
            "additionalProperties": false
          }
        ]
      },
      "time": {
        "description": "a time of the recording, such as 12:30, 1:02:03.5 or 90 (seconds)",
        "anyOf": [{ "type": "number", "minimum": 0 }, { "type": "string", "pattern": "^[0-9]+(:[0-9]{1,2}){0,2}([.,][0-9]{1,9})?$" }]
      },
      "chapter": {
        "type": "object",
        "properties": {
          "number": { "type": "integer", "minimum": 1, "maximum": 9999 },
          "id": { "type": "string", "pattern": "^[0-9]*[a-z-][a-z0-9-]*$" },
          "at": { "$ref": "#/$defs/time" },
          "title": { "$ref": "#/$defs/line" },
          "summary": { "type": "string", "minLength": 1, "maxLength": 5000 },
          "poster": { "$ref": "#/$defs/time" }
        },
        "additionalProperties": false
      }
    }
  }
  """#
