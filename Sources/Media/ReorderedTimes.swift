internal import CFFmpeg

/// When the pictures of a stream in AVI are shown: the container counts only packets, in the order they are decoded. Without B-frames that is it.
///
/// Else for H.264: a picture's order count (Rec. ITU-T H.264, 8.2.1) starts again at each IDR picture and rises by two from frame to frame, so with the number of the IDR picture it gives the frame's own.
struct ReorderedTimes: ~Copyable {
  private let stream: Int32
  private let parser: UnsafeMutablePointer<AVCodecParserContext>
  private let context: UnsafeMutablePointer<AVCodecContext>
  /// By how many ticks decoding runs ahead.
  private let delay: Int64
  /// Ticks from frame to frame: a clock may count half frames.
  private let step: Int64
  /// Decoding time of the last IDR picture; nil until one came.
  private var start: Int64?

  /// nil where the times stay unknown: for B-frames of another codec.
  init?(_ stream: UnsafeMutablePointer<AVStream>, _ operation: Operation) throws(MediaError) {
    let parameters = stream.pointee.codecpar.pointee
    guard parameters.codec_type == AVMEDIA_TYPE_VIDEO,
      parameters.codec_id == AV_CODEC_ID_H264 || parameters.video_delay == 0,
      let codec = avcodec_find_decoder(AV_CODEC_ID_H264), let parser = av_parser_init(Int32(AV_CODEC_ID_H264.rawValue))
    else { return nil }
    var context = avcodec_alloc_context3(codec)
    let opened: UnsafeMutablePointer<AVCodecContext>
    do throws(MediaError) {
      opened = try operation.allocated(context)
      try operation.check(avcodec_parameters_to_context(opened, stream.pointee.codecpar))
    } catch {
      avcodec_free_context(&context)
      av_parser_close(parser)
      throw error
    }
    self.stream = stream.pointee.index
    self.parser = parser
    self.context = opened
    step = Self.step(of: stream)
    delay = Int64(parameters.video_delay) * step
    parser.pointee.flags |= PARSER_FLAG_COMPLETE_FRAMES
  }

  deinit {
    var context: UnsafeMutablePointer<AVCodecContext>? = context
    avcodec_free_context(&context)
    av_parser_close(parser)
  }

  /// The smallest distance between the first entries of the index.
  private static func step(of stream: UnsafeMutablePointer<AVStream>) -> Int64 {
    var (least, last): (Int64, Int64?) = (.max, nil)
    for number in 0..<min(avformat_index_get_entries_count(stream), 100) {
      guard let entry = avformat_index_get_entry(stream, number), entry.pointee.size > 0 else { continue }
      let time = entry.pointee.timestamp
      if let last, time > last, last > -1 << 60, time < 1 << 60 { least = min(least, time - last) }
      last = time
    }
    return least < 1 << 20 ? least : 1
  }

  mutating func restart() { start = nil }

  /// Gives the packet its presentation time; none where no IDR picture came before it.
  mutating func fill(_ packet: inout Packet, _ file: String) throws(MediaError) {
    guard packet.pointer.pointee.stream_index == stream, packet.size > 0 else { return }
    let native = packet.pointer
    guard delay > 0 else {
      if packet.pts == nil { native.pointee.pts = native.pointee.dts }
      return
    }
    var (data, size): (UnsafeMutablePointer<UInt8>?, Int32) = (nil, 0)
    _ = av_parser_parse2(
      parser, context, &data, &size, native.pointee.data, native.pointee.size, native.pointee.pts, native.pointee.dts,
      native.pointee.pos)
    guard let dts = packet.dts, dts.magnitude < 1 << 40 else { return }
    let order = Int64(parser.pointee.output_picture_number)
    if packet.isKey, order == 0 { start = dts }
    native.pointee.pts = start.map { $0 + order / 2 * step } ?? chop_AV_NOPTS_VALUE
    native.pointee.dts = dts - delay
  }
}
