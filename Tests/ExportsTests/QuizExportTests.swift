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

  /// Titles that are another chapter's number, title in small letters, or what the lesson's end is called.
  @Test(arguments: ["moodle-xml", "gift", "yaml", "quiz-csv", "quiz-markdown"])
  func questionsComeBackToChaptersOfConfusingTitles(_ name: String) throws {
    func question(_ id: String) -> Question { Question(id: id, kind: .essay, stem: RichText("Explain \(id).")) }
    let titles = ["Exercise", "Closing", "2", "EXERCISE"]
    let contents = SampleLessons.lesson(
      "Titles", id: "titles",
      chapters: titles.enumerated().map {
        .init(id: "0\($0 + 1)-part", title: $1, length: 10_000, quiz: [question("q\($0 + 1)")])
      }, closing: [question("end")])
    let read = try readQuiz(SourceText(try export(name, contents).text, named: "questions"))
    let chapters = contents.manifest.chapters.map {
      QuizChapter(number: $0.number, id: $0.id, title: $0.title, range: $0.source.range ?? TimeRange(.zero, .zero))
    }
    let bound = bind(read.questions, to: chapters)
    #expect(bound.perChapter.map { $0.map(\.id) } == [["q1"], ["q2"], ["q3"], ["q4"]])
    #expect(bound.closing.map(\.id) == ["end"])
    #expect(bound.diagnostics == [])
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
