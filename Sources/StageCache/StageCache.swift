internal import Digests
public import Foundation
public import StageGraph
internal import Wording

/// Keeps what stages made in a folder of the user's, so that a second look at a recording is instant.
///
/// A result is known by its order (stage, version, options, needs by content), by the ``FileState`` of every file that its step was told of, and by the
/// build of the program that made it. An order knows a recording by its two ends, which is too little here: a file that was edited in its middle would
/// get the result of the earlier one. So whatever touches the file makes a miss, even where its bytes are the same. A file that changed within
/// two seconds before chop first looked at it, or changes while it runs, has nothing kept at all: a file system's clock can be that coarse, so its
/// state wouldn't show a second change.
///
/// It helps where it can and is never a reason to fail: what can't be read or written is not kept. What lies in the folder is believed only where its
/// contents have the hash that it says, and the runner takes only what the stage could have made itself.
public struct StageCache: ResultStore {
  private let folder: CacheFolder
  private let build: String
  private let subject: String
  private let files: [String: URL]
  /// As they were when this was made, by name; a file that isn't there, or was changed just now, has none.
  private let states: [String: FileState]
  private let takes: Bool
  private let keeps: Bool

  /// - Parameters:
  ///   - folder: where results are kept; it is made when the first is.
  ///   - build: tells one build of the program from another: a result of another one is not taken, lest an older one's mistakes stay.
  ///   - subject: whose steps these are, the recording's place for instance: for what is said of why a step ran again.
  ///   - files: all that steps may be told of, by the names that orders have for them.
  ///   - start: when the program first looked at these files.
  ///   - takes: results are taken from here.
  ///   - keeps: results are kept here.
  public init(
    in folder: URL, build: String, subject: String, files: [String: URL], lookedAtSince start: Date, takes: Bool = true,
    keeps: Bool = true
  ) {
    self.folder = CacheFolder(path: folder.path(percentEncoded: false))
    self.build = build
    self.subject = subject
    self.files = files
    states = files.compactMapValues { url in
      FileState(of: url).flatMap { $0.wasAtRest(before: start) ? $0 : nil }
    }
    let isUsable = self.folder.problem == nil
    self.takes = takes && isUsable
    self.keeps = keeps && isUsable
  }

  /// `$XDG_CACHE_HOME/chop`, else `~/.cache/chop` (XDG Base Directory Specification 0.8); nil where there is neither.
  public static func folder(environment: [String: String]) -> URL? {
    // "All paths set in these environment variables must be absolute"; others are to be ignored.
    let home = environment["HOME"].map { $0 + "/.cache" }
    return [environment["XDG_CACHE_HOME"], home].compactMap(\.self).first { $0.hasPrefix("/") }
      .map { URL(filePath: $0, directoryHint: .isDirectory).appending(component: "chop") }
  }

  /// Why nothing can be kept in this folder, as far as that shows; nil where all is well.
  public static func problem(of folder: URL) -> String? {
    CacheFolder(path: folder.path(percentEncoded: false)).problem
  }

  /// A text that is another as soon as the file is.
  public static func state(ofFileAt url: URL) -> String { FileState(of: url)?.text ?? "" }

  public func result(of order: Order, reading files: Set<String>) -> StageResult? {
    guard takes, let key = key(of: order, reading: files),
      let entry = folder.read(key + ".result", as: Entry.self)
    else { return nil }
    guard entry.key == key else {
      folder.remove(key + ".result")
      return nil
    }
    return entry.result
  }

  public func changes(in order: Order, reading files: Set<String>, step: String) -> [String] {
    guard takes, let note = folder.read(name(ofNoteFor: step), as: Note.self) else { return [] }
    let now = self.note(of: order, reading: files)
    var changes = order.note.changes(since: note.order)
    for name in files.sorted() where now.files[name] != note.files[name] {
      changes.append("the file \(shown(name)) was changed or touched")
    }
    if note.build != build { changes.append("chop is another build") }
    return changes
  }

  public func keep(_ result: StageResult, of order: Order, reading files: Set<String>, step: String) {
    // A file that changed by now may have been read as it was before, as it is, or half of each.
    guard keeps, let key = key(of: order, reading: files),
      files.allSatisfy({ name in self.files[name].flatMap { FileState(of: $0) } == states[name] })
    else { return }
    folder.write(Entry(key: key, result: result), as: key + ".result")
    folder.write(note(of: order, reading: files), as: name(ofNoteFor: step))
  }

  private struct Entry: Codable {
    var key: String
    var result: StageResult
  }

  /// What a step was last given.
  private struct Note: Codable {
    var order: OrderNote
    /// Each file's state, by its name.
    var files: [String: String]
    var build: String
  }

  private func note(of order: Order, reading files: Set<String>) -> Note {
    Note(order: order.note, files: states.filter { files.contains($0.key) }.mapValues(\.text), build: build)
  }

  /// nil where a file's state is too young to be told from the next.
  private func key(of order: Order, reading files: Set<String>) -> String? {
    var lines = [build, order.key]
    for name in files.sorted() {
      guard let state = states[name] else { return nil }
      lines.append(state.text)
    }
    return sha256(lines.joined(separator: "\n"))
  }

  private func name(ofNoteFor step: String) -> String { sha256("\(subject)\n\(step)") + ".note" }
}
