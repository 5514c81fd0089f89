public import Lesson
public import Timeline

/// How far captions run beside the sound, where the one's gaps and the other's pauses tell it clearly; nil where the captions are in place or nothing can be told.
///
/// The time for which the gaps between cues lie in pauses is summed for every shift within ten minutes: a cross-correlation of two functions of 0 and 1. One
/// shift has to stand out from all others by far, and from no shift. Captions without gaps, as those that roll up, tell nothing.
///
/// - Returns: positive where captions run late: they fit when they are moved back by so much.
public func captionsDelay(_ cues: [Cue], _ pauses: PauseMap, duration: TimeSpan) -> TimeSpan? {
  guard pauses.sound == .speech else { return nil }
  let silences = pauses.pauses.map(\.range).map(CaptionGap.init)
  let gaps = captionGaps(cues)
  guard gaps.count >= 20, silences.count >= 20 else { return nil }
  let reach = min(600, duration.approximateSeconds / 3)
  let overlaps = summedOverlaps(gaps, silences, reach: reach)
  guard let best = overlaps.indices.max(by: { (overlaps[$0], $1) < (overlaps[$1], $0) }) else { return nil }
  let unmoved = overlaps.count / 2
  let delay = Double(unmoved - best) * overlapStep
  guard abs(delay) >= 1.5 else { return nil }
  let mean = overlaps.reduce(0, +) / Double(overlaps.count)
  let variance = overlaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(overlaps.count)
  guard variance > 0 else { return nil }
  func standing(_ index: Int) -> Double { (overlaps[index] - mean) / variance.squareRoot() }
  // Captions in place are seldom exact to more than a second, and neighbours of the best shift fit nearly as well.
  func highest(near place: Int, within seconds: Double) -> Double {
    let reach = Int(seconds / overlapStep)
    return (max(0, place - reach)...min(overlaps.count - 1, place + reach)).map(standing).max() ?? 0
  }
  let others = overlaps.indices.filter { abs($0 - best) > Int(5 / overlapStep) }.map(standing).max() ?? 0
  let peak = standing(best)
  guard peak >= 6, peak >= 1.5 * others, peak >= 2 * highest(near: unmoved, within: 1) else { return nil }
  return try? TimeSpan(ticks: Int64((delay * 10).rounded()) * 100, in: .milliseconds)
}

/// Of the shifts that are tried, in seconds.
private let overlapStep = 0.1

/// In seconds.
private struct CaptionGap {
  var start: Double
  var end: Double

  init(start: Double, end: Double) {
    self.start = start
    self.end = end
  }

  init(_ range: TimeRange) { self.init(start: range.start.approximateSeconds, end: range.end.approximateSeconds) }
}

/// Where no cue is shown for half a second or longer, between the first and the last.
private func captionGaps(_ cues: [Cue]) -> [CaptionGap] {
  var gaps: [CaptionGap] = []
  var end: Double?
  for cue in cues.prefix(100_000) {
    let range = CaptionGap(cue.range)
    if let end, range.start - end >= 0.5 { gaps.append(CaptionGap(start: end, end: range.start)) }
    end = max(end ?? range.end, range.end)
  }
  return gaps
}

/// For each shift from -`reach` to `reach`, by which captions are moved on, how long gaps lie in silences, in seconds.
///
/// The overlap of two intervals is a trapezoid over the shift, whose second difference is four impulses.
private func summedOverlaps(_ gaps: [CaptionGap], _ silences: [CaptionGap], reach: Double) -> [Double] {
  let half = Int(reach / overlapStep)
  var bends = [Double](repeating: 0, count: 2 * half + 3)
  func bend(at shift: Double, by slope: Double) {
    // Between two steps both have their share; what bends before the first counts there.
    let place = max(0, shift / overlapStep + Double(half))
    guard place < Double(bends.count - 1) else { return }
    let (index, rest) = (Int(place), place - place.rounded(.down))
    bends[index] += slope * (1 - rest)
    bends[index + 1] += slope * rest
  }
  var first = 0
  for gap in gaps {
    while first < silences.count, silences[first].end < gap.start - reach { first += 1 }
    for silence in silences[first...].prefix(while: { $0.start <= gap.end + reach }) {
      let shifts = [
        silence.start - gap.end, silence.start - gap.start, silence.end - gap.end, silence.end - gap.start,
      ].sorted()
      // Only trapezoids that lie within the range as a whole: at its ends all shifts have lost as much.
      guard shifts[0] >= -reach, shifts[3] <= reach else { continue }
      for (shift, slope) in zip(shifts, [1.0, -1, -1, 1]) { bend(at: shift, by: slope) }
    }
  }
  var (slope, value) = (0.0, 0.0)
  return bends[..<(2 * half + 1)].map { bend in
    let here = value
    slope += bend
    value += slope * overlapStep
    return here
  }
}
