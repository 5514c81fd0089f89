/// The silences between utterances, and where in them a boundary is safe.
///
/// In a noisy room the soft beginnings and ends of words drown. So that noise doesn't move a boundary, its place is
/// measured from the loud parts of the words around it, which stand out in any room, and only moved where soft ones are
/// seen nearby.
struct PauseEdges {
  /// In windows, in order.
  let silences: [Range<Int>]

  private let track: LevelTrack
  private let floor: NoiseFloor
  private let speech: Float
  private let bursts: [Range<Int>]

  /// How long a word goes on, and how long before it begins, for each dB that drowns in noise, in seconds.
  private static let (tail, onset) = (0.01, 0.003)
  /// What is this far below the level of the words around, in dB, is loud.
  static let loud: Float = 12
  /// Time from a boundary to the first loud sound after it, in seconds.
  private static let lead = 0.27
  /// Time between a boundary and the nearest sound that may be a word, in seconds.
  private static let clear = 0.1

  /// nil where nobody speaks.
  init?(_ track: LevelTrack, floor: NoiseFloor, speech: Float, utterances: Utterances) {
    guard let first = utterances.spoken.first, let last = utterances.spoken.last else { return nil }
    self.track = track
    self.floor = floor
    self.speech = speech
    bursts = utterances.bursts
    var silences = zip(utterances.spoken, utterances.spoken.dropFirst()).map { $0.upperBound..<$1.lowerBound }
    silences.insert(0..<first.lowerBound, at: 0)
    silences.append(last.upperBound..<track.count)
    self.silences = silences.filter { !$0.isEmpty }
  }

  /// A silence without the ends of words that drown in noise, and with its safe part: not empty, its end is the best
  /// place for a boundary.
  func pause(in silence: Range<Int>) -> (range: Range<Int>, safe: Range<Int>) {
    let safe = safe(in: silence)
    let drowned = Double(
      SpeechThresholds(speech, over: floor[(silence.lowerBound + silence.upperBound) / 2]).drowned)
    let tail = silence.lowerBound == 0 ? 0 : Int(drowned * Self.tail / track.window)
    let onset = silence.upperBound == track.count ? 0 : Int(drowned * Self.onset / track.window)
    let first = min(silence.lowerBound + tail, safe.upperBound - 1)
    return (
      first..<max(silence.upperBound - onset, safe.upperBound), max(safe.lowerBound, first)..<safe.upperBound
    )
  }

  /// How far below the words around it a silence lies, in dB, at most 99.
  func depth(of silence: Range<Int>) -> Double {
    let words = max(words(before: silence.lowerBound), words(after: silence.upperBound))
    return min(max(Double(words - track.levels[silence].sorted()[silence.count / 2]), 0), 99)
  }

  private func safe(in silence: Range<Int>) -> Range<Int> {
    let quiet = longestQuiet(in: silence)
    let (clear, lead) = (track.windows(Self.clear), track.windows(Self.lead))
    let end = lastLoud(before: quiet.lowerBound)
    let onset = firstLoud(after: quiet.upperBound)
    let middle = (end + onset) / 2
    let best = quiet.upperBound == track.count ? middle : max(middle, onset - lead)
    let first = min(quiet.lowerBound + clear, (quiet.lowerBound + quiet.upperBound) / 2)
    let last = min(max(best, first + 1), max(quiet.upperBound - clear, first + 1))
    return min(max(end + lead, first), last - 1)..<last
  }

  /// The longest part of a silence without a cough in it.
  private func longestQuiet(in silence: Range<Int>) -> Range<Int> {
    var parts: [Range<Int>] = []
    var start = silence.lowerBound
    for burst in bursts where silence.contains(burst.lowerBound) {
      parts.append(start..<burst.lowerBound)
      start = burst.upperBound
    }
    parts.append(start..<max(start, silence.upperBound))
    return parts.reversed().max { $0.count < $1.count } ?? silence
  }

  private func lastLoud(before index: Int) -> Int {
    let threshold = words(before: index) - Self.loud
    let first = max(0, index - track.windows(2))
    return (first..<index).last { isLoud($0, threshold) }.map { $0 + 1 } ?? index
  }

  private func firstLoud(after index: Int) -> Int {
    let threshold = words(after: index) - Self.loud
    return (index..<min(index + track.windows(2), track.count)).first { isLoud($0, threshold) } ?? index
  }

  private func isLoud(_ index: Int, _ threshold: Float) -> Bool {
    track.meanPower(around: index, reach: track.windows(0.02)) - power(floor[index]) > power(threshold)
  }

  private func words(before index: Int) -> Float { track.probes.words(before: index, speech: speech) }
  private func words(after index: Int) -> Float { track.probes.words(after: index, speech: speech) }
}
