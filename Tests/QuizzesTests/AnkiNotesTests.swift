import Lesson
import Quizzes
import Testing

@Suite struct AnkiNotesTests {
  private func lines(_ questions: [UnboundQuestion]) -> [[String]] {
    write(questions, as: AnkiNotes(), lesson: "Energy").text.split(separator: "\n").dropFirst(6).map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func eachNoteIsOneLineOfFiveFields() throws {
    let notes = lines(try SampleQuestions.all())
    #expect(notes.count == SampleQuestions.count - 1)
    #expect(notes.allSatisfy { $0.count == 5 })
    #expect(Set(notes.map { $0[0] }).count == notes.count)
    #expect(notes[1][1] == "Energy::What is energy?")
    #expect(notes[1][4] == "week_1 easy")
    #expect(notes[6][1] == "Energy::Closing quiz")
  }

  @Test func formulasAndMarkupAreAnkis() throws {
    let question = Question(
      id: "f", kind: .shortAnswer, stem: RichText(#"1 < 2, \(x\) and $$y^2$$"#),
      answers: [Answer(RichText("\"a\"\tb"), weight: 100)])
    let note = try #require(lines([UnboundQuestion(question: question, file: "", line: 1)]).first)
    #expect(note[2] == #"1 &lt; 2, \(x\) and \[y^2\]"#)
    #expect(note[3] == "\"\"\"a\"\" b\"")
  }

  @Test func whatIsTypedIsNoHTML() throws {
    let tag = Question(
      id: "t", kind: .shortAnswer, stem: RichText("Which tag?"),
      answers: [Answer(RichText("<br>"), weight: 100, feedback: RichText("Yes"))])
    let gaps = Question(
      id: "g", kind: .cloze, stem: RichText("[[1]] or [[2]]", .html),
      gaps: [
        Gap(kind: .shortAnswer, answers: [Answer(RichText("<hr> & co"), weight: 100)]),
        Gap(kind: .singleChoice, answers: [Answer(RichText("<i>x</i>", .html), weight: 100)]),
      ])
    let notes = lines([tag, gaps].map { UnboundQuestion(question: $0, file: "", line: 1) })
    #expect(
      notes.map { $0[3] } == [
        "&lt;br&gt;<br><i>&lt;br&gt;:</i> Yes", "1. &lt;hr&gt; &amp; co<br>2. <i>x</i>",
      ])
  }

  @Test func aStarThatIsTypedStandsWithoutItsBackslash() throws {
    let question = Question(
      id: "s", kind: .shortAnswer, stem: RichText("Product?"), answers: [Answer(RichText(#"a\*b"#), weight: 100)])
    #expect(lines([UnboundQuestion(question: question, file: "", line: 1)]).first?[3] == "a*b")
  }

  @Test func colonsOfATitleMakeNoFurtherDeck() {
    let item = UnboundQuestion(
      question: Question(id: "d", kind: .essay, stem: RichText("Why?")), binding: .chapter("c::d"), file: "", line: 1)
    let note = write([item], as: AnkiNotes(), lesson: "a:::b").text.split(separator: "\n").last ?? ""
    #expect(note.split(separator: "\t")[1] == "a:b::c:d")
  }

  @Test func codeKeepsItsLines() throws {
    let question = Question(
      id: "c", kind: .essay, stem: RichText("What\ndoes <PRE class=x>\nif x:\n\ty\n</PRE> do?", .html))
    let note = try #require(lines([UnboundQuestion(question: question, file: "", line: 1)]).first)
    #expect(note[2] == "What does <PRE class=x>if x:<br>&#9;y<br></PRE> do?")
  }

  /// Its signs stay in the text.
  @Test(arguments: [("This **one**", true), ("Use `x`", true), ("the _last_ one", true), ("2 * 3 * 4 is _____", false)])
  func markdownIsNamedAmongTheLosses(_ stem: String, _ isLost: Bool) {
    let question = Question(id: "m", kind: .essay, stem: RichText(stem, .markdown))
    let losses = write([UnboundQuestion(question: question, file: "", line: 1)], as: AnkiNotes()).losses
    #expect(losses.map(\.sentence) == (isLost ? ["loses the markup of its texts"] : []))
  }
}
