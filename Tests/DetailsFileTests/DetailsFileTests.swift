import DetailsFile
import Documents
import Foundation
import Lesson
import Testing
import Timeline

@Suite struct DetailsFileTests {
  private func read(_ text: String) throws -> (details: LessonDetails, diagnostics: [Diagnostic]) {
    try readLessonDetails(SourceText(text, named: "l.yaml"))
  }
  private func warnings(_ text: String) throws -> [String] { try read(text).diagnostics.map(\.description) }

  private static let whole = """
    title: Energy and work
    description: |
      What makes things move.

      With *examples*.
    authors:
      - Eva Maier
      - { name: Tom Ray, affiliation: TU Wien, url: https://example.org/tom }
    language: de-AT
    licence: CC BY 4.0
    date: 2026-10-12
    objectives:
      - tell energy from work
      - "compute both: by hand"
    references: Feynman, Lectures, vol. 1
    feedback: mailto:eva@example.org
    homepage: https://example.org/energy
    chapters:
      1: What is energy?
      02-work: { summary: Force along a way, poster: 95 }
      12:30: { title: Power, poster: 0:12:41.5 }
    """

  @Test func readsEverything() throws {
    let (details, diagnostics) = try read(Self.whole)
    #expect(diagnostics == [])
    var wanted = LessonDetails()
    wanted.title = "Energy and work"
    wanted.description = "What makes things move.\n\nWith *examples*."
    wanted.authors = [
      .init(name: "Eva Maier"), .init(name: "Tom Ray", affiliation: "TU Wien", url: "https://example.org/tom"),
    ]
    wanted.language = "de-AT"
    wanted.licence = "CC BY 4.0"
    wanted.date = "2026-10-12"
    wanted.objectives = ["tell energy from work", "compute both: by hand"]
    wanted.references = ["Feynman, Lectures, vol. 1"]
    wanted.feedback = "mailto:eva@example.org"
    wanted.homepage = "https://example.org/energy"
    wanted.chapters = [
      .init(key: .number(1), title: "What is energy?", line: 19),
      .init(key: .id("02-work"), summary: "Force along a way", poster: try instant("1:35"), line: 20),
      .init(key: .at(try instant("12:30")), title: "Power", poster: try instant("12:41.5"), line: 21),
    ]
    #expect(details == wanted)
  }

  private func instant(_ clock: String) throws -> Instant { try #require(Instant(clock: clock)) }

  @Test func chaptersMayBeAList() throws {
    let (details, diagnostics) = try read(
      """
      chapters:
        - { number: 2, title: Work }
        - at: 12:30
          summary: s
        - { id: 03-power, poster: 13:00 }
        - { title: whose? }
        - { number: 1, at: 3, title: both }
        - { number: 0, title: none }
        - { id: "../x", title: out }
        - { at: soon, title: when }
        - just a text
        - { number: 2, title: again }
      """)
    #expect(details.chapters.map(\.key) == [.number(2), .at(try instant("12:30")), .id("03-power")])
    #expect(
      diagnostics.map(\.description) == [
        "l.yaml:6:5: warning: a chapter in a list has one of number, id and at",
        "l.yaml:7:5: warning: a chapter in a list has one of number, id and at",
        "l.yaml:8:15: warning: number: a whole number from 1 was expected",
        "l.yaml:9:11: warning: id: a chapter's id was expected, such as 02-energy",
        "l.yaml:10:11: warning: at: 'soon' is not a time of the recording, such as 12:30 or 1:02:03.5",
        "l.yaml:11:5: warning: a chapter in a list has one of number, id and at",
        "l.yaml:12:1: warning: this chapter stands here a second time; the first is in line 2",
      ])
  }

