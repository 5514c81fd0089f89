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

  /// dBFS, each within -120...20.
  let levels: [Float]
  /// Sums of power before each window, one more than there are windows.
  private let sums: [Double]
  /// Length of a window in seconds.
  let window: Double

  var count: Int { levels.count }

  init(_ levels: [Float], window: Double) {
    self.levels = levels.map { $0.isNaN ? Self.silence : min(max($0, Self.silence), 20) }
    self.window = window
    var sums = [0.0]
    sums.reserveCapacity(levels.count + 1)
    var sum = 0.0
    for level in self.levels {
      sum += power(level)
      sums.append(sum)
    }
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

/// dB to power; full scale is 1.
func power(_ level: Float) -> Double { pow(10, Double(level) / 10) }

/// Power to dB, not below digital silence.
func decibels(_ power: Double) -> Float {
  power > 1e-12 ? Float(10 * log10(power)) : LevelTrack.silence
}
