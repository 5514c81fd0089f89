extension SoundEncoder {
  /// A codec that chapters carry in place of the recording's.
  package enum Codec: String, Sendable {
    case aac, opus

    /// FFmpeg's name of the encoder.
    var encoder: String {
      switch self {
      case .aac: "aac"
      case .opus: "libopus"
      }
    }

    /// Samples per second of what it makes of sound with this rate. AAC knows those of ISO/IEC 14496-3, table 1.18; Opus counts in 48 kHz (RFC 7845 §4).
    package func rate(for rate: Int) -> Int64 {
      let known = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350]
      return self == .aac && known.contains(rate) ? Int64(rate) : 48000
    }

    /// How many channels of so many are kept: browsers play AAC with the channel configurations of ISO/IEC 14496-3, table 1.19, and mix others down wrongly.
    func channels(of channels: Int) -> Int {
      self == .aac && ![1, 2, 5, 6, 8].contains(channels) ? 2 : channels
    }

    /// Whether its encoder takes a plane for each channel.
    var isPlanar: Bool { self == .aac }

    /// Bits per second: transparent for speech and music, by the codecs' own listening tests.
    func bitRate(channels: Int) -> Int64 {
      switch self {
      case .aac: Int64(32_000 + 96_000 * channels)
      case .opus: Int64(max(96_000, 64_000 * channels))
      }
    }

    /// Without noise in place of sound, which decodes to other samples each time.
    var options: [(String, String)] { self == .aac ? [("aac_pns", "0")] : [] }
  }
}
