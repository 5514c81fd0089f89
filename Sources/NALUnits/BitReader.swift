/// Reads a NAL unit's payload bit by bit, most significant first; nil behind its end.
package struct BitReader {
  private let bytes: [UInt8]
  package private(set) var position = 0

  /// Of a whole NAL unit, header included; its emulation prevention is undone.
  package init(nalUnit: some Collection<UInt8>) { bytes = withoutEmulationPrevention(nalUnit) }

  package mutating func skip(_ count: Int) { position += count }

  package mutating func bits(_ count: Int) -> Int? {
    guard count <= 32, position + count <= bytes.count * 8 else { return nil }
    var value = 0
    for _ in 0..<count {
      value = value << 1 | Int(bytes[position / 8] >> (7 - position % 8) & 1)
      position += 1
    }
    return value
  }

  /// An Exp-Golomb number `ue(v)` (Rec. ITU-T H.264, §9.1), at most 32 bits of it.
  package mutating func unsigned() -> Int? {
    var zeros = 0
    while true {
      guard zeros < 32, let bit = bits(1) else { return nil }
      if bit == 1 { break }
      zeros += 1
    }
    guard let rest = bits(zeros) else { return nil }
    return (1 << zeros) - 1 + rest
  }
}

/// A NAL unit without its `emulation_prevention_three_byte`s (Rec. ITU-T H.264, §7.3.1; H.265, §7.3.1.1).
package func withoutEmulationPrevention(_ unit: some Collection<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(unit.count)
  var zeros = 0
  for byte in unit {
    if zeros >= 2, byte == 3 {
      zeros = 0
      continue
    }
    zeros = byte == 0 ? zeros + 1 : 0
    result.append(byte)
  }
  return result
}
