internal import Digests
internal import Foundation
internal import Synchronization

/// The SHA-256 of files as they were when they were last read, by their stamps: spares reading terabytes to find that nothing changed.
///
/// One file for each folder of recordings, below `.batch/seen/`. It is a hint: where it is missing, files are read.
final class SeenFiles: Sendable {
  private struct Entry: Codable, Hashable {
    var stamp: FileStamp
    var sha256: String
  }

  private struct Page {
    var entries: [String: Entry]
    /// Entries that were of use: what is gone from the folder is forgotten.
    var current: [String: Entry] = [:]

    mutating func hash(of name: String, _ stamp: FileStamp) -> String? {
      guard let entry = current[name] ?? entries[name], entry.stamp == stamp else { return nil }
      current[name] = entry
      return entry.sha256
    }
  }

  private let folder: URL
  private let root: String
  private let pages = Mutex<[String: Page]>([:])

  /// `root`: the absolute path of the folder of recordings.
  init(in folder: URL, root: String) {
    self.folder = folder
    self.root = root
  }

  /// The hash of a file of the folder of recordings, where it is known.
  func hash(of file: PlannedLesson.File) -> String? {
    let (place, name) = split(file.path)
    return pages.withLock { pages in
      if pages[place] == nil { pages[place] = Page(entries: read(place)) }
      return pages[place]?.hash(of: name, file.stamp)
    }
  }

  func note(_ sha256: String, of file: PlannedLesson.File) {
    let (place, name) = split(file.path)
    pages.withLock { pages in
      if pages[place] == nil { pages[place] = Page(entries: read(place)) }
      pages[place]?.current[name] = Entry(stamp: file.stamp, sha256: sha256)
    }
  }

  /// Reads the file where nothing is known of it. Throws what Foundation says of one that can't be read.
  func hashReading(_ file: PlannedLesson.File) throws -> String {
    if let known = hash(of: file) { return known }
    let hash = try sha256(ofFileAt: URL(fileURLWithPath: root + "/" + file.path)).hash
    // A file that changed meanwhile keeps its old stamp here, and so isn't recognised next time.
    note(hash, of: file)
    return hash
  }

  /// Writes what changed. `isWhole`: every file that is there was looked up, so that all others are gone.
  func save(isWhole: Bool) throws {
    try pages.withLock { pages in
      for (place, page) in pages.sorted(by: { $0.key < $1.key }) {
        let entries = isWhole ? page.current : page.entries.merging(page.current) { $1 }
        guard entries != page.entries else { continue }
        try write(json(entries), to: url(place))
        pages[place]?.entries = entries
      }
    }
  }

  private func url(_ place: String) -> URL {
    folder.appending(component: "\(sha256(root + "\n" + place).prefix(16)).json", directoryHint: .notDirectory)
  }

  private func read(_ place: String) -> [String: Entry] {
    guard let data = try? Data(contentsOf: url(place)) else { return [:] }
    return (try? JSONDecoder().decode([String: Entry].self, from: data)) ?? [:]
  }

  private func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    return (String(path[..<slash]), String(path[path.index(after: slash)...]))
  }
}
