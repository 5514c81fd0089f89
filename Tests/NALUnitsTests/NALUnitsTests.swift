import Testing

@testable import NALUnits

@Suite struct NALUnitsTests {
  @Test func areFoundBehindTheirLengths() {
    #expect(lengthPrefixedUnits([0, 0, 0, 2, 1, 2, 0, 0, 0, 1, 3], lengthSize: 4) == [[1, 2], [3]])
    #expect(lengthPrefixedUnits([2, 1, 2, 1, 3], lengthSize: 1) == [[1, 2], [3]])
  }

  /// Hostile lengths end the list.
  @Test func endWhereALengthLeadsBeyondThePacket() {
    #expect(lengthPrefixedUnits([0, 1, 9, 0xff, 0xff, 1], lengthSize: 2) == [[9]])
    #expect(lengthPrefixedUnits([0, 1, 9, 0, 0, 1], lengthSize: 2) == [[9]])
    #expect(lengthPrefixedUnits([0, 1], lengthSize: 4).isEmpty)
    #expect(lengthPrefixedUnits([], lengthSize: 4).isEmpty)
  }

  @Test func areFoundBetweenStartCodes() {
    #expect(byteStreamUnits([0, 0, 0, 1, 7, 8, 0, 0, 1, 9, 0, 0, 0, 1, 5]) == [[7, 8], [9], [5]])
    #expect(byteStreamUnits([0, 0, 1]).isEmpty)
    #expect(byteStreamUnits([1, 2, 3]).isEmpty)
    #expect(byteStreamUnits([0, 0, 1, 4, 0, 0]) == [[4]])
  }

  @Test func becomeAPacketAgain() {
    #expect(packet(of: [[1, 2], [3]], lengthSize: 4) == [0, 0, 0, 2, 1, 2, 0, 0, 0, 1, 3])
    #expect(packet(of: [[UInt8](repeating: 1, count: 256)], lengthSize: 1) == nil)
  }

  @Test func numbersAreReadBehindEmulationPrevention() {
    var reader = BitReader(nalUnit: [0b1_010_011_0, 0b0100_0000, 0, 0, 3, 1])
    #expect(reader.unsigned() == 0)
    #expect(reader.unsigned() == 1)
    #expect(reader.unsigned() == 2)
    #expect(reader.unsigned() == 3)
    reader.skip(4)
    #expect(reader.bits(24) == 1)
    #expect(reader.bits(1) == nil)
    #expect(reader.unsigned() == nil)
  }
}
