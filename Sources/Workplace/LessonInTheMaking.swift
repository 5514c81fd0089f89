internal import CSystemCalls
public import Foundation
internal import Lesson

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
  /// is moved aside. A lesson that is the same as the earlier one is not moved: that stays.
  ///
  /// `sources` are the SHA-256 of the recordings.
  public func publish(sources: [String]) throws -> Publication {
    if case .lesson(sources) = place.present(), isSame(as: place.url) {
      abandon()
      return .unchanged
    }
    try flush()
    switch place.present() {
    case .nothing:
      removeEmptyFolder(place.url)
      try FileManager.default.moveItem(at: url, to: place.url)
      return Publication()
    case .lesson(let earlier) where Set(earlier).isSubset(of: sources):
      let carriedOver = try carryOver(from: place.url, to: url)
      try exchange()
      // The new lesson stands; what is left of the old one is no reason to fail.
      try? FileManager.default.removeItem(at: url)
      return Publication(carriedOver: carriedOver)
    case .lesson, .somethingElse:
      return Publication(movedAside: try replaceByMoving().lastPathComponent)
    }
  }

  /// The same manifest, and every file it names taken over from the earlier lesson.
  private func isSame(as earlier: URL) -> Bool {
    func manifest(_ folder: URL) -> Data? { try? Data(contentsOf: folder.appending(path: "manifest.json")) }
    guard let data = manifest(url), data == manifest(earlier),
      let files = try? JSONDecoder().decode(Manifest.self, from: data).allFiles
    else { return false }
    func number(_ folder: URL, _ path: String) -> UInt64? {
      let file = folder.appending(path: path).path(percentEncoded: false)
      return (try? FileManager.default.attributesOfItem(atPath: file))?[.systemFileNumber] as? UInt64
    }
    return files.allSatisfy { file in number(url, file.path).map { $0 == number(earlier, file.path) } ?? false }
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

/// What happened when a lesson was moved to its place.
public struct Publication: Hashable, Sendable {
  /// Relative paths of a person's files in the earlier lesson, which are in the new one too.
  public var carriedOver: [String] = []
  /// The name under which what else stood there was moved aside.
  public var movedAside: String?
  /// The earlier lesson is the same, and stays as it is.
  public var isUnchanged = false

  public static let unchanged = Publication(isUnchanged: true)
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
