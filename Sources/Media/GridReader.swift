internal import CFFmpeg
public import Foundation
public import Lesson
public import Timeline

/// Looks at a recording's main picture, in the coarse form that tells one slide from another.
///
/// The recording is opened once. Throws ``MediaError`` where there is no picture or it can't be decoded; `CancellationError` where the task is cancelled.
public struct GridReader: ~Copyable {
  private var reader: PictureReader
  private var frame: Frame
  private let end: Instant
  private let file: String

  /// - Parameter info: of the same file (``survey(_:named:acceptTruncated:progress:)``).
  public init(_ url: URL, named name: String, info: MediaInfo) throws {
    guard let video = info.video else { throw Operation("decode", name).error(.notPossible, "has no picture") }
    let reader = try cancellable { () throws(MediaError) in
      // What the filter smooths hardly changes a cell's mean, and takes a third of the time.
      try PictureReader(url, named: name, video, origin: info.origin, skipsLoopFilter: true)
    }
    let frame = try cancellable { () throws(MediaError) in try Frame() }
    self.reader = reader
    self.frame = frame
    end = video.range.end
    file = name
  }

  /// The keyframe at this instant; nil where none can be decoded there.
  public mutating func grid(at keyframe: Instant) throws -> PictureGrid? {
    try cancellable { () throws(MediaError) in
      guard keyframe < end,
        try reader.frame(atOrAfter: keyframe, in: TimeRange(keyframe, end), into: &frame) != nil
      else { return nil }
      return try frame.grid(named: file)
    }
  }

  /// The first frame from `first` on, before `range.end`, for which `isWanted` is true; nil where there is none. `range` starts at a keyframe: all frames
  /// from there on are decoded.
  public mutating func firstFrame(
    in range: TimeRange, from first: Instant, where isWanted: (PictureGrid) -> Bool
  ) throws -> Instant? {
    try cancellable { () throws(MediaError) in
      var found: Instant?
      try reader.frames(in: range, from: first, using: &frame) { instant, frame throws(MediaError) in
        guard let grid = try frame.grid(named: file), isWanted(grid) else { return true }
        found = instant
        return false
      }
      return found
    }
  }

  /// The sizes in bytes of the frames between the keyframe at `range.start` and `range.end`, in order of decoding; nothing is decoded.
  public mutating func sizes(in range: TimeRange) throws -> [(time: Instant, bytes: Int)] {
    try cancellable { () throws(MediaError) in try reader.sizes(in: range) }
  }
}

extension Frame {
  fileprivate func grid(named file: String) throws(MediaError) -> PictureGrid? {
    let small = try scaled(
      toWidth: PictureGrid.columns, height: PictureGrid.rows, AV_PIX_FMT_GRAY8, Operation("decode", file))
    guard let plane = small.pointer.pointee.data.0 else { return nil }
    let stride = Int(small.pointer.pointee.linesize.0)
    return PictureGrid(
      (0..<PictureGrid.rows).flatMap { row in
        UnsafeBufferPointer(start: plane + row * stride, count: PictureGrid.columns)
      })
  }
}
