/// Gives an encoder's HEVC parameter sets and slices other ids, so that they stand beside a source's in one `hvcC`.
///
/// Ids are Exp-Golomb numbers. One of another length would shift all that follows by some bits, and a slice's data have to begin at a byte. But ue(0) has one bit and
/// ue(15) nine: an id of 15 moves everything by exactly a byte. So ids of 0, as x265 gives them, become 15 (Rec. ITU-T H.265, §7.3.2, §7.3.6.1 and §9.2).
package enum HEVCIdentifiers {
  package static let id: UInt8 = 15

  package static func type(of unit: some Collection<UInt8>) -> UInt8 { unit.first.map { $0 >> 1 & 0x3f } ?? 0 }

  /// The unit with ids of 15; nil where one isn't 0.
  package static func renumbered(_ unit: ArraySlice<UInt8>) -> [UInt8]? {
    var bytes = withoutEmulationPrevention(unit)
    let type = type(of: unit)
    switch type {
    case 32, 33:
      // vps_video_parameter_set_id, and the SPS's reference to it: four bits behind the header.
      guard bytes.count > 3, bytes[2] >> 4 == 0 else { return nil }
      bytes[2] |= id << 4
      guard type == 33 else { return withEmulationPrevention(bytes) }
      guard let place = sequenceIDPlace(bytes), let new = widened(bytes, at: place) else { return nil }
      return withEmulationPrevention(new)
    case 34:
      // pps_pic_parameter_set_id, pps_seq_parameter_set_id.
      guard let first = widened(bytes, at: 16), let both = widened(first, at: 25) else { return nil }
      return withEmulationPrevention(both)
    case 0...9, 16...21:
      // first_slice_segment_in_pic_flag, no_output_of_prior_pics_flag of pictures of random access, slice_pic_parameter_set_id.
      return widened(bytes, at: type >= 16 ? 18 : 17).map(withEmulationPrevention)
    default: return nil
    }
  }

  /// Where `sps_seq_parameter_set_id` stands, in bits: behind profile_tier_level(), which has 96 bits and more for each sub-layer.
  package static func sequenceIDPlace(_ bytes: [UInt8]) -> Int? {
    guard bytes.count > 14 else { return nil }
    let layers = Int(bytes[2] >> 1 & 7)
    var place = 24 + 96
    guard layers > 0 else { return place }
    var bits = 0
    for layer in 0..<layers {
      let flags = 120 + 2 * layer
      guard flags / 8 < bytes.count else { return nil }
      let pair = bytes[flags / 8] >> (6 - flags % 8) & 3
      bits += (pair & 2 != 0 ? 88 : 0) + (pair & 1 != 0 ? 8 : 0)
    }
    place += 16 + bits
    return place
  }

  /// Width and height in pixels as they are coded, before any cropping, by a sequence parameter set; nil for one that can't be read.
  package static func codedSize(_ sequenceSet: ArraySlice<UInt8>) -> [Int]? {
    guard let place = sequenceIDPlace(withoutEmulationPrevention(sequenceSet)) else { return nil }
    var reader = BitReader(nalUnit: sequenceSet)
    reader.skip(place)
    guard reader.unsigned() != nil, let chroma = reader.unsigned() else { return nil }
    if chroma == 3 { reader.skip(1) }
    guard let width = reader.unsigned(), let height = reader.unsigned() else { return nil }
    return [width, height]
  }

  /// ue(0) at a bit becomes ue(15); nil where another number stands there.
  private static func widened(_ bytes: [UInt8], at place: Int) -> [UInt8]? {
    func bit(_ index: Int) -> UInt8 { index < bytes.count * 8 ? bytes[index / 8] >> (7 - index % 8) & 1 : 0 }
    guard place < bytes.count * 8, bit(place) == 1 else { return nil }
    // Whole bytes before and behind stay as they are; only the two around the number are made of bits.
    var result = Array(bytes[..<(place / 8)])
    for index in place / 8...place / 8 + 1 {
      var byte: UInt8 = 0
      for position in index * 8..<index * 8 + 8 {
        let value: UInt8 =
          position < place ? bit(position) : position < place + 9 ? (position == place + 4 ? 1 : 0) : bit(position - 8)
        byte = byte << 1 | value
      }
      result.append(byte)
    }
    result += bytes[(place / 8 + 1)...]
    return result
  }
}

/// A NAL unit with its `emulation_prevention_three_byte`s (Rec. ITU-T H.265, §7.3.1.1).
package func withEmulationPrevention(_ bytes: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count + bytes.count / 64)
  var zeros = 0
  for byte in bytes {
    if zeros >= 2, byte <= 3 {
      result.append(3)
      zeros = 0
    }
    zeros = byte == 0 ? zeros + 1 : 0
    result.append(byte)
  }
  return result
}
