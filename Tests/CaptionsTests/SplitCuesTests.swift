import Captions
import Lesson
import Testing
import Timeline

@Suite struct SplitCuesTests {
  @Test func dividesACueAcrossABoundaryAndCountsFromTheChaptersStart() throws {
    let track = try [
      cue(0, 2000, "a"), cue(4000, 6000, "across", by: "Mara"), cue(6000, 7000, "b"), cue(9000, 9500, "c"),
    ]
    #expect(try cues(of: track, within: range(0, 5000)) == [cue(0, 2000, "a"), cue(4000, 5000, "across", by: "Mara")])
    #expect(
      try cues(of: track, within: range(5000, 9000)) == [cue(0, 1000, "across", by: "Mara"), cue(1000, 2000, "b")])
  }

  @Test func aCueThatOnlyTouchesAChapterIsNotInIt() throws {
    let track = try [cue(1000, 2000, "a")]
    #expect(try cues(of: track, within: range(0, 1000)) == [])
    #expect(try cues(of: track, within: range(2000, 3000)) == [])
  }

  @Test func aShareOfAFewFramesIsLeftToTheOtherSide() throws {
    let track = try [cue(0, 2040, "a"), cue(2040, 2100, "short")]
    #expect(try cues(of: track, within: range(0, 2000)) == [cue(0, 2000, "a")])
    #expect(try cues(of: track, within: range(2000, 4000)) == [cue(40, 100, "short")])
    #expect(try cues(of: [cue(1960, 4000, "b")], within: range(0, 2000)) == [])
    #expect(try cues(of: [cue(1900, 4000, "b")], within: range(0, 2000)) == [cue(1900, 2000, "b")])
  }

  @Test func aCueLongerThanAChapterFillsIt() throws {
    let track = try [cue(0, 10_000, "a")]
    #expect(try cues(of: track, within: range(3000, 4000)) == [cue(0, 1000, "a")])
  }

  @Test func everyInstantOfACueIsShownOnceWhereChaptersTouch() throws {
    let bounds = try [0, 1, 7, 20].map { try Instant(ticks: $0, in: #require(TimeBase(1, 3))) }
    let track = [Cue(range: TimeRange(bounds[0], bounds[3]), lines: ["a"])]
    var sum = TimeSpan.zero
    for (start, end) in zip(bounds, bounds.dropFirst()) {
      for cue in try cues(of: track, within: TimeRange(start, end)) { sum = try sum + cue.range.length() }
    }
    #expect(try sum == TimeRange(bounds[0], bounds[3]).length())
  }
}

@Suite struct SentenceEndsTests {
}
