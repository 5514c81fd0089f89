internal import CSystemCalls
public import Foundation

/// A lesson's folder while it is being made: hidden, beside its later place, on the same file system.
public struct LessonInTheMaking: Sendable {
  public let url: URL
  let place: LessonFolder
  /// The folders that had to be made for it, the innermost first.
  let madeParents: [URL]

  /// Makes the hidden folder. Throws ``WorkplaceError`` where that can't be done.
  public init(for place: LessonFolder) throws(WorkplaceError) {
    let parent = place.url.deletingLastPathComponent()
    var missing: [URL] = []
    var ancestor = parent
    while !FileManager.default.fileExists(atPath: ancestor.path(percentEncoded: false)),
      ancestor.pathComponents.count > 1
    {
      missing.append(ancestor)
      ancestor = ancestor.deletingLastPathComponent()
    }
    let name = place.url.lastPathComponent.prefix(bytes: 100)
    url = parent.appending(component: ".\(name).making-\(ProcessInfo.processInfo.processIdentifier)")
    self.place = place
    madeParents = missing
    do {
      try? FileManager.default.removeItem(at: url)
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      removeMadeParents()
      if isDiskFull(error) { throw .diskFull(at: place.path) }
      throw WorkplaceError(place.path, "can't be made", remedy: "choose a folder that you may write to with -o")
    }
  }

  /// Removes what was made so far.
  public func abandon() {
    try? FileManager.default.removeItem(at: url)
    removeMadeParents()
  }

  /// Only while they are empty: another program may have put something there by now.
  private func removeMadeParents() {
    for folder in madeParents { removeEmptyFolder(folder) }
  }

  /// Moves the lesson to its place, at one instant. Files that a person put into the earlier lesson are carried over; what else stood there
  /// is moved aside.
  ///
  /// Returns the relative paths of files carried over, and the name under which something else was moved aside.
  public func publish(source: String) throws -> (carriedOver: [String], movedAside: String?) {
    try flush()
    switch place.present() {
    case .nothing:
      removeEmptyFolder(place.url)
      try FileManager.default.moveItem(at: url, to: place.url)
      return ([], nil)
    case .lesson(source):
      let carriedOver = try carryOver(from: place.url, to: url)
      try exchange()
      // The new lesson stands; what is left of the old one is no reason to fail.
      try? FileManager.default.removeItem(at: url)
      return (carriedOver, nil)
    case .lesson, .somethingElse:
      return ([], try replaceByMoving().lastPathComponent)
    }
  }

  /// Brings every file to the disk (fsync), so that a lesson that is at its place is whole after a power cut too.
  private func flush() throws {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: url.path(percentEncoded: false))
    for path in ["."] + paths.sorted() {
      let file = try FileHandle(forReadingFrom: url.appending(path: path))
      try file.synchronize()
      try file.close()
    }
  }

  private func exchange() throws {
    let (new, old) = (url.path(percentEncoded: false), place.url.path(percentEncoded: false))
    guard unsafe chop_exchange(new, old) != 0 else { return }
    // A file system without an exchange.
    try FileManager.default.moveItem(at: replaceByMoving(), to: url)
  }

  /// Two renames, what stood there comes back if the second fails. Returns where it is now.
  private func replaceByMoving() throws -> URL {
    let aside = unusedName(for: place.url)
    try FileManager.default.moveItem(at: place.url, to: aside)
    do {
      try FileManager.default.moveItem(at: url, to: place.url)
    } catch {
      try FileManager.default.moveItem(at: aside, to: place.url)
      throw error
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
    if (try? FileManager.default.attributesOfItem(atPath: candidate.path(percentEncoded: false))) == nil {
      return candidate
    }
    number += 1
  }
}

private func removeEmptyFolder(_ url: URL) { _ = unsafe rmdir(url.path(percentEncoded: false)) }
