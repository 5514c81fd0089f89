internal import Lesson
internal import Media
internal import Timeline

/// The packets of a chapter's head, and when they are shown in the chapter.
struct HeadTrack {
  let encoder: HeadEncoder
  private let base: TimeBase
  private let clock: RecordingClock
  /// The chapter's start, in ticks.
  private let start: Int64
  /// How long before it is shown each frame is decoded, in ticks. Nothing in a head waits for frames behind it: it is as long as for the keyframe behind the head, so that
  /// decoding times rise.
  var delay: Int64

  /// nil where there is no head. `copied` is what follows it.
  init?(_ cut: PictureCut, _ source: inout OpenRecording, before copied: PictureTrack?) throws {
    guard let encoder = try source.headEncoder(for: cut) else { return nil }
    self.encoder = encoder
    base = cut.video.timeBase
    clock = RecordingClock(source.info)
    start = try clock.ticks(cut.range.start, in: base, rounding: .nearest)
    let behind = copied.map { max(0, $0.stretch.keyframe - ($0.stretch.firstDecoding ?? $0.stretch.keyframe)) }
    delay = behind ?? 0
  }

  /// When the packet that the encoder holds is shown; nil where none is left.
  func times() throws -> PacketTimes? {
    guard let (pts, duration) = encoder.current else { return nil }
    return PacketTimes(
      pts: pts - start, dts: pts - start - delay, duration: duration, base: base,
      shown: try clock.instant(pts, in: base))
  }

  /// When the first frame is shown, on the file's own clock.
  func firstShown() throws -> Instant { try Instant(ticks: encoder.start, in: base) }
}
