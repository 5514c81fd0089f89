import Foundation
import Lesson
import Processes
import Synchronization
import TestSupport
import Testing

@testable import Batch

/// Batches whose lessons are made by the shell, so that it can be said how each ends.
@Suite struct BatchRunTests {
  private struct Trial {
    let tree: Tree
    var settings = BatchSettings(run: RunSettings(generator: "chop 0.1.0", options: "pipeline lecture"), settle: .zero)

    /// `script` is run with the recording's name as $1, the lesson's place as $2, the work folder as $3.
    func run(_ script: String, hear: @escaping @Sendable (BatchEvent) -> Void = { _ in }) async throws -> BatchReport {
      let paths = BatchPaths(recordings: tree.recordings.path, lessons: tree.lessons.path)
      let run = BatchRun(tree.plan(), settings, paths) { lesson, work, _ in
        var process = LimitedProcess(
          executable: URL(filePath: "/bin/sh"),
          arguments: ["-c", script, "sh", lesson.name, paths.lessons + "/" + lesson.lesson, work.path], timeLimit: .zero
        )
        process.grace = .seconds(1)
        return process
      }
      return try await run.run(hear)
    }
  }

  private func trial(_ names: String...) throws -> Trial {
    let tree = try Tree()
    for name in names { try tree.add(name) }
    return Trial(tree: tree)
  }

