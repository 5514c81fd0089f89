import Formulas
import Lesson
import Testing

@Suite struct FindFormulasTests {
  private func found(_ text: String, _ format: RichText.Format = .plain) -> [String] {
    formulas(in: RichText(text, format)).map { ($0.isDisplay ? "$$" : "$") + $0.tex }
  }

  @Test func findsEachKindOfDelimiter() {
    #expect(found("In \\(E = mc^2\\), \\[ a\n b \\] and $$c$$.") == ["$E = mc^2", "$$a b", "$$c"])
  }

  @Test func leavesWhatIsNoFormula() {
    #expect(found("A price of $5, \\(open, $$ too, \\[ and no end.") == [])
    #expect(found("\\(\\) and $$$$") == [])
    #expect(found("\\(" + String(repeating: "x", count: 2001) + "\\)") == [])
  }

  @Test func readsHTMLAsABrowserShowsIt() {
    #expect(found("<p>\\(a &lt; b\\)</p><p>\\(c<br>d\\)</p>", .html) == ["$a < b"])
    #expect(found("\\(a &lt; b\\)") == ["$a &lt; b"])
  }

  @Test func looksAtEverythingThatAQuestionShows() {
    var sources = FormulaSources()
    sources.add(
      Question(
        id: "q", kind: .singleChoice, stem: RichText("\\(s\\)"),
        answers: [Answer(RichText("\\(a\\)"), weight: 100, feedback: RichText("\\(f\\)"))],
        numbers: [NumericAnswer(value: 1, feedback: RichText("\\(n\\)"))],
        pairs: [MatchingPair(RichText("\\(l\\)"), "\\(r\\)")],
        gaps: [Gap(kind: .numeric, numbers: [NumericAnswer(value: 1, feedback: RichText("\\(g\\)"))])],
        generalFeedback: RichText("\\(s\\)\\(e\\)"), hints: [RichText("\\(h\\)")]))
    #expect(Set(sources.all.map(\.tex)) == ["s", "a", "f", "n", "l", "r", "g", "e", "h"])
    #expect(sources.all.count == 9)
  }
}
