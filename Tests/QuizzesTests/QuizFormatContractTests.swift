import Documents
import Foundation
import Lesson
import TestSupport
import Testing
import Timeline

@testable import Quizzes

/// What holds for every format in the registry.
@Suite struct QuizFormatContractTests {
  static let both = builtInQuizFormats.filter { $0 is any QuizReader && $0 is any QuizWriter }.map(\.name)
  static let written = builtInQuizFormats.filter { $0 is any QuizWriter }.map(\.name)

  private func writer(_ name: String) throws -> any QuizWriter {
    try #require(builtInQuizFormats.first { $0.name == name } as? any QuizWriter)
  }

  @Test func namesAreUniqueAndTypeable() {
    let names = builtInQuizFormats.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" } })
    #expect(builtInQuizFormats.allSatisfy { !$0.summary.isEmpty && !$0.summary.hasSuffix(".") })
    let endings = builtInQuizFormats.flatMap(\.endings)
    #expect(Set(endings).count == endings.count)
  }

  /// Everything that a format says it can say comes back, from a file that is recognised as its own; all else is listed as lost.
  @Test(arguments: both) func whatCanBeSaidComesBack(_ name: String) throws {
    let writer = try writer(name)
    let reader = try #require(writer as? any QuizReader)
    let sample = try SampleQuestions.all()
    let written = write(sample, as: writer, lesson: "Energy / and work")
    let text = try SourceText(written.text, named: "sample")
    let recognised = builtInQuizFormats.compactMap { $0 as? any QuizReader }.first { $0.recognises(text) }
    #expect(recognised?.name == name)
    let read = try reader.read(text)
    #expect(read.diagnostics.map(\.description) == [], "\(written.text)")
    let expected = sample.compactMap { Reduction(of: $0, to: writer.features).item }
    #expect(read.questions.count == expected.count)
    for (was, wanted) in zip(read.questions, expected) {
      #expect(comparable(was) == comparable(wanted), "\(wanted.question.id)")
    }
    #expect(written.count == expected.count)
  }

  /// What was written and read back is written to the same bytes.
  @Test(arguments: both) func aSecondRoundChangesNothing(_ name: String) throws {
    let writer = try writer(name)
    let first = write(try SampleQuestions.all(), as: writer, lesson: "L").text
    let read = try readQuiz(SourceText(first, named: "sample"))
    #expect(write(read.questions, as: writer, lesson: "L").text == first)
  }

  @Test(arguments: written) func theSameQuestionsGiveTheSameBytes(_ name: String) throws {
    let writer = try writer(name)
    let sample = try SampleQuestions.all()
    #expect(write(sample, as: writer) == write(sample, as: writer))
  }

  /// A question that isn't said whole is listed with what it loses, each in one warning.
  @Test(arguments: written) func lossesAreListed(_ name: String) throws {
    let writer = try writer(name)
    for item in try SampleQuestions.all() {
      let written = write([item], as: writer)
      let reduced = Reduction(of: item, to: writer.features).item
      let isWhole = reduced.map { comparable($0) == comparable(item) } ?? false
      if !isWhole { #expect(written.losses.count == 1 || onlyUsual(item, reduced), "\(item.question.id)") }
      if isWhole { #expect(written.losses == [], "\(item.question.id)") }
      #expect(written.count == (reduced == nil ? 0 : 1))
    }
  }

  /// Plain text stays the same as HTML.
  private func onlyUsual(_ item: UnboundQuestion, _ reduced: UnboundQuestion?) -> Bool {
    guard let reduced else { return false }
    return reduced.question.stem.format != item.question.stem.format
      || reduced.question.generalFeedback?.format != item.question.generalFeedback?.format
  }

  @Test(arguments: builtInQuizFormats.filter { $0 is any QuizReader }.map(\.name))
  func hostileTextNeverTraps(_ name: String) throws {
    let reader = try #require(builtInQuizFormats.first { $0.name == name } as? any QuizReader)
    let sample = try (reader as? any QuizWriter).map { write(try SampleQuestions.all(), as: $0).text } ?? ""
    var random = SeededNumbers(seed: 7)
    let bytes = Array(sample.utf8)
    for _ in 0..<60 {
      var damaged = bytes
      for _ in 0..<8 where !damaged.isEmpty {
        let place = Int.random(in: 0..<damaged.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: damaged.remove(at: place)
        case 1: damaged[place] = UInt8.random(in: 1...255, using: &random)
        default: damaged.removeSubrange(place..<min(damaged.count, place + Int.random(in: 1..<200, using: &random)))
        }
      }
      _ = try? reader.read(SourceText(Data(damaged), named: "x"))
    }
    for text in [
      "", "\n", "{", "<", "\"", "- [x]", "a,b\n\"", "question:", "1.", "A. ", "ANSWER: A", "&", "<quiz><question>",
      "[[1]]", "{1:SA:",
    ] {
      _ = try? reader.read(SourceText(text, named: "x"))
    }
  }
}

/// Without what a file doesn't keep: its own place, an id made of the content, and spaces at the ends.
func comparable(_ item: UnboundQuestion) -> UnboundQuestion {
  var item = item
  item.file = ""
  item.line = 0
  item.column = 0
  // To say what holds anyway is the same as to say nothing.
  if item.question.shuffle == true { item.question.shuffle = nil }
  if item.question.isCaseSensitive == false { item.question.isCaseSensitive = nil }
  if QuestionIDs.isMade(item.question.id) { item.question.id = "" }
  // The lesson's title comes back as a category.
  item.question.tags.removeAll(where: MoodleCategory.isTag)
  return item
}
