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
}
