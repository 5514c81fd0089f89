import Foundation
import TestSupport
import Testing

/// What a batch makes of crashes, hangs, signals and full disks.
@Suite(.serialized) struct BatchFaultTests {
  /// A folder of recordings; those called long are held (``HeldPipeline``).
  private func desk(long: Int, short: Int = 0) throws -> Desk {
    let desk = try Desk()
    try desk.addHeldPipeline()
    try desk.hold()
    for number in 0..<long { try desk.add(.tiny, as: "in/long\(number).mp4") }
    for number in 0..<short { try desk.add(.tiny, as: "in/short\(number).mp4") }
    return desk
  }

  /// Waits for the process that makes the lesson of this recording.
  private func child(of batch: RunningChop, at recording: String) throws -> pid_t {
    var number: pid_t?
    _ = try waitUntil {
      number = try chopProcesses().first {
        $0.parent == batch.process.processIdentifier && $0.arguments.last == recording
      }?.number
      return number != nil
    }
    return try #require(number, "a process works on \(recording)")
  }

  @Test func aCrashCostsThatRecordingOnly() throws {
    let desk = try desk(long: 1, short: 2)
    for attempt in 1...3 {
      let batch = try desk.startBatch(Desk.held)
      let child = try child(of: batch, at: "in/long0.mp4")
      // Once more where it was met before it began.
      let isGone = try waitUntil {
        kill(child, SIGSEGV)
        return try waitUntil(seconds: 1) { try chopProcesses().allSatisfy { $0.number != child } }
      }
      #expect(isGone)
      let run = try batch.finished()
      #expect(run.code == 2)
      #expect(run.errors.count == 1)
      #expect(
        run.error.hasPrefix("error: in/long0.mp4: chop was ended by signal 11 (Segmentation fault)"), "\(run.error)")
      #expect(run.error.contains("attempt \(attempt) of 3"))
      #expect(try desk.report().counts["failed"] == 1)
      #expect(try desk.leftovers().filter { $0.hasPrefix("work/") } == [])
      for lesson in ["short0", "short1"] { try desk.checkLesson("out/\(lesson).lesson") }
    }
    let fourth = try desk.startBatch(Desk.held + ["--progress", "json"]).finished()
    #expect(fourth.code == 2)
    #expect(!fourth.out.contains("started"))
    #expect(fourth.error.contains("error: in/long0.mp4: ended chop 3 times without a result"))
    try desk.release()
    let retried = try desk.startBatch(Desk.held + ["--retry"]).finished()
    #expect(retried.code == 0, "\(retried.error)")
    #expect(try desk.leftovers() == [])
  }

  @Test func aHangCostsThatRecordingOnly() throws {
    let desk = try desk(long: 1, short: 2)
    let batch = try desk.startBatch(Desk.held + ["--time", "4s", "--at-once", "2"])
    let hanging = try child(of: batch, at: "in/long0.mp4")
    kill(hanging, SIGSTOP)
    let run = try batch.finished()
    #expect(run.code == 2)
    #expect(
      run.errors[0].hasPrefix(
        "error: in/long0.mp4: took longer than 4s and was stopped, attempt 1 of 3; a longer --time may help"))
    #expect(kill(hanging, 0) != 0, "the process is gone")
    #expect(try desk.report().counts["made"] == 2)
    try desk.release()
    #expect(try desk.startBatch(Desk.held).finished().code == 0)
  }

  @Test func whoTakesTooMuchMemoryIsEndedAndTheBatchIsNot() throws {
    let desk = try desk(long: 0, short: 2)
    // Where not even a thread fits, whoever waits for one would wait until its time is up.
    let run = try desk.batch("--memory", "1M")
    #expect(run.code == 2)
    #expect(run.errors.count == 2, "\(run.error)")
    #expect(try desk.done() == 0)
    let more = try desk.batch("--memory", "1G")
    #expect(more.code == 0, "\(more.error)")
    #expect(try desk.done() == 2)
  }

  @Test func aBatchThatIsKilledLeavesNoProcessAndTheNextOneGoesOn() throws {
    let desk = try desk(long: 3)
    for delay in [0, 0.2, 0.5] {
      let batch = try desk.startBatch(Desk.held)
      _ = try child(of: batch, at: "in/long0.mp4")
      Thread.sleep(forTimeInterval: delay)
      kill(batch.process.processIdentifier, SIGKILL)
      batch.process.waitUntilExit()
      #expect(
        try waitUntil { try chopProcesses().allSatisfy { !$0.arguments.contains { $0.contains(desk.url.path) } } })
    }
    try desk.release()
    let run = try desk.startBatch(Desk.held + ["--retry"]).finished()
    #expect(run.code == 0, "\(run.error)")
    for number in 0..<3 { try desk.checkLesson("out/long\(number).lesson") }
    #expect(try desk.leftovers() == [])
    #expect(try desk.listing().allSatisfy { !$0.contains(".making") })
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func aSignalEndsItCleanlyAndWhatIsDoneStays(signal: Int32, code: Int32) throws {
    let desk = try desk(long: 3)
    try desk.add(.tiny, as: "in/first.mp4")
    let batch = try desk.startBatch(Desk.held + ["--at-once", "2"])
    #expect(try waitUntil { try desk.done() == 1 && children(of: batch.process).count == 2 })
    kill(batch.process.processIdentifier, signal)
    let sent = ContinuousClock.now
    let run = try batch.finished()
    #expect(ContinuousClock.now - sent < .seconds(4))
    #expect(run.code == code)
    #expect(run.errors.isEmpty, "\(run.error)")
    #expect(try children(of: batch.process).isEmpty)
    #expect(try desk.leftovers() == [])
    #expect(try desk.listing().allSatisfy { !$0.contains(".making") })
    #expect(try desk.done() == 1)
    #expect(try desk.report().counts["left"] == 3)
    try desk.release()
    let again = try desk.startBatch(Desk.held).finished()
    #expect(again.code == 0)
    #expect(again.out.hasPrefix("3 lessons made, 1 unchanged\n"), "\(again.out)")
  }

  @Test func twoBatchesAtATimeMakeEachLessonOnce() throws {
    let desk = try desk(long: 2, short: 2)
    let both = try [desk.startBatch(Desk.held), desk.startBatch(Desk.held)]
    for batch in both { _ = try child(of: batch, at: "in/long0.mp4") }
    try desk.release()
    for batch in both {
      let run = try batch.finished()
      #expect(run.code == 0, "\(run.error)")
    }
    for lesson in ["long0", "long1", "short0", "short1"] { try desk.checkLesson("out/\(lesson).lesson") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: desk["out"].path).count == 5)
    #expect(try desk.leftovers() == [])
  }

  /// Needs root, to mount a small file system.
  @Test(.enabled(if: getuid() == 0, "a small file system can be mounted by root only"))
  func aFullDiskStopsItAndNoRecordingIsBlamed() throws {
    let desk = try Desk()
    for number in 0..<3 { try desk.add(.talk, as: "in/\(number).mp4") }
    try FileManager.default.createDirectory(at: desk["out"], withIntermediateDirectories: true)
    try run("mount", ["-t", "tmpfs", "-o", "size=600k", "tmpfs", desk["out"].path])
    defer { _ = try? run("umount", [desk["out"].path]) }
    let chopped = try desk.batch("--at-once", "1")
    #expect(chopped.code == 75, "\(chopped.error)")
    #expect(chopped.errors.count == 1)
    #expect(chopped.error.contains("the disk is full"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: desk["out/.batch/failures"].path).isEmpty)
    #expect(try desk.leftovers() == [])
    try run("mount", ["-o", "remount,size=500m", desk["out"].path])
    #expect(try desk.batch().code == 0)
  }

  @Test func aFileThatIsStillBeingWrittenIsLeftAloneAndNamed() throws {
    let desk = try Desk()
    try desk.add(.tiny, as: "whole.mp4")
    try desk.add(.tiny, as: "in/done.mp4")
    let writer = Process()
    writer.executableURL = URL(filePath: "/bin/sh")
    writer.currentDirectoryURL = desk.url
    writer.arguments = [
      "-c", "i=0; while [ $i -lt 60 ]; do head -c 2000 whole.mp4 >> in/growing.mp4; sleep 0.2; i=$((i+1)); done",
    ]
    try writer.run()
    _ = waitUntil { FileManager.default.fileExists(atPath: desk["in/growing.mp4"].path) }
    let batch = try RunningChop(["batch", "in", "-o", "out", "--settle", "1s"], in: desk.url).finished()
    #expect(batch.code == 0, "\(batch.error)")
    #expect(batch.out.contains("left alone, half-written: growing.mp4 (changed while chop looked)"), "\(batch.out)")
    #expect(
      try desk.report().leftAlone == [
        ReadReport.Left(path: "growing.mp4", kind: "half-written", why: "changed while chop looked")
      ])
    try desk.checkLesson("out/done.lesson")
    writer.terminate()
    writer.waitUntilExit()
  }
}

extension Desk {
  /// How many lessons stand in `out`.
  func done() throws -> Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: self["out"].path)) ?? []
    return names.count { $0.hasSuffix(".lesson") }
  }
}
