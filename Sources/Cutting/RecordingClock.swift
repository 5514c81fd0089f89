internal import Lesson
internal import Media
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

/// Where each sound packet stands, in samples of the recording's own sound.
///
/// In MP4 the stream's clock counts samples. In Matroska it counts milliseconds (or what TimestampScale says), so a packet's place is off by up to half a tick: the
/// packets of a codec with a fixed number of samples stand on a grid, and the nearest place on it is the true one. A packet further off than a gap of
/// 1.5 ms stands where its timestamp says. Each packet's place depends on nothing but its own timestamp, so two chapters agree on it.
struct SoundGrid {
  /// Samples per second.
  let rate: Int64
  private let base: TimeBase
  private let samples: TimeBase
  /// A packet's first sample.
  private let start: Int64
  /// Samples per packet; 0 where the codec has no fixed number.
  let step: Int64

  /// The grid on which the stream's first packet stands, which is read for it. nil for a rate that no clock can have, and for a stream without packets.
  init?(_ stream: Int, of demuxer: inout Demuxer) throws {
    guard let stream = demuxer.streams.first(where: { $0.index == stream }), let sound = stream.sound,
      let base = stream.timeBase, let rate = Int32(exactly: sound.sampleRate), let samples = TimeBase(perSecond: rate)
    else { return nil }
    demuxer.read(only: [stream.index])
    var packet = try Packet()
    var first: Int64?
    while first == nil, try demuxer.next(into: &packet) {
      if packet.stream == stream.index { first = packet.pts ?? packet.dts }
    }
    guard let first else { return nil }
    self.rate = Int64(rate)
    self.base = base
    self.samples = samples
    start = try Self.samples(first, base, samples)
    step = Int64(sound.samplesPerPacket)
  }

  /// The stream's clock has a tick for every sample.
  private var isExact: Bool { base.numerator == 1 && base.denominator % samples.denominator == 0 }

  /// The clock that counts samples.
  var clock: TimeBase { samples }

  /// The packet's first sample, on the file's own clock.
  func place(of pts: Int64) throws(TimeOverflow) -> Int64 {
    let written = try Self.samples(pts, base, samples)
    guard step > 0, !isExact else { return written }
    let (off, overflow) = written.subtractingReportingOverflow(start)
    guard !overflow else { throw TimeOverflow() }
    let steps = (Double(off) / Double(step)).rounded()
    guard steps.magnitude < 1e12 else { return written }
    let place = start + Int64(steps) * step
    return (place - written).magnitude * 2000 <= UInt64(rate) * 3 ? place : written
  }

  /// The first sample of the packet that holds `sample`, or of the one behind it; the sample itself where any packet can be cut.
  func edge(at sample: Int64, _ rounding: Rounding) throws(TimeOverflow) -> Int64 {
    guard step > 1 else { return sample }
    let (off, overflow) = sample.subtractingReportingOverflow(start)
    guard !overflow else { throw TimeOverflow() }
    let rest = ((off % step) + step) % step
    return rounding == .up && rest > 0 ? sample - rest + step : sample - rest
  }

  private static func samples(_ pts: Int64, _ base: TimeBase, _ samples: TimeBase) throws(TimeOverflow) -> Int64 {
    try Instant(ticks: pts, in: base).ticks(in: samples, rounding: .nearest)
  }
}
