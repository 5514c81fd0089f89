import Exports
import Foundation
import Lesson
import Testing

@Suite struct CartridgeQuizTests {
  private func cartridge(_ questions: [Question]) throws -> Exported {
    var contents = SampleLessons.energy
    contents.quizzes[0] = Quiz(questions: questions)
    return try #require(builtInExport(named: "common-cartridge")).export(contents)
  }

  private func quiz(_ exported: Exported) throws -> String {
    let file = exported.files.first { $0.path == "01-what-is-energy/quiz.xml" }
    return String(decoding: try #require(file?.data), as: UTF8.self)
  }

  private func answers(_ texts: (text: String, weight: Double, feedback: String?)...) -> [Answer] {
    texts.map { Answer(RichText($0.text), weight: $0.weight, feedback: $0.feedback.map { RichText($0) }) }
  }

  private var questions: [Question] {
    [
      Question(
        id: "unit", kind: .singleChoice, stem: RichText("Which unit?"),
        answers: answers(("watt", 0, "That is power."), ("joule", 100, nil), ("newton", 0, "That is force.")),
        generalFeedback: RichText("Named after Joule.")),
      Question(
        id: "tea", kind: .trueFalse, stem: RichText("Tea cools by itself."),
        answers: answers(("false", 0, "Think of the heat."), ("true", 100, nil))),
      Question(
        id: "gases", kind: .multipleChoice, stem: RichText("Which are gases?"),
        answers: answers(
          ("iron", -100, "A metal"), ("helium", 50, "Right"), ("neon", 50, "Right, too"), ("gold", 0, "A metal, too")),
        generalFeedback: RichText("The noble ones.")),
      Question(
        id: "typed", kind: .shortAnswer, stem: RichText("The unit of energy?"),
        answers: answers(
          ("joule", 100, "Yes"), ("J", 100, "Its sign"), ("Nm", 100, nil), ("watt", 0, "A unit of power.")),
        generalFeedback: RichText("Named after Joule."), isCaseSensitive: true),
    ]
  }

  /// Each reads the conditions in its own way, by `check_package.py`.
  @Test func theSameAnswersAreRightOnEveryPlatform() throws {
    #expect(try Python.judged(cartridge(questions)) == "")
    let reversed = questions.map { question in
      var question = question
      question.answers.reverse()
      return question
    }
    #expect(try Python.judged(cartridge(reversed)) == "")
  }

  @Test func whatAnAnswerLosesIsListed() throws {
    let exported = try cartridge(questions)
    let remarks = exported.remarks.filter { $0.item == "question 'The unit of energy?'" }.map(\.sentence)
    #expect(
      remarks == [
        "loses the feedback on its wrong answers", "loses that capitals count, in Moodle and Canvas",
        "shows the feedback on its right answers to everybody, in Moodle",
      ])
    #expect(try !quiz(exported).contains("A unit of power.") && quiz(exported).contains("Its sign"))
  }

  @Test func aNameIsTheTextsBeginningWithoutMarkup() throws {
    func name(_ stem: RichText) throws -> String? {
      let question = Question(id: "q", kind: .essay, stem: stem)
      return try quiz(cartridge([question])).firstMatch(of: /<item ident="[^"]*" title="([^"]*)"/).map { String($0.1) }
    }
    #expect(try name(RichText("Is a<b & c?")) == "Is a&lt;b &amp; c?")
    #expect(try name(RichText("<p>Is it <b>warm</b>&nbsp;?</p>\n<p>Why?</p>", .html)) == "Is it warm ? Why?")
    #expect(try name(RichText("<img src=\"a.png\" alt=\"A circuit\"><br>What?", .html)) == "[A circuit] What?")
    #expect(try name(RichText("<img src=\"a.png\">", .html)) == "-")
    #expect(try name(RichText(String(repeating: "long ", count: 50)))?.count == 80)
  }
}
