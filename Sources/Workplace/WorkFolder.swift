internal import CSystemCalls
internal import Foundation

/// The folder in which one process makes one lesson. It holds the lesson, and a file that its maker keeps locked (flock(2)) for as long as it lives: that tells
/// what a crash has left from what somebody is working in, on other machines that share the disk too.
///
/// The lock says nothing about lessons: whether one is made, and whose, its manifest says alone.
final class WorkFolder: Sendable {
  let url: URL
  /// The lesson being made; after an exchange, the one that stood at the place before.
  let lesson: URL
  private let descriptor: Int32

  /// Makes the folder, and the lesson's in it. Throws `POSIXError`: `EEXIST` where somebody works in a folder of this name.
  init(at url: URL) throws(POSIXError) {
    self.url = url
    lesson = url.appending(component: "lesson", directoryHint: .isDirectory)
    try makeFolder(url)
    let path = Self.lockFile(in: url)
    let opened = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard opened >= 0 else {
      let error = POSIXError.last
      removeEmptyFolder(url)
      throw error
    }
    descriptor = opened
    // Fails where the file system has no locks: then nobody takes it for left by a crash either, since he gets none.
    _ = chop_lock(opened)
    do throws(POSIXError) { try makeFolder(lesson) } catch {
      remove()
      throw error
    }
  }

  deinit { close(descriptor) }

  /// Whether somebody has taken the folder away or put another in its place.
  var isRevoked: Bool { !Self.isStill(descriptor, at: Self.lockFile(in: url)) }

  /// Removes it and all in it. What stays, for whatever reason, is removed by the next run.
  func remove() { Self.removeAll(in: url, descriptor) }

  /// Where an earlier lesson is while a new one takes its place, on file systems that can't exchange them.
  func placeOfEarlier(_ number: Int) -> URL { url.appending(component: "earlier-\(number)") }

  /// Removes the folder at `url` where it is one of these and its maker is gone. An earlier lesson that was on its way out while nothing
  /// stands at `place` gets back there.
  static func removeIfAbandoned(_ url: URL, place: URL) {
    guard isFolder(url) else { return }
    let path = lockFile(in: url)
    let descriptor = unsafe open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      // A crash before there was a lock, or after all else was removed; whoever is just making it tries again.
      return removeEmptyFolder(url)
    }
    defer { close(descriptor) }
    guard chop_lock(descriptor) == 0, isStill(descriptor, at: path) else { return }
    let earlier = url.appending(component: "earlier-0")
    if isFolder(earlier), !somethingStands(at: place) { _ = try? rename(earlier, to: place) }
    removeAll(in: url, descriptor)
  }

  /// The lock's file last, and only when all else is gone: by it the next run knows what a crash or a disk's failure has left. Nothing of what somebody
  /// else has put there since.
  private static func removeAll(in url: URL, _ descriptor: Int32) {
    let manager = FileManager.default
    let path = lockFile(in: url)
    guard isStill(descriptor, at: path),
      let names = try? manager.contentsOfDirectory(atPath: url.path(percentEncoded: false))
    else { return }
    for name in names where name != lockName {
      guard (try? manager.removeItem(at: url.appending(component: name))) != nil else { return }
    }
    unsafe unlink(path)
    removeEmptyFolder(url)
  }

  private static let lockName = "maker"
  private static func lockFile(in url: URL) -> String {
    url.appending(component: lockName).path(percentEncoded: false)
  }

  /// Whether `path` leads to the open file.
  private static func isStill(_ descriptor: Int32, at path: String) -> Bool {
    var (open, named) = (stat(), stat())
    return unsafe fstat(descriptor, &open) == 0 && lstat(path, &named) == 0 && open.st_ino == named.st_ino
      && open.st_dev == named.st_dev
  }
}
