import Documents
import Exports
import Foundation
import Lesson
import Quizzes
import Testing
import Timeline

@Suite struct QuizExportTests {
  private func export(_ name: String, _ contents: LessonContents) throws -> (text: String, remarks: [ExportRemark]) {
    let exported = try #require(builtInExport(named: name)).export(contents)
    return (String(decoding: try #require(exported.files.first?.data), as: UTF8.self), exported.remarks)
  }

  /// What goes out comes back to the same place, also when the chapters are cut anew.
  @Test(arguments: ["moodle-xml", "gift", "yaml", "quiz-csv", "quiz-markdown"])
  func questionsComeBackToTheirChapters(_ name: String) throws {
    let contents = SampleLessons.energy
    let (text, _) = try export(name, contents)
    let read = try readQuiz(SourceText(text, named: "questions"))
    #expect(["", "quiz-"].map { $0 + read.format }.contains(name))
    let chapters = contents.manifest.chapters.map {
      QuizChapter(number: $0.number, id: $0.id, title: $0.title, range: $0.source.range ?? TimeRange(.zero, .zero))
    }
    let bound = bind(read.questions, to: chapters)
    #expect(bound.diagnostics == [])
    #expect(bound.rules == [])
    #expect(bound.perChapter.map { $0.map(\.id) } == contents.quizzes.map { $0?.questions.map(\.id) ?? [] })
    #expect(bound.closing.map(\.id) == contents.closingQuiz?.questions.map(\.id) ?? [])
    #expect(bound.perChapter.map { $0.map(\.span) } == contents.quizzes.map { $0?.questions.map(\.span) ?? [] })
  }

  @Test func whatGIFTCanNotSayIsListedByQuestion() throws {
    let (text, remarks) = try export("gift", SampleLessons.energy)
    #expect(text.contains("$CATEGORY: $course$/top/\(SampleLessons.energy.manifest.title)/What is energy?"))
    #expect(
      remarks.first
        == ExportRemark(
          .lost, "question 'A book falls from a shelf. What happens to the energy that w'", "loses its 2 hints")
    )
  }
}
