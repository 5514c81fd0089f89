import Foundation
import Testing

@testable import Timeline

@Suite struct InstantTests {
  @Test func keepsNTSCTicksExact() throws {
    let base = try #require(TimeBase(1001, 30000))
    var sum = Instant.zero
    for _ in 0..<30000 { sum = try sum + TimeSpan(ticks: 1, in: base) }
    #expect(try sum == Instant(ticks: 1001, in: #require(TimeBase(1, 1))))
  }

  @Test func comparesWithoutOverflow() throws {
    let base = try #require(TimeBase(1, .max))
    let late = try Instant(ticks: .max, in: base)
    let later = try Instant(ticks: .max - 1, in: #require(TimeBase(1, .max - 1)))
    #expect(late < later)
  }

  @Test func throwsInsteadOfTrapping() throws {
    let huge = try Instant(ticks: .max, in: #require(TimeBase(1, 1)))
    #expect(throws: TimeOverflow.self) { try huge + 1.s }
    #expect(throws: TimeOverflow.self) { try Instant(ticks: .min, in: #require(TimeBase(1, 1))) }
    #expect(throws: TimeOverflow.self) { try Instant(ticks: .max, in: #require(TimeBase(.max, 1))) }
    let fine = try Instant(ticks: 1, in: #require(TimeBase(1, 2_147_483_647)))
    let other = try Instant(ticks: 1, in: #require(TimeBase(1, 2_147_483_629)))
    let third = try TimeSpan(ticks: 1, in: #require(TimeBase(1, 2_147_483_587)))
    #expect(throws: TimeOverflow.self) { try (other - fine) + third + third / 1_000_003 }
  }

  @Test(arguments: [
    (-1, Rounding.down, -1), (-1, .up, 0), (-1, .nearest, 0), (1, .down, 0), (1, .up, 1), (2, .nearest, 1),
  ])
  func roundsToTicks(microseconds: Int64, rounding: Rounding, milliseconds: Int64) throws {
    let instant = try Instant(ticks: microseconds * 300, in: .microseconds)
    #expect(try instant.ticks(in: .milliseconds, rounding: rounding) == milliseconds)
  }

  @Test(arguments: [
    ("5:03", "303/1"), ("00:05:03.300", "3033/10"), ("1:02:03,5", "7447/2"), ("90", "90/1"), ("100:00", "6000/1"),
  ])
  func readsClocks(text: String, fraction: String) throws {
    let instant = try #require(Instant(clock: text))
    #expect(
      String(decoding: try JSONEncoder().encode([instant]), as: UTF8.self).contains(
        fraction.replacing("/", with: "\\/")))
  }

  @Test(arguments: [
    "", ":", "1:60", "1:60:00", "-1", "1:2:3:4", "٣", "1.5:00", "1e3", "0x1", "1:0.", "99999999999999999999:00",
  ])
  func refusesWhatIsNoClock(text: String) { #expect(Instant(clock: text) == nil) }

  @Test(arguments: [
    (0, "00:00:00.000"), (303_300_000, "00:05:03.300"), (360_000_000_001, "100:00:00.000001"),
    (-1500, "-00:00:00.0015"),
  ])
  func writesClocks(microseconds: Int64, text: String) throws {
    #expect(try Instant(ticks: microseconds, in: .microseconds).clock() == text)
  }

  @Test func roundsAClockDownSoThatItLeadsBackToTheSameFrame() throws {
    let base = try #require(TimeBase(1001, 30000))
    for frame: Int64 in [1, 2, 1000, 107_999] {
      let shown = try Instant(ticks: frame, in: base)
      let read = try #require(Instant(clock: shown.clock()))
      #expect(try read.ticks(in: base, rounding: .up) == frame)
    }
  }

  @Test func readsBackWhatItEncodes() throws {
    let range = try TimeRange(
      Instant(ticks: 9031, in: #require(TimeBase(1, 25))), Instant(ticks: 400, in: #require(TimeBase(1, 1))))
    let data = try JSONEncoder().encode(range)
    #expect(try JSONDecoder().decode(TimeRange.self, from: data) == range)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Instant.self, from: Data("\"1/0\"".utf8)) }
  }
}

@Suite struct TimeSpanTests {
  @Test(arguments: [
    ("6m", "6m"), ("90s", "1m30s"), ("1h2m", "1h2m"), ("350ms", "350ms"), ("1.5s", "1.5s"), ("00:05:03.300", "5m3.3s"),
    ("0s", "0s"), ("2min", "2m"), ("1h0.25s", "1h250ms"),
  ])
  func readsAndWritesLengths(text: String, canonical: String) throws {
    let span = try #require(TimeSpan(text: text))
    #expect(span.text == canonical)
    #expect(TimeSpan(text: canonical) == span)
  }

  @Test(arguments: ["6", "", "m", "-6m", "6x", "6m1h", "1s1s", "6 m", "1e3s", "s6", "999999999999999999999h"])
  func refusesWhatHasNoUnit(text: String) { #expect(TimeSpan(text: text) == nil) }

  @Test func isExact() throws {
    let tenth = try #require(TimeSpan(text: "0.1s"))
    #expect(try tenth * 3 == 300.ms)
    let seventh = try 1.h / 7
    #expect(try seventh * 7 == 1.h)
    #expect(throws: TimeOverflow.self) { try 1.h / 0 }
  }
}

@Suite struct TimeRangeTests {
  @Test func isHalfOpen() {
    let range = TimeRange(.zero, Instant(clock: "2")!)
    #expect(range.contains(.zero))
    #expect(!range.contains(Instant(clock: "2")!))
    #expect(range.intersection(TimeRange(Instant(clock: "2")!, Instant(clock: "3")!)) == nil)
    #expect(TimeRange(Instant(clock: "2")!, .zero).isEmpty)
  }
}
