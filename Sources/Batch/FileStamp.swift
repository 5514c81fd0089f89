internal import Glibc

/// What the file system says of a file without reading it: tells, as far as a glance can, whether it is still what it was.
///
/// Only ever a hint that spares reading. A copy by `cp -p` keeps size and time of modification, hence the time of change (`ctime`) and the inode.
public struct FileStamp: Hashable, Sendable, Codable {
  public var bytes: Int64
  /// Nanoseconds since 1970.
  public var modified: Int64
  /// When name, rights or content last changed, in nanoseconds since 1970.
  public var changed: Int64
  public var inode: UInt64

  public init(bytes: Int64, modified: Int64, changed: Int64, inode: UInt64) {
    self.bytes = bytes
    self.modified = modified
    self.changed = changed
    self.inode = inode
  }

  /// Of the file at `path`, or of what a link there leads to; nil where there is none.
  public init?(at path: String) {
    guard let status = FileStatus(at: path, followingLinks: true) else { return nil }
    self = status.stamp
  }
}

/// One answer of stat(2) or lstat(2).
struct FileStatus {
  enum Kind { case file, folder, link, other }
  var kind: Kind
  var stamp: FileStamp
  /// Device and inode: two paths with the same are the same thing.
  var identity: FileIdentity

  init?(at path: String, followingLinks: Bool) {
    var status = stat()
    let result = unsafe followingLinks ? stat(path, &status) : lstat(path, &status)
    guard result == 0 else { return nil }
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    stamp = FileStamp(
      bytes: Int64(status.st_size), modified: nanoseconds(status.st_mtim), changed: nanoseconds(status.st_ctim),
      inode: UInt64(status.st_ino))
    identity = FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }
}

struct FileIdentity: Hashable {
  var device: UInt64
  var inode: UInt64
}

/// Some file systems hold years that 64 bits of nanoseconds don't.
private func nanoseconds(_ time: timespec) -> Int64 {
  min(max(Int64(time.tv_sec), -9_000_000_000), 9_000_000_000) * 1_000_000_000 + Int64(time.tv_nsec)
}
