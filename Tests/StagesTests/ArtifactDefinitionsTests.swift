import Foundation
import Lesson
import Processes
import StageGraph
import TestSupport
import Testing
import Timeline

@testable import Stages

/// What a program of somebody else's is told of what stages hand over (`chop schema stage`).
@Suite struct ArtifactDefinitionsTests {
  /// What stages are given from outside.
  private static let given: [any (Codable & Hashable & Sendable)] = {
    var part = LessonPart(index: 1, of: ["a", "b"], lessonName: "c")
    part.lengths = [7.s]
    part.chapters = [
      .init(recording: 0, name: ChapterName(number: 1, title: "A", id: "01-a"), range: StageValuesTests.time)
    ]
    var earlier = EarlierLesson()
    earlier.chapters = [
      .init(
        id: "01-a", requested: .zero, range: StageValuesTests.time, boundary: Boundary(.pause, evidence: "e"))
    ]
    return [
      Recording(name: "n", bytes: 1, mark: "m"), RunSettings(generator: "g", options: "o"), part, earlier,
      Companions(files: [Companion(name: "n", role: .quiz, language: "de", sha256: "ab", part: 1)]),
    ]
  }()

  private struct Schema: Decodable {
    var definitions: [String: Definition]
    struct Definition: Decodable { var type: String?, properties: [String: Anything]? }
    struct Anything: Decodable {}
    private enum CodingKeys: String, CodingKey { case definitions = "$defs" }
  }

  private func schema() throws -> String { stageProtocolSchema(artifacts: try artifactDefinitions()) }

  @Test func everyPieceIsThere() throws {
    let definitions = try JSONDecoder().decode(Schema.self, from: Data(schema().utf8)).definitions
    let pieces = Set(builtInStages.flatMap { [$0.makes] + $0.needs.map(\.type) })
    #expect(pieces.count > 25)
    for piece in pieces.sorted() { #expect(definitions[piece]?.properties?.isEmpty == false, "\(piece)") }
    for name in ["SlideMap", "SlideChange", "PauseMap", "Cue", "Manifest.Chapter"] {
      #expect(definitions[name] != nil, "\(name)")
    }
    let values = (StageValuesTests.values + Self.given).map { "\(type(of: $0))" }
    #expect(pieces.subtracting(values) == [])
  }

  /// Each value has all that its schema asks for, and nothing that the schema doesn't know.
  @Test func valuesAreWhatTheirSchemasSay() throws {
    let lines = try (StageValuesTests.values + Self.given).map { "\(type(of: $0))\t\(try canonicalJSON($0))" }
    let folder = temporaryFile("schemas")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(schema().utf8).write(to: folder.appending(path: "schema.json"))
    try Data(lines.joined(separator: "\n").utf8).write(to: folder.appending(path: "values"))
    let script = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1] + "/schema.json"))
      jsonschema.Draft202012Validator.check_schema(schema)
      for each in schema["$defs"].values():
          if "properties" in each:
              each["additionalProperties"] = False
      wrong = []
      for line in open(sys.argv[1] + "/values", newline="\\n").read().split("\\n"):
          name, value = line.split("\\t", 1)
          one = jsonschema.Draft202012Validator({"$defs": schema["$defs"], "$ref": "#/$defs/" + name})
          wrong += [f"{name}: {error.json_path}: {error.message[:200]}" for error in one.iter_errors(json.loads(value))]
          if one.is_valid([]) or one.is_valid({"nothing": 1}):
              wrong.append(name + ": anything is valid")
      print(*wrong, sep="\\n")
      """
    let output = try run("python3", ["-c", script, folder.path])
    let said = String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(said.isEmpty, "\(said)")
  }
}
