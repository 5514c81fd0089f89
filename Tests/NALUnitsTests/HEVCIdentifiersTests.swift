import Testing

@testable import NALUnits

@Suite struct HEVCIdentifiersTests {
  /// A picture parameter set that begins with ue(0) ue(0): nine bits more each.
  @Test func insertsAByteForEachNumber() throws {
    let set: [UInt8] = [0x44, 0x01, 0b1100_0001, 0x73, 0xd1, 0x89]
    let new = try #require(HEVCIdentifiers.renumbered(set[...]))
    var reader = BitReader(nalUnit: new)
    reader.skip(16)
    #expect(reader.unsigned() == 15)
    #expect(reader.unsigned() == 15)
    // The six bits behind the numbers, and the bytes behind them, are as before.
    #expect(reader.bits(6) == 0b000001)
    #expect(reader.bits(24) == 0x73d189)
  }

  @Test func renumbersASlice() throws {
    let slice: [UInt8] = [0x26, 0x01, 0b1010_1111, 0x12, 0x34]
    let new = try #require(HEVCIdentifiers.renumbered(slice[...]))
    var reader = BitReader(nalUnit: new)
    reader.skip(16)
    #expect(reader.bits(2) == 0b10)
    #expect(reader.unsigned() == 15)
    #expect(reader.bits(5) == 0b01111)
    #expect(reader.bits(16) == 0x1234)
  }

  @Test func leavesOtherNumbersAlone() {
    #expect(HEVCIdentifiers.renumbered([0x44, 0x01, 0b0101_0000, 0x73]) == nil)
    #expect(HEVCIdentifiers.renumbered([0x40, 0x01, 0x1c, 0x01]) == nil)
    #expect(HEVCIdentifiers.renumbered([0x44, 0x01]) == nil)
    #expect(HEVCIdentifiers.renumbered([]) == nil)
  }

  @Test func emulationIsPreventedAgain() {
    #expect(withEmulationPrevention([0, 0, 1, 0, 0, 0, 5]) == [0, 0, 3, 1, 0, 0, 3, 0, 5])
    for bytes: [UInt8] in [[0, 0, 0, 0, 0, 3], [1, 0, 0, 3, 0, 0, 2], [7]] {
      #expect(withoutEmulationPrevention(withEmulationPrevention(bytes)) == bytes)
    }
  }
}
