import Foundation
import TestSupport
import Testing

/// kill -9 at any instant leaves the old lesson or the new one, and the next run clears up.
@Suite(.serialized) struct KilledRunTests {
  @Test func aKillAtAHundredRandomInstantsLeavesAWholeLesson() throws {
    var numbers = SeededNumbers(seed: 5)
    let instants = (0..<100).map { ($0 % 2 == 0, Double.random(in: 0..<1, using: &numbers)) }
    let length = try runLength()
    let outcomes = try inParallel(instants) { earlier, share in
      let trial = try Trial(earlier: earlier)
      let running = try trial.start()
      Thread.sleep(forTimeInterval: share * length)
      running.kill()
      return try trial.outcome(of: "kill -9 after a time", "\(Int(share * length * 1000)) ms", running.end())
    }
    print(table("kill -9 at random instants of a run's \(Int(length * 1000)) ms", outcomes))
    for fault in outcomes.flatMap(\.faults) { Issue.record("\(fault)") }
    #expect(outcomes.count { $0.ended.code == nil } > 50, "most were still running")
  }

  /// Instants by what the run does on the disk, so that those of the publication, too short to be hit by time, are among them.
  @Test func aKillInAnyCallOnTheDiskLeavesAWholeLesson() throws {
    let cases = try [false, true].flatMap { earlier in
      let calls = try callCounts(earlier: earlier)["any"] ?? 0
      // The last ones are the publication.
      let publication = max(1, calls - 24)
      let numbers = Array(stride(from: 1, to: publication, by: isThorough ? 2 : 5)) + Array(publication...calls)
      return numbers.map { (earlier, "kill", $0) } + [(earlier, "kill-after", calls)]
    }
    let outcomes = try inParallel(cases) { earlier, action, number in
      let trial = try Trial(earlier: earlier)
      let fault = Fault(what: "any:\(number):\(action)", under: trial.out)
      return try trial.outcome(
        of: action == "kill" ? "kill -9 before a call" : "kill -9 after the last call", "call \(number)",
        trial.start(fault).end())
    }
    print(table("kill -9 at calls on the disk", outcomes))
    for fault in outcomes.flatMap(\.faults) { Issue.record("\(fault)") }
    #expect(outcomes.contains { $0.hasEarlier && $0.ended.code == nil && $0.standing == .new })
    #expect(outcomes.contains { !$0.hasEarlier && $0.ended.code == nil && $0.standing == .new })
  }

  /// Seconds from start to end, with as many at once as there will be.
  private func runLength() throws -> Double {
    let lengths = try inParallel([false, true, false, true]) { earlier in
      let trial = try Trial(earlier: earlier)
      defer { trial.remove() }
      let begin = ContinuousClock.now
      try trial.succeed()
      return (ContinuousClock.now - begin) / .seconds(1)
    }
    return lengths.sorted()[lengths.count / 2]
  }
}
