internal import Lesson
internal import Media

/// How a codec's frames are encoded again so that the source's own packets can follow them in one track.
protocol HeadCoding: Sendable {
  /// nil where the stream is of another codec, or is written in a way that no head can come before.
  init?(_ stream: StreamInfo)

  var encoder: Encoder.Settings { get }

  /// FFmpeg's name of the pixel format that is encoded; nil for the source's own.
  var pixelFormat: String? { get }

  /// Nothing of the source's picture can be copied: what is encoded is of another codec.
  var replacesCodec: Bool { get }

  /// Whether copying may begin with this keyframe: what is decoded behind it refers to nothing before it, and a decoder takes other parameter sets there.
  func isClean(_ keyframe: [UInt8]) -> Bool

  /// The codec configuration that holds for head and copy, from the encoder's own; nil where there is none.
  func configuration(with encoded: [UInt8]) -> [UInt8]?

  /// A packet of the encoder as the track holds it; nil where that isn't possible.
  func headPacket(_ encoded: [UInt8]) -> [UInt8]?

  /// The packet with which the copy begins, as it has to be behind a head.
  func firstCopied(_ packet: [UInt8]) -> [UInt8]
}

extension HeadCoding {
  var pixelFormat: String? { nil }
  var replacesCodec: Bool { false }
  func firstCopied(_ packet: [UInt8]) -> [UInt8] { packet }
}

/// One for each codec. A new one is a file of its own and an entry here.
private let headCodings: [any HeadCoding.Type] = [
  H264Head.self, HEVCHead.self, VP9Head.self, AV1Head.self, H264Transcode.self,
]

/// How heads of this picture are made, of one of these streams; nil where they can't be.
///
/// - Parameter encoder: the settings that were chosen when cuts were placed, as text; nil for the best that there are.
func headCoding(for video: VideoInfo, among streams: [StreamInfo], encoder: String? = nil) -> (any HeadCoding)? {
  guard video.encodedAs == nil else { return H264Transcode() }
  return streams.first { $0.index == video.stream }.flatMap { stream in
    headCodings.lazy.compactMap { $0.init(stream) }.first { encoder == nil || $0.encoder.text == encoder }
  }
}