  @Test(arguments: [
    ("titel: x", "l.yaml:2:1: warning: lesson details have no 'titel'; did you mean 'title'?"),
    ("license: x", "l.yaml:2:1: warning: lesson details have no 'license'; did you mean 'licence'?"),
    ("title: y", "l.yaml:2:1: warning: 'title' stands here a second time; the first is in line 1"),
    ("description: [a]", "l.yaml:2:14: warning: description: a list is not a text"),
    ("description:", "l.yaml:2:13: warning: description: nothing is not a text"),
    ("description: ' '", "l.yaml:2:14: warning: description: the text is empty"),
    ("language: German!", "l.yaml:2:11: warning: language: 'German!' is not a language tag, such as en or de-CH"),
    ("language: german", "l.yaml:2:11: warning: language: 'german' is not a language tag, such as en or de-CH"),
    ("date: 2026-02-29", "l.yaml:2:7: warning: date: '2026-02-29' is not a date, such as 2026-10-12"),
    ("date: 12.10.2026", "l.yaml:2:7: warning: date: '12.10.2026' is not a date, such as 2026-10-12"),
    (
      "homepage: javascript:alert(1)",
      "l.yaml:2:11: warning: homepage: 'javascript:alert(1)' is not an address that starts with https:"
    ),
    (
      "homepage: ' JavaScript:alert(1)'",
      "l.yaml:2:11: warning: homepage: 'JavaScript:alert(1)' is not an address that starts with https:"
    ),
    (
      "homepage: \"java\\tscript:alert(1)\"",
      "l.yaml:2:11: warning: homepage: 'java script:alert(1)' is not an address that starts with https:"
    ),
    (
      "homepage: http://example.org",
      "l.yaml:2:11: warning: homepage: 'http://example.org' is not an address that starts with https:"
    ),
    ("homepage: https:///x", "l.yaml:2:11: warning: homepage: 'https:///x' is not an address that starts with https:"),
    (
      "feedback: eva@example.org",
      "l.yaml:2:11: warning: feedback: 'eva@example.org' is not an address that starts with https: or mailto:"
    ),
    (
      "feedback: data:text/html,x",
      "l.yaml:2:11: warning: feedback: 'data:text/html,x' is not an address that starts with https: or mailto:"
    ),
    ("authors: { nam: x, name: y }", "l.yaml:2:12: warning: an author has no 'nam'; did you mean 'name'?"),
    ("authors: [{ url: 'https://x.org' }]", "l.yaml:2:11: warning: an author needs a name"),
    (
      "authors: [{ name: x, url: 'javascript:1' }]",
      "l.yaml:2:27: warning: url: 'javascript:1' is not an address that starts with https:"
    ),
    ("objectives: [a, [b]]", "l.yaml:2:17: warning: objectives: a list is not a text"),
    ("chapters: x", "l.yaml:2:11: warning: chapters: a text is neither a mapping nor a list"),
    (
      "chapters: { A B: x }",
      "l.yaml:2:13: warning: 'A B' is not a chapter's number, such as 2, its id, such as 02-energy, or a time in it, such as 12:30"
    ),
    (
      "chapters: { 12:99: x }",
      "l.yaml:2:13: warning: '12:99' is not a chapter's number, such as 2, its id, such as 02-energy, or a time in it, such as 12:30"
    ),
    ("chapters: { 1: { titl: x } }", "l.yaml:2:18: warning: a chapter has no 'titl'; did you mean 'title'?"),
    (
      "chapters: { 1: { poster: first } }",
      "l.yaml:2:26: warning: poster: 'first' is not a time of the recording, such as 12:30 or 1:02:03.5"
    ),
    (
      "description: *x",
      "l.yaml:2:14: warning: an alias, '*x', is not taken here; a text that starts with '*' has to be in quotes"
    ),
  ])
  func oneBadEntryIsPassedOver(_ line: String, _ warning: String) throws {
    let (details, diagnostics) = try read("title: Energy\n\(line)\nlicence: CC0")
    #expect(diagnostics.first?.description == warning)
    #expect(details.title == "Energy")
    #expect(details.licence == "CC0")
    #expect(details.homepage == nil && details.feedback == nil)
  }

