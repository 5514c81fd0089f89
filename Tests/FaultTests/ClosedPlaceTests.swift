import Foundation
import TestSupport
import Testing

/// Places where nothing may be written, or nothing can be.
@Suite(.serialized) struct ClosedPlaceTests {
  /// A user without privileges, at a folder that he may not write to. The system's manager may write everywhere, so he becomes another.
  @Test(arguments: [false, true]) func aFolderWithoutPermissionIsSaid(earlier: Bool) throws {
    let trial = try Trial(earlier: earlier)
    defer { trial.remove() }
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: trial.out.path)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: trial.out.path) }
    let wrapper = getuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
    let ended = try trial.start(wrapper: wrapper).end()
    #expect(ended.code == 1)
    #expect(ended.errors == ["error: \(trial.lesson.path): you may not write there; choose another folder with -o"])
    #expect(try trial.standing() == (earlier ? .old : .nothing))
    #expect(try trial.litter() == [])
  }

  /// At a call, since a file system can't be mounted everywhere.
  @Test(arguments: [false, true]) func aDiskThatCanOnlyBeReadIsSaid(earlier: Bool) throws {
    let trial = try Trial(earlier: earlier)
    let ended = try trial.start(Fault(what: "mkdir:1:\(EROFS):on", under: trial.out)).end()
    #expect(
      ended.errors == [
        "error: \(trial.lesson.path): is on a disk that can't be written to; choose another folder with -o"
      ])
    let outcome = try trial.outcome(of: "read-only", "", ended)
    #expect(outcome.ended.code == 1)
    #expect(outcome.faults.isEmpty, "\(outcome.faults)")
  }

  @Test func aReadOnlyMountIsSaidWhereThisMachineLetsOneBeMade() throws {
    let trial = try Trial(earlier: true)
    defer { trial.remove() }
    guard (try? run("mount", ["--bind", trial.out.path, trial.out.path])) != nil else { return }
    defer { _ = try? run("umount", [trial.out.path]) }
    try run("mount", ["-o", "remount,bind,ro", trial.out.path])
    let ended = try trial.start().end()
    #expect(ended.code == 1)
    #expect(ended.errors.first?.contains("is on a disk that can't be written to") == true, "\(ended.said)")
    #expect(try trial.standing() == .old)
  }

  @Test func aFileInTheWayAndANameTooLongAreSaid() throws {
    let trial = try Trial(earlier: false)
    defer { trial.remove() }
    let file = trial.out.appending(path: "file")
    try Data("mine".utf8).write(to: file)
    for (place, words) in [
      ("file/deep/a.lesson", "can't be made, since a file stands where a folder has to be"),
      (String(repeating: "n", count: 300), "is too long for a folder's name"),
      (String(repeating: "n", count: 300) + "/a.lesson", "is too long for a folder's name"),
      (String(repeating: "deep/", count: 1000) + "a.lesson", "is too long for a folder's name"),
    ] {
      let place = trial.out.appending(path: place).path
      let ended = try RunningChop(["run", trial.recording.path, "-o", place, "--quiet"]).end()
      #expect(ended.code == 1)
      #expect(ended.errors.count == 1 && ended.errors[0].contains(words), "\(ended.said)")
      #expect(try trial.litter() == ["file"])
    }
    #expect(try Data(contentsOf: file) == Data("mine".utf8))
  }
}
