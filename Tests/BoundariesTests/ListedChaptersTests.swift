import Boundaries
import Lesson
import Testing
import Timeline

@Suite struct ListedChaptersTests {
  /// `start` in milliseconds; whole seconds are not exact.
  private func entry(_ start: Int64, _ title: String = "A", exact: Bool? = nil, skip: Bool = false) throws
    -> ChapterListEntry
  {
    ChapterListEntry(
      start: try at(start), isExact: exact ?? (start % 1000 != 0), title: title, isSkipped: skip,
      line: Int(start / 1000))
  }

  private func plan(
    _ entries: [ChapterListEntry], _ pauses: [Pause] = [], keyframes: [Instant] = [], snap: TimeSpan = 2.s
  ) throws
    -> ChapterPlan
  {
    var asked = request(60.min, pauses)
    asked.list = ChapterList(file: "a.txt", entries: entries)
    (asked.snap, asked.keyframes) = (snap, keyframes)
    return try planChapters(asked)
  }

  @Test func aWholeSecondMovesToThePauseNearby() throws {
    let result = try plan([entry(0), entry(300_000, "B")], [pause(300_500, 301_500)])
    #expect(result.starts == [.zero, try at(301_200)])
    #expect(result.chapters.map(\.title) == ["A", "B"])
    #expect(result.chapters[1].boundary.kind == .list)
    #expect(
      result.chapters[1].boundary.evidence
        == "a.txt:300 says 5:00, moved by 1.2 s to a pause of 1.0 s, 30 dB below speech")
  }

  @Test func aTimeWithDecimalsIsKept() throws {
    #expect(try plan([entry(0), entry(300_100)], [pause(300_500, 301_500)]).starts == [.zero, at(300_100)])
    #expect(
      try plan([entry(0), entry(300_000, exact: true)], [pause(300_500, 301_500)]).starts == [.zero, at(300_000)])
  }

  @Test func snapZeroKeepsWholeSeconds() throws {
    #expect(
      try plan([entry(0), entry(300_000)], [pause(300_500, 301_500)], snap: .zero).starts == [.zero, at(300_000)])
  }

  @Test func aPauseOutOfReachIsLeft() throws {
    let result = try plan([entry(0), entry(300_000)], [pause(302_500, 304_500), pause(296_000, 297_500)])
    #expect(result.starts == [.zero, try at(300_000)])
    #expect(result.chapters[1].boundary.evidence.contains("no pause lies within 2s"))
    #expect(
      result.warnings == [
        "a.txt: 1 time may lie within a word, since no pause is within 2s: 5:00; chop plan shows where pauses are"
      ])
    // Who writes decimals has listened.
    #expect(try plan([entry(0), entry(300_100)], [pause(302_500, 304_500)]).warnings.isEmpty)
  }

  @Test func withinALongPauseItStaysWithinReach() throws {
    #expect(try plan([entry(0), entry(300_000)], [pause(290_000, 320_000)]).starts == [.zero, at(302_000)])
  }

  @Test func entriesNearEachOtherKeepTheirOrder() throws {
    let result = try plan([entry(0), entry(300_000), entry(301_000), entry(302_000)], [pause(300_600, 301_400)])
    for (chapter, next) in zip(result.chapters, result.chapters.dropFirst()) {
      #expect(chapter.range.end == next.range.start && !chapter.range.isEmpty)
    }
    #expect(result.chapters.count == 4)
  }

  @Test func aLateFirstEntryGetsAnOpeningChapter() throws {
    let result = try plan([entry(90_000, "B")])
    #expect(result.starts == [.zero, try at(90_000)])
    #expect(result.chapters.map(\.title) == [nil, "B"])
  }

  @Test func chaptersBeyondTheLimitsStayAsTheyWereMade() throws {
    #expect(try plan([entry(0), entry(7000)]).chapters.count == 2)
  }

  @Test(
    arguments: [
      ([false, true, false], [0, 200], [100]), ([true, false, false], [100, 200], [0]),
      ([false, false, true], [0, 100], [200]),
      ([false, true, true], [0], [100]), ([true, true, false], [200], [0]), ([true, false, true], [100], [0, 200]),
    ] as [([Bool], [Int64], [Int64])])
  func skippedStretchesAreOmitted(skips: [Bool], starts: [Int64], omitted: [Int64]) throws {
    let result = try plan(skips.enumerated().map { try entry(Int64($0.offset) * 100_000, skip: $0.element) })
    #expect(result.starts == (try starts.map { try at($0 * 1000) }))
    #expect(result.omitted.map(\.range.start) == (try omitted.map { try at($0 * 1000) }))
    #expect(result.omitted.allSatisfy { $0.reason == "skip" })
    let stretches = (result.chapters.map(\.range) + result.omitted.map(\.range)).sorted { $0.start < $1.start }
    #expect(stretches.first?.start == .zero)
    #expect(stretches.last?.end == (try .zero + 60.min))
    for (one, next) in zip(stretches, stretches.dropFirst()) { #expect(one.end == next.start) }
  }

  @Test func nothingMoreOfASkippedStretchIsLetIn() throws {
    // Both pauses would draw the boundary into what was to be left out.
    let result = try plan(
      [entry(0), entry(300_000, skip: true), entry(400_000)], [pause(301_000, 302_000), pause(398_500, 399_500)])
    #expect(result.omitted.map(\.range) == [TimeRange(try at(300_000), try at(400_000))])
  }

  @Test(
    arguments: [
      ([], "a.txt: there is no chapter in it"),
      ([(0, true)], "a.txt: every stretch is skipped, so nothing is left of the recording"),
      (
        [(5000, false), (5000, false)],
        "a.txt:5: 00:00:05.000 is not after 00:00:05.000 in line 5; put the times in order"
      ),
      (
        [(3_600_000, false)],
        "a.txt:3600: 01:00:00.000 lies past the recording's end, 01:00:00.000; give a time before it"
      ),
      ([(-1000, false)], "a.txt:-1: -00:00:01.000 lies before the recording's start"),
    ] as [([(Int64, Bool)], String)])
  func listsThatCannotBeAreErrors(entries: [(Int64, Bool)], message: String) throws {
    #expect(throws: BoundaryError(message)) {
      try plan(entries.map { try entry($0.0, skip: $0.1) })
    }
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func aPrintedPlanGivenBackIsTheSamePlan(seed: UInt64) throws {
    var random = Seeded(seed)
    var asked = request(1.h, try randomPauses(seconds: 3600, using: &random))
    asked.keyframes = try (0..<10_000).map { try Instant(ticks: $0 * 1001, in: #require(TimeBase(1, 3000))) }
    let first = try planChapters(asked)
    asked.list = ChapterList(
      file: "plan.txt",
      entries: try first.starts.enumerated().map { index, start in
        ChapterListEntry(start: try #require(Instant(clock: start.clock())), isExact: true, title: "x", line: index + 1)
      })
    #expect(try planChapters(asked).starts == first.starts)
  }
}
