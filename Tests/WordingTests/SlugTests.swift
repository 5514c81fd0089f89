import Wording
import Testing

@Suite struct SlugTests {
  @Test(arguments: [
    ("What is energy?", "what-is-energy"), ("Füße & Größe", "fusse-grosse"),
    ("Crème brûlée — déjà vu", "creme-brulee-deja-vu"),
    ("Łódź, Ærøskøbing, Þór", "lodz-aeroskobing-thor"), ("İstanbul ışık", "istanbul-isik"), ("e\u{301}tude", "etude"),
    ("Newton's laws", "newtons-laws"), ("don’t", "dont"), ("10:30 lecture.mp4", "10-30-lecture-mp4"), ("CON", "con"),
    ("../../etc/passwd", "etc-passwd"), ("<script>alert(1)</script>", "script-alert-1-script"),
    ("a\u{1b}[31mb\nc", "a-31mb-c"),
    ("能量是什么", ""), ("Что такое энергия", ""), ("2024", ""), ("", ""), ("🎬", ""), ("Python 入门 3", "python-3"),
    ("ﬁne ①", "fine-1"),
    ("---", ""), ("-rf x-", "rf-x"), ("e=mc²", "e-mc2"), ("Tiếng Việt", "tieng-viet"),
  ])
  func isSafeInAnyPath(title: String, slug expected: String) {
    #expect(slug(title) == expected)
  }

  @Test func isCutBetweenWords() {
    #expect(
      slug("The conservation of mechanical energy in closed systems") == "the-conservation-of-mechanical-energy-in")
    #expect(slug(String(repeating: "x", count: 10_000)) == String(repeating: "x", count: 40))
  }
}
