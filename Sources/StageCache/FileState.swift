internal import FilesOnDisk
internal import Foundation

/// What shows that a file may be another than it was, without reading it: its size, its number on its disk, and when its contents and its attributes
/// last changed, to the nanosecond.
///
/// The time of the last change of attributes is the one that counts: no program can set it back, as `touch -r` or `cp -p` do with the other.
struct FileState: Hashable {
  private let bytes: Int64
  private let number: UInt64
  private let modified: Int64
  private let changed: Int64

  /// A symbolic link is followed. nil where there is no such file.
  init?(of url: URL) {
    guard let status = FileStatus(at: url.path(percentEncoded: false)) else { return nil }
    (bytes, number) = (status.bytes, status.identity.inode)
    (modified, changed) = (status.modified, status.changed)
  }

  var text: String { "\(bytes) \(number) \(modified) \(changed)" }

  /// Whether it had not changed for two seconds then: the coarsest clock of a file system in use (FAT).
  func wasAtRest(before instant: Date) -> Bool { Double(changed) / 1e9 + 2 < instant.timeIntervalSince1970 }
}
