internal import NALUnits

/// Whether a picture's coded size changes in mid-stream without the container saying so: by what its keyframes carry themselves.
///
/// Keyframes that carry other parameters of the same size are no change, nor those that carry none. A VP9 stream may also change its size between keyframes (reference scaling), which isn't seen here.
struct ParameterWatch {
  private(set) var hasChanged = false
  private let codec: String
  /// Bytes of the length before each NAL unit; 0 where the container doesn't hold such.
  private var lengthSize = 0
  /// The one size that holds; nil before one is known.
  private var size: [Int]?

  init(_ stream: StreamInfo) {
    codec = stream.codec
    if codec == "h264", let configuration = AVCConfiguration(stream.extradata) {
      lengthSize = configuration.lengthSize
      size = only(configuration.sequenceSets.map { AVCSequenceSet($0)?.codedSize })
    } else if codec == "hevc", let configuration = HEVCConfiguration(stream.extradata) {
      lengthSize = configuration.lengthSize
      size = only(configuration.units(33).map { HEVCIdentifiers.codedSize($0[...]) })
    }
  }

  mutating func add(_ packet: borrowing Packet) {
    guard packet.isKey, !hasChanged, isWatched, let carried = carriedSize(packet.bytes) else { return }
    if let size, size != carried { hasChanged = true }
    size = carried
  }

  private var isWatched: Bool { lengthSize > 0 || ["vp8", "vp9"].contains(codec) }

  private func carriedSize(_ keyframe: [UInt8]) -> [Int]? {
    switch codec {
    case "h264":
      return only(
        lengthPrefixedUnits(keyframe, lengthSize: lengthSize).filter { ($0.first ?? 0) & 0x1f == 7 }
          .map { AVCSequenceSet(Array($0))?.codedSize })
    case "hevc":
      return only(
        lengthPrefixedUnits(keyframe, lengthSize: lengthSize).filter { HEVCIdentifiers.type(of: $0) == 33 }
          .map(HEVCIdentifiers.codedSize))
    case "vp8": return vp8Size(keyframe)
    default: return vp9Size(keyframe)
    }
  }

  /// The size that all sets have; nil where there is none, or where which of several is used isn't clear.
  private func only(_ sizes: [[Int]?]) -> [Int]? {
    guard let first = sizes.first, sizes.allSatisfy({ $0 == first }) else { return nil }
    return first
  }
}

/// Width and height of a VP8 keyframe (RFC 6386, §9.1); nil for any other frame.
private func vp8Size(_ frame: [UInt8]) -> [Int]? {
  guard frame.count >= 10, frame[0] & 1 == 0, frame[3..<6].elementsEqual([0x9d, 0x01, 0x2a]) else { return nil }
  // Each has two bits of scaling above it.
  return [Int(frame[6]) | Int(frame[7] & 0x3f) << 8, Int(frame[8]) | Int(frame[9] & 0x3f) << 8]
}

/// Width and height of a VP9 keyframe, each less one (VP9 bitstream specification, §6.2 and §7.2); nil for any other frame.
private func vp9Size(_ frame: [UInt8]) -> [Int]? {
  var reader = BitReader(nalUnit: frame.prefix(16))
  guard reader.bits(2) == 2, let low = reader.bits(1), let high = reader.bits(1) else { return nil }
  let profile = high * 2 + low
  if profile == 3 { reader.skip(1) }
  // Shows no frame that is known already, and is a keyframe.
  guard reader.bits(1) == 0, reader.bits(1) == 0 else { return nil }
  reader.skip(2)
  guard reader.bits(24) == 0x498342 else { return nil }
  if profile >= 2 { reader.skip(1) }
  let isRGB = reader.bits(3) == 7
  reader.skip((isRGB ? 0 : 1) + (profile % 2 == 1 ? (isRGB ? 1 : 3) : 0))
  guard let width = reader.bits(16), let height = reader.bits(16) else { return nil }
  return [width, height]
}
