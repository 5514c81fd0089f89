internal import CFFmpeg

/// Turns pictures into those of another pixel format and the same size, the same bytes each time.
///
/// Their range, matrix and transfer stay what they are, so that what the stream says of its colours stays true; RGB becomes BT.709 of limited range. An odd last column or
/// row falls away where the format's chroma is halved, as H.264 can't hold it (Rec. ITU-T H.264, §7.4.2.1.1: cropping counts in chroma samples).
package struct PictureConversion: ~Copyable {
  /// nil for the pictures' own.
  private let format: AVPixelFormat?
  private let file: String
  private var context: OpaquePointer?
  /// Width, height and format of what `context` takes.
  private var taken: (Int32, Int32, Int32) = (0, 0, 0)
  private var converted: Frame

  /// - Parameter format: FFmpeg's name, such as `yuv420p`; nil leaves pictures as they are.
  package init(to format: String?, named file: String) throws(MediaError) {
    self.format = format.map { av_get_pix_fmt($0) }
    self.file = file
    converted = try Frame()
  }

  deinit { sws_freeContext(context) }

  /// Calls `body` with the picture in the new format; with the picture itself where it has that already.
  package mutating func convert<Failure: Error>(
    _ frame: borrowing Frame, _ body: (borrowing Frame) throws(Failure) -> Void
  ) throws {
    let source = frame.pointer.pointee
    let (width, height) = (source.width & ~1, source.height & ~1)
    guard let format else { return try body(frame) }
    if source.format == format.rawValue, (width, height) == (source.width, source.height) { return try body(frame) }
    let operation = Operation("encode", file)
    let from = AVPixelFormat(rawValue: source.format)
    guard sws_isSupportedInput(from) > 0, width > 0, height > 0 else {
      throw operation.error(.notPossible, "has pictures that can't be encoded as H.264")
    }
    converted.clear()
    let target = converted.pointer
    try operation.check(av_frame_copy_props(target, frame.pointer))
    (target.pointee.width, target.pointee.height) = (width, height)
    target.pointee.format = format.rawValue
    (target.pointee.crop_right, target.pointee.crop_bottom) = (0, 0)
    try operation.check(av_frame_get_buffer(target, 0))
    let isRGB = (av_pix_fmt_desc_get(from)?.pointee.flags ?? 0) & UInt64(AV_PIX_FMT_FLAG_RGB) != 0
    if isRGB {
      target.pointee.colorspace = AVCOL_SPC_BT709
      target.pointee.color_range = AVCOL_RANGE_MPEG
    }
    if context == nil || taken != (width, height, source.format) {
      sws_freeContext(context)
      context = sws_getContext(
        width, height, from, width, height, format,
        SWS_BICUBIC | SWS_BITEXACT | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT, nil, nil, nil)
      taken = (width, height, source.format)
      let matrix = sws_getCoefficients(SWS_CS_ITU709)
      sws_setColorspaceDetails(context, matrix, isRGB ? 1 : 0, matrix, 0, 0, 1 << 16, 1 << 16)
    }
    let scaler = try operation.allocated(context)
    // The scaler wants pictures of the very size it was made for.
    (frame.pointer.pointee.width, frame.pointer.pointee.height) = (width, height)
    defer { (frame.pointer.pointee.width, frame.pointer.pointee.height) = (source.width, source.height) }
    try operation.check(sws_scale_frame(scaler, target, frame.pointer))
    try body(converted)
  }
}
