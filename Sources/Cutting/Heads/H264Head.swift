internal import Media
internal import NALUnits

/// H.264: the head has parameter sets of its own, of an id that the source leaves free, and both stand in one `avcC`. The copy begins with an IDR picture: elsewhere no other
/// sequence parameter set may be activated (Rec. ITU-T H.264, §7.4.1.2.1), and FFmpeg loses frames behind a recovery point that does.
struct H264Head: HeadCoding {
  private let source: AVCConfiguration
  private let id: Int
  private let profile: String?

  init?(_ stream: StreamInfo) {
    guard stream.codec == "h264", let source = AVCConfiguration(stream.extradata), let id = source.freeID,
      let format = stream.picture?.pixelFormat, Self.pixelFormats.contains(format)
    else { return nil }
    self.source = source
    self.id = id
    profile = Self.profiles[source.profile]
  }

  /// What x264 encodes as it is.
  private static let pixelFormats: Set = [
    "yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "yuv420p10le", "yuv422p10le", "yuv444p10le",
    "gray", "gray10le",
  ]

  /// `profile_idc` (Rec. ITU-T H.264, A.2) by x264's names.
  private static let profiles = [
    66: "baseline", 77: "main", 100: "high", 110: "high10", 122: "high422", 244: "high444",
  ]

  var encoder: Encoder.Settings {
    // No scene cuts: a keyframe within a head serves nobody.
    Encoder.Settings(
      "libx264",
      [
        // A head is short: faster costs it bytes, not quality. The tools that cost next to nothing stay on. A constant quantizer needs no look at the frames beforehand, which was
        // a quarter of the time.
        ("preset", "ultrafast"), ("qp", "18"), ("sc_threshold", "0"), ("a53cc", "0"),
        ("x264-params", "cabac=1:8x8dct=1:deblock=1:sps-id=\(id)"),
      ]
        + (profile.map { [("profile", $0)] } ?? []),
      level: source.level)
  }

  func isClean(_ keyframe: [UInt8]) -> Bool {
    lengthPrefixedUnits(keyframe, lengthSize: source.lengthSize).contains { Self.type($0) == 5 }
  }

  func configuration(with encoded: [UInt8]) -> [UInt8]? { source.adding(byteStreamUnits(encoded))?.bytes }

  /// Slices, and of the supplemental information what says which field comes first (`pic_timing`, payload type 1); x264's own settings are of no use.
  func headPacket(_ encoded: [UInt8]) -> [UInt8]? {
    let kept = byteStreamUnits(encoded).filter { unit in
      switch Self.type(unit) {
      case 1...5: true
      case 6: unit.dropFirst().first == 1
      default: false
      }
    }
    return packet(of: kept, lengthSize: source.lengthSize)
  }

  private static func type(_ unit: ArraySlice<UInt8>) -> UInt8 { (unit.first ?? 0) & 0x1f }
}
