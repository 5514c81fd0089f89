import StageGraph
import Testing
import Timeline

enum Other {
  struct Words: Codable, Hashable {}
}

@Suite struct StageKindTests {
  @Test func readsAllFromTheDeclaration() throws {
    let kind = StageKind(FindPauses.self)
    #expect(kind.name == "find-pauses")
    #expect(kind.makes == "Pauses")
    #expect(kind.about.opensMedia)
    #expect(kind.options.map(\.name) == ["at-least", "margin", "in-haste"])
    #expect(kind.options.map(\.defaultText) == ["700ms", "9", "no"])
    #expect(kind.options.map(\.range) == ["100ms to 10s", "3 to 40", nil])
    #expect(kind.options[0].expected == "a length of time, such as 6m, 90s or 350ms")
    #expect(kind.options[0].help == "a shorter one does not count")
    #expect(kind.needs.map { "\($0.name): \($0.typeText)" } == ["tape: Tape", "length: Length"])
  }

  @Test func knowsOptionalAndManyNeeds() {
    #expect(
      StageKind(PlanParts.self).needs.map { "\($0.name): \($0.typeText)" } == [
        "length: Length", "pauses: Pauses?", "words: [Words]",
      ])
  }

  @Test func listsTheWordsOfAnEnum() {
    let method = StageKind(PlanParts.self).option("method")
    #expect(method?.words == ["pauses", "length", "both"])
    #expect(method?.expected == "pauses, length or both")
    #expect(StageKind(PlanParts.self).option("seed")?.expected == "a whole number, or none")
  }

  @Test func toysAreAGoodRegistry() { #expect(mistakes(in: toyStages) == []) }

  private struct ReadHTMLFile: Stage {
    static let about = About("Reads.", example: "other:")
    @Option("") var stage = 50
    @Option("out of range", 1...2) var many = 3
    @Needs var tape: Tape
    var hidden = 3
    func run(in workshop: Workshop) async throws -> Other.Words { Other.Words() }
  }

  @Test func findsWhatIsWrongWithARegistry() {
    let found = mistakes(in: [StageKind(ReadWords.self), StageKind(ReadHTMLFile.self), StageKind(ReadWords.self)])
    #expect(
      found == [
        "read-html-file: its summary is no sentence without a full stop",
        "read-html-file: its example is of something else",
        "read-html-file: hidden is neither an option nor a need",
        "StageGraphTests.Words and StageGraphTests.Other.Words have one name",
        "read-html-file: stage can't be the name of an option or need",
        "read-html-file.stage: its help is no phrase without a full stop",
        "read-html-file.many: its default is not a value it takes",
        "two stages are called read-words",
      ])
  }

  @Test(
    arguments: [
      ("yes", true), ("true", true), ("no", false), ("false", false), ("on", nil), ("", nil),
    ] as [(String, Bool?)])
  func readsSwitches(_ text: String, _ value: Bool?) { #expect(Bool(optionText: text) == value) }

  @Test func anOptionalValueCanBeNone() {
    #expect(Int?(optionText: "none") == .some(.none))
    #expect(Int?(optionText: "7") == .some(7))
    #expect(Int?(optionText: "seven") == nil)
    #expect(Int?.none.optionText == "none")
  }

  @Test func aStageIsAPlainValueInATest() async throws {
    var stage = FindPauses()
    stage.margin = 30
    stage.inHaste = true
    stage.length = Length(seconds: 60)
    let workshop = Workshop()
    #expect(try await stage.run(in: workshop) == Pauses(at: [30, 50]))
    #expect(workshop.warnings == ["it was done in haste"])
  }
}
