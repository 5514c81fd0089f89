/// Stretches in which somebody speaks, as ranges of windows, in order: what rises and falls, and stands out from the
/// room for longer than a click.
///
/// Soft onsets and tails are part of it. Clicks, knocks and typing are not; a single short burst between two long
/// silences, such as a cough, is kept apart in `bursts`: it may be a word, so no boundary lies in it, but it ends no
/// pause.
struct Utterances {
  private(set) var spoken: [Range<Int>] = []
  private(set) var bursts: [Range<Int>] = []

  /// Silences up to this many seconds lie within a word or between two of the same breath.
  private static let join = 0.15
  /// The longest burst of sound of a click, in seconds.
  private static let click = 0.05
  /// The longest cough, and the silence that is on both sides of it, in seconds: a word said alone has less.
  private static let cough = (length: 0.4, apart: 0.7)
  /// The silence on both sides of a breath, which is as long as a cough, in seconds.
  private static let breathApart = 0.3
  /// A burst that never comes this near to the level of speech, in dB, is a breath.
  private static let loud: Float = 10
  /// Whatever stands out from the room for longer than this many seconds and doesn't rise and fall by this many dB is a
  /// machine.
  private static let steady = (length: 1.0, spread: 1.5)

  init(_ track: LevelTrack, floor: NoiseFloor, speech: Float) {
    let smoothed = track.smoothed(reach: 2)
    let runs = Self.runs(smoothed, floor: floor, speech: speech)
    let groups = Self.groups(runs, join: track.windows(Self.join))
    let click = track.windows(Self.click) + 2
    let loud = groups.filter { group in
      guard group.runs.contains(where: { $0.count > click }) else { return false }
      return group.range.count < track.windows(Self.steady.length)
        || Self.spread(smoothed[group.range]) > Self.steady.spread
    }
    for (index, group) in loud.enumerated() {
      let before = index > 0 ? group.range.lowerBound - loud[index - 1].range.upperBound : .max
      let after = index + 1 < loud.count ? loud[index + 1].range.lowerBound - group.range.upperBound : .max
      let isBreath = !smoothed[group.range].contains { $0 > speech - Self.loud }
      let apart = track.windows(isBreath ? Self.breathApart : Self.cough.apart)
      if group.range.count > track.windows(Self.cough.length) || min(before, after) < apart {
        spoken.append(group.range)
      } else if !isBreath {
        bursts.append(group.range)
      }
    }
  }

  /// Where the level rises above the upper threshold, each from where it rose above the lower one to where it falls
  /// below it.
  private static func runs(_ levels: [Float], floor: NoiseFloor, speech: Float) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start: Int?
    var isSpoken = false
    for index in levels.indices {
      let thresholds = SpeechThresholds(speech, over: floor[index])
      if levels[index] > thresholds.lower {
        start = start ?? index
        isSpoken = isSpoken || levels[index] > thresholds.upper
      } else {
        if let start, isSpoken { runs.append(start..<index) }
        (start, isSpoken) = (nil, false)
      }
    }
    if let start, isSpoken { runs.append(start..<levels.count) }
    return runs
  }

  private struct Group {
    var range: Range<Int>
    var runs: [Range<Int>]
  }

  private static func groups(_ runs: [Range<Int>], join: Int) -> [Group] {
    var groups: [Group] = []
    for run in runs {
      if let last = groups.last, run.lowerBound - last.range.upperBound <= join {
        groups[groups.count - 1].range = last.range.lowerBound..<run.upperBound
        groups[groups.count - 1].runs.append(run)
      } else {
        groups.append(Group(range: run, runs: [run]))
      }
    }
    return groups
  }

  /// Standard deviation, in dB.
  private static func spread(_ levels: ArraySlice<Float>) -> Double {
    guard !levels.isEmpty else { return 0 }
    let count = Double(levels.count)
    let mean = levels.reduce(0) { $0 + Double($1) } / count
    return (levels.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count).squareRoot()
  }
}
