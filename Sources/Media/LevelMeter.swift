internal import Foundation
internal import Timeline

/// Measures RMS levels window by window, channel by channel, and keeps the loudest channel's.
///
/// Before it is measured the sound passes a second-order Butterworth high-pass at 90 Hz: mains hum and rumble are no
/// speech.
struct LevelMeter {
  private(set) var levels: [Float] = []
  private var channels: [Channel] = []
  private var highPass: HighPass
  /// The next sample, counted from the sound's start.
  private var position: Int64 = 0
  private var samplesInWindow = 0
  private var windowEnd: Int64
  private let length: Int64
  private let rate: Int64
  private let window: (numerator: Int64, denominator: Int64)

  private struct Channel {
    var state: (Float, Float) = (0, 0)
    var energy: Double = 0
  }

  /// - Parameters:
  ///   - window: at most a second.
  ///   - samples: per channel, in all; what comes beyond is not measured.
  init(sampleRate: Int, window: TimeSpan, samples: Int64) {
    rate = Int64(sampleRate)
    self.window = window.fraction
    length = samples
    highPass = HighPass(at: 90, sampleRate: Double(sampleRate))
    windowEnd = 0
    windowEnd = end(of: 0)
  }

  /// The first sample behind window `index`, to the nearest.
  private func end(of index: Int) -> Int64 {
    let top = Int128(index + 1) * Int128(rate) * Int128(window.numerator)
    return Int64(clamping: (top + Int128(window.denominator) / 2) / Int128(window.denominator))
  }

  /// Measures `count` samples of each plane, the first being sample `start`. What was measured already is passed over; what is missing before is
  /// silence.
  mutating func add(_ planes: [UnsafePointer<Float>], count: Int, at start: Int64) {
    while channels.count < planes.count { channels.append(Channel()) }
    if start > position { skip(to: min(start, length)) }
    var offset = Int(clamping: max(0, position - start))
    let available = min(count, Int(clamping: length - start))
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

  /// The levels of all windows up to the sound's length.
  mutating func finish() -> [Float] {
    skip(to: length)
    if position > (levels.isEmpty ? 0 : end(of: levels.count - 1)) { closeWindow() }
    return levels
  }

  private mutating func skip(to target: Int64) {
    while position < target {
      position = min(target, windowEnd)
      if position >= windowEnd { closeWindow() }
    }
  }

  private mutating func closeWindow() {
    let loudest = channels.map(\.energy).max() ?? 0
    let power = samplesInWindow > 0 ? loudest / Double(samplesInWindow) : 0
    let level = power > 0 ? Float(10 * log10(power)) : SoundLevels.floor
    levels.append(level.isFinite ? max(SoundLevels.floor, level) : SoundLevels.floor)
    for index in channels.indices { channels[index].energy = 0 }
    samplesInWindow = 0
    windowEnd = end(of: levels.count)
  }
}

/// A second-order Butterworth high-pass in transposed direct form II (bilinear transform).
private struct HighPass {
  private let b0: Float
  private let b1: Float
  private let a1: Float
  private let a2: Float

  init(at frequency: Double, sampleRate: Double) {
    let omega = tan(.pi * min(frequency / sampleRate, 0.4))
    let norm = 1 / (1 + 2.0.squareRoot() * omega + omega * omega)
    b0 = Float(norm)
    b1 = Float(-2 * norm)
    a1 = Float(2 * (omega * omega - 1) * norm)
    a2 = Float((1 - 2.0.squareRoot() * omega + omega * omega) * norm)
  }

  /// Sum of squares behind the filter. A sample that is no number counts as 0.
  func energy(_ samples: UnsafeBufferPointer<Float>, _ state: inout (Float, Float)) -> Double {
    var (first, second) = state
    var sum: Float = 0
    for sample in samples {
      let output = b0 * sample + first
      first = b1 * sample - a1 * output + second
      second = b0 * sample - a2 * output
      sum += output * output
    }
    state = first.isFinite && second.isFinite ? (first, second) : (0, 0)
    return sum.isFinite ? Double(sum) : 0
  }
}
