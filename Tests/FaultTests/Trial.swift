import Foundation
import Synchronization
import TestSupport

/// The lessons that a recording may become here, made without faults: all that may ever stand at the place.
struct KnownLessons: Sendable {
  /// With the old chapter list, and a person's file put into it.
  let old: URL
  /// What the new list makes of the old lesson.
  let new: Tree
  /// What the new list makes of nothing.
  let first: Tree
  let oldTree: Tree
  let recording: URL

  typealias Tree = [String: Data]

  static let oldList = "0:00 One\n0:01 Two\n0:02 Three\n"
  static let newList = "0:00 One\n0:01 Two, corrected\n0:02.400 Three\n"

  static let made = Result {
    let recording = try TestRecording(
      seconds: 3,
      change: {
        $0.picture?.width = 128
        $0.picture?.height = 72
        $0.picture?.gop = 10
      }
    ).file()
    var trees: [Tree] = []
    let trial = try Trial(recording: recording, list: oldList)
    try trial.succeed()
    for (path, text) in [("handout.txt", "for the class"), ("more/notes.txt", "by hand")] {
      try FileManager.default.createDirectory(
        at: trial.lesson.appending(path: path).deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: trial.lesson.appending(path: path))
    }
    let old = temporaryFile("old.lesson")
    try FileManager.default.copyItem(at: trial.lesson, to: old)
    trees.append(try tree(of: old))
    for earlier in [true, false] {
      try Data(newList.utf8).write(to: trial.list)
      if !earlier { try FileManager.default.removeItem(at: trial.lesson) }
      try trial.succeed()
      // Other eyes than chop's, once for all that is compared with these bytes.
      for checked in earlier ? [old, trial.lesson] : [trial.lesson] {
        let ending = try chop(["verify", checked.path, "--source", trial.recording.path])
        guard ending.status == 0 else { throw ToolError(description: "chop verify: \(ending.errors)") }
      }
      trees.append(try tree(of: trial.lesson))
    }
    guard Set(trees).count == 3 else { throw ToolError(description: "the lessons don't differ") }
    return KnownLessons(old: old, new: trees[1], first: trees[2], oldTree: trees[0], recording: recording)
  }

  /// All files and folders below `folder`, hidden ones too; folders without content.
  static func tree(of folder: URL) throws -> Tree {
    var tree: Tree = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let url = folder.appending(path: path)
      let isFile = try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
      tree[path] = isFile ? try Data(contentsOf: url) : Data()
    }
    return tree
  }
}

/// What stands at the lesson's place.
enum Standing: String, Sendable, CaseIterable {
  case nothing, old, new
  /// Half made, or half of each.
  case broken
}

/// A desk with a recording, a chapter list, and a folder for the lesson.
struct Trial: Sendable {
  let recording: URL
  let list: URL
  let out: URL
  var lesson: URL { out.appending(path: "a.lesson") }
  /// chop's own, so that what a killed run has left there is met by the next.
  private var cache: URL { out.deletingLastPathComponent().appending(path: "cache") }
  var hasEarlier: Bool
  /// Of `chop run`, besides the recording and `-o`.
  var options: [String] = []

  /// With the lesson of the old list at its place, if `earlier`; the list is the new one.
  init(earlier: Bool) throws {
    let known = try KnownLessons.made.get()
    try self.init(recording: known.recording, list: KnownLessons.newList, earlier: earlier ? known.old : nil)
  }

  init(recording source: URL, list text: String, earlier: URL? = nil) throws {
    let desk = temporaryFile("desk")
    out = desk.appending(path: "out")
    recording = desk.appending(path: "a.mp4")
    list = desk.appending(path: "a.chapters.txt")
    hasEarlier = earlier != nil
    try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: source, to: recording)
    try Data(text.utf8).write(to: list)
    if let earlier { try FileManager.default.copyItem(at: earlier, to: lesson) }
  }

  func with(earlier: Bool) -> Trial {
    var trial = self
    trial.hasEarlier = earlier
    return trial
  }

  /// Without listening for pauses, which takes a third of the time and nothing of what is tried here.
  func start(_ fault: Fault? = nil, wrapper: [String] = []) throws -> RunningChop {
    try RunningChop(
      ["run", recording.path, "-o", lesson.path, "--quiet", "--pipeline", "timestamps"] + options,
      environment: (fault?.environment() ?? [:]).merging(["XDG_CACHE_HOME": cache.path]) { $1 },
      wrapper: wrapper)
  }

  func succeed() throws {
    let ended = try start().end()
    guard ended.code == 0 else { throw ToolError(description: "chop: exit \(ended.code ?? -1): \(ended.said)") }
  }

  func standing() throws -> Standing {
    let known = try KnownLessons.made.get()
    guard FileManager.default.fileExists(atPath: lesson.path) else { return .nothing }
    let tree = try KnownLessons.tree(of: lesson)
    if tree == known.oldTree { return .old }
    return tree == (hasEarlier ? known.new : known.first) ? .new : .broken
  }

  /// Whatever else is in the lesson's folder, hidden or not.
  func litter() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: out.path).filter { $0 != lesson.lastPathComponent }.sorted()
  }

  func remove() { try? FileManager.default.removeItem(at: out.deletingLastPathComponent()) }
}

/// Does the same to many trials, as many at a time as there are cores, and gives what each call gave, in order.
func inParallel<Case: Sendable, Result: Sendable>(
  _ cases: [Case], _ work: @Sendable (Case) throws -> Result
) throws -> [Result] {
  let results = Mutex<[Int: Swift.Result<Result, any Error>]>([:])
  DispatchQueue.concurrentPerform(iterations: cases.count) { index in
    let result = Swift.Result { try work(cases[index]) }
    results.withLock { $0[index] = result }
  }
  let made = results.withLock { $0 }
  return try cases.indices.compactMap { try made[$0]?.get() }
}
