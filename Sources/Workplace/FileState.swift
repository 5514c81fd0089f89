internal import FilesOnDisk
internal import Foundation
internal import Lesson

/// What tells that a file is still the one it was: changed in place, made longer or shorter, or replaced by another of its name.
///
/// A hard link more or less changes nothing.
public struct FileState: Hashable, Sendable {
  private let device: UInt64
  private let inode: UInt64
  private let bytes: Int64
  /// When its content last changed, in nanoseconds since 1970.
  private let modified: Int64

  /// Symbolic links are followed; nil where nothing stands there.
  init?(of url: URL) {
    guard let status = FileStatus(at: url.path(percentEncoded: false)) else { return nil }
    (device, inode) = (status.identity.device, status.identity.inode)
    (bytes, modified) = (status.bytes, status.modified)
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
