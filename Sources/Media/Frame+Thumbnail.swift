internal import CFFmpeg

extension Frame {
  /// The picture's brightness in 64 by 36 points, 0…255, row by row: equal for equal pictures, and next to equal for one that was encoded again.
  package func thumbnail(named file: String) throws(MediaError) -> [UInt8] {
    let small = try scaled(toWidth: 64, height: 36, AV_PIX_FMT_GRAY8, Operation("decode", file))
    guard let plane = small.pointer.pointee.data.0 else { return [] }
    let stride = Int(small.pointer.pointee.linesize.0)
    return (0..<36).flatMap { row in UnsafeBufferPointer(start: plane + row * stride, count: 64) }
  }
}
