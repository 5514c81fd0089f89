public import Foundation
public import Lesson
internal import Media
public import Timeline

/// Writes chapters of one recording, one after the other. Several writers may share the chapters: each has the recording open for itself.
public struct ChapterWriter: ~Copyable {
  private var source: OpenRecording

  public init(_ url: URL, named name: String, info: MediaInfo) throws {
    source = try OpenRecording(url, named: name, info: info)
  }

  /// Writes one chapter to `place` by its cut's method. `progress` hears how far in the recording it is.
  ///
  /// Throws what Media throws, `CancellationError`, and ``CutError`` for a method that can't be used here.
  public mutating func write(
    _ chapter: ChapterCut, to place: URL, progress: (Instant) -> Void = { _ in }
  ) throws {
    let info = source.info
    switch chapter.cut.method {
    case .copy, .editList:
      if ChapterFormat(for: info).hasEditList {
        try PacketCopy(info: info).write(chapter, of: &source, to: place, progress: progress)
      } else {
        try SampleCopy(info: info).write(chapter, of: &source, to: place, progress: progress)
      }
    case .exact, .transcode:
      throw CutError(source.name, "cuts of the kind '\(chapter.cut.method.rawValue)' can't be made")
    }
  }
}

/// A recording that chapters are copied from, opened once for all of them.
struct OpenRecording: ~Copyable {
  var demuxer: Demuxer
  /// As the user gave it.
  let name: String
  let info: MediaInfo
  /// Where its sound packets stand; nil where it has no sound.
  let grid: SoundGrid?

  init(_ url: URL, named name: String, info: MediaInfo) throws {
    var demuxer = try Demuxer(url, named: name)
    grid = try info.sound.flatMap { try SoundGrid($0.stream, of: &demuxer) }
    self.demuxer = demuxer
    self.name = name
    self.info = info
  }
}
