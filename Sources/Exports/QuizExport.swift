internal import ChapterLists
internal import Foundation
internal import Lesson
internal import Quizzes
internal import Timeline
internal import Wording

/// A lesson's questions in one of the formats of `builtInQuizFormats`, chapter by chapter.
///
/// Where an answer is to be found and where the video pauses is said in the recording's time, so that the file can be given back for the same recording, however
/// its chapters are cut then. Where a lesson has several recordings, they follow each other.
struct QuizExport: LessonExport {
  let format: any QuizWriter

  /// The format's own, unless a chapter list format is called so.
  var name: String {
    builtInChapterLists.contains { ([$0.name] + $0.otherNames).contains(format.name) }
      ? "quiz-\(format.name)" : format.name
  }
  var summary: String { "its questions: \(format.summary)" }
  let form = ExportForm.file

  func export(_ contents: LessonContents) throws -> Exported {
    let title = contents.manifest.title.split(whereSeparator: \.isNewline).joined(separator: " ")
    let written = write(try questions(of: contents), as: format, lesson: title)
    let ending = format.endings.first?.split(separator: ".").last ?? "txt"
    let nothing = written.count == 0 ? [ExportRemark(.lost, "the lesson", "gives a file without a question")] : []
    return Exported(
      [ExportedFile(path: "questions.\(ending)", type: format.mediaType, data: Data(written.text.utf8))],
      remarks: nothing + written.losses.map { ExportRemark(lostOf: $0.question.question, $0.sentence) })
  }

  private func questions(of contents: LessonContents) throws(TimeOverflow) -> [UnboundQuestion] {
    let manifest = contents.manifest
    let found = Self.foundByTitle(manifest.chapters)
    var questions: [UnboundQuestion] = []
    for (chapter, quiz) in zip(manifest.chapters, contents.quizzes) {
      var start = (chapter.source.range?.start ?? .zero)
      for source in manifest.sources.prefix(max(chapter.source.recording, 0)) {
        start = try start + source.duration.span
      }
      let shift = try start - Instant.zero
      let name = found.contains(chapter.id) ? chapter.title : chapter.id
      for question in quiz?.questions ?? [] {
        var question = question
        var binding = UnboundQuestion.Binding(chapter: name)
        if let span = question.span {
          let moved = TimeRange(try span.start + shift, try span.end + shift)
          question.span = moved
          binding.time = moved.start
        }
        if let pause = question.pause {
          binding.pause = try pause + shift
          binding.time = binding.time ?? binding.pause
          question.pause = nil
        }
        questions.append(UnboundQuestion(question: question, binding: binding, file: chapter.quiz?.path ?? "", line: 1))
      }
    }
    for question in contents.closingQuiz?.questions ?? [] {
      questions.append(UnboundQuestion(question: question, binding: .closing, file: manifest.quiz?.path ?? "", line: 1))
    }
    return questions
  }

  /// The ids of the chapters whose titles, which read best, bind questions to them and to no other.
  private static func foundByTitle(_ chapters: [Manifest.Chapter]) -> Set<String> {
    let titled = chapters.map { chapter in
      UnboundQuestion(
        question: Question(id: chapter.id, kind: .description, stem: RichText(chapter.title)),
        binding: .chapter(chapter.title), file: "", line: 1)
    }
    let places = chapters.map {
      QuizChapter(
        number: $0.number, id: $0.id, title: $0.title, range: $0.source.range ?? TimeRange(.zero, .zero))
    }
    let bound = bind(titled, to: places).perChapter
    return Set(zip(chapters, bound).compactMap { $0.title.isEmpty || $1.map(\.id) != [$0.id] ? nil : $0.id })
  }
}
