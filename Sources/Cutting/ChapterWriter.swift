public import Foundation
public import Lesson
internal import Media
public import Timeline

/// Writes chapters of one recording, one after the other. Several writers may share the chapters: each has the recording open for itself.
public struct ChapterWriter: ~Copyable {
  private var source: OpenRecording

  /// - Parameter info: the recording as its chapters carry it.
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
  /// By stream, each opened for the first chapter that has a head of it.
  private var readers: [Int: FrameReader] = [:]

  init(_ url: URL, named name: String, info: MediaInfo) throws {
    var demuxer = try Demuxer(url, named: name)
    grids = try SoundGrid.grids(of: info.sounds.map(\.stream), in: &demuxer)
    self.demuxer = demuxer
    self.name = name
    self.info = info
    self.url = url
  }

  /// The encoder of a picture's head; nil where it has none.
  mutating func headEncoder(for cut: PictureCut) throws -> HeadEncoder? {
    let video = cut.video
    guard let head = cut.head, let shown = TimeRange(cut.range.start, head.end).intersection(video.range) else {
      return nil
    }
    guard let coding = headCoding(for: video, among: demuxer.streams, encoder: head.encoder) else {
      throw CutError(name, "its picture (\(video.codec)) can't be encoded again")
    }
    let clock = RecordingClock(info)
    let start = try clock.ticks(shown.start, in: video.timeBase, rounding: .nearest)
    let end = shown.end < video.range.end ? try clock.ticks(shown.end, in: video.timeBase, rounding: .nearest) : .max
    let reader = try readers[video.stream] ?? FrameReader(url, named: name, stream: video.stream)
    readers[video.stream] = reader
    return try HeadEncoder(start..<end, from: reader, coding, named: name)
  }

  /// Goes back to the file's first packet, of whatever stream.
  mutating func reopen() throws { demuxer = try Demuxer(url, named: name) }
}
