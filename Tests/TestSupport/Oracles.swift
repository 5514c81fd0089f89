public import Foundation

// What a media file holds, as the ffmpeg and ffprobe programs see it.

/// The stamps of the frames that a player shows, in order, by decoding; nil for a frame without one.
///
/// - Parameters:
///   - picture: which of the file's, from 0.
///   - autorotate: whether the turn that the file asks for is applied, as players do.
public func stamps(of file: URL, picture: Int = 0, autorotate: Bool = true) throws -> [FrameStamp?] {
  let data = try run(
    "ffmpeg",
    ["-v", "error", "-nostdin"] + (autorotate ? [] : ["-noautorotate"]) + [
      "-i", file.path, "-map", "0:V:\(picture)", "-fps_mode", "passthrough", "-vf",
      "scale=64:64:flags=area,format=gray",
      "-f", "rawvideo", "-",
    ])
  return stride(from: 0, to: data.count - 4095, by: 4096).map {
    FrameStamp(luma: data.dropFirst($0).prefix(4096), width: 64, height: 64)
  }
}

/// The numbers of the frames that a player shows, in order. Throws where one can't be read or isn't upright.
public func frameNumbers(of file: URL) throws -> [Int] { try frameNumbers(of: file, picture: 0) }

/// The same of one of several pictures, counted from 0.
public func frameNumbers(of file: URL, picture: Int) throws -> [Int] {
  try stamps(of: file, picture: picture).enumerated().map { place, stamp in
    guard let stamp, stamp.quarterTurns == 0 else {
      throw ToolError(
        description: "frame \(place) of \(file.lastPathComponent) "
          + (stamp.map { "is turned by \($0.quarterTurns * 90)°" } ?? "shows no stamp"))
    }
    return stamp.number
  }
}

/// The first and the last frame's number that a player shows.
public func firstAndLastFrame(of file: URL) throws -> (first: Int, last: Int) {
  let numbers = try frameNumbers(of: file)
  guard let first = numbers.first, let last = numbers.last else {
    throw ToolError(description: "\(file.lastPathComponent) shows no frame")
  }
  return (first, last)
}

/// Decoded sound, interleaved, -1…1.
///
/// - Parameters:
///   - track: which of the file's sound tracks, from 0.
///   - rate: to which it is brought, in hertz; nil for its own.
public func samples(of file: URL, track: Int = 0, rate: Int? = nil) throws -> [Float] {
  let data = try run(
    "ffmpeg",
    ["-v", "error", "-nostdin", "-i", file.path, "-map", "0:a:\(track)"] + (rate.map { ["-ar", "\($0)"] } ?? [])
      + ["-f", "f32le", "-c:a", "pcm_f32le", "-"])
  return data.withUnsafeBytes { bytes in
    (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self) }
  }
}

/// What ffprobe says of a file.
public struct Probe: Decodable, Sendable {
  public var streams: [Stream]
  public var format: Format

  public struct Stream: Decodable, Sendable {
    public var index: Int
    public var codecName: String?
    public var codecType: String?
    public var codecTagString: String?
    public var profile: String?
    public var width: Int?
    public var height: Int?
    public var pixFmt: String?
    public var sampleAspectRatio: String?
    public var sampleRate: String?
    public var channels: Int?
    public var timeBase: String
    public var startTime: String?
    public var duration: String?
    public var nbFrames: String?
    public var disposition: [String: Int]?
    public var tags: [String: String]?
    public var sideDataList: [SideData]?
  }
  public struct SideData: Decodable, Sendable {
    public var sideDataType: String
    public var rotation: Double?
  }
  public struct Format: Decodable, Sendable {
    public var formatName: String
    public var startTime: String?
    public var duration: String?
    public var tags: [String: String]?
  }

  /// Seconds; 0 where unknown.
  public var duration: Double { format.duration.flatMap(Double.init) ?? 0 }
  public func first(_ type: String) -> Stream? { streams.first { $0.codecType == type } }
}

public func probe(_ file: URL) throws -> Probe {
  try decoded(run("ffprobe", ["-v", "error", "-of", "json", "-show_streams", "-show_format", file.path]))
}

/// One packet as ffprobe lists it; times in ticks of its stream.
public struct ProbedPacket: Decodable, Hashable, Sendable {
  public var streamIndex: Int
  public var pts: Int64?
  public var dts: Int64?
  public var duration: Int64?
  public var size: String
  /// `K` for a keyframe, `D` for one that is not shown, `_` for neither.
  public var flags: String
  /// Of the packet's bytes.
  public var dataHash: String?

  public init(streamIndex: Int, pts: Int64?, dts: Int64?, duration: Int64?, size: String, flags: String) {
    self.streamIndex = streamIndex
    self.pts = pts
    self.dts = dts
    self.duration = duration
    self.size = size
    self.flags = flags
  }
}

/// The packets of one stream (`"v:0"`, `"a:0"`, `"1"`) in the file's order, with hashes of their bytes.
public func packets(of file: URL, stream: String) throws -> [ProbedPacket] {
  struct Listing: Decodable { var packets: [ProbedPacket] }
  let listing: Listing = try decoded(
    run(
      "ffprobe",
      [
        "-v", "error", "-of", "json", "-select_streams", stream, "-show_packets", "-show_data_hash", "MD5", file.path,
      ]))
  return listing.packets
}

/// Presentation times of the frames that a player shows, or of the runs of samples that it plays, in seconds, in order.
public func frameTimes(of file: URL, stream: String = "v:0") throws -> [Double] {
  struct Listing: Decodable { var frames: [Frame] }
  struct Frame: Decodable { var bestEffortTimestampTime: String? }
  let listing: Listing = try decoded(
    run(
      "ffprobe",
      [
        "-v", "error", "-of", "json", "-select_streams", stream, "-show_entries", "frame=best_effort_timestamp_time",
        file.path,
      ]))
  return listing.frames.compactMap { $0.bestEffortTimestampTime.flatMap(Double.init) }
}

private func decoded<Value: Decodable>(_ data: Data) throws -> Value {
  let decoder = JSONDecoder()
  decoder.keyDecodingStrategy = .convertFromSnakeCase
  return try decoder.decode(Value.self, from: data)
}
