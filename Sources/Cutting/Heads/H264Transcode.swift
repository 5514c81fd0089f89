internal import Media

/// A picture whose codec no chapter can keep: MPEG-4 part 2 and MPEG-2, whose configuration leaves no room for an encoder's beside it and whose B-frames make every group an open one,
/// and VP8, which MP4 can't hold; H.264 itself where its pictures are coded as two fields; or one that not every browser plays. All of it becomes H.264.
struct H264Transcode: HeadCoding {
  let pixelFormat: String?

  /// What every browser plays: 8 bits, chroma halved both ways.
  init() { pixelFormat = "yuv420p" }

  init?(_ stream: StreamInfo) {
    guard ["mpeg4", "mpeg2video", "vp8", "h264"].contains(stream.codec), let format = stream.picture?.pixelFormat,
      ["yuv420p", "yuv422p"].contains(format)
    else { return nil }
    pixelFormat = nil
  }

  var replacesCodec: Bool { true }

  var encoder: Encoder.Settings {
    Encoder.Settings("libx264", [("preset", "veryfast"), ("crf", "18"), ("a53cc", "0")])
  }

  func isClean(_: [UInt8]) -> Bool { false }
  func configuration(with encoded: [UInt8]) -> [UInt8]? { encoded }
  func headPacket(_ encoded: [UInt8]) -> [UInt8]? { encoded }
}
