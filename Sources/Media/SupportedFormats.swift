/// Which of FFmpeg's demuxers and decoders a recording may reach.
///
/// A recording is untrusted: playlists (`hls`, `concat`, `imf` …) and image sequences would open other files or reach a network, so
/// everything that isn't named here is refused, whatever the file's name says.
enum SupportedFormats {
  /// Demuxers, by FFmpeg's names: those that chop handles, then those it recognises in order to say "not yet".
  static let demuxers = handled + recognised
  static let handled = ["mov", "matroska", "mp3", "wav", "mpegts", "avi", "flv", "ogg", "flac", "aac"]
  private static let recognised = [
    "asf", "mpeg", "aiff", "caf", "w64", "amr", "ac3", "eac3",
  ]

  /// Codecs of pictures that chapters can have, by FFmpeg's names.
  static let pictures: Set = ["h264", "hevc", "vp9", "av1", "mpeg4", "mpeg2video", "vp8", "prores"]

  /// For people.
  static let summary =
    "H.264, HEVC, VP9, AV1, VP8, MPEG-4, MPEG-2 and ProRes pictures in MP4, MOV, Matroska, MPEG-TS, FLV and AVI, and sound in M4A, MP3, Ogg, FLAC, AAC and WAV files"

  /// Decoders that may run, also while a file is probed.
  static let decoders = [
    "h264", "hevc", "vp9", "libdav1d", "mpeg4", "mpeg2video", "vp8", "prores", "aac", "aac_latm", "mp3", "mp3float",
    "mp2",
    "mp2float", "opus", "vorbis", "flac", "alac", "ac3", "eac3",
    "png", "mjpeg", "pcm_u8", "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be",
    "pcm_s32le", "pcm_s32be", "pcm_f32le", "pcm_f32be", "pcm_f64le", "pcm_f64be", "pcm_alaw", "pcm_mulaw",
  ]

  static let maximumStreams: Int32 = 64
  /// How much of a file may be read to learn what its streams are, in bytes and in microseconds.
  static let probeSize: Int64 = 20_000_000
  static let analyzeDuration: Int64 = 10_000_000
  /// Pictures beyond this many pixels are refused by the decoder.
  static let maximumPixels: Int64 = 8192 * 8192
}
