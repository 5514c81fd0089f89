internal import CFFmpeg

/// Encodes pictures to packets (`AVCodecContext`), the same bytes each time: one thread, no clock.
///
/// Give frames with ``send(_:)``, then take packets with ``receive(into:)`` until it says false; at the end ``sendEnd()`` and take the rest. There are no B-frames, so packets
/// come in the order they are shown, and their presentation times, in ticks of the stream they were decoded from, are those of the frames.
package struct Encoder: ~Copyable {
  let context: UnsafeMutablePointer<AVCodecContext>
  private let file: String
  private let width: Int32
  private let height: Int32
  private let format: Int32

  /// Which encoder, and how it is to encode.
  package struct Settings: Hashable, Sendable {
    /// FFmpeg's name: `libx264`.
    package var codec: String
    /// The encoder's own options, such as `("preset", "veryfast")` (ffmpeg -h encoder=libx264). What it doesn't know is an error.
    package var options: [Muxer.Options.Setting]
    /// Frames from keyframe to keyframe at most.
    package var groupOfPictures: Int32
    /// `level_idc` (Rec. ITU-T H.264, A.3) that the encoder is to keep; nil for what it finds fit.
    package var level: Int?

    package init(_ codec: String, _ options: [(String, String)], groupOfPictures: Int32 = 250, level: Int? = nil) {
      self.codec = codec
      self.options = options.map { Muxer.Options.Setting($0.0, $0.1) }
      self.groupOfPictures = groupOfPictures
      self.level = level
    }

    /// All of it in one line.
    package var text: String {
      ([codec, "g=\(groupOfPictures)"] + (level.map { ["level=\($0)"] } ?? [])
        + options.map { "\($0.name)=\($0.value)" }).joined(separator: " ")
    }
  }

  /// An encoder for pictures like `frame`, which was decoded from a stream of `demuxer`: in size, pixel format, pixel aspect, colour and interlacing, on the stream's clock.
  ///
  /// Throws ``MediaError/Code/notPossible`` for an encoder that this FFmpeg doesn't have, and for pictures that it can't encode.
  package init(
    _ settings: Settings, for frame: borrowing Frame, of stream: Int, in demuxer: borrowing Demuxer
  ) throws(MediaError) {
    FFmpegLog.begin()
    let operation = Operation("encode", demuxer.file)
    guard let native = demuxer.native(stream), let parameters = native.pointee.codecpar else {
      throw operation.error(.notPossible, "has no stream \(stream)")
    }
    guard let codec = avcodec_find_encoder_by_name(settings.codec) else {
      throw operation.error(
        .notPossible, "needs the encoder \(settings.codec), which this FFmpeg doesn't have",
        remedy: "install an FFmpeg with it, or cut with place-cuts.cuts=edit-list")
    }
    var context: UnsafeMutablePointer<AVCodecContext>? = try operation.allocated(avcodec_alloc_context3(codec))
    let opened = try operation.allocated(context)
    let source = frame.pointer.pointee
    opened.pointee.width = source.width
    opened.pointee.height = source.height
    opened.pointee.pix_fmt = AVPixelFormat(rawValue: source.format)
    opened.pointee.time_base = native.pointee.time_base
    opened.pointee.framerate = frameRate(of: native)
    opened.pointee.sample_aspect_ratio =
      source.sample_aspect_ratio.num > 0 ? source.sample_aspect_ratio : parameters.pointee.sample_aspect_ratio
    opened.pointee.color_range = source.color_range
    opened.pointee.color_primaries = source.color_primaries
    opened.pointee.color_trc = source.color_trc
    opened.pointee.colorspace = source.colorspace
    opened.pointee.chroma_sample_location = source.chroma_location
    opened.pointee.thread_count = 1
    opened.pointee.gop_size = settings.groupOfPictures
    opened.pointee.max_b_frames = 0
    if let level = settings.level.flatMap(Int32.init(exactly:)) { opened.pointee.level = level }
    // Parameter sets go to the configuration, not into the packets.
    opened.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT
    if source.interlaced_frame != 0 || parameters.pointee.field_order.rawValue > AV_FIELD_PROGRESSIVE.rawValue {
      opened.pointee.flags |= AV_CODEC_FLAG_INTERLACED_DCT
    }
    do throws(MediaError) {
      var options = OptionDictionary(settings.options.map { ($0.name, $0.value) })
      try operation.check(avcodec_open2(opened, codec, &options.pointer))
      try options.checkAllTaken(operation)
    } catch {
      avcodec_free_context(&context)
      throw error
    }
    self.context = opened
    file = demuxer.file
    (width, height, format) = (source.width, source.height, source.format)
  }

  deinit {
    var context: UnsafeMutablePointer<AVCodecContext>? = context
    avcodec_free_context(&context)
  }

  /// Codec configuration as the encoder gives it: for H.264 the parameter sets as Annex B.
  package var configuration: [UInt8] {
    guard let bytes = context.pointee.extradata, context.pointee.extradata_size > 0 else { return [] }
    return Array(UnsafeBufferPointer(start: bytes, count: Int(context.pointee.extradata_size)))
  }

  /// Gives a picture to be shown at `pts`, which has to rise from call to call. Throws where it is not like the first one.
  package mutating func send(_ frame: borrowing Frame, pts: Int64) throws(MediaError) {
    FFmpegLog.begin()
    let operation = Operation("encode", file)
    let native = frame.pointer
    guard native.pointee.width == width, native.pointee.height == height, native.pointee.format == format else {
      throw operation.error(.notYet, "its picture changes its size or format in mid-file, which is not handled yet")
    }
    native.pointee.pts = pts
    // What the source coded it as is no wish.
    native.pointee.pict_type = AV_PICTURE_TYPE_NONE
    try operation.check(avcodec_send_frame(context, native))
  }

  /// Says that no more pictures come.
  package mutating func sendEnd() throws(MediaError) {
    FFmpegLog.begin()
    let result = avcodec_send_frame(context, nil)
    if result != chop_AVERROR_EOF { try Operation("encode", file).check(result) }
  }

  /// Takes the next packet; false where none is ready, or none is left.
  package mutating func receive(into packet: inout Packet) throws(MediaError) -> Bool {
    packet.clear()
    let result = avcodec_receive_packet(context, packet.pointer)
    if result == chop_AVERROR(EAGAIN) || result == chop_AVERROR_EOF { return false }
    try Operation("encode", file).check(result)
    return true
  }
}

/// Frames per second for the encoder's rate control and level; 25 where the container doesn't say.
private func frameRate(of stream: UnsafeMutablePointer<AVStream>) -> AVRational {
  let rates = [stream.pointee.avg_frame_rate, stream.pointee.r_frame_rate]
  return rates.first { $0.num > 0 && $0.den > 0 && $0.num / $0.den < 1000 } ?? AVRational(num: 25, den: 1)
}
