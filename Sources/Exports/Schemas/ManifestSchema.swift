extension Schemas {
  /// The schema of `manifest.json`.
  public static let manifest = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:chop:schema:manifest:1.0",
      "title": "A lesson made by chop",
      "description": "Times are seconds from the first shown frame or sample of the recording, as decimal numbers; 'exact' beside them holds the same as fractions. Paths are relative to the folder of this file.",
      "type": "object",
      "additionalProperties": false,
      "required": ["schema", "version", "fingerprint", "generator", "id", "title", "language", "duration", "authors", "licence", "description", "feedback", "date", "homepage", "objectives", "references", "sources", "companions", "planning", "omitted", "warnings", "chapters", "quiz", "files"],
      "properties": {
        "schema": { "const": "chop-manifest" },
        "version": { "type": "string", "pattern": "^1\\.[0-9]+$" },
        "fingerprint": { "$ref": "#/$defs/sha256", "description": "SHA-256 of source, companions and options" },
        "generator": { "type": "string", "minLength": 1 },
        "id": { "type": "string", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", "description": "UUIDv5 of the source's SHA-256" },
        "title": { "type": "string", "minLength": 1 },
        "language": { "$ref": "#/$defs/language" },
        "duration": { "$ref": "#/$defs/seconds" },
        "authors": {
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["name"],
            "properties": {
              "name": { "type": "string", "minLength": 1 },
              "affiliation": { "type": "string" },
              "url": { "type": "string" }
            }
          }
        },
        "licence": { "type": "string", "description": "as written by the author, such as CC BY 4.0; empty where nothing was said, like the five below" },
        "description": { "type": "string" },
        "feedback": { "type": "string", "pattern": "^([Hh][Tt][Tt][Pp][Ss]://|[Mm][Aa][Ii][Ll][Tt][Oo]:|$)" },
        "date": { "type": "string", "pattern": "^([0-9]{4}(-[0-9]{2}(-[0-9]{2}(T.+)?)?)?|)$" },
        "homepage": { "type": "string", "pattern": "^([Hh][Tt][Tt][Pp][Ss]://|$)" },
        "objectives": { "type": "array", "items": { "type": "string" } },
        "references": { "type": "array", "items": { "type": "string" } },
        "sources": {
          "type": "array",
          "minItems": 1,
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["name", "bytes", "sha256", "duration"],
            "properties": {
              "name": { "$ref": "#/$defs/name" },
              "bytes": { "$ref": "#/$defs/bytes" },
              "sha256": { "$ref": "#/$defs/sha256" },
              "duration": { "$ref": "#/$defs/seconds" }
            }
          }
        },
        "companions": {
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["name", "role", "sha256"],
            "properties": {
              "name": { "$ref": "#/$defs/name" },
              "role": { "enum": ["captions", "chapters", "quiz", "details", "picture"] },
              "sha256": { "$ref": "#/$defs/sha256" }
            }
          }
        },
        "planning": { "type": "string", "pattern": "^([0-9a-f]{64}( [0-9a-f]{64})*|)$", "description": "stands for the chapter list and the planning options, for each source in its order: while it stays, boundaries stay" },
        "omitted": {
          "type": "array",
          "description": "stretches of the recording that are in no chapter",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["recording", "start", "end", "exact", "requested", "reason"],
            "properties": {
              "recording": { "type": "integer", "minimum": 0 },
              "start": { "$ref": "#/$defs/seconds" },
              "end": { "$ref": "#/$defs/seconds" },
              "exact": { "$ref": "#/$defs/exact" },
              "requested": { "$ref": "#/$defs/exact", "description": "start and end as asked for" },
              "reason": { "type": "string", "minLength": 1 }
            }
          }
        },
        "warnings": { "type": "array", "items": { "type": "string", "minLength": 1 } },
        "tools": {
          "type": "array",
          "minItems": 1,
          "description": "optional programs that had a part in it",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["name", "version"],
            "properties": { "name": { "type": "string", "minLength": 1 }, "version": { "type": "string", "minLength": 1 } }
          }
        },
        "chapters": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/chapter" } },
        "quiz": { "anyOf": [{ "$ref": "#/$defs/quiz" }, { "type": "null" }], "description": "the closing quiz" },
        "files": { "type": "array", "items": { "$ref": "#/$defs/file" } }
      },
      "$defs": {
        "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$" },
        "seconds": { "type": "number", "minimum": 0 },
        "bytes": { "type": "integer", "minimum": 0 },
        "language": { "type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$" },
        "name": { "type": "string", "minLength": 1, "pattern": "^[^/\\x00]+$", "description": "a file's name without a folder" },
        "exact": {
          "type": "array",
          "minItems": 2,
          "maxItems": 2,
          "items": { "type": "string", "pattern": "^[0-9]+/[1-9][0-9]*$" }
        },
        "path": {
          "type": "string",
          "maxLength": 1024,
          "pattern": "^[a-z0-9_-][a-z0-9._-]*(/[a-z0-9_-][a-z0-9._-]*)*$"
        },
        "mediaType": { "type": "string", "pattern": "^[a-z]+/[a-z0-9.+-]+(; codecs=\"[A-Za-z0-9.-]+(, ?[A-Za-z0-9.-]+)*\")?$" },
        "file": {
          "type": "object",
          "additionalProperties": false,
          "required": ["path", "type", "bytes", "sha256"],
          "properties": {
            "path": { "$ref": "#/$defs/path" },
            "type": { "$ref": "#/$defs/mediaType" },
            "bytes": { "$ref": "#/$defs/bytes" },
            "sha256": { "$ref": "#/$defs/sha256" },
            "recipe": { "$ref": "#/$defs/sha256", "description": "stands for all that decides the bytes" }
          }
        },
        "quiz": {
          "type": "object",
          "additionalProperties": false,
          "required": ["path", "type", "questions", "bytes", "sha256"],
          "properties": {
            "path": { "$ref": "#/$defs/path" },
            "type": { "const": "application/json" },
            "questions": { "type": "integer", "minimum": 0, "description": "texts between questions don't count" },
            "bytes": { "$ref": "#/$defs/bytes" },
            "sha256": { "$ref": "#/$defs/sha256" }
          }
        },
        "video": {
          "type": "object",
          "additionalProperties": false,
          "required": ["path", "type", "bytes", "sha256", "duration", "width", "height"],
          "properties": {
            "path": { "$ref": "#/$defs/path" },
            "type": { "allOf": [{ "$ref": "#/$defs/mediaType" }, { "pattern": "^video/" }] },
            "bytes": { "$ref": "#/$defs/bytes" },
            "sha256": { "$ref": "#/$defs/sha256" },
            "recipe": { "$ref": "#/$defs/sha256", "description": "stands for all that decides the bytes" },
            "duration": { "type": "number", "exclusiveMinimum": 0 },
            "width": { "type": "integer", "minimum": 1, "description": "as displayed" },
            "height": { "type": "integer", "minimum": 1, "description": "as displayed" }
          }
        },
        "audio": {
          "type": "object",
          "additionalProperties": false,
          "required": ["path", "type", "bytes", "sha256", "duration"],
          "properties": {
            "path": { "$ref": "#/$defs/path" },
            "type": { "allOf": [{ "$ref": "#/$defs/mediaType" }, { "pattern": "^audio/" }] },
            "bytes": { "$ref": "#/$defs/bytes" },
            "sha256": { "$ref": "#/$defs/sha256" },
            "recipe": { "$ref": "#/$defs/sha256", "description": "stands for all that decides the bytes" },
            "duration": { "type": "number", "exclusiveMinimum": 0 }
          }
        },
        "captions": {
          "type": "object",
          "additionalProperties": false,
          "required": ["path", "type", "language", "kind", "bytes", "sha256"],
          "properties": {
            "path": { "$ref": "#/$defs/path" },
            "type": { "const": "text/vtt" },
            "language": { "$ref": "#/$defs/language" },
            "kind": { "enum": ["captions", "subtitles"] },
            "bytes": { "$ref": "#/$defs/bytes" },
            "sha256": { "$ref": "#/$defs/sha256" }
          }
        },
        "method": { "enum": ["copy", "edit-list", "exact", "transcode"] },
        "encoded": {
          "type": "object",
          "description": "the frames from the chapter's start that were encoded again, all others are copied bit for bit; and sound tracks that were",
          "additionalProperties": false,
          "required": ["frames", "share", "exact"],
          "properties": {
            "frames": { "type": "integer", "minimum": 0 },
            "share": { "type": "number", "minimum": 0, "maximum": 1, "description": "of the time that the chapter plays" },
            "exact": { "$ref": "#/$defs/exact", "description": "from when until when they are shown" },
            "sounds": {
              "type": "array",
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["track", "codec"],
                "properties": {
                  "track": { "type": "integer", "minimum": 0, "description": "among the recording's sound tracks" },
                  "codec": { "type": "string", "description": "FFmpeg's name of what it was encoded as" }
                }
              }
            }
          }
        },
        "chapter": {
          "type": "object",
          "additionalProperties": false,
          "required": ["id", "number", "title", "summary", "source", "boundary", "cut", "captions"],
          "oneOf": [{ "required": ["video"] }, { "required": ["audio"] }],
          "properties": {
            "id": { "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 200 },
            "number": { "type": "integer", "minimum": 1 },
            "title": { "type": "string", "minLength": 1 },
            "summary": { "type": "string" },
            "source": {
              "type": "object",
              "additionalProperties": false,
              "required": ["recording", "start", "end", "exact"],
              "properties": {
                "recording": { "type": "integer", "minimum": 0, "description": "index into 'sources'" },
                "start": { "$ref": "#/$defs/seconds" },
                "end": { "$ref": "#/$defs/seconds" },
                "exact": { "$ref": "#/$defs/exact" }
              }
            },
            "boundary": {
              "type": "object",
              "additionalProperties": false,
              "required": ["kind", "evidence"],
              "properties": {
                "kind": { "enum": ["start", "pause", "slide", "list", "forced"] },
                "evidence": { "type": "string" }
              }
            },
            "cut": {
              "type": "object",
              "additionalProperties": false,
              "required": ["method", "requested", "actual", "exact"],
              "properties": {
                "method": { "$ref": "#/$defs/method" },
                "requested": { "$ref": "#/$defs/seconds" },
                "actual": { "$ref": "#/$defs/seconds" },
                "exact": { "$ref": "#/$defs/exact", "description": "both instants" },
                "encoded": { "$ref": "#/$defs/encoded" },
                "more": {
                  "type": "array",
                  "description": "how the recording's further pictures were cut",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["method", "encoded"],
                    "properties": { "method": { "$ref": "#/$defs/method" }, "encoded": { "$ref": "#/$defs/encoded" } }
                  }
                }
              }
            },
            "video": { "$ref": "#/$defs/video" },
            "audio": { "$ref": "#/$defs/audio" },
            "more": { "type": "array", "items": { "$ref": "#/$defs/video" }, "description": "further pictures of the recording" },
            "poster": { "$ref": "#/$defs/file" },
            "captions": { "type": "array", "items": { "$ref": "#/$defs/captions" } },
            "quiz": { "$ref": "#/$defs/quiz" }
          }
        }
      }
    }

    """#
}
