import Foundation
import TestSupport
import Testing

/// Others are at the same place at the same time: another chop, or a person who takes away what it works with.
@Suite(.serialized) struct SharedPlaceTests {
  @Test func manyAtTheSameLessonAtOnceAllEndWellWithOneLesson() throws {
    for earlier in [false, true] {
      let trial = try Trial(earlier: earlier)
      defer { trial.remove() }
      let running = try (0..<(isThorough ? 12 : 4)).map { _ in try trial.start() }
      for ended in try running.map({ try $0.end() }) { #expect(ended.code == 0, "\(ended.said)") }
      #expect(try trial.standing() == .new)
      #expect(try trial.litter() == [])
    }
  }

  /// The first one is halted when its lesson is whole and about to be moved to its place.
  @Test(arguments: [false, true]) func whoComesSecondLeavesTheSameLessonOfTheFirst(earlier: Bool) throws {
    let trial = try Trial(earlier: earlier)
    defer { trial.remove() }
    let last = try callCounts(earlier: earlier)["rename"] ?? 0
    let fault = Fault(what: "rename:\(earlier ? last - 1 : last):halt", under: trial.out)
    let slow = try trial.start(fault)
    try wait { fault.isInjected }
    // One that was killed before must go, the living one's folder must stay.
    let dead = try trial.start(Fault(what: "any:30:kill", under: trial.out)).end()
    #expect(dead.code == nil)
    #expect(try trial.litter().count == 2)
    try trial.succeed()
    #expect(try trial.standing() == .new)
    #expect(try trial.litter().count == 1, "the halted one's folder")
    let inode = try number(of: trial.lesson)
    try Data().write(to: fault.go)
    let ended = try slow.end()
    #expect(ended.code == 0, "\(ended.said)")
    #expect(try number(of: trial.lesson) == inode, "the faster one's lesson stays")
    #expect(try trial.standing() == .new)
    #expect(try trial.litter() == [])
  }

  /// With other options both are lessons of their own: the one that comes later stands.
  @Test func whoComesSecondWithOtherOptionsReplacesTheFirstsLesson() throws {
    let trial = try Trial(earlier: false)
    defer { trial.remove() }
    let last = try callCounts(earlier: false)["rename"] ?? 0
    let fault = Fault(what: "rename:\(last):halt", under: trial.out)
    let slow = try trial.start(fault)
    try wait { fault.isInjected }
    var other = trial
    other.options = ["--no-speakers"]
    try other.succeed()
    try Data("mine".utf8).write(to: trial.lesson.appending(path: "handout.txt"))
    try Data().write(to: fault.go)
    #expect(try slow.end().code == 0)
    #expect(try String(contentsOf: trial.lesson.appending(path: "handout.txt"), encoding: .utf8) == "mine")
    try FileManager.default.removeItem(at: trial.lesson.appending(path: "handout.txt"))
    #expect(try trial.standing() == .new)
    #expect(try trial.litter() == [])
  }

  @Test(arguments: [false, true]) func whatComesToStandThereMeanwhileIsNotReplaced(force: Bool) throws {
    var trial = try Trial(earlier: false)
    defer { trial.remove() }
    if force { trial.options = ["--force"] }
    let last = try callCounts(earlier: false)["rename"] ?? 0
    let fault = Fault(what: "rename:\(last):halt", under: trial.out)
    let running = try trial.start(fault)
    try wait { fault.isInjected }
    try FileManager.default.createDirectory(at: trial.lesson, withIntermediateDirectories: true)
    try Data("dear diary".utf8).write(to: trial.lesson.appending(path: "diary.txt"))
    try Data().write(to: fault.go)
    let ended = try running.end()
    if force {
      #expect(ended.code == 0, "\(ended.said)")
      #expect(try trial.standing() == .new)
      #expect(try trial.litter() == ["a.lesson.before-1"])
    } else {
      #expect(ended.code == 1)
      #expect(ended.errors.first?.contains("something has come to stand there while chop worked") == true)
      #expect(try FileManager.default.contentsOfDirectory(atPath: trial.lesson.path) == ["diary.txt"])
      #expect(try trial.litter() == [])
    }
  }

  /// The folder that it works in, or all around it, is taken away at any call.
  @Test(arguments: ["mkdir:3", "write:1", "write:6", "fsync:2", "rename:3"], [false, true])
  func aFolderThatIsTakenAwayWhileItWorksIsSaid(halt: String, all: Bool) throws {
    let trial = try Trial(earlier: !all)
    defer { trial.remove() }
    let fault = Fault(what: "\(halt):halt", under: trial.out)
    let running = try trial.start(fault)
    try wait { fault.isInjected }
    // The halted call is one thread's: the others stand still too while the folder is taken away.
    let process = running.process.processIdentifier
    kill(process, SIGSTOP)
    try wait { (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8))?.contains(") T ") == true }
    for name in all ? [] : try trial.litter() {
      try FileManager.default.removeItem(at: trial.out.appending(path: name))
    }
    if all { try FileManager.default.removeItem(at: trial.out) }
    try Data().write(to: fault.go)
    kill(process, SIGCONT)
    let ended = try running.end()
    #expect(ended.code == 75, "\(ended.said)")
    #expect(ended.errors.count == 1)
    #expect(
      ended.errors.first?.contains("the folder in which it was being made was taken away") == true, "\(ended.said)")
    #expect(try trial.standing() == (all ? .nothing : .old))
    try trial.succeed()
    #expect(try trial.standing() == .new)
    #expect(try trial.litter() == [])
  }

  @Test func aFolderToWorkInIsUsedClearedUpAndRefusedWhileAnotherUsesIt() throws {
    var trial = try Trial(earlier: true)
    defer { trial.remove() }
    let work = trial.out.appending(path: "work/1")
    trial.options = ["--work", work.path]
    #expect(try trial.start(Fault(what: "any:40:kill", under: trial.out)).end().code == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: work.path) == ["a.lesson.making"])
    #expect(try trial.standing() == .old)
    let fault = Fault(what: "any:20:halt", under: work)
    let halted = try trial.start(fault)
    try wait { fault.isInjected }
    let refused = try trial.start().end()
    #expect(refused.code == 1)
    #expect(refused.errors.first?.contains("another chop is making a lesson in it") == true, "\(refused.said)")
    try Data().write(to: fault.go)
    #expect(try halted.end().code == 0)
    #expect(try trial.standing() == .new)
    #expect(!FileManager.default.fileExists(atPath: work.appending(path: "a.lesson.making").path))
  }

  private func wait(for condition: () -> Bool) throws {
    for _ in 0..<2000 where !condition() { Thread.sleep(forTimeInterval: 0.01) }
    try #require(condition())
  }

  private func number(of folder: URL) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: folder.path)[.systemFileNumber] as? Int)
  }
}
