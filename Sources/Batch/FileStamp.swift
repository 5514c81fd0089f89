internal import FilesOnDisk

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
    guard let status = FileStatus(at: path) else { return nil }
    self = status.stamp
  }
}

extension FileStatus {
  var stamp: FileStamp {
    FileStamp(bytes: bytes, modified: modified, changed: changed, inode: identity.inode)
  }
}
