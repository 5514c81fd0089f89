internal import Foundation

/// What shows that a file may be another than it was, without reading it: its size, its number on its disk, and when its contents and its attributes
/// last changed, to the nanosecond (stat(2)).
///
/// The time of the last change of attributes is the one that counts: no program can set it back, as `touch -r` or `cp -p` do with the other.
struct FileState: Hashable {
  private let bytes: Int
  private let number: UInt
  private let modified: timespec
  private let changed: timespec

  /// A symbolic link is followed. nil where there is no such file.
  init?(of url: URL) {
    var status = stat()
    guard unsafe stat(url.path(percentEncoded: false), &status) == 0 else { return nil }
    bytes = Int(status.st_size)
    number = UInt(status.st_ino)
    (modified, changed) = (status.st_mtim, status.st_ctim)
  }

  var text: String {
    "\(bytes) \(number) \(modified.tv_sec).\(modified.tv_nsec) \(changed.tv_sec).\(changed.tv_nsec)"
  }

  /// Whether it had not changed for two seconds then: the coarsest clock of a file system in use (FAT).
  func wasAtRest(before instant: Date) -> Bool {
    let seconds = Double(changed.tv_sec) + Double(changed.tv_nsec) / 1e9
    return seconds + 2 < instant.timeIntervalSince1970
  }

  static func == (left: FileState, right: FileState) -> Bool { left.text == right.text }
  func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
