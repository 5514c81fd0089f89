/// An `AVCDecoderConfigurationRecord` (ISO/IEC 14496-15, §5.3.3.1.2): the box `avcC`, Matroska's CodecPrivate.
package struct AVCConfiguration: Hashable {
  /// Version, profile, compatible profiles, level.
  private let head: [UInt8]
  /// Bytes of the length before each NAL unit: 1, 2 or 4.
  package let lengthSize: Int
  package private(set) var sequenceSets: [[UInt8]]
  package private(set) var pictureSets: [[UInt8]]
  /// What follows the sets: chroma format and bit depths for High profiles.
  private let tail: [UInt8]

  /// nil for what is no such record.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count >= 7, bytes[0] == 1 else { return nil }
    head = Array(bytes[..<4])
    lengthSize = Int(bytes[4] & 3) + 1
    guard lengthSize != 3 else { return nil }
    var place = 5
    func sets(_ count: Int) -> [[UInt8]]? {
      var sets: [[UInt8]] = []
      for _ in 0..<count {
        guard place + 2 <= bytes.count else { return nil }
        let length = Int(bytes[place]) << 8 | Int(bytes[place + 1])
        guard length > 0, place + 2 + length <= bytes.count else { return nil }
        sets.append(Array(bytes[place + 2..<place + 2 + length]))
        place += 2 + length
      }
      return sets
    }
    place = 6
    guard let sequence = sets(Int(bytes[5] & 0x1f)), place < bytes.count else { return nil }
    let count = Int(bytes[place])
    place += 1
    guard let picture = sets(count), !sequence.isEmpty, !picture.isEmpty else { return nil }
    (sequenceSets, pictureSets) = (sequence, picture)
    tail = Array(bytes[place...])
  }

  /// Of a stream whose parameter sets stand between start codes, with lengths of four bytes. nil where a kind is missing, or a set can't be read.
  init?(sequenceSets: [[UInt8]], pictureSets: [[UInt8]]) {
    guard let first = sequenceSets.first, first.count >= 4, sequenceSets.count < 32, !pictureSets.isEmpty,
      pictureSets.count < 256, (sequenceSets + pictureSets).allSatisfy({ $0.count < 1 << 16 })
    else { return nil }
    head = [1, first[1], first[2], first[3]]
    lengthSize = 4
    (self.sequenceSets, self.pictureSets) = (sequenceSets, pictureSets)
    // High profiles say their chroma format and depths (Rec. ITU-T H.264, §7.3.2.1.1).
    guard [100, 110, 122, 144, 244].contains(first[1]) else {
      tail = []
      return
    }
    var reader = BitReader(nalUnit: first)
    reader.skip(32)
    guard reader.unsigned() != nil, let chroma = reader.unsigned() else { return nil }
    if chroma == 3 { reader.skip(1) }
    guard let luma = reader.unsigned(), let depth = reader.unsigned(), chroma < 4, luma < 8, depth < 8 else {
      return nil
    }
    tail = [0xfc | UInt8(chroma), 0xf8 | UInt8(luma), 0xf8 | UInt8(depth), 0]
  }

  package var profile: Int { Int(head[1]) }
  package var level: Int { Int(head[3]) }

  /// The smallest id that no set has, neither of a sequence nor of a picture; nil where none is left, or a set can't be read.
  package var freeID: Int? {
    var taken: Set<Int> = []
    for set in sequenceSets {
      var reader = BitReader(nalUnit: set)
      // Behind the NAL header, profile, constraints and level (Rec. ITU-T H.264, §7.3.2.1.1).
      reader.skip(32)
      guard let id = reader.unsigned() else { return nil }
      taken.insert(id)
    }
    for set in pictureSets {
      var reader = BitReader(nalUnit: set)
      reader.skip(8)
      guard let id = reader.unsigned() else { return nil }
      taken.insert(id)
    }
    return (0..<32).first { !taken.contains($0) }
  }

  /// This record with more parameter sets; others among `units` are passed over. nil where it can't hold them.
  package func adding(_ units: [ArraySlice<UInt8>]) -> AVCConfiguration? {
    var result = self
    result.sequenceSets += units.filter { $0.first.map { $0 & 0x1f } == 7 }.map(Array.init)
    result.pictureSets += units.filter { $0.first.map { $0 & 0x1f } == 8 }.map(Array.init)
    guard result.sequenceSets.count < 32, result.pictureSets.count < 256,
      (result.sequenceSets + result.pictureSets).allSatisfy({ $0.count < 1 << 16 })
    else { return nil }
    return result
  }

  package var bytes: [UInt8] {
    func list(_ sets: [[UInt8]]) -> [UInt8] { sets.flatMap { [UInt8($0.count >> 8), UInt8($0.count & 255)] + $0 } }
    return head + [0xfc | UInt8(lengthSize - 1), 0xe0 | UInt8(sequenceSets.count)] + list(sequenceSets)
      + [UInt8(pictureSets.count)] + list(pictureSets) + tail
  }
}
