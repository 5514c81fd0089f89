import Documents
import Exports
import Foundation
import Lesson
import Testing
import Timeline

/// The schemas, judged by the independent validator of PyPI.
@Suite struct SchemasTests {
  /// The validator's messages for each of `documents`, none for a valid one.
  private func complaints(_ schema: String, _ documents: [String]) throws -> [[String]] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "schemas-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (schemaFile, file) = (folder.appending(path: "schema.json"), folder.appending(path: "documents.json"))
    try Data(schema.utf8).write(to: schemaFile)
    try Data("[\(documents.joined(separator: ","))]".utf8).write(to: file)
    let script = """
      import json, sys, jsonschema
      schema, documents = (json.load(open(path)) for path in sys.argv[1:])
      jsonschema.Draft202012Validator.check_schema(schema)
      validator = jsonschema.Draft202012Validator(schema)
      print(json.dumps([[e.json_path + ': ' + e.message[:200] for e in validator.iter_errors(d)] for d in documents]))
      """
    let (status, output) = try Python.run(
      script, schemaFile.path, file.path, module: "jsonschema", package: "jsonschema")
    #expect(status == 0, "\(output)")
    return try JSONDecoder().decode([[String]].self, from: Data(output.utf8))
  }

  private func json(_ value: some Encodable) throws -> String {
    String(decoding: try encodeOrderedJSON(value, pretty: true), as: UTF8.self)
  }

  @Test func manifestTakesWhatIsWritten() throws {
    let names = ["energy", "portrait", "sound", "arabic"]
    let documents = try SampleLessons.all.filter { names.contains($0.name) }.map { _, contents in
      String(decoding: try ManifestFile.data(contents.manifest), as: UTF8.self)
    }
    #expect(documents.count == 4)
    #expect(try complaints(Schemas.manifest, documents) == [[], [], [], []])
  }

  @Test(arguments: [
    ("\"sha256\": \"0", "\"sha256\": \"G"), ("01-lifting-a-book/video.mp4", "../video.mp4"),
    ("01-lifting-a-book/video.mp4", "/video.mp4"),
    ("01-lifting-a-book/video.mp4", "a\\\\video.mp4"), ("01-lifting-a-book/video.mp4", "a/../video.mp4"),
    ("\"number\": 2", "\"number\": 0"),
    ("codecs=\\\"avc1.640028, mp4a.40.2\\\"", "codecs=avc1"), ("\"method\": \"copy\"", "\"method\": \"magic\""),
    ("\"width\": 720,", ""),
    ("\"schema\":", "\"Schema\":"), ("\"video\": {", "\"audio\": {"), ("\"0/1\"", "\"0/0\""),
    ("\"id\": \"02-letting-go\"", "\"id\": \"../x\""),
    ("\"warnings\": []", "\"warnings\": [], \"more\": 1"), ("6f0c3a52-7d0e-5f57", "6f0c3a52-7d0e-4f57"),
    ("\"quiz\": null", "\"quiz\": 3"),
  ])
  func manifestRefusesWhatIsNot(old: String, new: String) throws {
    let good = String(decoding: try ManifestFile.data(SampleLessons.portrait.manifest), as: UTF8.self)
    let bad = good.replacing(old, with: new)
    #expect(bad != good)
    let found = try complaints(Schemas.manifest, [bad])
    #expect(found.first?.isEmpty == false)
  }

  /// With all that is seldom there.
  private let gapsAndOrder = Quiz(questions: [
    Question(
      id: "o", kind: .ordering, stem: RichText("s"), answers: ["a", "b"].map { Answer(RichText($0), weight: 100) },
      shuffle: true,
      pause: Instant.zero),
    Question(
      id: "c", kind: .cloze, stem: RichText("[[1]] [[2]]"),
      gaps: [
        Gap(kind: .singleChoice, layout: .menu, answers: [Answer(RichText("a"), weight: 100)], shuffle: false),
        Gap(kind: .numeric, numbers: [NumericAnswer(value: 1)], isCaseSensitive: true),
      ], files: [QuestionFile(name: "a b.png", data: Data([1, 2, 3]))].compactMap(\.self)),
  ])

  @Test func quizTakesEveryKindThatIsWritten() throws {
    let quizzes =
      SampleLessons.energy.quizzes.compactMap(\.self) + [SampleLessons.energy.closingQuiz].compactMap(\.self) + [
        gapsAndOrder
      ]
    #expect(Set(quizzes.flatMap(\.questions).map(\.kind)) == Set(Question.Kind.allCases))
    #expect(try complaints(Schemas.quiz, quizzes.map(json)).allSatisfy(\.isEmpty))
  }

  @Test(arguments: [
    ("\"kind\": \"numeric\"", "\"kind\": \"essay\""), ("\"gaps\":", "\"Gaps\":"), ("a b.png", "../b.png"),
    ("a b.png", ".b.png"),
    ("image/png", "text/html"), ("\"exact\": \"0/1\"", "\"exact\": \"0\""),
    ("\"layout\": \"menu\"", "\"layout\": \"grid\""),
    ("\"kind\": \"cloze\"", "\"kind\": \"essay\""), ("\"shuffle\": true", "\"shuffle\": 1"),
  ])
  func quizRefusesWhatIsNotRare(old: String, new: String) throws {
    let good = try json(gapsAndOrder)
    let bad = good.replacing(old, with: new)
    #expect(bad != good)
    #expect(try complaints(Schemas.quiz, [bad]).first?.isEmpty == false)
  }

  @Test(arguments: [
    ("\"kind\": \"matching\"", "\"kind\": \"riddle\""), ("\"mark\": 1", "\"mark\": -1"),
    ("\"start\": 0,", "\"start\": \"0/1\","),
    ("\"format\": \"plain\"", "\"format\": \"rtf\""), ("\"answers\": []", "\"answers\": [{\"text\": \"x\"}]"),
    ("\"tags\":", "\"Tags\":"),
    ("\"kind\": \"matching\"", "\"kind\": \"numeric\""),
  ])
  func quizRefusesWhatIsNot(old: String, new: String) throws {
    let good = try json(try #require(SampleLessons.energy.quizzes[2]))
    let bad = good.replacing(old, with: new)
    #expect(bad != good)
    #expect(try complaints(Schemas.quiz, [bad]).first?.isEmpty == false)
  }
}
