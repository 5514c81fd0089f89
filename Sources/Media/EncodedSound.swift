internal import CFFmpeg
package import Foundation

/// A stretch of a recording's sound, encoded again packet by packet as they are asked for: the same bytes each time.
package final class EncodedSound {
  package struct Packet: Sendable {
    package let bytes: [UInt8]
    /// In samples from the stretch's start; the first packets begin before it.
    package let pts: Int64
    package let duration: Int64
  }

  /// Samples per second of everything in it.
  package let rate: Int64
  private var reader: SampleReader
  private var encoder: SoundEncoder
  /// On the reader's clock: what is to be encoded next, and where it ends.
  private var place: Int64
  private let end: Int64
  /// Decoded, but not yet encoded.
  private var run: SampleRun?
  private var isRead = false
  private var packets: [Packet] = []
  private var hasEnded = false

  /// Decodes and encodes `samples` of a recording's sound track, which `grid` counts. Where the recording has a gap there is silence.
  ///
  /// Throws ``MediaError``.
  package init(
    _ url: URL, named name: String, stream: Int, on grid: SoundGrid, channels: Int, samples: Range<Int64>,
    as codec: SoundEncoder.Codec
  ) throws {
    var reader = try SampleReader(url, named: name, stream: stream, on: grid, channels: channels)
    try reader.begin(at: samples.lowerBound)
    rate = codec.rate(for: Int(grid.rate))
    let encoder = try SoundEncoder(codec, channels: channels, sampleRate: Int(grid.rate), Operation("encode", name))
    self.reader = reader
    self.encoder = encoder
    place = samples.lowerBound
    end = samples.upperBound
  }

  /// The codec's configuration. Of Opus (RFC 7845, 5.1) with a pre-skip of 0: what is not to be heard lies before time 0.
  package var configuration: [UInt8] { encoder.configuration }
  var context: UnsafeMutablePointer<AVCodecContext> { encoder.context }

  /// The next packet; nil where none is left. The last one may reach over the end.
  package func next() throws -> Packet? {
    while packets.isEmpty, !hasEnded {
      try Task.checkCancellation()
      try encodeMore()
      packets = encoder.takePackets()
    }
    return packets.isEmpty ? nil : packets.removeFirst()
  }

  /// However long a gap is, its silence is made in pieces, in samples.
  private static let longestSilence: Int64 = 48_000

  private func encodeMore() throws {
    if run == nil, !isRead {
      let next = place < end ? try reader.next() : nil
      isRead = next == nil
      run = next?.clamped(to: place..<end)
      if run == nil, !isRead { return }
    }
    let gap = (run?.start ?? end) - place
    if gap > 0 {
      let count = min(gap, Self.longestSilence)
      try encoder.addSilence(Int(count))
      place += count
    } else if let run {
      try encoder.add(run.samples)
      place = run.end
      self.run = nil
    } else {
      try encoder.finish()
      hasEnded = true
    }
  }
}
