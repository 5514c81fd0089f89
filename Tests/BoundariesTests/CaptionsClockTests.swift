import Lesson
import TestSupport
import Testing
import Timeline

@testable import Boundaries

@Suite struct CaptionsClockTests {
  /// Utterances of 2 to 12 s with pauses of 0.3 to 2 s, as people speak; a long one now and then.
  private func utterances(_ seconds: Int64, seed: UInt64) throws -> [TimeRange] {
    var random = Seeded(seed)
    var result: [TimeRange] = []
    var time: Int64 = 700
    while time < seconds * 1000 - 13_000 {
      let end = time + Int64.random(in: 2_000...12_000, using: &random)
      result.append(TimeRange(try at(time), try at(end)))
      time =
        end + (Int.random(in: 0..<40, using: &random) == 0 ? 20_000 : Int64.random(in: 300...2_000, using: &random))
    }
    return result
  }

  private func pauses(between utterances: [TimeRange], _ seconds: Int64) throws -> PauseMap {
    let pauses = try zip(utterances, utterances.dropFirst()).map { TimeRange($0.end, $1.start) }
      .filter { try $0.length() >= 500.ms }
    return PauseMap(
      pauses: pauses.map { Pause(range: $0, depth: 30) }, noiseFloor: -60, speechLevel: -25, sound: .speech)
  }

  /// A cue for each utterance, not exact to some tenths of a second; `delay` in milliseconds. What lies before the start is cut off.
  private func cues(_ utterances: [TimeRange], delay: Int64, jitter: Int64 = 300, share: Int = 10) throws -> [Cue] {
    var random = Seeded(9)
    func shift() throws -> TimeSpan {
      try TimeSpan(ticks: delay + Int64.random(in: -jitter...jitter, using: &random), in: .milliseconds)
    }
    return try utterances.compactMap { utterance -> Cue? in
      guard Int.random(in: 0..<10, using: &random) < share else { return nil }
      let start = try utterance.start + shift()
      let end = try utterance.end + shift()
      return start >= .zero && end > start ? Cue(range: TimeRange(start, end), lines: ["words"]) : nil
    }
  }

  @Test(arguments: [12_400, -31_000, 2_000, 240_000] as [Int64])
  func captionsWhoseClockIsOffAreTold(delay: Int64) throws {
    let said = try utterances(1800, seed: 4)
    let found = try #require(
      captionsDelay(try cues(said, delay: delay), try pauses(between: said, 1800), duration: 1800.s))
    #expect(abs(found.approximateSeconds - Double(delay) / 1000) <= 0.3)
  }

  @Test func someMissingCuesDoNotHideIt() throws {
    let said = try utterances(1800, seed: 5)
    let found = captionsDelay(
      try cues(said, delay: -9_000, share: 8), try pauses(between: said, 1800), duration: 1800.s)
    #expect(abs((try #require(found)).approximateSeconds + 9) <= 0.3)
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>) func captionsInPlaceRaiseNoAlarm(seed: UInt64) throws {
    let said = try utterances(1800, seed: seed)
    let map = try pauses(between: said, 1800)
    for delay in [0, 600, -900] as [Int64] {
      #expect(captionsDelay(try cues(said, delay: delay), map, duration: 1800.s) == nil)
    }
    // Captions of something else; captions that say nothing of pauses; and those that roll up, each cue until the next.
    #expect(captionsDelay(try cues(try utterances(1800, seed: seed + 100), delay: 0), map, duration: 1800.s) == nil)
    let shown = try cues(said, delay: 7_000)
    let rolling = zip(shown, shown.dropFirst()).map {
      Cue(range: TimeRange($0.range.start, max($1.range.start, $0.range.end)), lines: $0.lines)
    }
    #expect(captionsDelay(rolling, map, duration: 1800.s) == nil)
    let even = try (0..<300).map {
      Cue(range: TimeRange(try at(Int64($0) * 6000), try at(Int64($0) * 6000 + 5000)), lines: ["words"])
    }
    #expect(captionsDelay(even, map, duration: 1800.s) == nil)
  }

  /// A metronome fits every beat: no shift stands out.
  @Test func regularPausesTellNothing() throws {
    let said = try (0..<300).map { TimeRange(try at(Int64($0) * 6000), try at(Int64($0) * 6000 + 5000)) }
    #expect(
      captionsDelay(try cues(said, delay: 9_000, jitter: 50), try pauses(between: said, 1800), duration: 1800.s) == nil)
  }
}
