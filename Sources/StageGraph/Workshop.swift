public import Foundation
internal import Synchronization
internal import Wording

/// What a running stage has around it: it says how far it is, warns, and finds and makes files here.
public struct Workshop: Sendable {
  private let places: Places
  private let writesFiles: Bool
  private let bench = Bench()
  private let report: @Sendable (RunEvent.Kind) -> Void

  /// `report` is called at once, on the stage's thread.
  public init(
    places: Places = Places(), writesFiles: Bool = true, report: @escaping @Sendable (RunEvent.Kind) -> Void = { _ in }
  ) {
    self.places = places
    self.writesFiles = writesFiles
    self.report = report
  }

  private final class Bench: Sendable {
    let state = Mutex(State())
    struct State {
      var warnings: [String] = []
      var lastReport: ContinuousClock.Instant?
    }
  }

  /// More than these are not kept, nor printed.
  static let warningLimit = 1000

  /// Says that `done` of `total` is behind us, both in `unit` (`s` of the recording, `bytes`, `chapters`).
  public func progress(_ done: Double, of total: Double, _ unit: String) {
    guard done.isFinite, total.isFinite, total > 0 else { return }
    let now = ContinuousClock.now
    let isDue = bench.state.withLock { state in
      guard done >= total || state.lastReport.map({ now - $0 >= .milliseconds(50) }) ?? true else { return false }
      state.lastReport = now
      return true
    }
    if isDue { report(.progress(done: min(max(done, 0), total), total: total, unit: unit)) }
  }

  /// Says something that the lesson's maker should know, one sentence. Warnings belong to the result: they are said again when it is reused.
  public func warn(_ sentence: String) {
    let count = bench.state.withLock { state in
      if state.warnings.count < Self.warningLimit { state.warnings.append(sentence) }
      if state.warnings.count == Self.warningLimit { state.warnings.append("further warnings are left out") }
      return state.warnings.count
    }
    if count < Self.warningLimit { report(.warned(sentence: sentence)) }
  }

  /// All warnings so far, in their order.
  public var warnings: [String] { bench.state.withLock { $0.warnings } }

  /// Where the recording or companion of this name is. Throws ``Complaint`` for a name that was not handed in.
  public func place(of name: String) throws(Complaint) -> URL {
    guard let url = places.files[name] else { throw Complaint("'\(shown(name))' was not handed to the pipeline") }
    return url
  }
}

extension Workshop {
  /// Makes a file of the lesson: `make` writes it at a place beside, and when it is whole it gets its name.
  ///
  /// `path` is relative to the lesson's folder, `/` between names, each of lower-case ASCII letters, digits, `.`, `_` and `-`; folders are made.
  /// `recipe` is a text of all that decides the file's bytes: a file of the same recipe may be taken from an earlier lesson instead, so `make` must not
  /// give anything but the file. Throws ``Complaint`` for a path that leaves the folder, and for a file that is there already.
  @discardableResult
  public func file(_ path: String, recipe: String, make: (_ place: URL) throws -> Void) throws -> URL {
    guard writesFiles else { throw Complaint("a stage that doesn't say so wants to write '\(shown(path))'") }
    let url = try place(inLesson: path)
    let manager = FileManager.default
    var folder = try lessonFolder()
    for name in path.split(separator: "/").dropLast() {
      folder.append(component: String(name), directoryHint: .notDirectory)
      if try type(of: folder) == nil {
        // Another stage may make the same folder at the same time: `true` takes it as it is.
        try manager.createDirectory(at: folder, withIntermediateDirectories: true)
      }
      guard try type(of: folder) == .typeDirectory else { throw Complaint("'\(path)': '\(name)' is not a folder") }
    }
    guard try type(of: url) == nil else { throw Complaint("'\(path)' is there already") }
    let beside = url.deletingLastPathComponent().appending(component: ".unfinished-" + url.lastPathComponent)
    do {
      try make(beside)
      guard try type(of: beside) == .typeRegular else { throw Complaint("'\(path)' was not made") }
      try manager.moveItem(at: beside, to: url)
    } catch {
      try? manager.removeItem(at: beside)
      throw error
    }
    return url
  }

  /// Where a file of the lesson is that an earlier stage made. Throws ``Complaint`` when there is no such plain file in the lesson's folder.
  public func madeFile(_ path: String) throws -> URL {
    let url = try place(inLesson: path)
    var folder = try lessonFolder()
    for name in path.split(separator: "/").dropLast() {
      folder.append(component: String(name), directoryHint: .notDirectory)
      guard try type(of: folder) == .typeDirectory else {
        throw Complaint("there is no file '\(shown(path))' in the lesson")
      }
    }
    guard try type(of: url) == .typeRegular else { throw Complaint("there is no file '\(shown(path))' in the lesson") }
    return url
  }

  private func lessonFolder() throws(Complaint) -> URL {
    guard let lesson = places.lesson else { throw Complaint("no lesson is being made here") }
    return lesson
  }

  private func place(inLesson path: String) throws(Complaint) -> URL {
    let names = path.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = names.allSatisfy { name in
      !name.isEmpty && !name.hasPrefix(".") && !name.hasPrefix("-")
        && name.utf8.allSatisfy {
          (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || [0x2d, 0x2e, 0x5f].contains($0)
        }
    }
    guard isPlain, path.utf8.count <= 1000 else {
      throw Complaint(
        "'\(shown(path))' is no path in a lesson: lower-case ASCII letters, digits, '.', '_', '-', and '/' between names"
      )
    }
    return try lessonFolder().appending(path: path, directoryHint: .notDirectory)
  }

  /// What stands there, symbolic links not followed; nil for nothing. A path that ends in `/` would be followed.
  private func type(of url: URL) throws -> FileAttributeType? {
    do {
      return try FileManager.default.attributesOfItem(atPath: url.path(percentEncoded: false))[.type]
        as? FileAttributeType
    } catch let error as CocoaError where error.code == .fileReadNoSuchFile || error.code == .fileNoSuchFile {
      return nil
    }
  }
}
