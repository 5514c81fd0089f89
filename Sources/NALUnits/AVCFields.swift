/// Tells H.264 pictures that are coded as two fields (PAFF) from whole frames, by sequence parameter sets and slice headers (Rec. ITU-T H.264, §7.3.2.1.1, §7.3.3).
package struct AVCFields: Hashable {
  /// Of the sequence sets that allow fields, by their ids: what a slice header has before `field_pic_flag`.
  private var layouts: [Int: Layout] = [:]
  /// The sequence sets' ids by those of the picture sets.
  private var sequenceIDs: [Int: Int] = [:]

  private struct Layout: Hashable {
    var frameNumberBits: Int
    var hasSeparatePlanes: Bool
  }

  /// nil where no set allows fields.
  package init?(_ configuration: AVCConfiguration) {
    for set in configuration.sequenceSets {
      if let (id, layout) = Self.layout(set) { layouts[id] = layout }
    }
    guard !layouts.isEmpty else { return nil }
    for set in configuration.pictureSets {
      var reader = BitReader(nalUnit: set)
      reader.skip(8)
      if let id = reader.unsigned(), let sequence = reader.unsigned() { sequenceIDs[id] = sequence }
    }
  }

  /// Whether a NAL unit is a slice of a field.
  package func isField(_ unit: ArraySlice<UInt8>) -> Bool {
    guard let header = unit.first, [1, 5].contains(header & 0x1f) else { return false }
    // The header's first fields are at most 13 bytes; emulation prevention adds a few.
    var reader = BitReader(nalUnit: unit.prefix(32))
    reader.skip(8)
    guard reader.unsigned() != nil, reader.unsigned() != nil, let picture = reader.unsigned(),
      let layout = sequenceIDs[picture].flatMap({ layouts[$0] })
    else { return false }
    reader.skip((layout.hasSeparatePlanes ? 2 : 0) + layout.frameNumberBits)
    return reader.bits(1) == 1
  }

  /// nil for a set that only allows frames (`frame_mbs_only_flag`), or can't be read.
  private static func layout(_ set: [UInt8]) -> (id: Int, Layout)? {
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
          guard skipScalingList(of: list < 6 ? 16 : 64, &reader) else { return nil }
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
    guard reader.unsigned() != nil, reader.bits(1) != nil, reader.unsigned() != nil, reader.unsigned() != nil,
      reader.bits(1) == 0
    else { return nil }
    return (id, Layout(frameNumberBits: frameNumber + 4, hasSeparatePlanes: hasSeparatePlanes))
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
