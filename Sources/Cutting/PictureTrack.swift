internal import Lesson
internal import Media
internal import Timeline

/// Which packets of a picture are copied to a chapter, and when they are shown in it.
struct PictureTrack {
  let stream: Int
  let base: TimeBase
  let stretch: FrameFinder.Stretch
  private(set) var isDone = false
  private let start: Int64
  private let clock: RecordingClock
  private(set) var hasStarted = false
  private var nextDecoding: Int64?
  private var lastDecoding: Int64?
  private let name: String
  private let dropsLeading: Bool

  /// nil where nothing of the picture is copied.
  init?(_ cut: PictureCut, _ source: inout OpenRecording) throws {
    let (video, range) = (cut.video, cut.range)
    guard let copied = TimeRange(cut.head?.end ?? range.start, range.end).intersection(video.range) else { return nil }
    stream = video.stream
    base = video.timeBase
    clock = RecordingClock(source.info)
    name = source.name
    start = try clock.ticks(range.start, in: base, rounding: .nearest)
    let first = try clock.ticks(copied.start, in: base, rounding: .nearest)
    let until = range.end < video.range.end ? try clock.ticks(range.end, in: base, rounding: .up) : nil
    dropsLeading = cut.method != .editList
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
    if pts == stretch.last { isDone = true }
    // Leading pictures belong to what comes before: what they refer to before the keyframe is not there.
    if dropsLeading, pts < stretch.keyframe { return nil }
    let step = max(1, packet.duration > 0 ? packet.duration : stretch.step)
    let dts = packet.dts ?? nextDecoding ?? pts
    nextDecoding = dts + step
    if let lastDecoding, dts <= lastDecoding {
      throw CutError(name, "its pictures are not in decoding order at \(try clock.instant(pts, in: base).clock())")
    }
    lastDecoding = dts
    return PacketTimes(
      pts: pts - start, dts: min(dts, pts) - start, duration: packet.duration, base: base,
      shown: try clock.instant(pts, in: base))
  }

  /// How long before it is shown the first copied keyframe is decoded, in ticks: by reading on from where the demuxer stands.
  func delay(in demuxer: inout Demuxer) throws -> Int64 {
    var trial = self
    var packet = try Packet()
    while try demuxer.next(into: &packet) {
      guard packet.stream == stream, let times = try trial.take(packet) else { continue }
      return times.pts - times.dts
    }
    return 0
  }
}
