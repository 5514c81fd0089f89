import Documents
import Lesson
import Testing

@testable import Quizzes

/// Gaps as Moodle reads them: it undoes `\}`, `\#` and character references, and nothing else.
@Suite struct MoodleGapsTests {
  private func gaps(_ text: String) throws -> [Gap] {
    var cloze = ClozeText(RichText(text, .html))
    try cloze.read { _ in }
    return cloze.gaps
  }

  @Test func referencesAreCharacters() throws {
    let gaps = try gaps(
      "{1:SA:=&#126;5~%50%5} {1:SA:=&#35;} {1:SA:=10 &#8364;#Right} {1:MC:=R&amp;#68;~x#a&#126;&lt;b&gt;#1}")
    #expect(gaps.map { $0.answers.map(\.text.text) } == [["~5", "5"], ["#"], ["10 €"], ["R&#68;", "x"]])
    #expect(gaps[0].answers.map(\.weight) == [100, 50])
    #expect(gaps[2].answers[0].feedback == RichText("Right", .html))
    #expect(gaps[3].answers[1].feedback == RichText("a~<b>#1", .html))
  }

  @Test func otherBackslashesStay() throws {
    let gaps = try gaps(##"{1:SA:=C:\temp~a\\}~\(\frac{1\}{2\}\)~C\#~a\~b~\\server\\x}"##)
    #expect(
      gaps.map { $0.answers.map(\.text.text) } == [
        [#"C:\temp"#, #"a\}"#, #"\(\frac{1}{2}\)"#, "C#", "a~b", #"\\server\\x"#]
      ])
  }

  @Test(arguments: [
    (#"C:\temp"#, #"C:\temp"#), (#"\(\frac{1}{2}\)"#, #"\(\frac{1\}{2\}\)"#), (#"a\}"#, #"a\\}"#), ("C#", "C\\#"),
    ("a~b", "a&#126;b"), ("&#35;", "&#38;\\#35;"), ("R&D", "R&#38;D"), ("a&", "a&#38;"), (#"a\"#, "a&#92;"),
    ("=5", "&#61;5"), ("%50%5", "&#37;50%5"),
  ])
  func areWrittenSoThatMoodleReadsThem(_ text: String, _ written: String) throws {
    let answers = [
      Answer(RichText(text, .html), weight: 100, feedback: RichText(text, .html)),
      Answer(RichText(text, .html), weight: 0),
    ]
    let gap = Gap(kind: .singleChoice, layout: .menu, answers: answers)
    let cloze = ClozeText.written(Question(id: "", kind: .cloze, stem: RichText("a [[1]]", .html), gaps: [gap]))
    #expect(cloze == "a {1:MULTICHOICE:=\(written)#\(written)~\(written)}")
    #expect(try gaps(cloze) == [gap])
  }

  @Test func thoseOfAPlainTextAreWrittenAsHTML() throws {
    let question = Question(
      id: "gaps", kind: .cloze, stem: RichText("a < b: [[1]] [[2]]"),
      gaps: [
        Gap(
          kind: .singleChoice, layout: .menu,
          answers: [
            Answer(RichText("if (a<b) x"), weight: 100, feedback: RichText("a<b & so on")),
            Answer(RichText("y"), weight: 0),
          ]),
        Gap(kind: .shortAnswer, answers: [Answer(RichText("<br>"), weight: 100)], mark: 0),
      ])
    let item = UnboundQuestion(question: question, file: "a", line: 1)
    let written = write([item], as: MoodleXML()).text
    #expect(
      written.contains(
        "a < b: {1:MULTICHOICE:=if (a&#38;lt;b) x#a&#38;lt;b &#38;amp; so on~y} {0:SHORTANSWER:=&lt;br&gt;}"))
    let read = try readQuiz(SourceText(written, named: "a")).questions.map(\.question)
    #expect(read.map(\.gaps) == [question.gaps])
    #expect(read.map(\.stem) == [question.stem])
  }
}
