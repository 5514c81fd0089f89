internal import Media

/// VP9: frames carry their own headers, and every keyframe is a new beginning. The encoder makes no hidden frames, so each packet is one frame.
struct VP9Head: HeadCoding {
  private let source: [UInt8]

  init?(_ stream: StreamInfo) {
    guard stream.codec == "vp9", let format = stream.picture?.pixelFormat, Self.pixelFormats.contains(format) else {
      return nil
    }
    source = stream.extradata
  }

  /// Of the profiles 0 to 3.
  private static let pixelFormats: Set = [
    "yuv420p", "yuv422p", "yuv440p", "yuv444p", "yuv420p10le", "yuv422p10le", "yuv444p10le",
  ]

  var encoder: Encoder.Settings {
    Encoder.Settings(
      "libvpx-vp9",
      [
        ("deadline", "realtime"), ("cpu-used", "7"), ("crf", "16"), ("b", "0"), ("lag-in-frames", "0"),
        ("auto-alt-ref", "0"),
      ])
  }

  func isClean(_: [UInt8]) -> Bool { true }
  func configuration(with _: [UInt8]) -> [UInt8]? { source }
  func headPacket(_ encoded: [UInt8]) -> [UInt8]? { encoded }
}
