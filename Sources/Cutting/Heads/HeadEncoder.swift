internal import Lesson
internal import Media

/// The frames of a chapter's head, encoded again one after the other, as packets of the chapter's track.
final class HeadEncoder {
  /// The codec configuration that holds for the head and for what is copied behind it.
  private let configuration: [UInt8]
  /// In ticks of the stream: when the first frame is shown.
  let start: Int64
  /// The packet that is to be written next, and when it is shown; good while ``current`` isn't nil.
  private(set) var packet: Packet
  private(set) var current: (pts: Int64, duration: Int64)?
  private let reader: FrameReader
  let coding: any HeadCoding
  private let name: String
  private var encoder: Encoder
  private var conversion: PictureConversion
  private var durations: [Int64] = []
  private var hasEnded = false

  /// Encodes the frames that are shown at `range`, in ticks of the reader's stream.
  init(_ range: Range<Int64>, from reader: FrameReader, _ coding: any HeadCoding, named name: String) throws {
    try reader.begin(range)
    var started: Encoder?
    var (first, durations): (Int64, [Int64]) = (range.lowerBound, [])
    var conversion = try PictureConversion(to: coding.pixelFormat, named: name)
    _ = try reader.next { frame, pts, duration in
      try conversion.convert(frame) { frame in
        var encoder = try Encoder(coding.encoder, for: frame, of: reader.stream, in: reader.demuxer)
        try encoder.send(frame, pts: pts)
        started = consume encoder
      }
      (first, durations) = (pts, [duration])
    }
    guard let encoder = started.take() else {
      throw CutError(
        name, "its picture can't be decoded where a chapter starts; move that time, or leave the stretch out")
    }
    guard let configuration = coding.configuration(with: encoder.configuration) else {
      throw CutError(name, "its picture's parameters leave no room for those of a chapter's head")
    }
    self.configuration = configuration
    self.start = first
    self.durations = durations
    self.packet = try Packet()
    self.encoder = encoder
    self.conversion = conversion
    self.reader = reader
    self.coding = coding
    self.name = name
    try advance()
  }

  /// Adds the track that holds the head and what is copied behind it.
  func addStream(to muxer: inout Muxer, of demuxer: borrowing Demuxer) throws -> Int {
    coding.replacesCodec
      ? try muxer.addStream(of: encoder, like: reader.stream, of: demuxer)
      : try muxer.addStream(like: reader.stream, of: demuxer, extradata: configuration)
  }

  /// Goes to the next packet.
  func advance() throws {
    while true {
      try Task.checkCancellation()
      if try encoder.receive(into: &packet) {
        guard let pts = packet.pts, !durations.isEmpty, let bytes = coding.headPacket(packet.bytes) else {
          throw CutError(name, "a frame of it can't be encoded again")
        }
        try packet.replaceBytes(bytes)
        current = (pts, durations.removeFirst())
        return
      }
      guard !hasEnded else {
        current = nil
        return
      }
      let hasMore = try reader.next { frame, pts, duration in
        try conversion.convert(frame) { try encoder.send($0, pts: pts) }
        durations.append(duration)
      }
      if !hasMore {
        hasEnded = true
        try encoder.sendEnd()
      }
    }
  }
}
