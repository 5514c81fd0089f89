internal import Lesson
internal import Media
internal import Timeline

/// The packets of a chapter's head, and when they are shown in the chapter.
struct HeadTrack {
  let encoder: HeadEncoder
  let stream: Int
  private let base: TimeBase
  private let clock: RecordingClock
  /// The chapter's start, in ticks.
  private let start: Int64
  /// How long before it is shown each frame is decoded, in ticks. Nothing in a head waits for frames behind it: it is as long as for the keyframe behind the head, so that
  /// decoding times rise.
  var delay: Int64

  /// nil where the chapter has no head. `copied` is what follows it.
  init?(_ chapter: ChapterCut, _ source: inout OpenRecording, before copied: PictureTrack?) throws {
    guard let encoder = try source.headEncoder(for: chapter), let video = source.info.video else { return nil }
    self.encoder = encoder
    stream = video.stream
    base = video.timeBase
    clock = RecordingClock(source.info)
    start = try clock.ticks(chapter.cut.range.start, in: base, rounding: .nearest)
    let behind = copied.map { max(0, $0.stretch.keyframe - ($0.stretch.firstDecoding ?? $0.stretch.keyframe)) }
    delay = behind ?? 0
  }

  /// Writes what is decoded before `limit`, or all that is left, and the sound that was encoded in its turn; `report` hears where in the recording each frame is shown.
  func write(
    to muxer: inout Muxer, _ target: Int?, with sounds: inout ChapterSounds, before limit: PacketTimes? = nil,
    _ report: (Instant) throws -> Void
  ) throws {
    guard let target else { return }
    while let times = try times(), try limit.map({ try times.isDecoded(before: $0) }) ?? true {
      try sounds.writeEncoded(before: times, to: &muxer)
      try muxer.write(
        encoder.packet, to: target, pts: times.pts, dts: times.dts, duration: times.duration, in: times.base)
      try report(times.shown)
      try encoder.advance()
    }
  }

  /// When the packet that the encoder holds is shown; nil where none is left.
  private func times() throws -> PacketTimes? {
    guard let (pts, duration) = encoder.current else { return nil }
    return PacketTimes(
      pts: pts - start, dts: pts - start - delay, duration: duration, base: base,
      shown: try clock.instant(pts, in: base))
  }

  /// When the first frame is shown, on the file's own clock.
  func firstShown() throws -> Instant { try Instant(ticks: encoder.start, in: base) }
}
