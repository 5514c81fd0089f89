internal import Foundation
internal import Lesson

/// What tells that a file is still the one it was: changed in place, made longer or shorter, or replaced by another of its name.
public struct FileState: Hashable, Sendable {
  let device: UInt64
  let inode: UInt64
  let bytes: Int64
  /// Of the last change of its content, since 1970.
  let seconds: Int
  let nanoseconds: Int

  /// Symbolic links are followed; nil where nothing stands there.
  init?(of url: URL) {
    var status = stat()
    guard unsafe stat(url.path(percentEncoded: false), &status) == 0 else { return nil }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    bytes = Int64(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }
}

extension RecordingFile {
  /// Throws ``WorkplaceError`` where the file is no longer what it was when it was first looked at: what was read of it may be half of each.
  public func checkUnchanged() throws(WorkplaceError) {
    guard FileState(of: url) == state else { throw .changed(path) }
  }
}

extension CompanionFiles {
  /// Throws ``WorkplaceError`` for the first that is no longer what it was when it was found.
  public func checkUnchanged() throws(WorkplaceError) {
    for file in companions.files {
      guard let url = urls[file.name], FileState(of: url) == states[file.name] else {
        throw .changed(paths[file.name] ?? file.name)
      }
    }
  }
}

extension WorkplaceError {
  fileprivate static func changed(_ path: String) -> WorkplaceError {
    WorkplaceError(
      path, "was changed, replaced or taken away while chop read it, so nothing was made of it",
      remedy: "wait until it is written or copied completely, and run chop again")
  }
}
