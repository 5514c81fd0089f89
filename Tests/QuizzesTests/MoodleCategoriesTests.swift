import Documents
import Lesson
import Quizzes
import TestSupport
import Testing
import Timeline

/// Categories as Moodle names and parts them.
@Suite struct MoodleCategoriesTests {
  private func item(_ chapter: String, id: String = "q") -> UnboundQuestion {
    UnboundQuestion(
      question: Question(id: id, kind: .essay, stem: RichText("Why?")), binding: .chapter(chapter), file: "a", line: 1)
  }

  /// As `qformat_default::split_category_path` does: by `~(?<!/)/(?!/)~`.
  private func parted(_ path: String) -> [String] {
    let signs = Array(path)
    var names = [""]
    for index in signs.indices {
      let isAlone =
        signs[index] == "/" && (index == 0 || signs[index - 1] != "/")
        && (index + 1 == signs.count || signs[index + 1] != "/")
      if isAlone { names.append("") } else { names[names.count - 1].append(signs[index]) }
    }
    return names.map { $0.replacing("//", with: "/").trimmingSpaces }
  }

  @Test(arguments: ["gift", "moodle-xml"]) func slashesAtTheEndsOfNamesPartNothing(_ format: String) throws {
    let writer = try #require(builtInQuizFormats.first { $0.name == format } as? any QuizWriter)
    let names = ["Lesson:/ a:::b/", "/etc and /usr/"]
    let text = write([item(names[1])], as: writer, lesson: names[0]).text
    let start = try #require(text.firstRange(of: "$course$/top/"))
    let path = String(text[start.lowerBound...].prefix { $0 != "\n" && $0 != "<" })
    #expect(parted(path) == ["$course$", "top"] + names, "\(path)")
    let read = try readQuiz(SourceText(text, named: "a"))
    #expect(read.questions.map(\.binding) == [.chapter(names[1])])
  }

  /// A longer one would keep the whole file out.
  @Test(arguments: ["gift", "moodle-xml"]) func whatIsLongerThanMoodlesColumnsIsCutAndListed(_ format: String) throws {
    let writer = try #require(builtInQuizFormats.first { $0.name == format } as? any QuizWriter)
    let title = String(repeating: "ü", count: 300)
    let id = String(repeating: "i", count: 150)
    let written = write([item(title, id: id)], as: writer)
    #expect(
      written.losses.map(\.sentence) == [
        "loses its chapter's title beyond 255 characters and its id beyond 100 characters"
      ])
    let read = try readQuiz(SourceText(written.text, named: "a")).questions
    #expect(read.map(\.binding) == [.chapter(String(title.prefix(255)))])
    #expect(read.map(\.question.id) == [String(id.prefix(100))])
    #expect(write([item(title, id: id)], as: YAMLQuestions()).losses == [])
  }

  @Test(arguments: ["Por defecto en Curso", "Défaut pour Physique", "Standard für Kurs", "Default for Course"])
  func theDefaultOfACourseSaysNothingInAnyLanguage(_ name: String) throws {
    let questions = try read("$CATEGORY: $course$/top/\(name)\n\nx {T}\n\ny {F}\n").questions
    var chapters = try (0..<2).map {
      QuizChapter(
        number: $0 + 1, id: "0\($0 + 1)", title: "T\($0)",
        range: TimeRange(try at(Int64($0) * 10), try at(Int64($0) * 10 + 10)))
    }
    let bound = bind(questions, to: chapters)
    #expect(bound.perChapter.map { $0.map(\.stem.text) } == [["x"], ["y"]])
    #expect(bound.diagnostics == [])
    #expect(bound.rules.count == 1)
    // An author may call a chapter so, too.
    chapters[1].title = name
    if !name.hasPrefix("Default") { #expect(bind(questions, to: chapters).perChapter.map(\.count) == [0, 2]) }
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
