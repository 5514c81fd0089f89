internal import CSystemCalls
public import Foundation
internal import Lesson

/// A lesson's folder while it is being made: hidden, beside its later place, on the same file system.
public struct LessonInTheMaking: Sendable {
  public let url: URL
  let place: LessonFolder
  /// The highest folder that had to be made for it.
  let madeParent: URL?

  /// Makes the hidden folder. Throws ``WorkplaceError`` where that can't be done.
  public init(for place: LessonFolder) throws(WorkplaceError) {
    let parent = place.url.deletingLastPathComponent()
    var missing: URL?
    var ancestor = parent
    while !FileManager.default.fileExists(atPath: ancestor.path(percentEncoded: false)),
      ancestor.pathComponents.count > 1
    {
      missing = ancestor
      ancestor = ancestor.deletingLastPathComponent()
    }
    url = parent.appending(
      path: ".\(place.url.lastPathComponent.prefix(100)).making-\(ProcessInfo.processInfo.processIdentifier)")
    self.place = place
    madeParent = missing
    do {
      try? FileManager.default.removeItem(at: url)
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw WorkplaceError(
        place.path, "can't be made", remedy: "choose a folder that you may write to with -o")
    }
  }

  /// Removes what was made so far.
  public func abandon() {
    try? FileManager.default.removeItem(at: url)
    if let madeParent { try? FileManager.default.removeItem(at: madeParent) }
  }

  /// Moves the lesson to its place, at one instant. Files that a person put into the earlier lesson are carried over; what else stood there
  /// is moved aside. A lesson that is the same as the earlier one is not moved: that stays.
  ///
  /// `source` is the SHA-256 of the recording.
  public func publish(source: String) throws -> Publication {
    if case .lesson(source) = place.present(), isSame(as: place.url) {
      abandon()
      return .unchanged
    }
    try flush()
    switch place.present() {
    case .nothing:
      try? FileManager.default.removeItem(at: place.url)
      try FileManager.default.moveItem(at: url, to: place.url)
      return Publication()
    case .lesson(source):
      let carriedOver = carryOver(from: place.url)
      try exchange()
      try FileManager.default.removeItem(at: url)
      return Publication(carriedOver: carriedOver)
    case .lesson, .somethingElse:
      let aside = unusedName()
      try FileManager.default.moveItem(at: place.url, to: aside)
      try FileManager.default.moveItem(at: url, to: place.url)
      return Publication(movedAside: aside.lastPathComponent)
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
    // A file system without an exchange: two renames, the earlier lesson comes back if the second fails.
    let aside = unusedName()
    try FileManager.default.moveItem(at: place.url, to: aside)
    do {
      try FileManager.default.moveItem(at: url, to: place.url)
    } catch {
      try FileManager.default.moveItem(at: aside, to: place.url)
      throw error
    }
    try FileManager.default.moveItem(at: aside, to: url)
  }

  private func unusedName() -> URL {
    let folder = place.url.deletingLastPathComponent()
    let name = place.url.lastPathComponent
    var number = 1
    while true {
      let url = folder.appending(path: "\(name).before-\(number)")
      if !FileManager.default.fileExists(atPath: url.path(percentEncoded: false)) { return url }
      number += 1
    }
  }

  /// Hard-links (or copies) the plain files of the earlier lesson that its manifest doesn't name.
  private func carryOver(from old: URL) -> [String] {
    guard let data = try? Data(contentsOf: old.appending(path: "manifest.json")),
      let manifest = try? JSONDecoder().decode(Manifest.self, from: data),
      let paths = try? FileManager.default.subpathsOfDirectory(atPath: old.path(percentEncoded: false))
    else { return [] }
    let known = Set(manifest.allFiles.map(\.path) + ["manifest.json"])
    var carried: [String] = []
    for path in paths.sorted() where !known.contains(path) {
      let (from, to) = (old.appending(path: path), url.appending(path: path))
      guard (try? from.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true,
        !FileManager.default.fileExists(atPath: to.path(percentEncoded: false))
      else { continue }
      try? FileManager.default.createDirectory(at: to.deletingLastPathComponent(), withIntermediateDirectories: true)
      if (try? FileManager.default.linkItem(at: from, to: to)) != nil
        || (try? FileManager.default.copyItem(at: from, to: to)) != nil
      {
        carried.append(path)
      }
    }
    return carried
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
