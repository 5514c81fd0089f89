import Foundation
import TestSupport
import Testing

/// The recording changes while it is read: nothing is made of half the one and half the other.
@Suite(.serialized) struct ChangedSourceTests {
  enum Change: String, CaseIterable, Sendable {
    case truncated, emptied, appended, replaced, overwritten, removed
  }

  @Test func aRecordingThatChangesWhileItIsReadIsNotMadeALessonOf() throws {
    var numbers = SeededNumbers(seed: 7)
    let cases = try [false, true].flatMap { earlier in
      // Where an earlier lesson stands, the recording is hashed first.
      let reads = try callCounts(earlier: earlier, onRecording: true)["read"] ?? 1
      return Change.allCases.flatMap { change in
        (0..<(isThorough ? 8 : 3)).map { _ in (earlier, change, Int.random(in: 1...reads, using: &numbers)) }
      }
    }
    let outcomes = try inParallel(cases) { earlier, change, read -> Outcome? in
      let trial = try Trial(earlier: earlier)
      let whole = try Data(contentsOf: trial.recording)
      let fault = Fault(what: "read:\(read):halt", under: trial.recording)
      let running = try trial.start(fault)
      while running.isRunning, !fault.isInjected { Thread.sleep(forTimeInterval: 0.005) }
      // On a slow machine the recording is at rest by then: its hash is kept, and read once less.
      guard fault.isInjected else {
        trial.remove()
        return nil
      }
      try apply(change, to: trial.recording, whole)
      try Data().write(to: fault.go)
      return try trial.outcome(of: "recording \(change.rawValue)", "at read \(read)", running.end()) {
        try whole.write(to: trial.recording)
      }
    }.compactMap(\.self)
    #expect(outcomes.count > cases.count / 2)
    print(table("a recording that changes while it is read", outcomes))
    for fault in outcomes.flatMap(\.faults) { Issue.record("\(fault)") }
    for outcome in outcomes {
      #expect(outcome.ended.code == 1, "\(outcome.injected) \(outcome.detail): \(outcome.ended.said)")
      #expect(
        outcome.ended.errors.count == 1
          && outcome.ended.errors[0].contains("was changed, replaced or taken away while chop read it"),
        "\(outcome.injected) \(outcome.detail): \(outcome.ended.said)")
      #expect(outcome.litter.isEmpty)
    }
  }

  private func apply(_ change: Change, to recording: URL, _ whole: Data) throws {
    switch change {
    case .removed: try FileManager.default.removeItem(at: recording)
    case .replaced:
      let other = temporaryFile("other.mp4")
      try whole.write(to: other)
      _ = rename(other.path, recording.path)
    case .truncated, .emptied: truncate(recording.path, change == .emptied ? 0 : whole.count / 2)
    case .appended, .overwritten:
      let file = try FileHandle(forWritingTo: recording)
      try file.seek(toOffset: UInt64(change == .appended ? whole.count : whole.count / 2))
      try file.write(contentsOf: Data(repeating: 7, count: 1000))
      try file.close()
    }
  }
}
