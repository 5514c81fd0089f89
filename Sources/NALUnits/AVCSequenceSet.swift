/// What is needed of an H.264 sequence parameter set (Rec. ITU-T H.264, §7.3.2.1.1).
package struct AVCSequenceSet: Hashable {
  package let id: Int
  /// Of `frame_num` in slice headers.
  let frameNumberBits: Int
  let hasSeparatePlanes: Bool
  /// No picture is coded as a field.
  let hasFramesOnly: Bool
  /// As it is coded, in macroblocks of 16 by 16 pixels, before any cropping.
  package let codedSize: [Int]

  /// nil for a set that can't be read.
  package init?(_ set: [UInt8]) {
    guard set.count > 4 else { return nil }
    var reader = BitReader(nalUnit: set)
    reader.skip(32)
    guard let id = reader.unsigned() else { return nil }
    var hasSeparatePlanes = false
    if [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135].contains(set[1]) {
      guard let chroma = reader.unsigned() else { return nil }
      if chroma == 3 { hasSeparatePlanes = reader.bits(1) == 1 }
      guard reader.unsigned() != nil, reader.unsigned() != nil else { return nil }
      reader.skip(1)
      if reader.bits(1) == 1 {
        for list in 0..<(chroma == 3 ? 12 : 8) where reader.bits(1) == 1 {
          guard Self.skipScalingList(of: list < 6 ? 16 : 64, &reader) else { return nil }
        }
      }
    }
    guard let frameNumber = reader.unsigned(), frameNumber <= 12, let order = reader.unsigned() else { return nil }
    if order == 0 {
      guard reader.unsigned() != nil else { return nil }
    } else if order == 1 {
      reader.skip(1)
      guard reader.unsigned() != nil, reader.unsigned() != nil, let cycle = reader.unsigned(), cycle < 256 else {
        return nil
      }
      for _ in 0..<cycle { guard reader.unsigned() != nil else { return nil } }
    }
    guard reader.unsigned() != nil, reader.bits(1) != nil, let width = reader.unsigned(),
      let height = reader.unsigned(), let framesOnly = reader.bits(1)
    else { return nil }
    self.id = id
    frameNumberBits = frameNumber + 4
    self.hasSeparatePlanes = hasSeparatePlanes
    hasFramesOnly = framesOnly == 1
    // Without fields, a map unit is a macroblock; with them, a pair.
    codedSize = [width + 1, (height + 1) * (2 - framesOnly)]
  }

  /// §7.3.2.1.1.1; false where it can't be read.
  private static func skipScalingList(of size: Int, _ reader: inout BitReader) -> Bool {
    var (last, next) = (8, 8)
    for _ in 0..<size where next != 0 {
      guard let code = reader.unsigned(), code <= 256 else { return false }
      // se(v), §9.1.1.
      let delta = code % 2 == 1 ? (code + 1) / 2 : -(code / 2)
      next = (last + delta + 256) % 256
      if next != 0 { last = next }
    }
    return true
  }
}
