internal import Glibc

/// What a file system says of a file without reading it (stat(2)).
///
/// A hint whether a file is still what it was: by its content's last change, which `touch -r` and `cp -p` set as they like, and by the last change of anything about it,
/// which no program can set back.
public struct FileStatus: Hashable, Sendable {
  public enum Kind: Sendable { case file, folder, link, other }
  public let kind: Kind
  public let identity: FileIdentity
  public let bytes: Int64
  /// When its content last changed, in nanoseconds since 1970.
  public let modified: Int64
  /// When its name, rights or content last changed, in nanoseconds since 1970.
  public let changed: Int64

  /// Of what stands at `path`, or of what a link there leads to; nil where there is nothing.
  public init?(at path: String, followingLinks: Bool = true) {
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
    identity = FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    bytes = Int64(status.st_size)
    modified = nanoseconds(status.st_mtim)
    changed = nanoseconds(status.st_ctim)
  }
}

/// Two paths with the same are the same thing.
public struct FileIdentity: Hashable, Sendable {
  public let device: UInt64
  public let inode: UInt64

  public init(device: UInt64, inode: UInt64) {
    self.device = device
    self.inode = inode
  }
}

/// Some file systems hold years that 64 bits of nanoseconds don't.
private func nanoseconds(_ time: timespec) -> Int64 {
  min(max(Int64(time.tv_sec), -9_000_000_000), 9_000_000_000) * 1_000_000_000 + Int64(time.tv_nsec)
}
