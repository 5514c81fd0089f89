import Foundation
import TestSupport

@testable import Batch

/// A folder of recordings and one of lessons, with whatever a test puts there.
struct Tree {
  let url: URL

  init() throws {
    url = temporaryFile("tree")
    try FileManager.default.createDirectory(at: recordings, withIntermediateDirectories: true)
  }

  var recordings: URL { url.appending(path: "Recordings") }
  var lessons: URL { url.appending(path: "Lessons") }

  /// The first bytes of an MP4 file, which is all that a plan looks at.
  static let mp4 = Data([0, 0, 0, 0x20]) + Data("ftypisom\0\0\u{2}\0isomiso2avc1mp41".utf8)

  /// Puts a file below the folder of recordings, touched long ago.
  func add(_ path: String, _ data: Data = mp4) throws {
    let file = recordings.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1e9)], ofItemAtPath: file.path)
  }

  func link(_ path: String, to destination: String) throws {
    let link = recordings.appending(path: path)
    try FileManager.default.createDirectory(at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: destination)
  }

  func plan() -> BatchPlan { BatchPlan(recordings: recordings.path, lessons: lessons.path) }

  /// What becomes which lesson: `c1/l01.mp4 -> c1/l01.lesson`, with companions behind `+`.
  func lines() -> [String] {
    plan().lessons.map { lesson in
      (lesson.recordings.map(\.path) + lesson.companions.map { "+\($0.file.name)" }).joined(separator: " ")
        + " -> \(lesson.lesson)"
    }
  }

  /// What is left alone: `half-written a.part`.
  func left() -> [String] { plan().leftAlone.map { "\($0.kind.rawValue) \($0.path)" } }
}
