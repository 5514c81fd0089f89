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
  /// Throws what Media throws, `CancellationError`, and ``CutError`` for a chapter that can't be cut as its method says.
  public mutating func write(
    _ chapter: ChapterCut, to place: URL, progress: (Instant) -> Void = { _ in }
  ) throws {
    let info = source.info
    if ChapterFormat(for: info).hasEditList {
      try PacketCopy(info: info).write(chapter, of: &source, to: place, progress: progress)
    } else {
      try SampleCopy(info: info).write(chapter, of: &source, to: place, progress: progress)
    }
  }
}

/// A recording that chapters are copied from, opened once for all of them.
struct OpenRecording: ~Copyable {
  var demuxer: Demuxer
  /// As the user gave it.
  let name: String
  let info: MediaInfo
  let url: URL
  /// Where the packets of its sound tracks stand, by stream.
  let grids: [Int: SoundGrid]
  /// Opened for the first chapter that has a head.
  private var reader: FrameReader?

  init(_ url: URL, named name: String, info: MediaInfo) throws {
    var demuxer = try Demuxer(url, named: name)
    grids = try SoundGrid.grids(of: info.sounds.map(\.stream), in: &demuxer)
    self.demuxer = demuxer
    self.name = name
    self.info = info
    self.url = url
  }

  /// The encoder of a chapter's head; nil where it has none.
  mutating func headEncoder(for chapter: ChapterCut) throws -> HeadEncoder? {
    guard let head = chapter.cut.head, let video = info.video,
      let shown = TimeRange(chapter.cut.range.start, head.end).intersection(video.range)
    else { return nil }
    guard let coding = demuxer.streams.first(where: { $0.index == video.stream }).flatMap(headCoding) else {
      throw CutError(name, "its picture (\(video.codec)) can't be encoded again")
    }
    let clock = RecordingClock(info)
    let start = try clock.ticks(shown.start, in: video.timeBase, rounding: .nearest)
    let end = shown.end < video.range.end ? try clock.ticks(shown.end, in: video.timeBase, rounding: .nearest) : .max
    let reader = try reader ?? FrameReader(url, named: name, stream: video.stream)
    self.reader = reader
    return try HeadEncoder(start..<end, from: reader, coding, named: name)
  }

  /// Goes back to the file's first packet, of whatever stream.
  mutating func reopen() throws { demuxer = try Demuxer(url, named: name) }
}
