import Foundation
import TestSupport
import Testing

/// A disk that is full at any point of a run.
@Suite(.serialized) struct FullDiskTests {
  @Test func aDiskThatIsFullIsSaidAndLeavesTheEarlierLesson() throws {
    var outcomes: [Outcome] = []
    for earlier in [false, true] {
      let bytes = try callCounts(earlier: earlier)["bytes"] ?? 0
      // Where most of the calls are, and evenly.
      let rooms =
        [0, 1, 100, 1000, bytes - 1] + (1..<(isThorough ? 30 : 10)).map { bytes * $0 / (isThorough ? 30 : 10) }
      outcomes += try inParallel(rooms) { room in
        let trial = try Trial(earlier: earlier)
        let ended = try trial.start(Fault(what: "room:\(room)", under: trial.out)).end()
        return try trial.outcome(of: "room for so many bytes", "\(room) bytes", ended)
      }
    }
    let small = try smallDisks()
    print(table("a full disk", outcomes + small))
    for fault in (outcomes + small).flatMap(\.faults) { Issue.record("\(fault)") }
    for outcome in outcomes + small where outcome.injected.hasPrefix("room") || outcome.ended.code != 0 {
      #expect(outcome.ended.code == 75, "\(outcome.detail): \(outcome.ended.said)")
      #expect(
        outcome.ended.errors.count == 1 && outcome.ended.errors[0].contains("the disk is full, so nothing was made"),
        "\(outcome.detail): \(outcome.ended.said)")
      #expect(outcome.litter.isEmpty, "\(outcome.detail): \(outcome.litter)")
    }
  }

  /// Real ones, of several sizes, where this machine lets file systems be mounted; elsewhere what is above has to do.
  private func smallDisks() throws -> [Outcome] {
    let probe = temporaryFile("probe")
    try FileManager.default.createDirectory(at: probe, withIntermediateDirectories: true)
    guard (try? run("mount", ["-t", "tmpfs", "tmpfs", probe.path])) != nil else { return [] }
    try run("umount", [probe.path])
    let cases = [false, true].flatMap { earlier in
      (isThorough ? stride(from: 4, to: 640, by: 24) : stride(from: 20, to: 640, by: 60)).map { (earlier, $0) }
    }
    let known = try KnownLessons.made.get()
    return try inParallel(cases) { earlier, kilobytes -> Outcome? in
      let trial = try Trial(earlier: false)
      try run("mount", ["-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", trial.out.path])
      defer { _ = try? run("umount", [trial.out.path]) }
      // There must be room for the earlier lesson at least.
      if earlier, (try? FileManager.default.copyItem(at: known.old, to: trial.lesson)) == nil { return nil }
      let placed = trial.with(earlier: earlier)
      return try placed.outcome(of: "tmpfs of some size", "\(kilobytes) KiB", placed.start().end()) {
        try run("mount", ["-o", "remount,size=8m", trial.out.path])
      }
    }.compactMap(\.self)
  }
}
