internal import Lesson
internal import Media
internal import Timeline

/// Which packets of the picture belong to a chapter, and when they are shown in it.
struct PictureTrack {
  let stream: Int
  let base: TimeBase
  let stretch: FrameFinder.Stretch
  var target = 0
  private(set) var isDone = false
  private let start: Int64
  private let clock: RecordingClock
  private let range: TimeRange
  private let end: Instant
  private var hasStarted = false
  private var nextDecoding: Int64?
  private var lastDecoding: Int64?
  private let name: String

  /// nil where the chapter has no picture.
  init?(_ chapter: ChapterCut, _ source: inout OpenRecording) throws {
    let info = source.info
    guard let video = info.video, chapter.cut.range.intersection(video.range) != nil else { return nil }
    stream = video.stream
    base = video.timeBase
    clock = RecordingClock(info)
    range = chapter.cut.range
    end = video.range.end
    name = source.name
    start = try clock.ticks(range.start, in: base, rounding: .nearest)
    let first = try clock.ticks(max(range.start, video.range.start), in: base, rounding: .nearest)
    let until = range.end < end ? try clock.ticks(range.end, in: base, rounding: .up) : nil
    var finder = try FrameFinder(stream: stream)
    guard let stretch = try finder.stretch(from: first, to: until, in: &source.demuxer) else {
      throw CutError(source.name, "has no keyframe at or before \(range.start.clock())")
    }
    self.stretch = stretch
    nextDecoding = stretch.firstDecoding
  }

  /// When the packet just read is shown in the chapter; nil for one that doesn't belong to it.
  mutating func take(_ packet: borrowing Packet) throws -> PacketTimes? {
    guard !isDone, let pts = packet.pts ?? packet.dts else { return nil }
    if !hasStarted {
      guard packet.isKey, pts == stretch.keyframe else { return nil }
      hasStarted = true
    }
    let step = max(1, packet.duration > 0 ? packet.duration : stretch.step)
    let dts = packet.dts ?? nextDecoding ?? pts
    nextDecoding = dts + step
    if let lastDecoding, dts <= lastDecoding {
      throw CutError(name, "its pictures are not in decoding order at \(try clock.instant(pts, in: base).clock())")
    }
    lastDecoding = dts
    if pts == stretch.last { isDone = true }
    return PacketTimes(
      pts: pts - start, dts: min(dts, pts) - start, duration: packet.duration, base: base,
      shown: try clock.instant(pts, in: base))
  }

  /// How long it plays, from the chapter's start.
  func length() throws -> TimeSpan { try min(range.end, end) - range.start }
}
