internal import CFFmpeg
internal import Foundation
internal import Timeline

/// Decodes one stream's packets to frames (`AVCodecContext`).
///
/// Give packets with ``send(_:)``, then take frames with ``receive(into:)`` until it says false; at the end ``sendEnd()`` and take the rest. Frames come
/// in the order they are shown.
package struct Decoder: ~Copyable {
  let context: UnsafeMutablePointer<AVCodecContext>
  private let file: String

  /// What a decoder may leave out to be faster (`AVDiscard`).
  package enum Skip: Sendable {
    /// All is decoded.
    case nothing
    /// Frames that nothing refers to.
    case nonReference
    /// All but keyframes.
    case nonKey

    var native: AVDiscard {
      switch self {
      case .nothing: AVDISCARD_DEFAULT
      case .nonReference: AVDISCARD_NONREF
      case .nonKey: AVDISCARD_NONKEY
      }
    }
  }

  /// How many damaged frames ``receive(into:)`` passed over.
  package private(set) var damaged = 0

  /// A decoder for a stream of `demuxer`. Throws ``MediaError/Code/notYet`` for a codec that chop doesn't decode.
  ///
  /// - Parameter isStrict: what breaks the codec's rules counts as damaged, in place of being concealed as well as may be (`AV_EF_EXPLODE`).
  package init(
    for stream: Int, of demuxer: borrowing Demuxer, skip: Skip = .nothing, skipsLoopFilter: Bool = false,
    threads: Int = 1, isStrict: Bool = false
  ) throws(MediaError) {
    FFmpegLog.begin()
    let operation = Operation("decode", demuxer.file)
    guard let native = demuxer.native(stream), let parameters = native.pointee.codecpar else {
      throw operation.error(.notPossible, "has no stream \(stream)")
    }
    let name = String(cString: avcodec_get_name(parameters.pointee.codec_id))
    guard let codec = avcodec_find_decoder(parameters.pointee.codec_id),
      SupportedFormats.decoders.contains(String(cString: codec.pointee.name))
    else { throw operation.error(.notYet, "is coded as \(name), which chop does not decode yet") }
    var context: UnsafeMutablePointer<AVCodecContext>? = try operation.allocated(avcodec_alloc_context3(codec))
    let opened = try operation.allocated(context)
    do throws(MediaError) {
      try operation.check(avcodec_parameters_to_context(opened, parameters))
      opened.pointee.pkt_timebase = native.pointee.time_base
      opened.pointee.thread_count = Int32(clamping: max(1, min(threads, 16)))
      opened.pointee.max_pixels = SupportedFormats.maximumPixels
      opened.pointee.skip_frame = skip.native
      opened.pointee.skip_loop_filter = skipsLoopFilter ? AVDISCARD_ALL : AVDISCARD_DEFAULT
      if isStrict { opened.pointee.err_recognition |= AV_EF_CRCCHECK | AV_EF_BUFFER | AV_EF_EXPLODE }
      try operation.check(avcodec_open2(opened, codec, nil))
    } catch {
      avcodec_free_context(&context)
      throw error
    }
    self.context = opened
    file = demuxer.file
  }

  deinit {
    var context: UnsafeMutablePointer<AVCodecContext>? = context
    avcodec_free_context(&context)
  }

  /// Changes what is left out, from the next packet on.
  package mutating func setSkip(_ skip: Skip) { context.pointee.skip_frame = skip.native }

  /// Gives a packet; false where it is damaged and was passed over. Take all frames before giving the next one.
  package mutating func send(_ packet: borrowing Packet) throws(MediaError) -> Bool {
    FFmpegLog.begin()
    // An empty packet would mean the end to FFmpeg.
    guard packet.size > 0 else { return false }
    let result = avcodec_send_packet(context, packet.pointer)
    if result == chop_AVERROR_INVALIDDATA { return false }
    try Operation("decode", file).check(result)
    return true
  }

  /// Says that no more packets come.
  package mutating func sendEnd() throws(MediaError) {
    FFmpegLog.begin()
    let result = avcodec_send_packet(context, nil)
    if result != chop_AVERROR_EOF { try Operation("decode", file).check(result) }
  }

  /// Takes the next frame; false where none is ready, or none is left. A damaged frame is passed over.
  package mutating func receive(into frame: inout Frame) throws(MediaError) -> Bool {
    while true {
      frame.clear()
      let result = avcodec_receive_frame(context, frame.pointer)
      if result >= 0 { return true }
      if result == chop_AVERROR(EAGAIN) || result == chop_AVERROR_EOF { return false }
      if result != chop_AVERROR_INVALIDDATA { throw Operation("decode", file).error(for: result) }
      damaged += 1
      try Operation("decode", file).checkCancellation()
    }
  }

  /// Forgets all that was given: for use after a seek, and to go on after the end.
  package mutating func flush() { avcodec_flush_buffers(context) }
}
