import Foundation
import Lesson
import TestSupport
import Testing
import Timeline

/// Captions, quizzes and the chapter track keep step with where the chapters were really cut.
@Suite struct ProofTextsTests {
  /// A cue across a boundary is divided at the instant of the cut, both parts counted from their chapters' starts.
  @Test(arguments: proofSources)
  func captionsAreDividedAtTheCuts(source: ProofSource) throws {
    let lesson = try source.lesson()
    var divided = 0
    for chapter in try lesson.chapters() {
      let (start, end) = (chapter.start.approximateSeconds, chapter.end.approximateSeconds)
      let expected = source.cues.filter { $0.end > start + 0.001 && $0.start < end - 0.001 }
      divided += expected.count { $0.start < start }
      let captions = try #require(chapter.entry.captions.first)
      #expect(captions.language == "en")
      let found = try cues(in: lesson.text(captions.path))
      #expect(found.map(\.text) == expected.map(\.text))
      for (cue, wanted) in zip(found, expected) {
        #expect(abs(cue.start - (max(wanted.start, start) - start)) <= 0.001)
        #expect(abs(cue.end - (min(wanted.end, end) - start)) <= 0.001)
      }
    }
    #expect(divided >= 1)
  }

  /// A question about a time is asked in the chapter that plays it; its stretch counts from there.
  @Test(arguments: proofSources)
  func questionsAreAskedWhereTheirTimeIsPlayed(source: ProofSource) throws {
    let lesson = try source.lesson()
    var asked: [String] = []
    for chapter in try lesson.chapters() {
      let (start, end) = (chapter.start.approximateSeconds, chapter.end.approximateSeconds)
      let expected = source.questions.filter { start <= $0.start && $0.start < end }
      let file = try #require(chapter.entry.quiz)
      let quiz = try JSONDecoder().decode(Quiz.self, from: Data(lesson.text(file.path).utf8))
      #expect(file.questions == expected.count)
      #expect(quiz.questions.map(\.id) == expected.map(\.id))
      for (question, wanted) in zip(quiz.questions, expected) {
        let span = try #require(question.span)
        #expect(abs(span.start.approximateSeconds - (wanted.start - start)) < 1e-6)
        #expect(abs(span.end.approximateSeconds - (min(wanted.end, end) - start)) < 1e-6)
      }
      asked += quiz.questions.map(\.id)
    }
    #expect(asked == source.questions.map(\.id))
    #expect(lesson.manifest.quiz == nil)
  }

  @Test(arguments: proofSources)
  func theChapterTrackSaysWhereEachBegins(source: ProofSource) throws {
    let lesson = try source.lesson()
    let found = try cues(in: lesson.text("chapters.vtt"))
    let chapters = try lesson.chapters()
    #expect(found.map(\.text) == chapters.map(\.entry.title))
    for (cue, chapter) in zip(found, chapters) {
      #expect(abs(cue.start - chapter.start.approximateSeconds) <= 0.001)
      #expect(abs(cue.end - chapter.end.approximateSeconds) <= 0.001)
    }
  }
}

/// The cues of a WebVTT file, read by its grammar's simplest form: a line of times and one of text.
private func cues(in text: String) throws -> [(start: Double, end: Double, text: String)] {
  func seconds(_ clock: Substring) throws -> Double {
    try clock.split(separator: ":").reduce(0) { try $0 * 60 + #require(Double($1)) }
  }
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  return try lines.indices.filter { lines[$0].contains(" --> ") }.map { index in
    let times = lines[index].split(separator: " ")
    return (try seconds(times[0]), try seconds(times[2]), String(lines[index + 1]))
  }
}
