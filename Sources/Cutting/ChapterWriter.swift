public import Foundation
public import Lesson
internal import Media
public import Timeline

/// Writes chapters of one recording, one after the other.
public struct ChapterWriter: Sendable {
  private let url: URL
  private let name: String
  private let info: MediaInfo

  public init(_ url: URL, named name: String, info: MediaInfo) {
    self.url = url
    self.name = name
    self.info = info
  }

  /// Writes one chapter to `place` by its cut's method. `progress` hears how far in the recording it is.
  ///
  /// Throws what Media throws, `CancellationError`, and ``CutError`` for a method that can't be used here.
  public func write(_ chapter: ChapterCut, to place: URL, progress: (Instant) -> Void = { _ in }) throws {
    switch chapter.cut.method {
    case .copy, .editList:
      if ChapterFormat(for: info).hasEditList {
        try PacketCopy(url, named: name, info: info).write(chapter, to: place, progress: progress)
      } else {
        try SampleCopy(url, named: name, info: info).write(chapter, to: place, progress: progress)
      }
    case .exact, .transcode:
      throw CutError(name, "cuts of the kind '\(chapter.cut.method.rawValue)' can't be made")
    }
  }
}
