import Foundation
import TestSupport
import Testing

/// Calls of the system fail: the earlier lesson stays, a sentence says why, and the next run succeeds.
@Suite(.serialized) struct FailingCallTests {
  struct Case: Sendable {
    var earlier: Bool
    var call: String
    var number: Int
    var action: String
    /// All later ones fail too.
    var on: Bool
  }

  @Test func aFailingCallLeavesAWholeLessonAndSaysWhy() throws {
    var numbers = SeededNumbers(seed: 6)
    let errors = [
      ("ENOSPC", ENOSPC), ("EDQUOT", EDQUOT), ("EIO", EIO), ("EACCES", EACCES), ("EROFS", EROFS), ("EINTR", EINTR),
    ]
    var cases: [Case] = []
    for earlier in [false, true] {
      let counts = try callCounts(earlier: earlier)
      for (call, tries) in [
        ("write", 8), ("open", 8), ("rename", 6), ("exchange", 2), ("link", 2), ("mkdir", 4), ("fsync", 6),
        ("close", 6), ("remove", 3), ("read", 6),
      ] {
        let count = counts[call] ?? 0
        guard count > 0 else { continue }
        for number in (1...count).shuffled(using: &numbers).prefix(isThorough ? 10 : tries) {
          let error = errors[Int.random(in: 0..<errors.count, using: &numbers)]
          cases.append(
            Case(
              earlier: earlier, call: call, number: number, action: "\(error.1)",
              on: Bool.random(using: &numbers) && error.1 != EINTR))
        }
      }
      for call in ["write", "read"] {
        for number in [1, 5] {
          cases.append(Case(earlier: earlier, call: call, number: number, action: "short", on: true))
        }
      }
    }
    let outcomes = try inParallel(cases) { test in
      let trial = try Trial(earlier: test.earlier)
      let what = "\(test.call):\(test.number):\(test.action)" + (test.on ? ":on" : "")
      let ended = try trial.start(Fault(what: what, under: trial.out)).end()
      let name = errors.first { "\($0.1)" == test.action }?.0
      return try trial.outcome(of: name.map { "\(test.call): \($0)" } ?? "\(test.call) short", what, ended)
    }
    print(
      table(
        "calls that fail",
        outcomes.sorted { ($0.injected, $0.hasEarlier ? 1 : 0) < ($1.injected, $1.hasEarlier ? 1 : 0) }))
    for fault in outcomes.flatMap(\.faults) { Issue.record("\(fault)") }
    for outcome in outcomes {
      if outcome.injected.hasSuffix("short") {
        #expect(outcome.ended.code == 0, "\(outcome.detail): \(outcome.ended.said)")
      }
      if outcome.ended.code == 1, !outcome.injected.hasPrefix("read"), !outcome.injected.hasPrefix("open") {
        #expect(
          ["EACCES", "EROFS", "EINTR"].contains { outcome.injected.hasSuffix($0) },
          "\(outcome.detail): \(outcome.ended.said)")
      }
      if outcome.ended.code != 0, !outcome.injected.hasPrefix("remove") {
        #expect(outcome.litter.isEmpty, "\(outcome.detail): \(outcome.litter)")
      }
    }
  }

  /// A lesson's place on a file system that has but rename(2).
  @Test func withoutAnExchangeTwoRenamesDoAndSaySo() throws {
    let trial = try Trial(earlier: true)
    let ended = try trial.start(Fault(what: "exchange:1:\(EINVAL):on", under: trial.out)).end()
    #expect(ended.said.contains("can't exchange folders, so for a moment no lesson was there"), "\(ended.said)")
    let outcome = try trial.outcome(of: "no exchange", "", ended)
    #expect(outcome.ended.code == 0)
    #expect(outcome.standing == .new)
    #expect(outcome.faults.isEmpty, "\(outcome.faults)")
    #expect(outcome.litter.isEmpty)
  }
}
