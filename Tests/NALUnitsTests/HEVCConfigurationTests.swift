import Testing

@testable import NALUnits

@Suite struct HEVCConfigurationTests {
  static let record: [UInt8] =
    [1, 1, 0x60, 0, 0, 0, 0x90, 0, 0, 0, 0, 0, 93, 0xf0, 0, 0xfc, 0xfd, 0xf8, 0xf8, 0, 0, 0x0f, 3]
    + [0xa0, 0, 1, 0, 4, 0x40, 1, 0x0c, 1] + [0xa1, 0, 1, 0, 4, 0x42, 1, 1, 1] + [0xa2, 0, 1, 0, 3, 0x44, 1, 0xc1]

  @Test func isWrittenAsItWasRead() throws {
    #expect(try #require(HEVCConfiguration(Self.record)).bytes == Self.record)
  }

  @Test func holdsFurtherSetsBesideThoseOfTheirKind() throws {
    let joined = try #require(
      HEVCConfiguration(Self.record)?.adding([[0x44, 1, 9], [0x4e, 1, 5], [0x40, 1, 0xfc, 1]]))
    #expect(joined.units(32) == [[0x40, 1, 0x0c, 1], [0x40, 1, 0xfc, 1]])
    #expect(joined.units(34) == [[0x44, 1, 0xc1], [0x44, 1, 9]])
    #expect(HEVCConfiguration(joined.bytes) == joined)
  }

  /// Of its messages (SEI) those that say how bright it was mastered hold for the head too; the encoder's settings don't.
  @Test func keepsMessagesThatHoldForAllPictures() throws {
    var record = Self.record
    record[22] = 4
    record += [0x27, 0, 2, 0, 4, 0x4e, 1, 137, 1, 0, 4, 0x4e, 1, 5, 1]
    let joined = try #require(HEVCConfiguration(record)?.adding([[0x44, 1, 9]]))
    #expect(joined.units(39) == [[0x4e, 1, 137, 1]])
    #expect(HEVCConfiguration(joined.bytes) == joined)
    #expect(joined.bytes.suffix(9) == [0x27, 0, 1, 0, 4, 0x4e, 1, 137, 1])
  }

  @Test func refusesWhatIsDamaged() {
    for length in 0..<Self.record.count { #expect(HEVCConfiguration(Array(Self.record.prefix(length))) == nil) }
  }
}
