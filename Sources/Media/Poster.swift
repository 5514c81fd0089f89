internal import CFFmpeg
public import Foundation
public import Lesson
public import Timeline

/// A still picture of a recording, as displayed.
public struct Poster: Hashable, Sendable {
  /// A JPEG file; the same bytes for the same recording.
  public var jpeg: Data
  /// In pixels: upright and with square pixels.
  public var width: Int
  public var height: Int
  /// When the picture is shown in the recording; zero for a cover.
  public var instant: Instant
}

/// Makes pictures for the chapters of one recording, which is opened once.
///
/// Throws ``MediaError`` where there is no picture or it can't be decoded; `CancellationError` where the task is cancelled.
public struct PosterMaker: ~Copyable {
  private var reader: PictureReader
  private let video: VideoInfo
  private let file: String
  private let longest: Int

  /// - Parameters:
  ///   - info: of the same file (``survey(_:named:acceptTruncated:progress:)``).
  ///   - longest: no picture is wider or higher, in pixels.
  public init(_ url: URL, named name: String, info: MediaInfo, longest: Int = usualPosterSize) throws {
    guard let video = info.video else { throw Operation("decode", name).error(.notPossible, "has no picture") }
    let reader = try cancellable { () throws(MediaError) in
      try PictureReader(url, named: name, video, origin: info.origin)
    }
    self.reader = reader
    self.video = video
    file = name
    self.longest = longest
  }

  /// A picture for a chapter, taken from within `range` and nowhere else: what is left out of a lesson stays private.
  ///
  /// Where `wished` lies in the range it is the first frame at or after it; else the most detailed of a few frames that is neither black nor nearly of
  /// one colour, the keyframes first, since these cost least. nil where the range shows no frame.
  public mutating func poster(in range: TimeRange, at wished: Instant? = nil) throws -> Poster? {
    try cancellable { () throws(MediaError) in
      let operation = Operation("decode", file)
      var candidate = try Frame()
      if let wished, range.contains(wished),
        let instant = try reader.frame(atOrAfter: wished, in: range, into: &candidate)
      {
        return try Media.poster(candidate, video, instant, longest, operation)
      }
      var best = try Frame()
      var found: (quality: PictureQuality, instant: Instant)?
      for place in candidates(video.keyframes, in: range) {
        guard let instant = try reader.frame(atOrAfter: place, in: range, into: &candidate) else { continue }
        let quality = try candidate.quality(operation)
        if let found, quality.worth <= found.quality.worth { continue }
        found = (quality, instant)
        swap(&best, &candidate)
      }
      guard let found else { return nil }
      return try Media.poster(best, video, found.instant, longest, operation)
    }
  }
}

/// The picture that a recording carries as its cover, as a JPEG of its own: nothing but the pixels is taken over. nil where it has none.
///
/// Throws ``MediaError`` where it can't be decoded.
public func cover(of url: URL, named name: String, info: MediaInfo) throws -> Poster? {
  try cancellable { () throws(MediaError) in
    guard let stream = info.cover else { return nil }
    let demuxer = try Demuxer(url, named: name)
    var decoder = try Decoder(for: stream, of: demuxer)
    var packet = try Packet()
    var frame = try Frame()
    guard try packet.takeCover(of: stream, in: demuxer), try decoder.send(packet) else { return nil }
    try decoder.sendEnd()
    guard try decoder.receive(into: &frame) else { return nil }
    let size = posterSize(frame.width, frame.height)
    let picture = try frame.scaled(
      toWidth: size.width, height: size.height, AV_PIX_FMT_YUVJ420P, Operation("encode", name))
    return Poster(
      jpeg: try jpeg(of: picture, Operation("encode", name)), width: size.width, height: size.height, instant: .zero)
  }
}

/// Instants worth a look: up to four keyframes spread over the range, or other places where it has fewer than two.
private func candidates(_ keyframes: [Instant], in range: TimeRange) -> [Instant] {
  let inside = keyframes.filter(range.contains)
  if inside.count >= 2 {
    let wanted = min(4, inside.count)
    return (0..<wanted).map { inside[$0 * inside.count / wanted] }
  }
  let parts: [Int64] = [1, 4, 7]
  let places = parts.compactMap { part in try? range.start + (range.length() * part / 10) }
  return inside + places + [range.start]
}

extension PictureQuality {
  /// Larger is better; empty pictures are worse than all others.
  fileprivate var worth: Double { isEmpty ? contrast - 1000 : detail }
}

private func poster(
  _ frame: borrowing Frame, _ video: VideoInfo, _ instant: Instant, _ longest: Int, _ operation: Operation
) throws(MediaError) -> Poster {
  let size = posterSize(video.width, video.height, limit: longest)
  let isSideways = video.rotation % 180 != 0
  let scaled = try frame.scaled(
    toWidth: isSideways ? size.height : size.width, height: isSideways ? size.width : size.height,
    AV_PIX_FMT_YUVJ420P, operation)
  let bytes =
    video.rotation == 0
    ? try jpeg(of: scaled, operation)
    : try jpeg(of: scaled.turned(by: video.rotation / 90, operation), operation)
  return Poster(jpeg: bytes, width: size.width, height: size.height, instant: instant)
}

/// In pixels.
public let usualPosterSize = 1280

/// The size of a poster for a picture of this size: at most `limit` wide and high, even numbers.
private func posterSize(_ width: Int, _ height: Int, limit: Int = usualPosterSize) -> (width: Int, height: Int) {
  let longest = max(width, height, 1)
  func even(_ length: Int) -> Int {
    let scaled = longest > limit ? (length * limit + longest / 2) / longest : length
    return max(2, scaled & ~1)
  }
  return (even(width), even(height))
}
