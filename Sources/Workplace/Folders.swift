internal import CSystemCalls
internal import Foundation

// Folders by the system's own calls: only these say exactly why one failed, and never do more than was asked for.

extension POSIXError {
  /// Of the call that has just failed.
  static var last: POSIXError { POSIXError(POSIXError.Code(rawValue: errno) ?? .EIO) }

  /// The file system, or the system, doesn't have such a call.
  var meansUnknownHere: Bool { [POSIXError.Code.EINVAL, .ENOSYS, .EOPNOTSUPP].contains(code) }

  fileprivate static func check(_ result: Int32) throws(POSIXError) { if result != 0 { throw .last } }
}

func makeFolder(_ url: URL) throws(POSIXError) {
  try POSIXError.check(unsafe mkdir(url.path(percentEncoded: false), 0o777))
}

/// Makes a folder and those around it that are missing. Returns those that were made, the innermost first.
func makeFolders(_ url: URL) throws(POSIXError) -> [URL] {
  guard !isFolder(url, followingLinks: true) else { return [] }
  let around = url.deletingLastPathComponent()
  let made = around == url ? [] : try makeFolders(around)
  do throws(POSIXError) {
    try makeFolder(url)
  } catch {
    // Another program may have made it just now.
    if isFolder(url, followingLinks: true) { return made }
    for folder in made { removeEmptyFolder(folder) }
    throw error.code == .EEXIST ? POSIXError(.ENOTDIR) : error
  }
  return [url] + made
}

/// Only where nothing is in it: another program may have put something there by now.
func removeEmptyFolder(_ url: URL) { _ = unsafe rmdir(url.path(percentEncoded: false)) }

/// rename(2): onto nothing or an empty folder; else `ENOTEMPTY` or `EEXIST` (RFC 1813, §3.3.14), `ENOTDIR` for a file.
func rename(_ from: URL, to: URL) throws(POSIXError) {
  // With a slash at its end, a symbolic link would be followed.
  try POSIXError.check(unsafe rename(plain(from), plain(to)))
}

/// Both names exist, and change places at one instant.
func exchange(_ one: URL, _ other: URL) throws(POSIXError) {
  try POSIXError.check(unsafe chop_exchange(plain(one), plain(other)))
}

/// `lesson.before-1` beside `lesson`, or the next number that is free: where it was moved.
func moveAside(_ url: URL) throws(POSIXError) -> URL {
  while true {
    let aside = unusedName(for: url)
    do throws(POSIXError) {
      try POSIXError.check(unsafe chop_rename_to_nothing(plain(url), plain(aside)))
    } catch {
      if error.code == .EEXIST { continue }
      guard error.meansUnknownHere else { throw error }
      try rename(url, to: aside)
    }
    return aside
  }
}

/// `lesson.before-1` beside `lesson`, or the next number that is free.
func unusedName(for url: URL) -> URL {
  let folder = url.deletingLastPathComponent()
  let name = url.lastPathComponent.prefix(bytes: LessonFolder.nameLimit - 12)
  var number = 1
  while true {
    let candidate = folder.appending(component: "\(name).before-\(number)")
    if !somethingStands(at: candidate) { return candidate }
    number += 1
  }
}

func somethingStands(at url: URL) -> Bool { status(of: url, followingLinks: false) != nil }

func isFolder(_ url: URL, followingLinks: Bool = false) -> Bool {
  status(of: url, followingLinks: followingLinks).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
}

/// Tells a folder from another that has its name later.
struct FolderIdentity: Hashable {
  private let device: UInt64
  private let inode: UInt64

  /// nil where nothing stands there.
  init?(of url: URL) {
    guard let status = status(of: url, followingLinks: false) else { return nil }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }

  static func areOnOneDisk(_ one: URL, _ other: URL) -> Bool {
    FolderIdentity(of: one)?.device == FolderIdentity(of: other)?.device
  }
}

private func status(of url: URL, followingLinks: Bool) -> stat? {
  var status = stat()
  let path = followingLinks ? url.path(percentEncoded: false) : plain(url)
  return unsafe (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 ? status : nil
}

/// The path without a slash at its end.
private func plain(_ url: URL) -> String {
  let path = url.path(percentEncoded: false)
  return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
}
