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
}
