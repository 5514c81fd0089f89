internal import CFFmpeg
package import Timeline

/// What a container says of one of its streams: a value, good beyond the demuxer it came from.
package struct StreamInfo: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case video, audio, subtitle, data, attachment, unknown
  }

  package var index: Int
  package var kind: Kind
  /// FFmpeg's name, such as `h264`.
  package var codec: String
  /// nil where the container gives none that is usable.
  package var timeBase: TimeBase?
  /// The first timestamp in ticks, as libavformat found it.
  package var start: Int64?
  /// In ticks, as the container says.
  package var duration: Int64?
  /// How many frames the container claims; 0 where it doesn't say.
  package var claimedFrames: Int64
  /// Codec configuration as in the container: `avcC`, `AudioSpecificConfig`.
  package var extradata: [UInt8]
  package var profile: Int
  package var level: Int
  package var isCover: Bool
  package var isDefault: Bool
  /// As the container writes it: ISO 639-2 in MP4 and Matroska; nil for `und`.
  package var language: String?
  /// What the container calls it; hostile until shown safely.
  package var title: String?
  package var picture: Picture?
  package var sound: Sound?

  package struct Picture: Hashable, Sendable {
    /// Coded size in pixels, positive.
    package var width: Int
    package var height: Int
    /// Width to height of one pixel; 1:1 where unknown.
    package var pixelAspect: (width: Int, height: Int) { (aspectWidth, aspectHeight) }
    var aspectWidth: Int
    var aspectHeight: Int
    /// FFmpeg's name, such as `yuv420p`; empty where unknown.
    package var pixelFormat: String
    /// Clockwise turn needed for display, in degrees: 0, 90, 180, 270; from the display matrix.
    package var rotation: Int
    /// Average frames per second; nil where unknown.
    package var frameRate: (numerator: Int, denominator: Int)? {
      rateDenominator > 0 ? (rateNumerator, rateDenominator) : nil
    }
    var rateNumerator: Int
    var rateDenominator: Int
  }

  package struct Sound: Hashable, Sendable {
    /// In hertz, positive.
    package var sampleRate: Int
    package var channels: Int
    /// Samples per packet, where the codec has a fixed number; 0 where it hasn't.
    package var samplesPerPacket: Int
    /// Samples at the start that are no sound (`initial_padding`).
    package var priming: Int
    package var bitsPerSample: Int
  }
}

extension StreamInfo {
  /// Codec configuration beyond this many bytes is not carried into values.
  private static let extradataLimit = 1 << 20

  init(_ stream: UnsafeMutablePointer<AVStream>) {
    let native = stream.pointee
    let parameters = native.codecpar.pointee
    index = Int(native.index)
    kind =
      switch parameters.codec_type {
      case AVMEDIA_TYPE_VIDEO: .video
      case AVMEDIA_TYPE_AUDIO: .audio
      case AVMEDIA_TYPE_SUBTITLE: .subtitle
      case AVMEDIA_TYPE_DATA: .data
      case AVMEDIA_TYPE_ATTACHMENT: .attachment
      default: .unknown
      }
    codec = String(cString: avcodec_get_name(parameters.codec_id))
    timeBase = TimeBase(native.time_base.num, native.time_base.den)
    start = timestamp(native.start_time)
    duration = timestamp(native.duration).flatMap { $0 > 0 ? $0 : nil }
    claimedFrames = max(0, native.nb_frames)
    extradata = []
    if let bytes = parameters.extradata, parameters.extradata_size > 0,
      parameters.extradata_size <= Self.extradataLimit
    {
      extradata = Array(UnsafeBufferPointer(start: bytes, count: Int(parameters.extradata_size)))
    }
    profile = Int(parameters.profile)
    level = Int(parameters.level)
    isCover = native.disposition & AV_DISPOSITION_ATTACHED_PIC != 0
    isDefault = native.disposition & AV_DISPOSITION_DEFAULT != 0
    language = tag("language", in: native.metadata).flatMap { $0.isEmpty || $0 == "und" ? nil : $0 }
    title = tag("title", in: native.metadata).flatMap { $0.isEmpty ? nil : String($0.prefix(100)) }
    if kind == .video, parameters.width > 0, parameters.height > 0 { picture = Picture(stream) }
    if kind == .audio, parameters.sample_rate > 0 {
      let uncompressed = codec.hasPrefix("pcm_") ? av_get_bits_per_sample(parameters.codec_id) : 0
      sound = Sound(
        sampleRate: Int(parameters.sample_rate), channels: max(0, Int(parameters.ch_layout.nb_channels)),
        samplesPerPacket: flacBlock(codec, extradata) ?? max(0, Int(parameters.frame_size)),
        priming: max(0, Int(parameters.initial_padding)),
        bitsPerSample: max(0, Int(uncompressed > 0 ? uncompressed : parameters.bits_per_coded_sample)))
    }
  }
}

/// Samples of each FLAC packet but the last, where the smallest and the largest block are the same (RFC 9639, 8.2: STREAMINFO).
private func flacBlock(_ codec: String, _ configuration: [UInt8]) -> Int? {
  guard codec == "flac", configuration.count >= 34 else { return nil }
  let (least, most) = (configuration[..<2], configuration[2..<4])
  return least.elementsEqual(most) ? Int(configuration[0]) << 8 | Int(configuration[1]) : nil
}

extension StreamInfo.Picture {
  fileprivate init(_ stream: UnsafeMutablePointer<AVStream>) {
    let parameters = stream.pointee.codecpar.pointee
    width = Int(parameters.width)
    height = Int(parameters.height)
    let aspects = [stream.pointee.sample_aspect_ratio, parameters.sample_aspect_ratio]
    let aspect = aspects.first { $0.num > 0 && $0.den > 0 } ?? AVRational(num: 1, den: 1)
    (aspectWidth, aspectHeight) = (Int(aspect.num), Int(aspect.den))
    let format = AVPixelFormat(rawValue: parameters.format)
    pixelFormat = av_get_pix_fmt_name(format).map { String(cString: $0) } ?? ""
    let rates = [stream.pointee.avg_frame_rate, stream.pointee.r_frame_rate]
    let rate = rates.first { $0.num > 0 && $0.den > 0 } ?? AVRational(num: 0, den: 0)
    (rateNumerator, rateDenominator) = (Int(rate.num), Int(rate.den))
    rotation = quarterTurns(of: stream) * 90
  }
}

/// Clockwise quarter turns that the display matrix asks for (libavutil/display.h: its angle is counterclockwise); other angles go to
/// the nearest quarter.
private func quarterTurns(of stream: UnsafeMutablePointer<AVStream>) -> Int {
  var size = 0
  guard let data = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size), size >= 9 * 4 else { return 0 }
  let degrees = data.withMemoryRebound(to: Int32.self, capacity: 9) { av_display_rotation_get($0) }
  guard degrees.isFinite else { return 0 }
  return ((Int((-degrees / 90).rounded()) % 4) + 4) % 4
}

/// nil for FFmpeg's "no timestamp".
func timestamp(_ value: Int64) -> Int64? { value == chop_AV_NOPTS_VALUE ? nil : value }
