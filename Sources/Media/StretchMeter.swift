public import Foundation
public import Lesson
public import Timeline

/// Measures how loud a recording's main sound is, stretch by stretch: a stretch's levels depend on nothing but the file, so that several meters may
/// share the stretches between them.
///
/// Throws as ``soundLevels(of:named:info:window:progress:)`` does.
public struct StretchMeter: ~Copyable {
  /// Where the first window starts, on the recording's time line.
  public let start: Instant
  /// Length of the sound.
  public let seconds: Double
  /// All windows of the sound, in order, a few minutes each; one stretch where the container doesn't lead to a place in it.
  public let stretches: [Range<Int>]

  private var reader: SoundReader
  private let grid: WindowGrid
  private let warmUp: Int

  /// Windows that are measured before a stretch and given away: until then the high-pass has forgotten its beginning.
  private static let warmUp = 100.ms
  private static let length = 300.s
  /// Elsewhere (MP3) all frames before a place have to be read to find it.
  private static let indexed: Set = ["mov", "matroska", "wav"]

  /// - Parameters:
  ///   - info: of the same file.
  ///   - window: 1 ms to 1 s.
  public init(_ url: URL, named name: String, info: MediaInfo, window: TimeSpan = 10.ms) throws {
    let operation = Operation("decode", name)
    guard let sound = info.sound else { throw operation.error(.notPossible, "has no sound") }
    do throws(TimeOverflow) {
      guard window >= 1.ms, window <= 1.s, try sound.range.length() <= 100.h else { throw TimeOverflow() }
    } catch {
      throw operation.error(.outOfRange, "its sound is longer than 100 hours")
    }
    let reader = try cancellable { () throws(MediaError) in
      try SoundReader(url, named: name, sound, origin: info.origin)
    }
    start = sound.range.start
    seconds = Double(reader.length) / Double(sound.sampleRate)
    grid = WindowGrid(sampleRate: sound.sampleRate, window: window)
    warmUp = Self.windows(Self.warmUp, window)
    let windows = grid.count(in: reader.length)
    let step = Self.indexed.contains(info.container) ? Self.windows(Self.length, window) : max(windows, 1)
    stretches = stride(from: 0, to: windows, by: step).map { $0..<min($0 + step, windows) }
    self.reader = reader
  }

  /// RMS levels of the windows of a stretch, in dBFS as in ``SoundLevels/levels``. `progress` hears seconds of the stretch done.
  public mutating func levels(of stretch: Range<Int>, progress: (Double) -> Void = { _ in }) throws -> [Float] {
    let before = min(stretch.lowerBound, warmUp)
    let first = stretch.lowerBound - before
    let (start, end) = (grid.start(of: first), min(grid.start(of: stretch.upperBound), reader.length))
    let rate = Double(grid.rate)
    var meter = LevelMeter(grid, from: first, to: end)
    try cancellable { () throws(MediaError) in
      try reader.read(from: start, to: end) { planes, count, position in
        meter.add(planes, count: count, at: position)
        progress(Double(max(0, position - start)) / rate)
      }
    }
    return Array(meter.finish().dropFirst(before))
  }

  private static func windows(_ length: TimeSpan, _ window: TimeSpan) -> Int {
    max(1, Int((length.approximateSeconds / window.approximateSeconds).rounded()))
  }
}
