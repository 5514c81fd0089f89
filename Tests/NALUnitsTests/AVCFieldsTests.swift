import Testing

@testable import NALUnits

/// On bits made by hand, for no encoder here makes pictures of two fields.
@Suite struct AVCFieldsTests {
  /// Writes bits, most significant first.
  private struct Bits {
    var bits: [Bool] = []

    mutating func add(_ value: Int, _ count: Int) {
      for place in (0..<count).reversed() { bits.append(value >> place & 1 == 1) }
    }

    /// `ue(v)`.
    mutating func unsigned(_ value: Int) {
      let width = Int.bitWidth - (value + 1).leadingZeroBitCount
      add(0, width - 1)
      add(value + 1, width)
    }

    var bytes: [UInt8] {
      let padded = bits + [true] + [Bool](repeating: false, count: 7)
      return stride(from: 0, to: padded.count / 8 * 8, by: 8).map { start in
        padded[start..<start + 8].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
      }
    }
  }

  /// - Parameters:
  ///   - profile: 77 has no chroma format and no scaling lists, 100 has.
  ///   - order: `pic_order_cnt_type`.
  private func sequenceSet(
    id: Int = 0, profile: Int = 77, frameNumberBits: Int = 4, order: Int = 0, allowsFields: Bool, isPlain: Bool = true
  ) -> [UInt8] {
    var bits = Bits()
    for byte in [0x67, profile, 0, 40] { bits.add(byte, 8) }
    bits.unsigned(id)
    if profile == 100 {
      for value in [1, 0, 0] { bits.unsigned(value) }
      bits.add(0, 1)
      bits.add(isPlain ? 0 : 1, 1)
      if !isPlain {
        // The first list: a difference of -8 at once says that it is the default one (ue 16); the others are not there.
        bits.add(1, 1)
        bits.unsigned(16)
        bits.add(0, 7)
      }
    }
    bits.unsigned(frameNumberBits - 4)
    bits.unsigned(order)
    if order == 0 { bits.unsigned(2) }
    if order == 1 {
      bits.add(0, 1)
      for value in [0, 0, 2, 5, 6] { bits.unsigned(value) }
    }
    bits.unsigned(4)
    bits.add(0, 1)
    bits.unsigned(119)
    bits.unsigned(33)
    bits.add(allowsFields ? 0 : 1, 1)
    return bits.bytes
  }

  private func pictureSet(id: Int = 0, of sequence: Int = 0) -> [UInt8] {
    var bits = Bits()
    bits.add(0x68, 8)
    bits.unsigned(id)
    bits.unsigned(sequence)
    bits.add(0b1100, 4)
    return bits.bytes
  }

  private func slice(_ type: Int, picture: Int = 0, frameNumberBits: Int = 4, isField: Bool) -> ArraySlice<UInt8> {
    var bits = Bits()
    bits.add(0x60 | type, 8)
    for value in [0, 7, picture] { bits.unsigned(value) }
    bits.add(1, frameNumberBits)
    bits.add(isField ? 1 : 0, 1)
    bits.add(0b1011_0110_1101, 12)
    return bits.bytes[...]
  }

  private func fields(_ sequence: [UInt8], _ picture: [UInt8]) throws -> AVCFields? {
    AVCFields(try #require(AVCConfiguration(sequenceSets: [sequence], pictureSets: [picture])))
  }

  @Test func aStreamOfFramesIsNeverAskedForItsSlices() throws {
    #expect(try fields(sequenceSet(allowsFields: false), pictureSet()) == nil)
    #expect(try fields(sequenceSet(profile: 100, allowsFields: false), pictureSet()) == nil)
  }

  @Test(arguments: [0, 1, 2], [77, 100])
  func tellsAFieldFromAFrame(order: Int, profile: Int) throws {
    let sequence = sequenceSet(profile: profile, frameNumberBits: 9, order: order, allowsFields: true)
    let fields = try #require(try fields(sequence, pictureSet()))
    for type in [1, 5] {
      #expect(fields.isField(slice(type, frameNumberBits: 9, isField: true)))
      #expect(!fields.isField(slice(type, frameNumberBits: 9, isField: false)))
    }
    // Other units than slices tell nothing.
    #expect(!fields.isField(slice(6, frameNumberBits: 9, isField: true)))
  }

  /// 120 by 34 macroblocks, or pairs of them one above the other.
  @Test func knowsTheCodedSize() throws {
    for (profile, isPlain) in [(77, true), (100, true), (100, false)] {
      let frames = sequenceSet(profile: profile, order: 1, allowsFields: false, isPlain: isPlain)
      #expect(AVCSequenceSet(frames)?.codedSize == [120, 34])
      let fields = sequenceSet(profile: profile, allowsFields: true, isPlain: isPlain)
      #expect(AVCSequenceSet(fields)?.codedSize == [120, 68])
    }
  }

  @Test func passesOverScalingLists() throws {
    let sequence = sequenceSet(profile: 100, frameNumberBits: 6, allowsFields: true, isPlain: false)
    let fields = try #require(try fields(sequence, pictureSet()))
    #expect(fields.isField(slice(1, frameNumberBits: 6, isField: true)))
    #expect(!fields.isField(slice(1, frameNumberBits: 6, isField: false)))
  }

  @Test func findsASlicesSetByItsIDs() throws {
    let fields = try #require(try fields(sequenceSet(id: 3, allowsFields: true), pictureSet(id: 5, of: 3)))
    #expect(fields.isField(slice(1, picture: 5, isField: true)))
    #expect(!fields.isField(slice(1, picture: 4, isField: true)))
  }

  /// Every beginning of a set and of a slice: no trap.
  @Test func refusesWhatEndsEarly() throws {
    let sequence = sequenceSet(order: 1, allowsFields: true)
    let slice = slice(1, isField: true)
    for length in 4..<sequence.count - 1 { #expect(try fields(Array(sequence.prefix(length)), pictureSet()) == nil) }
    let fields = try #require(try fields(sequence, pictureSet()))
    for length in 0..<3 { #expect(!fields.isField(slice.prefix(length))) }
  }
}
