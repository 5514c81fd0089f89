internal import Foundation
internal import Lesson
internal import Media
internal import Timeline

/// Decodes all sound of a file between two instants on its own clock.
///
/// The samples are not held against the recording's: what a codec's decoder makes of equal packets need not be equal (AAC's noise substitution, ISO/IEC 14496-3 §4.6.13, and the dither of AC-3 depend
/// on all that was decoded before). That the packets are equal, with all that the decoder needs before the first one, is what the check by packets proves.
struct SoundDecoding {
  /// Packets that were decoded, of all tracks.
  private(set) var packets = 0
  /// When packets are heard that could not be decoded, in microseconds from `start`.
  private(set) var damage: [Int64] = []

  /// - Parameter streams: by their indices in the file; nil for all its sound.
  init(_ url: URL, named name: String, streams: [Int]? = nil, from start: Instant, for length: Int64) throws {
    var demuxer = try Demuxer(url, named: name)
    let tracks = demuxer.streams.filter { $0.kind == .audio && streams?.contains($0.index) != false }
    for track in tracks { try decode(track, of: &demuxer, start, length) }
  }

  private mutating func decode(
    _ track: StreamInfo, of demuxer: inout Demuxer, _ start: Instant, _ length: Int64
  ) throws {
    guard let base = track.timeBase, let clock = try StreamClock(track, shift: Instant.zero - start) else { return }
    demuxer.read(only: [track.index])
    try demuxer.seek(to: (start - 1.s).ticks(in: base, rounding: .down), in: track.index)
    var decoder = try Decoder(for: track.index, of: demuxer, isStrict: true)
    var packet = try Packet()
    var frame = try Frame()
    var passedOver = 0
    while try demuxer.next(into: &packet, countingDamage: &passedOver) {
      try Task.checkCancellation()
      guard packet.stream == track.index, let time = (packet.pts ?? packet.dts).map(clock.time) else {
        continue
      }
      guard time < length else { break }
      let before = decoder.damaged
      var isWhole = try decoder.send(packet)
      while try decoder.receive(into: &frame) {}
      isWhole = isWhole && decoder.damaged == before
      // What is only to make the decoder ready may lack what comes before it.
      guard !packet.isDiscarded, time >= 0 else { continue }
      packets += 1
      if !isWhole, damage.count < 10_000 { damage.append(time) }
    }
  }
}
