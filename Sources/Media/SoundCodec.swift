/// How sound of a codec gets into chapters: copied from where its decoder is ready, cut at the sample, or encoded again.
package enum SoundCodec: Hashable, Sendable {
  /// Packets are copied, with its ``PreRoll`` before the one with the first heard sample.
  case copied
  /// Every sample stands for itself: packets are divided.
  case uncompressed
  /// Decoding can't begin between its packets, or no chapter's container holds it: its samples are encoded again.
  case encodedAgain

  /// - Parameter codec: FFmpeg's name. nil for one that chop doesn't handle.
  package init?(_ codec: String) {
    switch codec {
    case "aac", "mp3", "mp2", "ac3", "eac3", "opus", "flac", "alac": self = .copied
    case "vorbis", "aac_latm": self = .encodedAgain
    case _ where codec.hasPrefix("pcm_") && SupportedFormats.decoders.contains(codec): self = .uncompressed
    default: return nil
    }
  }

  /// FFmpeg's name of the codec that chapters carry in its place.
  var encodedAs: String? { self == .encodedAgain ? SoundEncoder.Codec.opus.rawValue : nil }
}
