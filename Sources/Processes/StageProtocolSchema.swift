/// The JSON Schema (2020-12) of the lines of the protocol: `$defs/order` and `$defs/places` go in, `$defs/message` comes out. The artifacts that programs are
/// given and make most are there too, by their names.
public let stageProtocolSchema = #"""
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
      },
      "range": {
        "type": "object",
        "properties": {
          "start": { "$ref": "#/$defs/time" },
          "end": { "$ref": "#/$defs/time", "description": "the first instant that is not in it" }
        },
        "required": ["start", "end"]
      },
      "warnings": { "type": "array", "items": { "type": "string" } },
      "GivenCaptions": {
        "type": "object",
        "properties": {
          "tracks": {
            "type": "array",
            "description": "one for each language, by their files' names",
            "items": {
              "type": "object",
              "properties": {
                "language": { "type": "string", "description": "BCP 47; und where nobody said" },
                "file": { "type": "string" },
                "cues": {
                  "type": "array",
                  "description": "by start, then end",
                  "items": {
                    "type": "object",
                    "properties": {
                      "range": { "$ref": "#/$defs/range" },
                      "lines": { "type": "array", "items": { "type": "string", "description": "without markup" } },
                      "speaker": { "type": "string" },
                      "settings": { "type": "string", "description": "WebVTT's, as written; empty for none" }
                    },
                    "required": ["range", "lines", "settings"]
                  }
                }
              },
              "required": ["language", "file", "cues"]
            }
          },
          "warnings": { "$ref": "#/$defs/warnings" }
        },
        "required": ["tracks", "warnings"]
      },
      "PauseMap": {
        "type": "object",
        "properties": {
          "pauses": {
            "type": "array",
            "items": {
              "type": "object",
              "properties": {
                "range": { "$ref": "#/$defs/range" },
                "safe": { "$ref": "#/$defs/range", "description": "where a boundary may lie" },
                "depth": { "type": "number", "description": "decibels below speech" }
              },
              "required": ["range", "safe", "depth"]
            }
          },
          "noiseFloor": { "type": "number", "description": "dBFS" },
          "speechLevel": { "type": "number", "description": "dBFS" },
          "sound": { "enum": ["speech", "none", "silent", "noSpeech"] },
          "shortest": { "$ref": "#/$defs/time" }
        },
        "required": ["pauses", "sound", "shortest"]
      },
      "GivenChapterList": {
        "type": "object",
        "description": "what plan-chapters follows",
        "properties": {
          "list": {
            "type": ["object", "null"],
            "properties": {
              "file": { "type": "string", "description": "for messages" },
              "entries": {
                "type": "array",
                "description": "in order of time",
                "items": {
                  "type": "object",
                  "properties": {
                    "start": { "$ref": "#/$defs/time" },
                    "isExact": { "type": "boolean", "description": "false: it may move to a pause nearby" },
                    "title": { "type": "string", "description": "empty: a phrase spoken in the chapter" },
                    "isSkipped": { "type": "boolean", "description": "left out up to the next entry" },
                    "line": { "type": "integer", "description": "for messages" }
                  },
                  "required": ["start", "isExact", "title", "isSkipped", "line"]
                }
              }
            },
            "required": ["file", "entries"]
          },
          "warnings": { "$ref": "#/$defs/warnings" }
        },
        "required": ["warnings"]
      },
      "ChapterPlan": {
        "type": "object",
        "properties": {
          "chapters": {
            "type": "array",
            "minItems": 1,
            "description": "in order of time; with what is omitted they fill the recording",
            "items": {
              "type": "object",
              "properties": {
                "range": { "$ref": "#/$defs/range" },
                "boundary": {
                  "type": "object",
                  "properties": {
                    "kind": { "enum": ["start", "pause", "slide", "list", "forced"] },
                    "evidence": { "type": "string", "description": "a sentence for people" }
                  },
                  "required": ["kind", "evidence"]
                },
                "title": { "type": "string" }
              },
              "required": ["range", "boundary"]
            }
          },
          "omitted": {
            "type": "array",
            "items": {
              "type": "object",
              "properties": { "range": { "$ref": "#/$defs/range" }, "reason": { "const": "skip" } },
              "required": ["range", "reason"]
            }
          },
          "warnings": { "$ref": "#/$defs/warnings" },
          "key": { "type": "string", "description": "may be empty" }
        },
        "required": ["chapters", "omitted", "warnings", "key"]
      }
    }
  }
  """#
