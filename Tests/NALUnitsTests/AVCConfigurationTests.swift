import Testing

@testable import NALUnits

@Suite struct AVCConfigurationTests {
  /// A High profile record as x264 and FFmpeg write it: one set of each kind, both with the id 0.
  static let record: [UInt8] =
    [1, 100, 0, 13, 0xff, 0xe1, 0, 5, 0x67, 100, 0, 13, 0x80, 1, 0, 3, 0x68, 0xeb, 0xec, 0xfd, 0xf8, 0xf8, 0]

  @Test func isWrittenAsItWasRead() throws {
    #expect(try #require(AVCConfiguration(Self.record)).bytes == Self.record)
  }

  @Test func findsAnIDThatNoSetHas() throws {
    #expect(try #require(AVCConfiguration(Self.record)).freeID == 1)
    var other = Self.record
    // ue(1) is 010.
    other[12] = 0b0100_0000
    other[17] = 0b0100_1011
    #expect(try #require(AVCConfiguration(other)).freeID == 0)
    other[17] = 0b1110_1011
    #expect(try #require(AVCConfiguration(other)).freeID == 2)
  }

  @Test func holdsFurtherSets() throws {
    let encoded: [UInt8] = [0, 0, 0, 1, 0x67, 100, 0, 13, 0x40, 0, 0, 1, 0x68, 0x5b, 0, 0, 1, 0x06, 5, 1, 0xff, 0x80]
    let joined = try #require(AVCConfiguration(Self.record)?.adding(byteStreamUnits(encoded)))
    #expect(joined.sequenceSets == [[0x67, 100, 0, 13, 0x80], [0x67, 100, 0, 13, 0x40]])
    #expect(joined.pictureSets == [[0x68, 0xeb, 0xec], [0x68, 0x5b]])
    #expect(AVCConfiguration(joined.bytes) == joined)
    #expect(joined.bytes.suffix(4) == [0xfd, 0xf8, 0xf8, 0])
  }

  /// Every beginning of a record, and lengths that lead beyond its end: no trap, and no record.
  @Test func refusesWhatIsDamaged() {
    // All but the last four bytes, which Baseline doesn't have, are needed.
    for length in 0..<Self.record.count - 4 { #expect(AVCConfiguration(Array(Self.record.prefix(length))) == nil) }
    for place in [5, 6, 7, 13, 14, 15] {
      var damaged = Self.record
      damaged[place] = 0xff
      #expect(AVCConfiguration(damaged) == nil, "\(place)")
    }
    #expect(AVCConfiguration([0, 0, 0, 1, 0x67, 100, 0, 13]) == nil)
  }
}
