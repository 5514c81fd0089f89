import Foundation
import Lesson
import StageGraph
import TestSupport
import Testing
import Timeline

@testable import Stages

@Suite struct AttachQuizzesTests {
  /// Only who asks for a check hears of all doubts; that nobody can answer a question is said to everybody.
  @Test func warnsOfQuestionsWithoutARightAnswer() async throws {
    let range = TimeRange(.zero, try .zero + 9.s)
    var stage = AttachQuizzes()
    stage.cuts = CutPlan(cuts: [Cut(method: .copy, requested: .zero, range: range)], omitted: [])
    stage.names = ChapterNames(chapters: [ChapterName(number: 1, title: "One", id: "01-one")], warnings: [])
    stage.questions = GivenQuestions(
      questions: [0.0, 100].map { weight in
        let answers = [Answer(RichText("x"), weight: weight), Answer(RichText("y"), weight: 0)]
        let question = Question(
          id: "q\(weight)", kind: .singleChoice, stem: RichText("Right \(weight)?"), answers: answers)
        return UnboundQuestion(question: question, binding: .chapter("1"), file: "lecture.quiz.csv", line: 2)
      })
    let lesson = temporaryFile("made.lesson")
    try FileManager.default.createDirectory(at: lesson, withIntermediateDirectories: true)
    let workshop = Workshop(places: Places(lesson: lesson))
    let quizzes = try await stage.run(in: workshop)
    #expect(quizzes.chapters.map { $0?.quiz.questions.count } == [2])
    #expect(
      workshop.warnings == [
        "lecture.quiz.csv:2:1: warning: 1 question has no right answer: 'Right 0.0?' (line 2); mark the right ones; chop quiz check says what is read of the file"
      ])
    #expect(quizzes.warnings == workshop.warnings)
  }
}