  @Test(arguments: [
    ("", "l.yaml: error: is empty; a first line may be 'title: …'"),
    ("- a", "l.yaml:1:1: error: lesson details are lines 'name: value', not a list; a first line may be 'title: …'"),
    ("Energy", "l.yaml:1:1: error: lesson details are lines 'name: value', not a text; a first line may be 'title: …'"),
    (
      "a: b: c",
      "l.yaml:1:5: error: a ':' can't stand here; a text with ': ' in it has to be in quotes, or the line is not indented rightly"
    ),
    (
      "titel: x",
      "l.yaml: error: nothing in it is a detail of a lesson\nl.yaml:1:1: warning: lesson details have no 'titel'; did you mean 'title'?"
    ),
  ])
  func aFileOfWhichNothingCanBeReadIsAnError(_ text: String, _ sentence: String) {
    let error = #expect(throws: DocumentError.self) { try read(text) }
    #expect(error?.description == sentence)
  }

  @Test func longTextsAreCut() throws {
    let (details, diagnostics) = try read("title: \(String(repeating: "👩‍👩‍👧", count: 2000))")
    let title = try #require(details.title)
    #expect(title.unicodeScalars.count <= 200 && title.hasSuffix("👩‍👩‍👧…"))
    #expect(diagnostics.map(\.description) == ["l.yaml:1:8: warning: title: longer than 200 characters, so it was cut"])
  }

  @Test func controlCharactersAndLineBreaksLeaveATitle() throws {
    #expect(try read(#"title: "a\e[2Jb\0\n\n c\u2028d""#).details.title == "a [2Jb c d")
  }

  @Test func aFileOfAnotherEncodingIsReadWithAWarning() throws {
    let source = try SourceText(Data([0x74, 0x69, 0x74, 0x6c, 0x65, 0x3a, 0x20, 0xfc]), named: "l.yaml")
    let (details, diagnostics) = try readLessonDetails(source)
    #expect(details.title == "ü")
    #expect(diagnostics.count == 1)
  }

  @Test func theSchemaTakesWhatIsReadAndRefusesWhatIsNot() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "details-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(lessonDetailsSchema.utf8).write(to: folder.appending(path: "schema.json"))
    let good = [
      Self.whole, "chapters: [{ number: 1, title: x }, { at: '12:30', summary: y }]", "title: x\nauthors: Eva",
    ]
    let bad = [
      "titel: x", "title: [x]", "feedback: 'javascript:x'", "homepage: 'http://x.org'", "chapters: { A B: x }",
      "chapters: [{ title: x }]", "chapters: [{ number: 1, id: a-b, title: x }]", "authors: [{ url: 'https://x' }]",
      "- x",
    ]
    for (name, texts) in [("good", good), ("bad", bad)] {
      for (number, text) in texts.enumerated() {
        try Data(text.utf8).write(to: folder.appending(path: "\(name)\(number).yaml"))
      }
    }
    let python = Process()
    python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    python.currentDirectoryURL = folder
    python.arguments = [
      "python3", "-c",
      """
      import glob, json, jsonschema, yaml
      schema = json.load(open("schema.json"))
      jsonschema.Draft202012Validator.check_schema(schema)
      validator = jsonschema.Draft202012Validator(schema)
      def load(name):
          # Scalars as YAML 1.2 has them: neither dates nor sexagesimal numbers.
          class Loader(yaml.SafeLoader): pass
          Loader.yaml_implicit_resolvers = {}
          import re
          Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^[0-9]+$"), list("0123456789"))
          def texts(value):
              if isinstance(value, dict): return {str(k): texts(v) for k, v in value.items()}
              return [texts(v) for v in value] if isinstance(value, list) else value
          return texts(yaml.load(open(name), Loader))
      for name in glob.glob("good*"): validator.validate(load(name))
      for name in glob.glob("bad*"): assert not validator.is_valid(load(name)), open(name).read()
      """,
    ]
    try python.run()
    python.waitUntilExit()
    #expect(python.terminationStatus == 0, "apt-get install python3-jsonschema python3-yaml brings the validator")
  }
}
