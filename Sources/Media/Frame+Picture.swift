internal import CFFmpeg
internal import Foundation

extension Frame {
  /// This picture in another size and pixel format, by area averaging, the same bytes each time.
  ///
  /// Its colours become those of JPEG (BT.601, full range) whatever they were; a picture that doesn't say counts as BT.709 from 720 lines on,
  /// as browsers take it.
  func scaled(
    toWidth width: Int, height: Int, _ format: AVPixelFormat, _ operation: Operation
  ) throws(MediaError) -> Frame {
    let source = pointer.pointee
    guard let width = Int32(exactly: width), let height = Int32(exactly: height), width > 0, height > 0,
      source.width > 0, source.height > 0, sws_isSupportedInput(AVPixelFormat(rawValue: source.format)) > 0
    else { throw operation.error(.notPossible, "has a picture that can't be scaled") }
    let result = try Frame()
    result.pointer.pointee.width = width
    result.pointer.pointee.height = height
    result.pointer.pointee.format = format.rawValue
    result.pointer.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
    result.pointer.pointee.color_range = AVCOL_RANGE_JPEG
    try operation.check(av_frame_get_buffer(result.pointer, 0))
    let flags = SWS_AREA | SWS_BITEXACT | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT
    let context = try operation.allocated(
      sws_getContext(
        source.width, source.height, AVPixelFormat(rawValue: source.format), width, height, format, flags, nil, nil,
        nil))
    defer { sws_freeContext(context) }
    let isHD =
      source.colorspace == AVCOL_SPC_BT709 || (source.colorspace == AVCOL_SPC_UNSPECIFIED && source.height >= 720)
    // Pictures without a matrix (grey, RGB) ignore this.
    sws_setColorspaceDetails(
      context, sws_getCoefficients(isHD ? SWS_CS_ITU709 : SWS_CS_ITU601),
      source.color_range == AVCOL_RANGE_JPEG ? 1 : 0,
      sws_getCoefficients(SWS_CS_ITU601), 1, 0, 1 << 16, 1 << 16)
    try operation.check(sws_scale_frame(context, result.pointer, pointer))
    return result
  }

  /// This picture turned clockwise by `turns` quarters. Only for planar 8-bit formats whose chroma is halved in both directions or not at all.
  func turned(by turns: Int, _ operation: Operation) throws(MediaError) -> Frame {
    let source = pointer.pointee
    let isSideways = turns % 2 != 0
    let result = try Frame()
    result.pointer.pointee.width = isSideways ? source.height : source.width
    result.pointer.pointee.height = isSideways ? source.width : source.height
    result.pointer.pointee.format = source.format
    result.pointer.pointee.sample_aspect_ratio = source.sample_aspect_ratio
    result.pointer.pointee.color_range = source.color_range
    try operation.check(av_frame_get_buffer(result.pointer, 0))
    let target = result.pointer.pointee
    let planes = [
      (source.data.0, source.linesize.0, target.data.0, target.linesize.0, 0),
      (source.data.1, source.linesize.1, target.data.1, target.linesize.1, 1),
      (source.data.2, source.linesize.2, target.data.2, target.linesize.2, 1),
    ]
    for (from, fromStride, to, toStride, shift) in planes {
      guard let from, let to else { continue }
      let (width, height) = ((Int(source.width) + shift) >> shift, (Int(source.height) + shift) >> shift)
      for row in 0..<height {
        for column in 0..<width {
          let (newRow, newColumn) =
            switch turns {
            case 1: (column, height - 1 - row)
            case 2: (height - 1 - row, width - 1 - column)
            case 3: (width - 1 - column, row)
            default: (row, column)
            }
          to[newRow * Int(toStride) + newColumn] = from[row * Int(fromStride) + column]
        }
      }
    }
    return result
  }

  /// How a viewer would judge this picture as a poster.
  func quality(_ operation: Operation) throws(MediaError) -> PictureQuality {
    let width = min(320, self.width)
    let grey = try scaled(
      toWidth: width, height: max(2, self.height * width / max(1, self.width)), AV_PIX_FMT_GRAY8, operation)
    guard let plane = grey.pointer.pointee.data.0 else { return PictureQuality(luma: [], width: 0) }
    let stride = Int(grey.pointer.pointee.linesize.0)
    let luma = (0..<grey.height).flatMap { row in
      UnsafeBufferPointer(start: plane + row * stride, count: grey.width)
    }
    return PictureQuality(luma: luma, width: grey.width)
  }
}

/// What tells a good poster from a bad one.
struct PictureQuality: Hashable {
  /// Mean brightness, 0…255.
  var brightness = 0.0
  /// Standard deviation of the brightness.
  var contrast = 0.0
  /// Mean difference of neighbouring pixels: how much detail there is, and how sharp it is.
  var detail = 0.0

  init(luma: [UInt8], width: Int) {
    guard width > 1, luma.count >= width * 2 else { return }
    var (sum, squares, steps) = (0, 0, 0)
    for (index, value) in luma.enumerated() {
      sum += Int(value)
      squares += Int(value) * Int(value)
      if index % width > 0 { steps += abs(Int(value) - Int(luma[index - 1])) }
      if index >= width { steps += abs(Int(value) - Int(luma[index - width])) }
    }
    let count = Double(luma.count)
    brightness = Double(sum) / count
    contrast = max(0, Double(squares) / count - brightness * brightness).squareRoot()
    detail = Double(steps) / count
  }

  /// Black, or nearly of one colour.
  var isEmpty: Bool { brightness < 12 || contrast < 4 }
}
