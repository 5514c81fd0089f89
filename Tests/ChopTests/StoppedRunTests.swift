import Foundation
import TestSupport
import Testing

/// What happens when a run can't go on: a signal, a reader who went away, a full disk.
@Suite(.serialized) struct StoppedRunTests {
  /// Twenty minutes, made cheaply: one short recording again and again.
  private func longRecording(on desk: Desk) throws {
    let part = try TestRecording.talk.file()
    let list = try temporaryFile("list.txt", Data(String(repeating: "file '\(part.path)'\n", count: 50).utf8))
    try run("ffmpeg", ["-v", "error", "-f", "concat", "-safe", "0", "-i", list.path, "-c", "copy", desk["a.mp4"].path])
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
  func aSignalStopsItSoonAndLeavesNothingHalfMade(signal: Int32, code: Int32) throws {
    let desk = try Desk()
    try longRecording(on: desk)
    let before = try desk.listing()
    for delay in [0, 0.7] {
      let running = try RunningChop(["a.mp4", "--verbose"], in: desk.url)
      while running.process.isRunning, try desk.listing() == before { Thread.sleep(forTimeInterval: 0.02) }
      #expect(try desk.listing() != before, "the lesson is being made")
      Thread.sleep(forTimeInterval: delay)
      try #require(running.process.isRunning)
      kill(running.process.processIdentifier, signal)
      let sent = ContinuousClock.now
      let run = try running.finished()
      #expect(ContinuousClock.now - sent < .seconds(10))
      #expect(run.code == code)
      #expect(run.errors.isEmpty, "\(run.error)")
      #expect(try desk.listing() == before)
    }
  }

  @Test func anInterruptedRunLeavesTheEarlierLesson() throws {
    let desk = try Desk()
    try desk.addHeldPipeline()
    try desk.add(.tiny, as: "long.mp4")
    #expect(try desk.chop("long.mp4", "--quiet").code == 0)
    try desk.hold()
    let before = try desk.listing()
    let running = try RunningChop(["long.mp4", "--quiet"] + Desk.held, in: desk.url)
    #expect(try waitUntil { try desk.listing() != before })
    running.process.interrupt()
    #expect(try running.finished().code == 130)
    #expect(try desk.listing() == before)
  }

  @Test func aReaderWhoGoesAwayIsNoFailure() throws {
    let desk = try Desk()
    try desk.add(.talk, as: "a.mp4")
    for arguments in [["plan", "a.mp4"], ["a.mp4", "--verbose"], ["a.mp4", "--progress", "json"], ["stages"]] {
      let running = try RunningChop(arguments, in: desk.url, out: temporaryFile("pipe-\(arguments[0])", Data()))
      #expect(try running.finished().code == 0)
      // A pipe whose reading end is closed before anything is written.
      let piped = ["bash", "-c", "set -o pipefail; { sleep 0.1; \"$0\" \"$@\" 2>/dev/null; } | true"]
      #expect(try RunningChop(arguments, in: desk.url, wrapper: piped).finished().code == 0, "\(arguments)")
    }
    #expect(try desk.manifest("a.lesson").chapters.count == 1)
    #expect(try !desk.listing().contains { $0.hasPrefix(".") })
  }

  @Test func closedStreamsGetIntoNoFile() throws {
    let desk = try Desk()
    try desk.add(.talk, as: "a.mp4")
    let closed = ["bash", "-c", "exec \"$0\" \"$@\" <&- >&- 2>&-"]
    #expect(try RunningChop(["a.mp4", "--verbose"], in: desk.url, wrapper: closed).finished().code == 0)
    try desk.checkLesson("a.lesson")
  }

  @Test func aFullDiskBehindStandardOutputIsSaid() throws {
    let run = try Desk().chop("schema", out: URL(filePath: "/dev/full"))
    #expect(run.code == 1)
    #expect(run.error == "error: standard output can't be written to; is its disk full?\n")
  }

  /// Needs root, to mount a small file system.
  @Test(
    .enabled(if: getuid() == 0, "a small file system can be mounted by root only"),
    arguments: ["size=60k", "size=300k", "nr_inodes=1", "nr_inodes=5"])
  func aFullDiskIsSaidAndNothingIsLeftHalfMade(options: String) throws {
    let desk = try Desk()
    try desk.add(.talk, as: "a.mp4")
    try FileManager.default.createDirectory(at: desk["small"], withIntermediateDirectories: true)
    try run("mount", ["-t", "tmpfs", "-o", options, "tmpfs", desk["small"].path])
    defer { _ = try? run("umount", [desk["small"].path]) }
    let before = try desk.listing()
    let chopped = try desk.chop("a.mp4", "-o", "small/deep/lesson", "--quiet")
    #expect(chopped.code == 75)
    #expect(
      chopped.error
        == "error: small/deep/lesson: the disk is full, so nothing was made there; free some space and run chop again, or choose a folder on another disk with -o\n"
    )
    #expect(try desk.listing() == before)
  }

  @Test(.enabled(if: getuid() == 0, "a small file system can be mounted by root only"))
  func severalThatFailForAFullDiskAloneAreWorthAnotherTry() throws {
    let desk = try Desk()
    try FileManager.default.createDirectory(at: desk["small"], withIntermediateDirectories: true)
    try run("mount", ["-t", "tmpfs", "-o", "size=200k", "tmpfs", desk["small"].path])
    defer { _ = try? run("umount", [desk["small"].path]) }
    for name in ["a", "b"] { try desk.add(.tiny, as: "small/\(name).mp4") }
    let full = try desk.chop("small/a.mp4", "small/b.mp4", "--quiet")
    #expect(full.code == 75, "\(full.error)")
    #expect(full.errors.count == 2)
    try desk.add("no recording", as: "small/c.mp4")
    let both = try desk.chop("small/a.mp4", "small/c.mp4", "--quiet")
    #expect(both.code == 1, "\(both.error)")
  }
}
