/// Tells H.264 pictures that are coded as two fields (PAFF) from whole frames, by sequence parameter sets and slice headers (Rec. ITU-T H.264, §7.3.3).
package struct AVCFields: Hashable {
  /// Of the sequence sets that allow fields, by their ids: what a slice header has before `field_pic_flag`.
  private var layouts: [Int: AVCSequenceSet] = [:]
  /// The sequence sets' ids by those of the picture sets.
  private var sequenceIDs: [Int: Int] = [:]

  /// nil where no set allows fields.
  package init?(_ configuration: AVCConfiguration) {
    for set in configuration.sequenceSets {
      if let layout = AVCSequenceSet(set), !layout.hasFramesOnly { layouts[layout.id] = layout }
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
}
