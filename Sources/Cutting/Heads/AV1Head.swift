internal import Media

/// AV1: each keyframe's temporal unit holds its sequence header, so a decoder takes another one there (AV1 Bitstream & Decoding Process Specification, §7.5). Where the
/// source's keyframe lacks it, as Matroska allows, it comes from the configuration.
struct AV1Head: HeadCoding {
  /// The source's `av1C` (AV1 Codec ISO Media File Format Binding, §2.3.3): four bytes, then the OBUs.
  private let source: [UInt8]

  init?(_ stream: StreamInfo) {
    guard stream.codec == "av1", let format = stream.picture?.pixelFormat, Self.pixelFormats.contains(format),
      stream.extradata.count > 4, stream.extradata[0] == 0x81
    else { return nil }
    source = stream.extradata
  }

  /// What SVT-AV1 encodes as it is.
  private static let pixelFormats: Set = ["yuv420p", "yuv420p10le"]

  var encoder: Encoder.Settings {
    // Low delay: packets come in the order they are shown, one frame each.
    Encoder.Settings(
      "libsvtav1", [("preset", "10"), ("crf", "20"), ("svtav1-params", "pred-struct=1:lp=1:scd=0")])
  }

  func isClean(_: [UInt8]) -> Bool { true }

  func configuration(with _: [UInt8]) -> [UInt8]? { source }

  func headPacket(_ encoded: [UInt8]) -> [UInt8]? { encoded }

  func firstCopied(_ packet: [UInt8]) -> [UInt8] {
    openBitstreamUnitTypes(packet).contains(1) ? packet : Array(source[4...]) + packet
  }
}

/// The types of a temporal unit's OBUs (AV1 Bitstream & Decoding Process Specification, §5.3): 1 is a sequence header. What is damaged ends the list.
func openBitstreamUnitTypes(_ bytes: [UInt8]) -> [UInt8] {
  var types: [UInt8] = []
  var place = 0
  while place < bytes.count {
    let header = bytes[place]
    types.append(header >> 3 & 15)
    place += header & 4 != 0 ? 2 : 1
    guard header & 2 != 0 else { break }
    // leb128: seven bits a byte, the least significant first.
    var (size, shift) = (0, 0)
    while place < bytes.count, shift < 28 {
      size |= Int(bytes[place] & 0x7f) << shift
      shift += 7
      place += 1
      if bytes[place - 1] & 0x80 == 0 { break }
    }
    place += size
  }
  return types
}
