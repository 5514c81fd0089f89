extension Schemas {
  /// The schema of a chapter's `quiz.json` and of the closing quiz.
  public static let quiz = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:chop:schema:quiz:1.0",
      "title": "A quiz made by chop",
      "description": "Weights are percent of a question's mark. Spans and pauses are exact fractions of seconds, from the chapter's start. A file of a question is referred to in its texts as @@PLUGINFILE@@/name.",
      "type": "object",
      "additionalProperties": false,
      "required": ["schema", "version", "questions"],
      "properties": {
        "schema": { "const": "chop-quiz" },
        "version": { "type": "string", "pattern": "^1\\.[0-9]+$" },
        "questions": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/question" } }
      },
      "$defs": {
        "weight": { "type": "number", "minimum": -100, "maximum": 100 },
        "richText": {
          "type": "object",
          "additionalProperties": false,
          "required": ["text", "format"],
          "properties": {
            "text": { "type": "string" },
            "format": { "enum": ["plain", "html", "markdown", "moodle"] }
          }
        },
        "answer": {
          "type": "object",
          "additionalProperties": false,
          "required": ["text", "weight"],
          "properties": {
            "text": { "$ref": "#/$defs/richText" },
            "weight": { "$ref": "#/$defs/weight" },
            "feedback": { "$ref": "#/$defs/richText" }
          }
        },
        "number": {
          "type": "object",
          "additionalProperties": false,
          "required": ["value", "tolerance", "weight"],
          "properties": {
            "value": { "type": "number" },
            "tolerance": { "type": "number", "minimum": 0 },
            "weight": { "$ref": "#/$defs/weight" },
            "feedback": { "$ref": "#/$defs/richText" }
          }
        },
        "pair": {
          "type": "object",
          "additionalProperties": false,
          "required": ["left", "right"],
          "properties": {
            "left": { "$ref": "#/$defs/richText", "description": "empty for a distractor" },
            "right": { "type": "string" }
          }
        },
        "gap": {
          "type": "object",
          "additionalProperties": false,
          "required": ["kind", "answers", "numbers", "mark"],
          "properties": {
            "kind": { "enum": ["single-choice", "multiple-choice", "short-answer", "numeric"] },
            "layout": { "enum": ["menu", "column", "row"], "description": "how choices are shown" },
            "answers": { "type": "array", "items": { "$ref": "#/$defs/answer" } },
            "numbers": { "type": "array", "items": { "$ref": "#/$defs/number" } },
            "mark": { "type": "number", "minimum": 0, "description": "its share, in proportion to the other gaps'" },
            "shuffle": { "type": "boolean" },
            "isCaseSensitive": { "type": "boolean" }
          },
          "if": { "properties": { "kind": { "const": "numeric" } } },
          "then": { "properties": { "numbers": { "minItems": 1 }, "answers": { "maxItems": 0 } } },
          "else": { "properties": { "answers": { "minItems": 1 }, "numbers": { "maxItems": 0 } } }
        },
        "file": {
          "type": "object",
          "additionalProperties": false,
          "required": ["name", "type", "data"],
          "properties": {
            "name": { "type": "string", "pattern": "^[^/\\\\.][^/\\\\]*$" },
            "type": { "type": "string", "pattern": "^(image|audio|video|application)/[a-z0-9.+-]+$" },
            "data": { "type": "string", "minLength": 4, "description": "Base64" }
          }
        },
        "question": {
          "type": "object",
          "additionalProperties": false,
          "required": ["id", "kind", "stem", "answers", "numbers", "pairs", "hints", "mark", "tags"],
          "properties": {
            "id": { "type": "string", "minLength": 1 },
            "kind": { "enum": ["true-false", "single-choice", "multiple-choice", "short-answer", "numeric", "matching", "ordering", "cloze", "essay", "description"] },
            "name": { "type": "string", "description": "the teacher's; learners don't see it" },
            "stem": { "$ref": "#/$defs/richText", "description": "of a cloze question, [[1]] stands for the first gap" },
            "answers": { "type": "array", "items": { "$ref": "#/$defs/answer" } },
            "numbers": { "type": "array", "items": { "$ref": "#/$defs/number" } },
            "pairs": { "type": "array", "items": { "$ref": "#/$defs/pair" } },
            "gaps": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/gap" } },
            "generalFeedback": { "$ref": "#/$defs/richText" },
            "hints": { "type": "array", "items": { "$ref": "#/$defs/richText" } },
            "mark": { "type": "number", "minimum": 0 },
            "shuffle": { "type": "boolean", "description": "whether answers may be shown in another order" },
            "isCaseSensitive": { "type": "boolean", "description": "whether capitals count in a short answer" },
            "tags": { "type": "array", "items": { "type": "string" } },
            "span": {
              "type": "object",
              "additionalProperties": false,
              "description": "where the answer is to be found: seconds from the chapter's start",
              "required": ["start", "end", "exact"],
              "properties": {
                "start": { "type": "number", "minimum": 0 },
                "end": { "type": "number", "exclusiveMinimum": 0 },
                "exact": {
                  "type": "array", "minItems": 2, "maxItems": 2,
                  "items": { "type": "string", "pattern": "^[0-9]+/[1-9][0-9]*$" }
                }
              }
            },
            "pause": {
              "type": "object",
              "additionalProperties": false,
              "description": "where the video pauses to ask: seconds from the chapter's start",
              "required": ["at", "exact"],
              "properties": {
                "at": { "type": "number", "minimum": 0 },
                "exact": { "type": "string", "pattern": "^[0-9]+/[1-9][0-9]*$" }
              }
            },
            "files": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/file" } }
          },
          "allOf": [
            { "if": { "properties": { "kind": { "enum": ["true-false", "single-choice", "multiple-choice", "ordering"] } } },
              "then": { "properties": { "answers": { "minItems": 2 } } } },
            { "if": { "properties": { "kind": { "const": "short-answer" } } }, "then": { "properties": { "answers": { "minItems": 1 } } } },
            { "if": { "properties": { "kind": { "enum": ["numeric", "matching", "cloze", "essay", "description"] } } },
              "then": { "properties": { "answers": { "maxItems": 0 } } } },
            { "if": { "properties": { "kind": { "const": "numeric" } } },
              "then": { "properties": { "numbers": { "minItems": 1 } } }, "else": { "properties": { "numbers": { "maxItems": 0 } } } },
            { "if": { "properties": { "kind": { "const": "cloze" } } },
              "then": { "required": ["gaps"] }, "else": { "not": { "required": ["gaps"] } } },
            { "if": { "properties": { "kind": { "const": "matching" } } },
              "then": { "properties": { "pairs": { "minItems": 1 } } }, "else": { "properties": { "pairs": { "maxItems": 0 } } } }
          ]
        }
      }
    }

    """#
}
