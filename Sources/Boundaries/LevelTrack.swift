import Timeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Sound levels as they are worked with: finite, in dBFS, with their powers smoothed.
struct LevelTrack {
  static let silence: Float = -120

  /// dBFS, each within -120...20. What wasn't measured is as loud as the louder of the probes around it.
  let levels: [Float]
  let probes: ProbedLevels
  /// Sums of power before each window, one more than there are windows.
  private let sums: [Double]
  /// Length of a window in seconds.
  var window: Double { probes.window }

  var count: Int { levels.count }

  /// - Parameters:
  ///   - ranges: of windows, in order.
  ///   - measured: their levels, one after the other.
  init(_ probes: ProbedLevels, windows: Int, ranges: [Range<Int>], measured: [Float]) {
    var levels: [Float] = []
    levels.reserveCapacity(windows)
    for index in 0..<windows {
      let probe = index / probes.stride
      levels.append(max(probes.levels[probe], probes.levels[min(probe + 1, probes.levels.count - 1)]))
    }
    var rest = measured[...]
    for range in ranges where rest.count >= range.count {
      for index in range { levels[index] = rest.removeFirst().sane }
    }
    var sums = [0.0]
    sums.reserveCapacity(levels.count + 1)
    var sum = 0.0
    for level in levels {
      sum += power(level)
      sums.append(sum)
    }
    self.levels = levels
    self.probes = probes
    self.sums = sums
  }

  /// How many windows a time takes, at least one.
  func windows(_ seconds: Double) -> Int { max(1, Int((seconds / window).rounded())) }

  /// Mean power of the windows around `index`, `reach` to each side.
  func meanPower(around index: Int, reach: Int) -> Double {
    let (first, last) = (max(0, index - reach), min(count, index + reach + 1))
    guard first < last else { return 0 }
    return max(0, sums[last] - sums[first]) / Double(last - first)
  }

  /// The level of the mean power around each window, `reach` to each side.
  func smoothed(reach: Int) -> [Float] {
    levels.indices.map { decibels(meanPower(around: $0, reach: reach)) }
  }
}

extension Float {
  /// A level within -120...20, whatever a program says.
  var sane: Float { isNaN ? LevelTrack.silence : Swift.min(Swift.max(self, LevelTrack.silence), 20) }
}

/// dB to power; full scale is 1.
func power(_ level: Float) -> Double { pow(10, Double(level) / 10) }

/// Power to dB, not below digital silence.
func decibels(_ power: Double) -> Float {
  power > 1e-12 ? Float(10 * log10(power)) : LevelTrack.silence
}
