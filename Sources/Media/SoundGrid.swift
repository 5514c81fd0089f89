package import Timeline

/// Where each sound packet stands, in samples of the recording's own sound.
///
/// In MP4 the stream's clock counts samples. In Matroska it counts milliseconds (or what TimestampScale says), in MPEG-TS 90 kHz, so a packet's place is off by up to half a
/// tick: the packets of a codec with a fixed number of samples stand on a grid, and the nearest place on it is the true one. A packet further off than a gap of
/// 1.5 ms stands where its timestamp says. Each packet's place depends on nothing but its own timestamp, so two chapters agree on it.
package struct SoundGrid {
  /// Samples per second.
  package let rate: Int64
  private let base: TimeBase
  private let samples: TimeBase
  /// A packet's first sample.
  private let start: Int64
  /// Samples per packet; 0 where the codec has no fixed number.
  package let step: Int64

  /// The grids on which the first packets of these streams stand, which are read for it from where the demuxer is: its start. None for a stream without packets, or with a rate that
  /// no clock can have.
  package static func grids(of streams: [Int], in demuxer: inout Demuxer) throws -> [Int: SoundGrid] {
    guard !streams.isEmpty else { return [:] }
    demuxer.read(only: streams)
    var packet = try Packet()
    var grids: [Int: SoundGrid] = [:]
    var waiting = Set(streams)
    var damaged = 0
    while !waiting.isEmpty, try demuxer.next(into: &packet, countingDamage: &damaged) {
      guard waiting.contains(packet.stream), let first = packet.pts ?? packet.dts else { continue }
      waiting.remove(packet.stream)
      guard let stream = demuxer.streams.first(where: { $0.index == packet.stream }) else { continue }
      grids[packet.stream] = try SoundGrid(
        stream, first: first, priming: max(packet.skippedSamples.start, demuxer.droppedByDecoder(stream)),
        step: packet.sampleCount(in: stream))
    }
    return grids
  }

  /// - Parameter priming: samples of the first packet that are not heard. What is heard starts on a tick, not the packet.
  private init?(_ stream: StreamInfo, first: Int64, priming: Int, step: Int?) throws(TimeOverflow) {
    guard let sound = stream.sound, let base = stream.timeBase, let rate = Int32(exactly: sound.sampleRate),
      let samples = TimeBase(perSecond: rate)
    else { return nil }
    self.rate = Int64(rate)
    self.base = base
    self.samples = samples
    let ticks = rescaled(Int64(priming), samples, base) ?? 0
    let (heard, overflow) = first.addingReportingOverflow(ticks)
    start = overflow ? try Self.samples(first, base, samples) : try Self.samples(heard, base, samples) - Int64(priming)
    self.step = Int64(step ?? 0)
  }

  /// The stream's clock has a tick for every sample.
  private var isExact: Bool { base.numerator == 1 && base.denominator % samples.denominator == 0 }

  /// Each packet's place can be told by its own timestamp.
  var isExactAnywhere: Bool { isExact || step > 0 }

  /// The clock that counts samples.
  package var clock: TimeBase { samples }

  /// The packet's first sample, on the file's own clock.
  package func place(of pts: Int64) throws(TimeOverflow) -> Int64 {
    let written = try Self.samples(pts, base, samples)
    guard !isExact, step > 0 else { return written }
    let (off, overflow) = written.subtractingReportingOverflow(start)
    guard !overflow else { throw TimeOverflow() }
    let steps = (Double(off) / Double(step)).rounded()
    guard steps.magnitude < 1e12 else { return written }
    let place = start + Int64(steps) * step
    return (place - written).magnitude * 2000 <= UInt64(rate) * 3 ? place : written
  }

  /// Whether a place is where a packet stands that has the codec's fixed number of samples.
  func isOnGrid(_ place: Int64) -> Bool {
    let (off, overflow) = place.subtractingReportingOverflow(start)
    return !overflow && step > 0 && off % step == 0
  }

  /// The first sample of the packet that holds `sample`, or of the one behind it; the sample itself where any packet can be cut.
  package func edge(at sample: Int64, _ rounding: Rounding) throws(TimeOverflow) -> Int64 {
    guard step > 1 else { return sample }
    let (off, overflow) = sample.subtractingReportingOverflow(start)
    guard !overflow else { throw TimeOverflow() }
    let rest = ((off % step) + step) % step
    return rounding == .up && rest > 0 ? sample - rest + step : sample - rest
  }

  private static func samples(_ pts: Int64, _ base: TimeBase, _ samples: TimeBase) throws(TimeOverflow) -> Int64 {
    let place = try Instant(ticks: pts, in: base).ticks(in: samples, rounding: .nearest)
    // So that what is reckoned with places stays within their range, whatever a file says.
    guard place.magnitude < 1 << 62 else { throw TimeOverflow() }
    return place
  }
}
