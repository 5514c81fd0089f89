internal import CFFmpeg

/// How much a decoder has to be given before a place so that it gives the same sound there as if it came from the start.
package enum PreRoll: Hashable, Sendable {
  case packets(Int64)
  case samples(Int64)

  package init(_ stream: StreamInfo) {
    self =
      switch stream.codec {
      // Windows overlap by half (ISO/IEC 14496-3 §4.6.11); with band replication packets hold twice as much, and only some of them say how its upper bands lie (§4.6.18).
      case "aac": .packets(stream.profile == Int(FF_PROFILE_AAC_LOW) ? 1 : 12)
      // Its main data may lie up to 511 bytes back (ISO/IEC 11172-3 §2.4.2.7): nine packets at the lowest rates.
      case "mp3": .packets(9)
      // The filter bank and the transform overlap with the packet before.
      case "mp2", "ac3", "eac3": .packets(1)
      // 80 ms are asked for (RFC 7845 §4.6); tonal sound is the same to the bit only after twice that.
      case "opus": .samples(Int64(stream.sound?.sampleRate ?? 48000) * 160 / 1000)
      // Half of its longest block (Vorbis I specification §4.2.2), twice.
      case "vorbis": .samples(8192)
      default: .packets(0)
      }
  }

  /// - Parameter step: samples per packet; 0 where they differ.
  package func packets(of step: Int64) -> Int64 {
    switch self {
    case .packets(let count): count
    // No packet of Opus is shorter than 2.5 ms.
    case .samples(let count): (count + max(step, 120) - 1) / max(step, 120)
    }
  }

  /// - Parameter step: samples per packet; 0 where they differ.
  func samples(in step: Int64) -> Int64 {
    switch self {
    case .packets(let count): count * step
    case .samples(let count): count
    }
  }
}
