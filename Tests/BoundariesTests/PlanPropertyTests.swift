import Lesson
import TestSupport
import Testing
import Timeline

@testable import Boundaries

@Suite struct PlanPropertyTests {
  @Test(arguments: 0..<24 as Range<UInt64>)
  func keepsItsPromisesOnRandomPauses(seed: UInt64) throws {
    var random = Seeded(seed)
    let seconds = Int64.random(in: 1...9000, using: &random)
    var asked = request(
      try TimeSpan(ticks: seconds, in: #require(TimeBase(1, 1))), try randomPauses(seconds: seconds, using: &random))
    if seed % 3 == 1 { asked.keyframes = try (0..<seconds / 8).map { try at($0 * 8333) } }
    if seed % 3 == 2 {
      asked.pauses?.pauses.removeAll { $0.range.start.approximateSeconds.truncatingRemainder(dividingBy: 1500) < 1300 }
    }
    if seed % 4 == 1 { (asked.minimum, asked.target, asked.maximum) = (5.min, 6.min, 7.min) }
    let plan = try planChapters(asked)
    let repeated = try planChapters(asked)
    #expect(plan == repeated)

    #expect(plan.chapters[0].range.start == .zero)
    #expect(plan.chapters.last?.range.end == (try .zero + asked.duration))
    for (chapter, next) in zip(plan.chapters, plan.chapters.dropFirst()) {
      #expect(chapter.range.end == next.range.start)
    }
    let limits = try ChapterLimits(asked)
    let canKeepMinimum = limits.fewestChapters * limits.minimum <= limits.duration
    for chapter in plan.chapters {
      let length = try chapter.range.length()
      #expect(length > .zero && length <= asked.maximum)
      if canKeepMinimum { #expect(length >= asked.minimum) }
    }
    #expect(
      plan.warnings.contains { $0.contains("the maximum is kept") } == (!canKeepMinimum && plan.chapters.count > 1))
    for chapter in plan.chapters.dropFirst() where chapter.boundary.kind == .pause {
      #expect(asked.pauses?.pauses.contains { $0.range.contains(chapter.range.start) } == true)
    }
  }

  @Test(arguments: 0..<80 as Range<UInt64>)
  func noOtherDivisionIsBetter(seed: UInt64) throws {
    var random = Seeded(seed)
    let minutes = Int64.random(in: 10...40, using: &random)
    let candidates = (0..<Int.random(in: 1...13, using: &random)).map { _ in
      Candidate(
        time: Int64.random(in: 1..<minutes * 60_000_000, using: &random), kind: .pause,
        cost: Double.random(in: 0...2.5, using: &random), evidence: "")
    }.sorted { $0.time < $1.time }
    var limits = try ChapterLimits(request(try TimeSpan(ticks: minutes * 60, in: #require(TimeBase(1, 1))), []))
    limits.floor = Int64.random(in: 0...180_000_000, using: &random)
    let best = bestPath(through: candidates, limits)
    let least = leastCost(candidates, limits)
    #expect((best == nil) == (least == nil))
    if let best, let least { #expect(abs(try #require(cost(of: best, limits)) - least) < 1e-9) }
  }

  /// nil where a chapter leaves the limits.
  private func cost(of path: [Candidate], _ limits: ChapterLimits) -> Double? {
    let times = [0] + path.map(\.time) + [limits.duration]
    var cost = path.reduce(0) { $0 + $1.cost }
    for (start, end) in zip(times, times.dropFirst()) {
      guard end > start, end - start >= limits.floor, end - start <= limits.maximum else { return nil }
      cost += LengthCost(limits)(end - start)
    }
    return cost
  }

  private func leastCost(_ candidates: [Candidate], _ limits: ChapterLimits) -> Double? {
    (0..<1 << candidates.count).compactMap { choice in
      cost(of: candidates.enumerated().filter { choice >> $0.offset & 1 == 1 }.map(\.element), limits)
    }.min()
  }

  @Test func nineHoursWithTwentyThousandPausesArePlannedAtOnce() throws {
    var random = Seeded(1)
    let pauses = try (1..<20_000).map { try pause($0 * 1620, $0 * 1620 + Int64.random(in: 700...1500, using: &random)) }
    let time = try processorTime {
      let plan = try planChapters(request(9.h, pauses))
      #expect((60...130).contains(plan.chapters.count))
    }
    // Unoptimised; a tenth of it otherwise.
    #expect(time < .seconds(5))
  }
}
