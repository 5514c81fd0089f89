internal import Foundation
internal import Lesson
internal import Timeline

/// Decodes stretches of a recording's main sound, as samples of -1…1 in a plane for each channel, each run with its exact place: samples from the
/// first heard one.
struct SoundReader: ~Copyable {
  private var packets: SoundPackets
  private let clock: SoundClock
  /// Samples that are decoded before a stretch, so that it is as if all before it had been decoded too.
  let preRoll: Int64
  /// 0 where packets don't all have as many.
  let samplesPerPacket: Int
  /// Where a packet begins.
  let firstPacket: Int64

  /// Samples per channel from the first heard to the end.
  var length: Int64 { clock.length }

  init(_ url: URL, named name: String, _ sound: SoundInfo, origin: Instant) throws(MediaError) {
    var demuxer = try Demuxer(url, named: name)
    demuxer.read(only: [sound.stream])
    let clock = try SoundClock(sound, origin: origin, of: name)
    let stream = demuxer.streams.first { $0.index == sound.stream }
    let packets = try SoundPackets(demuxer, sound, clock)
    samplesPerPacket = stream?.sound?.samplesPerPacket ?? 0
    let step = Int64(samplesPerPacket)
    // Until then the high-pass has forgotten its beginning, to -70 dB.
    let needed = max(stream.map { PreRoll($0).samples(in: step) } ?? 0, Int64(sound.sampleRate) / 50)
    preRoll = step > 0 ? (needed + step - 1) / step * step : needed
    firstPacket = packets.firstPlace ?? 0
    self.clock = clock
    self.packets = packets
  }

  /// Calls `body` with runs of samples, in order, that cover the wanted stretches and what is decoded before each: the planes, how many samples
  /// each has, and the place of the first. Places leave gaps where nothing is wanted or the file has nothing; the first may be negative.
  ///
  /// The decoder is new each time, so that nothing depends on what was read before.
  ///
  /// - Parameter wanted: in order.
  mutating func read(
    _ wanted: [Range<Int64>], _ body: ([UnsafePointer<Float>], Int, Int64) -> Void
  ) throws(MediaError) {
    guard let first = wanted.first else { return }
    var decoder = try packets.decoder()
    var frame = try Frame()
    var planes = FloatPlanes()
    var expected: Int64?
    var (next, isOpen, isNext) = (0, true, true)
    try packets.seek(to: first.lowerBound - preRoll)
    while isOpen, next < wanted.count {
      isOpen = try packets.next(endingBehind: wanted[next].lowerBound - preRoll)
      if isOpen {
        isNext = isNext && packets.isNext
        while next < wanted.count, wanted[next].upperBound <= packets.place { next += 1 }
        guard next < wanted.count, packets.end > wanted[next].lowerBound - preRoll else {
          isNext = false
          continue
        }
        if !isNext {
          decoder.flush()
          expected = nil
          isNext = true
        }
        guard try packets.send(to: &decoder) else { continue }
      } else {
        try decoder.sendEnd()
      }
      while try decoder.receive(into: &frame) {
        guard frame.sampleRate == clock.sampleRate else {
          throw packets.operation.error(
            .notYet, "its sound changes its sample rate in mid-file, which is not handled yet")
        }
        guard planes.take(frame) else {
          throw packets.operation.error(.notYet, "its sound has a sample format that is not handled yet")
        }
        let place = packets.place(of: frame) ?? clock.place(of: frame.pts, expected: expected)
        body(planes.pointers, frame.sampleCount, place)
        expected = place + Int64(frame.sampleCount)
      }
    }
  }
}
