/// An `HEVCDecoderConfigurationRecord` (ISO/IEC 14496-15, §8.3.3.1.2): the box `hvcC`, Matroska's CodecPrivate.
struct HEVCConfiguration: Hashable {
  /// Version to length size: 22 bytes.
  private let head: [UInt8]
  /// Bytes of the length before each NAL unit: 1, 2 or 4.
  let lengthSize: Int
  private(set) var arrays: [Array]

  /// Parameter sets of one NAL unit type.
  struct Array: Hashable {
    var type: UInt8
    var units: [[UInt8]]
  }

  /// nil for what is no such record.
  init?(_ bytes: [UInt8]) {
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

  /// All units of a type: 32 video, 33 sequence, 34 picture parameter sets (Rec. ITU-T H.265, table 7-1).
  func units(_ type: UInt8) -> [[UInt8]] { arrays.filter { $0.type == type }.flatMap(\.units) }

  /// This record with more parameter sets; others among `more` are passed over. nil where it can't hold them.
  func adding(_ more: [[UInt8]]) -> HEVCConfiguration? {
    var result = self
    result.arrays = [UInt8](32...34).map { type in
      Array(type: type, units: units(type) + more.filter { $0.first.map { $0 >> 1 & 0x3f } == type })
    }
    guard result.arrays.allSatisfy({ $0.units.count < 1 << 16 && $0.units.allSatisfy { $0.count < 1 << 16 } }) else {
      return nil
    }
    return result
  }

  /// Each array is said to be complete: no parameter set is in the packets alone.
  var bytes: [UInt8] {
    func number(_ value: Int) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 255)] }
    return head + [UInt8(arrays.count)]
      + arrays.flatMap { array in
        [0x80 | array.type] + number(array.units.count) + array.units.flatMap { number($0.count) + $0 }
      }
  }
}
