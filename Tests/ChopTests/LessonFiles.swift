import Foundation
import TestSupport

/// The files of a lesson as they lie on the disk, to say afterwards which of them were written.
struct LessonFiles {
  private struct State: Equatable {
    var number: UInt
    var seconds: Int
    var nanoseconds: Int
  }
  private let states: [String: State]

  /// All plain files below `folder`: each by its number on the disk and the time of its last change.
  init(_ folder: URL) throws {
    var states: [String: State] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      var status = stat()
      guard lstat(folder.appending(path: path).path, &status) == 0 else {
        throw ToolError(description: "\(path): lstat fails with \(errno)")
      }
      if status.st_mode & S_IFMT == S_IFDIR { continue }
      states[path] = State(
        number: UInt(status.st_ino), seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
    }
    self.states = states
  }

  var paths: [String] { states.keys.sorted() }

  /// Those that are new since, or not the same file with the same time of change, sorted.
  func written(since earlier: LessonFiles) -> [String] { paths.filter { states[$0] != earlier.states[$0] } }

  /// Those that are no longer there, sorted.
  func gone(since earlier: LessonFiles) -> [String] { earlier.paths.filter { states[$0] == nil } }
}
