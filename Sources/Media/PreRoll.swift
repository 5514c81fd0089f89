/// How much a decoder has to be given before a place so that it gives the same sound there as if it came from the start.
enum PreRoll {
  /// In samples.
  ///
  /// - Parameters:
  ///   - samplesPerPacket: 0 where the codec has no fixed number.
  ///   - isPlain: of AAC: LC, without spectral band replication.
  static func samples(_ codec: String, samplesPerPacket: Int, isPlain: Bool, sampleRate: Int) -> Int64 {
    let packet = Int64(samplesPerPacket)
    let needed: Int64 =
      switch codec {
      // Windows overlap by half (ISO/IEC 14496-3 §4.6.11); band replication looks back further (§4.6.18), and doubles what a packet holds.
      case "aac": (isPlain ? 1 : 10) * packet
      // Its main data may lie up to 511 bytes back (ISO/IEC 11172-3 §2.4.2.7): nine frames at the lowest rates.
      case "mp3": 9 * packet
      // RFC 7845 §4.6
      case "opus": Int64(sampleRate) * 80 / 1000
      // Half of its longest block (Vorbis I specification §4.2.2), twice.
      case "vorbis": 8192
      default: 0
      }
    // Until then the high-pass has forgotten its beginning, to -70 dB.
    let settling = Int64(sampleRate) / 50
    return packet > 0 ? (max(needed, settling) + packet - 1) / packet * packet : max(needed, settling)
  }
}
