public import Foundation
internal import Glibc

/// Where a batch keeps what it knows beside the lessons: `Lessons/.batch/`. One small file for each fact, written beside and renamed, never locked.
///
/// All of it can be thrown away: what says that a recording is done is its lesson.
public struct BatchFolder: Sendable {
  public let url: URL

  public init(in lessons: URL) { url = lessons.appending(component: ".batch", directoryHint: .isDirectory) }

  /// Lessons while they are made, `ID.ATTEMPT` each: on the same file system as their later places.
  public var work: URL { url.appending(component: "work", directoryHint: .isDirectory) }
  var attempts: URL { url.appending(component: "attempts", directoryHint: .isDirectory) }
  var failures: URL { url.appending(component: "failures", directoryHint: .isDirectory) }
  var seen: URL { url.appending(component: "seen", directoryHint: .isDirectory) }
  public var report: URL { url.appending(component: "report.json", directoryHint: .notDirectory) }

  func make() throws {
    for folder in [work, attempts, failures, seen] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
  }
}

/// Puts a file where nobody ever reads half of it: written beside, then renamed.
func write(_ data: Data, to url: URL) throws {
  let beside = url.deletingLastPathComponent().appending(
    component: ".\(url.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier)")
  do {
    try data.write(to: beside)
    guard unsafe rename(beside.path(percentEncoded: false), url.path(percentEncoded: false)) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
  } catch {
    try? FileManager.default.removeItem(at: beside)
    throw error
  }
}

/// JSON with its properties in order, so that equal values are equal bytes.
func json(_ value: some Encodable) throws -> Data {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
  return try encoder.encode(value) + Data("\n".utf8)
}
