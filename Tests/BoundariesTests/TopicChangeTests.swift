import Lesson
import TestSupport
import Testing
import Timeline

@testable import Boundaries

@Suite struct TopicChangeTests {
  /// Cues of ten words, four seconds each: `topics` of so many cues each, each with words of its own among those of all.
  private func lecture(_ topics: [Int], seed: UInt64 = 1, word: (String, Int) -> String = { "\($0)\($1)" }) throws
    -> [Cue]
  {
    var random = Seeded(seed)
    var cues: [Cue] = []
    for (topic, count) in topics.enumerated() {
      for _ in 0..<count {
        let words = (0..<10).map { index in
          index % 3 == 0
            ? word(String(UnicodeScalar(UInt8(97 + topic))), Int.random(in: 0..<30, using: &random))
            : word("z", Int.random(in: 0..<40, using: &random))
        }
        let start = Int64(cues.count) * 4000
        cues.append(Cue(range: TimeRange(try at(start), try at(start + 4000)), lines: [words.joined(separator: " ")]))
      }
    }
    return cues
  }

  private func peak(_ topics: TopicChange, from start: Int, to end: Int) -> Int? {
    (start..<end).max { topics.score(at: Double($0)) < topics.score(at: Double($1)) }
  }

  @Test func theWordsChangeMostWhereTheTopicDoes() throws {
    let topics = TopicChange(in: try lecture([75, 60, 90]))
    #expect(abs(try #require(peak(topics, from: 0, to: 420)) - 300) <= 12)
    #expect(abs(try #require(peak(topics, from: 420, to: 900)) - 540) <= 12)
    #expect(topics.score(at: 300) > TopicChange.clear)
    #expect(topics.score(at: 150) < 0.5)
  }

  /// Pairs of characters tell as much.
  @Test func scriptsWithoutSpacesAreCompared() throws {
    let cues = try lecture([75, 60]) { topic, number in
      let scalars = [topic.unicodeScalars.first?.value ?? 0, 200 + UInt32(number)].map { 0x4e00 + $0 * 7 }
      return String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
    }.map { Cue(range: $0.range, lines: [$0.text.filter { $0 != " " }]) }
    #expect(abs(try #require(peak(TopicChange(in: cues), from: 0, to: 540)) - 300) <= 16)
  }

  @Test func fewWordsOrTheSameOnesSayNothing() throws {
    #expect(TopicChange(in: []).score(at: 5) == 0)
    #expect(TopicChange(in: try lecture([10])).score(at: 20) == 0)
    let same = try lecture([100]).map { Cue(range: $0.range, lines: ["um um um"]) }
    #expect(TopicChange(in: same).score(at: 200) == 0)
  }

  @Test func aTopicsChangeOutweighsALongerPause() throws {
    let cues = try lecture([100, 80])
    var asked = request(
      12.min, [try pause(299_000, 302_000), try pause(399_400, 400_600), try pause(420_000, 423_000)])
    asked.topics = TopicChange(in: cues)
    let plan = try planChapters(asked)
    #expect(plan.starts == [.zero, try at(400_300)])
    #expect(plan.chapters[1].boundary.evidence == "a pause of 1.2 s, 30 dB below speech; the words change here")
    asked.topics = nil
    #expect(try planChapters(asked).starts != plan.starts)
  }

  @Test func eachBoundaryNamesOthersNearIt() throws {
    let plan = try planChapters(
      request(
        12.min,
        [
          try pause(300_000, 302_000), try pause(340_000, 341_000), try pause(365_000, 368_000),
          try pause(380_000, 380_900),
        ]))
    #expect(plan.starts == [.zero, try at(367_700)])
    #expect(plan.chapters[1].alternatives.map(\.time) == [try at(301_700), try at(340_700)])
    #expect(plan.chapters[1].alternatives.first?.evidence == "a pause of 2.0 s, 30 dB below speech")
    #expect(plan.chapters[0].alternatives.isEmpty)
  }

  @Test func pinnedBoundariesStayAndTheRestIsPlanned() throws {
    let pauses = try (1..<72).map { try pause($0 * 30_000, $0 * 30_000 + ($0 % 12 == 0 ? 3000 : 800)) }
    var asked = request(36.min, pauses)
    asked.list = ChapterList(
      file: "a",
      entries: [
        ChapterListEntry(start: .zero, isExact: true, title: "One", line: 1),
        ChapterListEntry(start: try at(700_500), isExact: true, title: "Two", line: 2),
        ChapterListEntry(start: try at(1_500_500), isExact: true, title: "Three", line: 4),
      ])
    #expect(try planChapters(asked).chapters.count == 3)
    asked.list?.entries[1].isDivided = true
    let plan = try planChapters(asked)
    #expect(plan.chapters.map(\.title) == ["One", "Two", nil, "Three"])
    #expect(plan.starts == [.zero, try at(700_500), try at(1_082_700), try at(1_500_500)])
    #expect(plan.chapters.map(\.boundary.kind) == [.start, .list, .pause, .list])
    asked.list?.entries[0].isDivided = true
    asked.list?.entries[2].isDivided = true
    for chapter in try planChapters(asked).chapters { #expect(try chapter.range.length() <= asked.maximum) }
  }

  @Test func nineHoursOfWordsAreComparedAtOnce() throws {
    let cues = try lecture([Int](repeating: 810, count: 10))
    let time = processorTime { #expect(TopicChange(in: cues).score(at: 3240) > 1) }
    // Unoptimised; a twentieth of it otherwise.
    #expect(time < .seconds(8))
  }
}
