public import Timeline

/// Where a recording's sound is measured first: at places so near to each other that every pause that is long enough holds two of them.
///
/// ``QuietPlaces`` says from the levels there where the sound has to be measured in full. What lies between them counts as speech, whatever it is:
/// so the same pauses are found whether the rest is known or not.
public struct PauseProbes: Sendable {
  /// How many windows the sound has.
  public let windows: Int
  public let window: TimeSpan
  /// A shorter silence doesn't count.
  public let atLeast: TimeSpan
  /// Windows from one probe to the next.
  let stride: Int

  /// Windows of a probe.
  static let length = 2
  /// Windows between two probes never last longer than this many seconds: the room's noise and the words around a pause are measured by probes too.
  private static let longest = 0.25

  /// Throws ``BoundaryError`` for a window that is not between 1 ms and 100 ms.
  ///
  /// - Parameter group: so many windows are measured together; probes begin where a group does.
  public init(windows: Int, window: TimeSpan, group: Int = 1, atLeast: TimeSpan) throws {
    guard window >= 1.ms, window <= 100.ms else {
      throw BoundaryError("sound levels come in windows of 1 ms to 100 ms, not \(window)")
    }
    self.windows = max(0, windows)
    self.window = window
    self.atLeast = atLeast
    let group = max(1, group)
    let length = window.approximateSeconds
    let shortest = (min(atLeast.approximateSeconds, 2 * Self.longest) / length).rounded(.up)
    let apart = (Int(shortest) + 1 - Self.length) / 2
    stride = max(apart / group * group, group, Self.length)
  }

  /// Of windows, in order.
  public var ranges: [Range<Int>] {
    Swift.stride(from: 0, to: windows, by: stride).map { $0..<min($0 + Self.length, windows) }
  }
}

/// The levels at the probes: a sample of all levels.
struct ProbedLevels {
  /// In dBFS, each within -120...20: the mean power of a probe's windows.
  let levels: [Float]
  /// The level of a probe's quieter window: a click seldom hits both.
  let quieter: [Float]
  /// Windows from one probe to the next.
  let stride: Int
  /// Length of a window in seconds.
  let window: Double

  /// - Parameter measured: the levels of the probes' windows, one after the other.
  init(_ probes: PauseProbes, measured: [Float]) {
    var rest = measured[...]
    var (levels, quieter): ([Float], [Float]) = ([], [])
    for range in probes.ranges {
      let windows = rest.prefix(range.count).map(\.sane)
      rest = rest.dropFirst(range.count)
      levels.append(decibels(windows.reduce(0) { $0 + power($1) } / Double(range.count)))
      quieter.append(windows.min() ?? LevelTrack.silence)
    }
    self.levels = levels
    self.quieter = quieter
    stride = probes.stride
    window = probes.window.approximateSeconds
  }

  /// How many probes a time takes, at least one.
  func probes(_ seconds: Double) -> Int { max(1, Int((seconds / window / Double(stride)).rounded())) }

  /// The level of loud words in the ten seconds before a window, and behind it: a tenth of the probes exceeds it. Kept near the level of all speech.
  func words(before window: Int, speech: Float) -> Float {
    let end = min(window / stride + 1, levels.count)
    return words(max(0, end - probes(10))..<end, speech)
  }
  func words(after window: Int, speech: Float) -> Float {
    let start = min((window + stride - 1) / stride, levels.count)
    return words(start..<min(start + probes(10), levels.count), speech)
  }

  private func words(_ range: Range<Int>, _ speech: Float) -> Float {
    guard !range.isEmpty else { return speech }
    let sorted = levels[range].sorted()
    return min(max(sorted[sorted.count * 9 / 10], speech - 15), speech + 10)
  }
}