  private func batchFiles(_ tree: Tree) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: tree.lessons.appending(path: ".batch").path).sorted()
  }

  @Test func oneThatFailsStopsNothing() async throws {
    let trial = try trial("a.mp4", "b.mp4", "c.mp4")
    let report = try await trial.run(
      "case $1 in b.mp4) echo \"error: b.mp4: has no index; copy it again\" >&2; exit 1;; esac")
    #expect(
      report.counts == BatchReport.Counts(made: 2, unchanged: 0, ofAnotherVersion: 0, failed: 1, leftAlone: 0, left: 0))
    #expect(report.failures == [BatchFailure("b.mp4", "has no index; copy it again")])
    #expect(try Data(contentsOf: trial.tree.lessons.appending(path: ".batch/report.json")) == report.data())
  }

  @Test func aFailureIsRememberedUntilSomethingChanges() async throws {
    var trial = try trial("a.mp4")
    try trial.tree.add("a.vtt", Data("x".utf8))
    let count = temporaryFile("count")
    let script = "echo x >> '\(count.path)'; echo 'error: a.mp4: no' >&2; exit 1"
    func tries() throws -> Int { try String(contentsOf: count, encoding: .utf8).count / 2 }
    _ = try await trial.run(script)
    let again = try await trial.run(script)
    #expect(try tries() == 1)
    #expect(again.failures == [BatchFailure("a.mp4", "no")])
    try trial.tree.add("a.vtt", Data("changed".utf8))
    _ = try await trial.run(script)
    #expect(try tries() == 2)
    trial.settings.memoryLimit *= 2
    _ = try await trial.run(script)
    #expect(try tries() == 3)
    trial.settings.retries = true
    _ = try await trial.run(script)
    #expect(try tries() == 4)
    trial.settings.run.options = "pipeline talk"
    trial.settings.retries = false
    _ = try await trial.run(script)
    #expect(try tries() == 5)
  }

  @Test func whatIsWrongWithTheLessonsPlaceIsNotBlamedOnTheRecordingForEver() async throws {
    let trial = try trial("a.mp4")
    let script = "echo \"error: $2: holds something that chop did not make; take it away\" >&2; exit 1"
    let first = try await trial.run(script)
    #expect(first.failures == [BatchFailure("a.mp4", "a.lesson: holds something that chop did not make; take it away")])
    #expect(try await trial.run("exit 0").made.count == 1)
  }

  @Test(arguments: [
    ("kill -SEGV $$", "chop was ended by signal 11 (Segmentation fault), attempt "),
    ("kill -KILL $$", "chop was ended by signal 9 (Killed), attempt "),
    ("echo 'error: odd' >&2; exit 77", "chop ended with status 77 (odd), attempt "),
    ("sleep 60", "took longer than 300ms and was stopped, attempt "),
    ("trap '' TERM; sleep 60", "took longer than 300ms and was stopped, attempt "),
  ])
  func whoeverEndsWithoutAResultIsTriedThreeTimes(script: String, reason: String) async throws {
    var trial = try trial("a.mp4", "b.mp4")
    trial.settings.timeLimit = script.contains("sleep") ? .milliseconds(300) : nil
    let count = temporaryFile("count")
    let script = "[ $1 = b.mp4 ] && exit 0; echo x >> '\(count.path)'; \(script)"
    for attempt in 1...3 {
      let report = try await trial.run(script)
      #expect(report.failures.count == 1)
      #expect(report.failures.first?.reason.hasPrefix(reason + "\(attempt) of 3; ") == true, "\(report.failures)")
      #expect(report.made.map(\.name) == ["b.mp4"])
    }
    let fourth = try await trial.run(script)
    #expect(
      fourth.failures == [
        BatchFailure(
          "a.mp4", "ended chop 3 times without a result, and is not tried again until it changes; --retry tries it")
      ])
    #expect(try String(contentsOf: count, encoding: .utf8).count == 3 * 2)
    trial.settings.retries = true
    #expect(try await trial.run("exit 0").failures.isEmpty)
    #expect(try batchFiles(trial.tree).filter { $0.hasPrefix("attempts/") || $0.hasPrefix("failures/") } == [])
  }

  @Test func aSickPlaceStopsTheRestAndIsBlamedOnNobody() async throws {
    let trial = try trial("a.mp4", "b.mp4", "c.mp4")
    let report = try await trial.run("echo 'error: x: the disk is full; free some space' >&2; exit 75")
    #expect(report.sickness == "x: the disk is full; free some space")
    #expect(report.counts.left == 3)
    #expect(report.failures.isEmpty)
    #expect(try batchFiles(trial.tree).filter { $0.hasPrefix("attempts/") || $0.hasPrefix("failures/") } == [])
    #expect(try await trial.run("exit 0").made.count == 3)
  }

  @Test func asManyAtATimeAsAsked() async throws {
    var trial = try trial("a.mp4", "b.mp4", "c.mp4", "d.mp4", "e.mp4")
    for limit in [1, 3] {
      trial.settings.atOnce = limit
      let counts = Mutex((running: 0, most: 0))
      _ = try await trial.run("sleep 0.2") { event in
        counts.withLock { counts in
          switch event {
          case .started: counts.running += 1
          case .ended: counts.running -= 1
          case .heard: break
          }
          counts.most = max(counts.most, counts.running)
        }
      }
      #expect(counts.withLock { $0.most } == limit)
    }
  }

  @Test func whenItIsStoppedItsProcessesEndAndNoAttemptIsCounted() async throws {
    let trial = try trial("a.mp4", "b.mp4")
    let mark = temporaryFile("mark")
    let task = Task { try await trial.run("trap 'echo stopped > \(mark.path); exit 143' TERM; sleep 30 & wait") }
    try await Task.sleep(for: .milliseconds(500))
    task.cancel()
    let start = ContinuousClock.now
    let report = try await task.value
    #expect(ContinuousClock.now - start < .seconds(3))
    #expect(report.counts.left == 2)
    #expect(try String(contentsOf: mark, encoding: .utf8) == "stopped\n")
    #expect(try batchFiles(trial.tree).filter { $0.hasPrefix("attempts/") } == [])
  }

  @Test func outputWithoutEndIsReadInBoundedMemory() async throws {
    let trial = try trial("a.mp4")
    let report = try await trial.run("head -c 50000000 /dev/zero; head -c 50000000 /dev/zero >&2; exit 0")
    #expect(report.made.count == 1)
  }

  @Test func aFileThatChangesWhileItIsLookedAtIsLeftAlone() async throws {
    var trial = try trial("a.mp4", "b.mp4")
    trial.settings.settle = .seconds(1)
    let file = trial.tree.recordings.appending(path: "b.mp4")
    try Tree.mp4.write(to: file)
    let writer = Task {
      for _ in 0..<8 {
        try await Task.sleep(for: .milliseconds(200))
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("more".utf8))
        try handle.close()
      }
    }
    let report = try await trial.run("exit 0")
    try await writer.value
    #expect(report.made.map(\.name) == ["a.mp4"])
    #expect(report.leftAlone == [LeftAlone("b.mp4", .halfWritten, "changed while chop looked")])
    try await Task.sleep(for: .milliseconds(100))
    #expect(try await trial.run("exit 0").made.map(\.name) == ["a.mp4", "b.mp4"])
  }

  @Test func oneThatFailsWhileSomebodyWritesToItIsNotBlamed() async throws {
    let trial = try trial("a.mp4")
    let report = try await trial.run(
      "echo more >> \(trial.tree.recordings.path)/a.mp4; echo 'error: a.mp4: bad' >&2; exit 1")
    #expect(report.failures.isEmpty)
    #expect(report.leftAlone == [LeftAlone("a.mp4", .halfWritten, "changed while chop read it")])
  }

  @Test func warningsOfASilentMicrophoneAreFirst() async throws {
    let trial = try trial("a.mp4", "b.mp4")
    func warning(_ sentence: String) -> String {
      "{\"kind\":{\"warned\":{\"sentence\":\"\(sentence)\"}},\"step\":\"probe\"}"
    }
    let report = try await trial.run(
      "case $1 in a.mp4) echo '\(warning("a.mp4: odd"))';; *) echo '\(warning("the sound is silent from end to end"))';; esac"
    )
    #expect(
      report.warnings == [
        BatchWarning(recording: "b.mp4", warning: "the sound is silent from end to end"),
        BatchWarning(recording: "a.mp4", warning: "odd"),
      ])
  }
}
