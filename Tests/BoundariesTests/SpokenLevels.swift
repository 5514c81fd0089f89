import Foundation

/// Levels as speech in a room gives them, in windows of 10 ms, with the truth about them: syllables that rise and fall,
/// stops within words, hissing ends, soft beginnings, breath before an utterance, then the room's noise, added as
/// power.
struct SpokenLevels {
  /// Power of each window, without noise.
  private(set) var clean: [Double] = []
  /// Where words are, in windows.
  private(set) var spoken: [Range<Int>] = []
  /// Silences between utterances, in windows.
  private(set) var silences: [Range<Int>] = []
  private var random: Seeded

  init(seed: UInt64, utterances: Int) {
    random = Seeded(seed)
    silence(1.2)
    for index in 0..<utterances {
      let start = clean.count
      utterance(softly: index % 3 == 1, hissing: index % 3 == 2)
      spoken.append(start..<clean.count)
      let lengths = [0.25, 0.3, 0.9, 0.4, 1.5, 0.3, 2.5]
      silence(lengths[index % lengths.count] * Double.random(in: 0.95...1.2, using: &random), breath: index % 4 == 3)
    }
    silence(1)
  }

  private mutating func add(_ level: Double) { clean.append(pow(10, level / 10)) }

  private mutating func silence(_ seconds: Double, breath: Bool = false) {
    let (start, count) = (clean.count, Int(seconds * 100))
    for index in 0..<count {
      let untilEnd = count - index
      // Breath is drawn well before the word.
      add(breath && count > 100 && (35..<65).contains(untilEnd) ? -58 : -110)
    }
    silences.append(start..<clean.count)
  }

  private mutating func utterance(softly: Bool, hissing: Bool) {
    // An "f" or "h": up to a tenth of a second, 25 dB below the vowel.
    if softly {
      for _ in 0..<Int.random(in: 5...10, using: &random) { add(-45 + Double.random(in: -2...2, using: &random)) }
    }
    for syllable in 0..<Int.random(in: 8...30, using: &random) {
      let peak = Double.random(in: -22 ... -13, using: &random) - (syllable == 0 ? 3 : 0)
      let (rise, hold, fall) = (3, Int.random(in: 5...14, using: &random), Int.random(in: 4...8, using: &random))
      for index in 0..<rise { add(peak - 18 * Double(rise - index) / Double(rise + 1)) }
      for _ in 0..<hold { add(peak + Double.random(in: -2...2, using: &random)) }
      for index in 0..<fall { add(peak - 22 * Double(index + 1) / Double(fall)) }
      if syllable % 3 == 2 { for _ in 0..<Int.random(in: 3...9, using: &random) { add(-62) } }
    }
    // An "s": up to 0.2 s.
    if hissing {
      for _ in 0..<Int.random(in: 10...20, using: &random) { add(-42 + Double.random(in: -3...3, using: &random)) }
    }
  }

  /// Levels in dBFS with a room's noise; `gain` in dB applies to the speech.
  func levels(gain: Double = 0, noise: (Int) -> Double) -> [Float] {
    var random = Seeded(99)
    return clean.enumerated().map { index, power in
      let fluctuation = Double.random(in: -1.5...1.5, using: &random)
      return Float(10 * log10(power * pow(10, gain / 10) + pow(10, (noise(index) + fluctuation) / 10)))
    }
  }
}
