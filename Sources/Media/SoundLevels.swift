public import Foundation
public import Lesson
public import Timeline

/// How loud a recording is, window by window, on its time line.
public struct SoundLevels: Hashable, Sendable, Codable {
  /// Where the first window starts.
  public var start: Instant
  /// How long each window is; the last may be shorter.
  public var window: TimeSpan
  /// RMS level of each window in dBFS (a full-scale sine is at -3), of the loudest channel and without what lies below the voice;
  /// never below ``floor``. A window in which the file has no sample at all is at ``floor`` too.
  public var levels: [Float]

  /// Stands for all that is quieter, digital silence among it.
  public static let floor: Float = -120

  public init(start: Instant, window: TimeSpan, levels: [Float]) {
    self.start = start
    self.window = window
    self.levels = levels
  }

  /// The stretch of the recording that window `index` covers.
  public func range(of index: Int) throws(TimeOverflow) -> TimeRange {
    let from = try start + window * Int64(index)
    return TimeRange(from, try from + window)
  }
}

/// Measures how loud the main sound is, by decoding all of it; the picture isn't read.
///
/// Throws ``MediaError`` where there is no sound, its codec isn't decoded yet, or the file can't be read; `CancellationError` where the task is
/// cancelled. Damaged packets are passed over and count as silence.
///
/// - Parameters:
///   - info: of the same file (``survey(_:named:acceptTruncated:progress:)``).
///   - window: 1 ms to 1 s.
///   - progress: called now and then with seconds done and seconds in all.
public func soundLevels(
  of url: URL, named name: String, info: MediaInfo, window: TimeSpan = 10.ms,
  progress: (_ done: Double, _ total: Double) -> Void = { _, _ in }
) throws -> SoundLevels {
  var meter = try StretchMeter(url, named: name, info: info, window: window)
  let seconds = meter.seconds
  var levels: [Float] = []
  let floor = SoundLevels.floor
  for share in meter.shares(of: [0..<meter.windows]) {
    let before = Double(levels.count) * window.approximateSeconds
    let channels = try meter.levels(of: share) { progress(min(before + $0, seconds), seconds) }
    levels += channels[0].indices.map { index in channels.reduce(floor) { max($0, $1[index]) } }
  }
  progress(seconds, seconds)
  return SoundLevels(start: meter.start, window: window, levels: levels)
}
