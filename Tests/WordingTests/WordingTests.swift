import Testing
import Wording

@Suite struct WordingTests {
  @Test(arguments: [
    ("read-captoins", "read-captions"), ("at-leest", "at-least"), ("tagret", "target"), ("prob", "probe"),
    ("TARGET", "target"),
  ])
  func findsTheNearestName(typed: String, meant: String) {
    #expect(nearestName(to: typed, among: ["read-captions", "at-least", "probe", "target", "min"]) == meant)
  }

  @Test(arguments: ["", "zebra", "x"])
  func saysNothingWhenNothingIsNear(typed: String) {
    #expect(nearestName(to: typed, among: ["read-captions", "at-least", "probe", "target"]) == nil)
  }

  @Test func showsHostileTextHarmlessly() {
    #expect(shown("a\u{1b}[2Jb\nc\u{202e}d") == "a\\u{1b}[2Jb\\u{a}c\\u{202e}d")
    #expect(shown(String(repeating: "é", count: 300)).count == 201)
    #expect(shown("日本語 العربية 🎓") == "日本語 العربية 🎓")
  }

  @Test func listsWords() {
    #expect(listed([]) == "")
    #expect(listed(["a", "b", "c"]) == "a, b and c")
    #expect(counted(1, "chapter") == "1 chapter")
    #expect(counted(2, "entry", "entries") == "2 entries")
  }

  @Test(arguments: [
    "", " ", "a", "\u{a0}\ta b\r\n", "\u{2003}é \u{3000}", "\u{85}\u{2028}\u{2029}", "\u{200b}x\u{200b}", "日本 語 ",
  ])
  func trimsAsCharactersDo(text: String) {
    let characters = text.drop(while: \.isWhitespace)
    #expect(text.trimmed == String(characters.reversed().drop(while: \.isWhitespace).reversed()))
    #expect(text[...].trimmed == text.trimmed)
    #expect(text.singleSpaced == text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }

  @Test func spacesSingly() {
    #expect("a b".singleSpaced == "a b")
    #expect(" a  b\n\u{a0}c ".singleSpaced == "a b c")
    #expect("a\tb".singleSpaced == "a b")
  }

  @Test func knowsWhiteSpaceAndControlCharacters() {
    for value in 0...0x3fff as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value) else { continue }
      guard scalar.isWhiteSpace == scalar.properties.isWhitespace,
        scalar.isControl == (scalar.properties.generalCategory == .control)
      else {
        Issue.record("U+\(String(value, radix: 16))")
        return
      }
    }
  }
}
