internal import CFFmpeg
internal import Foundation

extension Frame {
  /// The decoder had to guess a part of it.
  package var isDamaged: Bool {
    pointer.pointee.flags & AV_FRAME_FLAG_CORRUPT != 0 || pointer.pointee.decode_error_flags != 0
  }

  /// Whether both pictures have the same size, pixel format and bytes.
  package func isIdentical(to other: borrowing Frame) -> Bool {
    guard isOfOneKind(as: other) else { return false }
    let format = AVPixelFormat(rawValue: pointer.pointee.format)
    for plane in 0..<max(0, Int(av_pix_fmt_count_planes(format))) {
      guard let (ours, theirs) = planes(plane, with: other) else { return false }
      let bytes = Int(av_image_get_linesize(format, pointer.pointee.width, Int32(plane)))
      for row in 0..<rows(ofPlane: plane) {
        guard memcmp(ours.start + row * ours.stride, theirs.start + row * theirs.stride, max(0, bytes)) == 0 else {
          return false
        }
      }
    }
    return true
  }

  /// Peak signal-to-noise ratio of the brightness, in dB; infinite for equal ones. nil where the pictures differ in size or pixel format, or hold no plane of brightness alone.
  package func luminancePSNR(to other: borrowing Frame) -> Double? {
    guard isOfOneKind(as: other),
      let description = av_pix_fmt_desc_get(AVPixelFormat(rawValue: pointer.pointee.format)),
      let (ours, theirs) = planes(0, with: other)
    else { return nil }
    let luminance = description.pointee.comp.0
    let isRGB = description.pointee.flags & UInt64(AV_PIX_FMT_FLAG_RGB) != 0
    guard luminance.plane == 0, luminance.offset == 0, luminance.shift == 0, !isRGB else { return nil }
    let sum: Double
    switch (luminance.step, luminance.depth) {
    case (1, 8): sum = squares(UInt8.self, ours, theirs)
    case (2, 9...16): sum = squares(UInt16.self, ours, theirs)
    default: return nil
    }
    let peak = Double((1 << luminance.depth) - 1)
    return 10 * log10(peak * peak * Double(width) * Double(height) / sum)
  }

  private typealias Plane = (start: UnsafePointer<UInt8>, stride: Int)

  private func isOfOneKind(as other: borrowing Frame) -> Bool {
    width > 0 && width == other.width && height == other.height
      && pointer.pointee.format == other.pointer.pointee.format
  }

  private func planes(_ number: Int, with other: borrowing Frame) -> (Plane, Plane)? {
    guard let ours = plane(number), let theirs = other.plane(number) else { return nil }
    return (ours, theirs)
  }

  private func plane(_ number: Int) -> Plane? {
    guard let start = pointer.pointee.extended_data?[number] else { return nil }
    let strides = pointer.pointee.linesize
    let stride = [strides.0, strides.1, strides.2, strides.3]
    return stride.indices.contains(number) ? (UnsafePointer(start), Int(stride[number])) : nil
  }

  private func rows(ofPlane number: Int) -> Int {
    let isChroma = number == 1 || number == 2
    let shift = av_pix_fmt_desc_get(AVPixelFormat(rawValue: pointer.pointee.format))?.pointee.log2_chroma_h ?? 0
    return isChroma ? (height + (1 << shift) - 1) >> shift : height
  }

  /// The sum of the squares of all differences.
  private func squares<Sample: FixedWidthInteger>(_: Sample.Type, _ ours: Plane, _ theirs: Plane) -> Double {
    var sum = 0.0
    for row in 0..<height {
      let first = UnsafeRawPointer(ours.start + row * ours.stride).assumingMemoryBound(to: Sample.self)
      let second = UnsafeRawPointer(theirs.start + row * theirs.stride).assumingMemoryBound(to: Sample.self)
      var line: Int64 = 0
      for column in 0..<width {
        let difference = Int64(first[column]) - Int64(second[column])
        line += difference * difference
      }
      sum += Double(line)
    }
    return sum
  }
}
