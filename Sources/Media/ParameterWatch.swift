internal import NALUnits

/// Whether a picture's size or its sequence parameters change in mid-stream without the container saying so: by what its keyframes carry themselves.
///
/// A VP9 stream may also change its size between keyframes (reference scaling), which isn't seen here.
struct ParameterWatch {
  private(set) var hasChanged = false
  private let codec: String
  /// Bytes of the length before each NAL unit.
  private var lengthSize = 4
  /// What holds from the last keyframe on; nil before the first.
  private var current: [[UInt8]]?
  /// What the container's header says, for keyframes that carry nothing.
  private var configured: [[UInt8]] = []

  init(_ stream: StreamInfo) {
    codec = stream.codec
    if codec == "h264", let configuration = AVCConfiguration(stream.extradata) {
      (lengthSize, configured) = (configuration.lengthSize, configuration.sequenceSets)
    } else if codec == "hevc", let configuration = HEVCConfiguration(stream.extradata) {
      (lengthSize, configured) = (configuration.lengthSize, configuration.units(33))
    }
  }

  mutating func add(_ packet: borrowing Packet) {
    guard packet.isKey, !hasChanged, ["h264", "hevc", "vp8", "vp9"].contains(codec) else { return }
    let carried = parameters(packet.bytes)
    guard let current else { return current = carried.isEmpty ? configured : carried }
    if !carried.isEmpty, carried != current { hasChanged = true }
  }

  private func parameters(_ keyframe: [UInt8]) -> [[UInt8]] {
    switch codec {
    case "h264":
      lengthPrefixedUnits(keyframe, lengthSize: lengthSize).filter { ($0.first ?? 0) & 0x1f == 7 }.map(Array.init)
    case "hevc":
      lengthPrefixedUnits(keyframe, lengthSize: lengthSize).filter { HEVCIdentifiers.type(of: $0) == 33 }
        .map(Array.init)
    // Width and height, each with two bits of scaling (RFC 6386, §9.1).
    case "vp8": keyframe.count >= 10 ? [Array(keyframe[6..<10])] : []
    default: vp9Size(keyframe).map { [$0] } ?? []
    }
  }
}

/// Width and height of a VP9 keyframe, each less one, as two bytes (VP9 bitstream specification, §6.2 and §7.2); nil for any other frame.
private func vp9Size(_ frame: [UInt8]) -> [UInt8]? {
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
  return [UInt8(width >> 8), UInt8(width & 255), UInt8(height >> 8), UInt8(height & 255)]
}
