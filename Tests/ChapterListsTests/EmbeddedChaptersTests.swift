import Lesson
import TestSupport
import Testing
import Timeline

@testable import ChapterLists

@Suite struct EmbeddedChaptersTests {
  private func marks(_ marks: (Int64, String)...) throws -> [ChapterMark] {
    try marks.map { ChapterMark(start: try Instant(ticks: $0.0, in: .milliseconds), title: $0.1) }
  }

  @Test func chaptersInsideARecordingAreAList() throws {
    let (list, warnings) = listOfEmbedded(
      try marks((0, "One"), (4_040, " T\u{7}wo\n<b>"), (9_000, "skip")), in: "a.mp4", endingAt: .zero.advanced(12.s))
    #expect(warnings.isEmpty)
    #expect(list?.file == "a.mp4, chapters inside")
    #expect(list?.entries.map(\.title) == ["One", "Two <b>", ""])
    #expect(list?.entries.map(\.isSkipped) == [false, false, true])
    #expect(list?.entries.allSatisfy(\.isExact) == true)
  }

  @Test func wholeSecondsMayMove() throws {
    let list = listOfEmbedded(
      try marks((0, "One"), (4_000, "Two")), in: "a.mp4", endingAt: .zero.advanced(12.s)
    ).list
    #expect(list?.entries.map(\.isExact) == [false, false])
  }

  /// MP3 files begin a fraction of a second before time 0: a whole second in the file is none behind it.
  @Test func wholeSecondsOfAFileThatDoesNotStartAtZeroMayMove() throws {
    let origin = try Instant(ticks: 23, in: .milliseconds)
    let list = listOfEmbedded(
      try marks((-23, "One"), (59_977, "Two")), from: origin, in: "a.mp3", endingAt: .zero.advanced(90.s)
    ).list
    #expect(list?.entries.map(\.isExact) == [false, false])
  }

  @Test func whatCannotBeIsLeftOutWithAWarning() throws {
    let (list, warnings) = listOfEmbedded(
      try marks((-5_000, "A"), (0, "B"), (4_000, "C"), (4_000, "D"), (12_000, "E"), (90_000, "F")), in: "a.mp4",
      endingAt: .zero.advanced(12.s))
    #expect(list?.entries.map(\.title) == ["A", "C"])
    #expect(
      warnings == [
        "2 of the 6 chapters inside the recording start past its end, and can't be followed",
        "2 of the 6 chapters inside the recording start where another does, and can't be followed",
      ])
  }

  @Test func whatDividesNothingIsNoList() throws {
    for marks in [try marks(), try marks((0, "All of it")), try marks((0, "skip"), (3_000, "skip"))] {
      #expect(listOfEmbedded(marks, in: "a.mp4", endingAt: .zero.advanced(12.s)).list == nil)
    }
  }
}

extension Instant {
  fileprivate func advanced(_ span: TimeSpan) -> Instant { (try? self + span) ?? self }
}
