internal import Media
internal import NALUnits

/// HEVC: the head's parameter sets get an id of 15, and both stand in one `hvcC`. The copy begins with any picture of random access; where that is an open group's, it is
/// marked as the start behind a splice (BLA), and the pictures that lead to it belong to the head.
struct HEVCHead: HeadCoding {
  private let source: HEVCConfiguration

  init?(_ stream: StreamInfo) {
    guard stream.codec == "hevc", let source = HEVCConfiguration(stream.extradata),
      let format = stream.picture?.pixelFormat, Self.pixelFormats.contains(format), Self.isFree(source)
    else { return nil }
    self.source = source
  }

  private static let pixelFormats: Set = [
    "yuv420p", "yuvj420p", "yuv422p", "yuv444p", "yuv420p10le", "yuv422p10le", "yuv444p10le", "yuv420p12le", "gray",
  ]

  /// No set of the source has the id 15.
  private static func isFree(_ source: HEVCConfiguration) -> Bool {
    let id = Int(HEVCIdentifiers.id)
    let video = source.units(32).allSatisfy { $0.count > 2 && $0[2] >> 4 != HEVCIdentifiers.id }
    let sequence = source.units(33).allSatisfy { unit in
      guard let place = HEVCIdentifiers.sequenceIDPlace(withoutEmulationPrevention(unit)) else { return false }
      var reader = BitReader(nalUnit: unit)
      reader.skip(place)
      return reader.unsigned().map { $0 != id } ?? false
    }
    let picture = source.units(34).allSatisfy { unit in
      var reader = BitReader(nalUnit: unit)
      reader.skip(16)
      return reader.unsigned().map { $0 != id } ?? false
    }
    return video && sequence && picture
  }

  var encoder: Encoder.Settings {
    Encoder.Settings(
      "libx265",
      [
        ("preset", "veryfast"), ("crf", "20"),
        ("x265-params", "log-level=error:info=0:pools=none:frame-threads=1:scenecut=0:open-gop=0:repeat-headers=0"),
      ])
  }

  /// IRAP pictures (Rec. ITU-T H.265, table 7-1).
  func isClean(_ keyframe: [UInt8]) -> Bool {
    lengthPrefixedUnits(keyframe, lengthSize: source.lengthSize).contains {
      (16...21).contains(HEVCIdentifiers.type(of: $0))
    }
  }

  func configuration(with encoded: [UInt8]) -> [UInt8]? {
    source.adding(byteStreamUnits(encoded).compactMap(HEVCIdentifiers.renumbered))?.bytes
  }

  /// Slices only; the encoder's messages are of no use.
  func headPacket(_ encoded: [UInt8]) -> [UInt8]? {
    let slices = byteStreamUnits(encoded).filter { HEVCIdentifiers.type(of: $0) < 32 }
    let renumbered = slices.compactMap(HEVCIdentifiers.renumbered)
    guard renumbered.count == slices.count else { return nil }
    return packet(of: renumbered, lengthSize: source.lengthSize)
  }

  /// CRA becomes BLA_W_LP: the header's six bits of type, 21 to 16.
  func firstCopied(_ packet: [UInt8]) -> [UInt8] {
    var bytes = packet
    for unit in lengthPrefixedUnits(packet, lengthSize: source.lengthSize) where HEVCIdentifiers.type(of: unit) == 21 {
      bytes[unit.startIndex] = bytes[unit.startIndex] & 0x81 | 16 << 1
    }
    return bytes
  }
}
