/// The parameter sets of an H.264 or HEVC stream that came as a byte stream with start codes.
package struct ByteStreamSets {
  private let isHEVC: Bool
  /// Whole NAL units, in the order they came.
  private let sets: [[UInt8]]
  /// `avcC` or `hvcC`, with lengths of four bytes.
  package let configuration: [UInt8]

  /// nil where not all kinds of sets are there.
  package init?(_ byteStream: [UInt8], isHEVC: Bool) {
    var sets: [[UInt8]] = []
    for unit in byteStreamUnits(byteStream).map(Array.init)
    where Self.isSet(Self.type(unit, isHEVC), isHEVC) && !sets.contains(unit) { sets.append(unit) }
    self.isHEVC = isHEVC
    self.sets = sets
    let made =
      isHEVC
      ? HEVCConfiguration(sets: sets)?.bytes
      : AVCConfiguration(
        sequenceSets: sets.filter { Self.type($0, false) == 7 }, pictureSets: sets.filter { Self.type($0, false) == 8 })?
        .bytes
    guard let made else { return nil }
    configuration = made
  }

  private static func type(_ unit: some Collection<UInt8>, _ isHEVC: Bool) -> UInt8 {
    isHEVC ? HEVCIdentifiers.type(of: unit) : unit.first.map { $0 & 0x1f } ?? 0
  }

  private static func isSet(_ type: UInt8, _ isHEVC: Bool) -> Bool { (isHEVC ? 32...34 : 7...8).contains(type) }

  /// The packet's units, each behind its length, without delimiters and the sets that the configuration holds. `changes` is set where it has other sets.
  package func lengthPrefixed(_ bytes: [UInt8], changes: inout Bool) -> [UInt8] {
    var kept: [ArraySlice<UInt8>] = []
    for unit in byteStreamUnits(bytes) {
      let type = Self.type(unit, isHEVC)
      // An access unit delimiter.
      if type == (isHEVC ? 35 : 9) { continue }
      if Self.isSet(type, isHEVC) {
        if sets.contains(where: { $0.elementsEqual(unit) }) { continue }
        changes = true
      }
      kept.append(unit)
    }
    return packet(of: kept, lengthSize: 4) ?? []
  }
}
