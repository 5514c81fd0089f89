internal import CSystemCalls
internal import Foundation
internal import Glibc

/// An empty folder for a program to work in, among the user's temporary files, for as long as somebody runs it.
///
/// Whoever made it keeps it locked (flock(2)): by that a folder that a killed chop has left is told from one in use. The next chop removes it.
struct ScratchFolder {
  let url: URL
  /// nil where the file system has no locks: then nobody takes the folder for abandoned either.
  private let lock: FileHandle?

  private static let prefix = "chop-program-"

  /// Throws what Foundation says of a folder that can't be made.
  init() throws {
    let around = FileManager.default.temporaryDirectory
    Self.removeAbandoned(in: around)
    url = around.appending(component: Self.prefix + UUID().uuidString, directoryHint: .isDirectory)
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    lock = Self.lock(url.path(percentEncoded: false)) { _ in true }
  }

  func remove() {
    try? FileManager.default.removeItem(at: url)
    try? lock?.close()
  }

  private static func removeAbandoned(in around: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: around.path(percentEncoded: false))) ?? []
    for name in names where name.hasPrefix(prefix) {
      let url = around.appending(component: name, directoryHint: .notDirectory)
      // One that was made just now may not be locked yet.
      let lock = lock(url.path(percentEncoded: false)) { status in
        status.st_uid == geteuid() && status.st_mtim.tv_sec < time(nil) - 60
      }
      guard let lock else { continue }
      try? FileManager.default.removeItem(at: url)
      try? lock.close()
    }
  }

  /// nil where it is no folder that `condition` holds for, and where somebody else has it locked.
  private static func lock(_ path: String, where condition: (stat) -> Bool) -> FileHandle? {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    let folder = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, condition(status), chop_lock(descriptor) == 0 else { return nil }
    return folder
  }
}
