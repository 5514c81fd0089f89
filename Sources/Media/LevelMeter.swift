internal import Foundation
internal import Timeline

/// Measures RMS levels of a range of windows, channel by channel.
///
/// Before it is measured the sound passes a second-order Butterworth high-pass at 90 Hz: mains hum and rumble are no
/// speech.
struct LevelMeter {
  private var levels: [[Float]]
  private var channels: [Channel] = []
  private let highPass: HighPass
  /// The next sample.
  private var position: Int64
  private var samplesInWindow = 0
  private var windowEnd: Int64
  private let range: Range<Int>
  private let start: Int64
  private let end: Int64
  private let grid: WindowGrid

  private struct Channel {
    var state = HighPass.State()
    var energy: Double = 0
  }

  /// Places are samples from the sound's start.
  ///
  /// - Parameters:
  ///   - end: what comes behind it is not measured.
  ///   - preRoll: samples before the first window that pass the filter, so that it has forgotten its beginning.
  ///   - channels: as many are told apart, one or more; where the sound has more, the last stands for the rest.
  init(
    _ grid: WindowGrid, _ range: Range<Int>, to end: Int64, preRoll: Int64, channels: Int, _ highPass: HighPass
  ) {
    levels = [[Float]](repeating: [], count: channels)
    self.grid = grid
    self.range = range
    self.end = end
    self.highPass = highPass
    start = grid.start(of: range.lowerBound)
    windowEnd = start
    position = start - preRoll
  }

  /// Measures `count` samples of each plane, the first being sample `start`. What was measured already is passed over; what is missing before is
  /// silence.
  mutating func add(_ planes: [UnsafePointer<Float>], count: Int, at start: Int64) {
    while channels.count < planes.count { channels.append(Channel()) }
    if start > position { skip(to: min(start, end)) }
    var offset = Int(clamping: max(0, position - start))
    let available = min(count, Int(clamping: end - start))
    while offset < available {
      let part = min(available - offset, Int(clamping: windowEnd - position))
      for (index, plane) in planes.enumerated() {
        channels[index].energy += highPass.energy(
          UnsafeBufferPointer(start: plane + offset, count: part), &channels[index].state)
      }
      offset += part
      position += Int64(part)
      samplesInWindow += part
      if position >= windowEnd { closeWindow() }
    }
  }

  /// The levels of all windows, for each channel.
  mutating func finish() -> [[Float]] {
    skip(to: end)
    while levels[0].count < range.count { closeWindow() }
    return levels
  }

  private mutating func skip(to target: Int64) {
    while position < target {
      position = min(target, windowEnd)
      if position >= windowEnd { closeWindow() }
    }
  }

  private mutating func closeWindow() {
    // The first one to end is the pre-roll.
    if windowEnd > start {
      for row in levels.indices {
        let channels = row + 1 < levels.count ? channels.dropFirst(row).prefix(1) : channels.dropFirst(row)
        let energy = channels.reduce(0) { max($0, $1.energy) }
        let power = samplesInWindow > 0 ? energy / Double(samplesInWindow) : 0
        let level = power > 0 ? Float(10 * log10(power)) : SoundLevels.floor
        levels[row].append(level.isFinite ? max(SoundLevels.floor, level) : SoundLevels.floor)
      }
    }
    for index in channels.indices { channels[index].energy = 0 }
    samplesInWindow = 0
    windowEnd = grid.start(of: range.lowerBound + levels[0].count + 1)
  }
}

/// Where windows of equal length lie in samples of sound.
struct WindowGrid {
  /// Samples per second.
  let rate: Int64
  private let window: (numerator: Int64, denominator: Int64)
  private let origin: Int64

  /// - Parameters:
  ///   - window: 1 ms to 1 s.
  ///   - start: the first sample of the first window.
  init(sampleRate: Int, window: TimeSpan, start: Int64 = 0) {
    rate = Int64(sampleRate)
    self.window = window.fraction
    origin = start
  }

  /// The first sample of a window, to the nearest.
  func start(of index: Int) -> Int64 {
    let top = Int128(index) * Int128(rate) * Int128(window.numerator)
    return Int64(clamping: Int128(origin) + (top + Int128(window.denominator) / 2) / Int128(window.denominator))
  }

  /// How many windows `length` samples begin.
  func count(in length: Int64) -> Int {
    let bottom = Int128(rate) * Int128(window.numerator)
    var count = bottom > 0 ? Int(clamping: Int128(max(0, length - origin)) * Int128(window.denominator) / bottom) : 0
    while count > 0, start(of: count - 1) >= length { count -= 1 }
    while start(of: count) < length { count += 1 }
    return count
  }
}
