/// An `HEVCDecoderConfigurationRecord` (ISO/IEC 14496-15, §8.3.3.1.2): the box `hvcC`, Matroska's CodecPrivate.
package struct HEVCConfiguration: Hashable {
  /// Version to length size: 22 bytes.
  private let head: [UInt8]
  /// Bytes of the length before each NAL unit: 1, 2 or 4.
  package let lengthSize: Int
  package private(set) var arrays: [Array]

  /// Parameter sets of one NAL unit type.
  package struct Array: Hashable {
    package var type: UInt8
    package var units: [[UInt8]]
  }

  /// nil for what is no such record.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count > 23, bytes[0] == 1 else { return nil }
    head = Swift.Array(bytes[..<22])
    lengthSize = Int(bytes[21] & 3) + 1
    guard lengthSize != 3 else { return nil }
    arrays = []
    var place = 23
    for _ in 0..<bytes[22] {
      guard place + 3 <= bytes.count else { return nil }
      var array = Array(type: bytes[place] & 0x3f, units: [])
      let count = Int(bytes[place + 1]) << 8 | Int(bytes[place + 2])
      place += 3
      for _ in 0..<count {
        guard place + 2 <= bytes.count else { return nil }
        let length = Int(bytes[place]) << 8 | Int(bytes[place + 1])
        guard length > 2, place + 2 + length <= bytes.count else { return nil }
        array.units.append(Swift.Array(bytes[place + 2..<place + 2 + length]))
        place += 2 + length
      }
      arrays.append(array)
    }
    guard [32, 33, 34].allSatisfy({ type in !units(type).isEmpty }) else { return nil }
  }

  /// Of a stream whose parameter sets stand between start codes, with lengths of four bytes. nil where a kind is missing, or a set can't be read.
  init?(sets: [[UInt8]]) {
    arrays = [UInt8](32...34).map { type in
      Array(type: type, units: sets.filter { HEVCIdentifiers.type(of: $0) == type })
    }
    guard arrays.allSatisfy({ (1..<1 << 16).contains($0.units.count) && $0.units.allSatisfy { $0.count < 1 << 16 } }),
      let head = Self.head(arrays[1].units[0])
    else { return nil }
    self.head = head
    lengthSize = 4
  }

  /// Version to length size, by a sequence parameter set (Rec. ITU-T H.265, §7.3.2.2.1).
  private static func head(_ sequenceSet: [UInt8]) -> [UInt8]? {
    var reader = BitReader(nalUnit: sequenceSet)
    // The NAL unit's header and the video parameter set's id.
    reader.skip(16 + 4)
    guard let subLayers = reader.bits(3), let nesting = reader.bits(1) else { return nil }
    var result: [UInt8] = [1]
    for _ in 0..<12 {
      guard let byte = reader.bits(8) else { return nil }
      result.append(UInt8(byte))
    }
    if subLayers > 0 {
      var length = 0
      for layer in 0..<8 {
        guard let profile = reader.bits(1), let level = reader.bits(1) else { return nil }
        if layer < subLayers { length += profile * 88 + level * 8 }
      }
      reader.skip(length)
    }
    guard reader.unsigned() != nil, let chroma = reader.unsigned() else { return nil }
    if chroma == 3 { reader.skip(1) }
    guard reader.unsigned() != nil, reader.unsigned() != nil, let crops = reader.bits(1) else { return nil }
    if crops == 1 { for _ in 0..<4 where reader.unsigned() == nil { return nil } }
    guard let luma = reader.unsigned(), let depth = reader.unsigned(), chroma < 4, luma < 8, depth < 8 else {
      return nil
    }
    // No spatial segmentation and parallelism said, average frame rate unknown; lengths of four bytes.
    return result + [0xf0, 0, 0xfc, 0xfc | UInt8(chroma), 0xf8 | UInt8(luma), 0xf8 | UInt8(depth), 0, 0]
      + [UInt8(subLayers + 1) << 3 | UInt8(nesting) << 2 | 3]
  }

  /// All units of a type: 32 video, 33 sequence, 34 picture parameter sets (Rec. ITU-T H.265, table 7-1).
  package func units(_ type: UInt8) -> [[UInt8]] { arrays.filter { $0.type == type }.flatMap(\.units) }

  /// This record with more parameter sets; others among `more` are passed over. nil where it can't hold them. Of its messages those stay that hold for all pictures: how bright they were meant
  /// to be (mastering display, 137; content light level, 144) and which transfer function they are said to have (147) (Rec. ITU-T H.265, annex D).
  package func adding(_ more: [[UInt8]]) -> HEVCConfiguration? {
    var result = self
    result.arrays = [UInt8](32...34).map { type in
      Array(type: type, units: units(type) + more.filter { $0.first.map { $0 >> 1 & 0x3f } == type })
    }
    guard result.arrays.allSatisfy({ $0.units.count < 1 << 16 && $0.units.allSatisfy { $0.count < 1 << 16 } }) else {
      return nil
    }
    let messages = units(39).filter { $0.count > 2 && [137, 144, 147].contains($0[2]) }
    if !messages.isEmpty { result.arrays.append(Array(type: 39, units: messages)) }
    return result
  }

  /// Each array of parameter sets is said to be complete: none is in the packets alone.
  package var bytes: [UInt8] {
    func number(_ value: Int) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 255)] }
    return head + [UInt8(arrays.count)]
      + arrays.flatMap { array in
        [(array.type < 39 ? 0x80 : 0) | array.type] + number(array.units.count)
          + array.units.flatMap { number($0.count) + $0 }
      }
  }
}
