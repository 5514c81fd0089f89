internal import Lesson
internal import Timeline

/// Leads from a recording's time, which counts from its first shown frame or sample, to the ticks of its streams, and back.
struct RecordingClock {
  let origin: Instant

  init(_ info: MediaInfo) { origin = info.origin }

  /// The tick of a stream's clock at or next to an instant of the recording.
  func ticks(_ instant: Instant, in base: TimeBase, rounding: Rounding) throws(TimeOverflow) -> Int64 {
    try (instant + (origin - .zero)).ticks(in: base, rounding: rounding)
  }

  /// The instant of the recording at a tick of a stream's clock.
  func instant(_ ticks: Int64, in base: TimeBase) throws(TimeOverflow) -> Instant {
    try Instant(ticks: ticks, in: base) - (origin - .zero)
  }
}
