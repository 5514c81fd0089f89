import Lesson
import Timeline

/// Where a chapter may start.
struct Candidate: Hashable {
  /// In microseconds from the recording's start.
  var time: Int64
  var kind: Boundary.Kind
  /// What speaks against it: 0 for a boundary as good as can be, about 2.5 for the worst pause.
  var cost: Double
  var evidence: String

  /// Counted from `start`.
  func shifted(by start: Int64) -> Candidate {
    var result = self
    result.time -= start
    return result
  }

  func adding(_ cost: Double) -> Candidate {
    var result = self
    result.cost += cost
    return result
  }
}

/// A boundary in each pause between utterances and, where nobody speaks at all, at each slide change; in order of time.
func plannedCandidates(_ request: PlanRequest) throws -> [Candidate] {
  let places = try PausePlaces(request)
  let end = try Instant.zero + request.duration
  let between = (request.pauses?.pauses ?? []).filter { $0.range.start > .zero && $0.range.end < end }
  var candidates: [Candidate] = []
  for pause in between {
    guard let place = try places.place(in: pause), place.time > .zero, place.time < end else { continue }
    let time = try place.time.ticks(in: .microseconds, rounding: .down)
    guard time > 0 else { continue }
    candidates.append(Candidate(time: time, kind: .pause, cost: place.cost, evidence: place.evidence))
  }
  if let pauses = request.pauses, pauses.sound != .speech {
    candidates += try SlideEvidence(request.slides).candidates(until: end)
  }
  candidates.sort { ($0.time, $0.cost) < ($1.time, $1.cost) }
  return candidates
}

/// Boundaries without a pause: where sentences end, at keyframes, and where even divisions lie, a few thousand at most. Times count from the start of what is divided.
func forcedCandidates(_ request: PlanRequest, _ limits: ChapterLimits) throws -> [Candidate] {
  let step = max(1_000_000, limits.duration / 8_000)
  var best: [Int64: Candidate] = [:]
  func offer(_ absolute: Int64, _ cost: Double, _ evidence: String) {
    let time = absolute - limits.start
    guard time > 0, time < limits.duration else { return }
    let topic = request.topics?.score(at: Double(absolute) / 1e6) ?? 0
    let candidate = Candidate(
      time: time, kind: .forced, cost: cost - TopicChange.weight * topic,
      evidence: evidence + (topic >= TopicChange.clear ? "; \(TopicChange.evidence)" : ""))
    if let other = best[time / step], (other.cost, other.time) <= (candidate.cost, candidate.time) { return }
    best[time / step] = candidate
  }
  let reason = request.pauses?.forcedReason ?? "nobody looked for pauses"
  for end in request.sentenceEnds {
    offer(try milliseconds(end) * 1000, 0, "forced: \(reason); a sentence ends here")
  }
  for change in try SlideEvidence(request.slides).candidates(until: .zero + request.duration) {
    offer(change.time, ForcedCost.slide + change.cost, "forced: \(reason); \(change.evidence)")
  }
  for keyframe in request.keyframes {
    offer(
      try keyframe.ticks(in: .microseconds, rounding: .down), ForcedCost.keyframe,
      "forced: \(reason); a keyframe lies here")
  }
  for time in stride(from: step, to: limits.duration, by: Int(step)) {
    offer(limits.start + time / 1000 * 1000, ForcedCost.anywhere, "forced: \(reason)")
  }
  var result = Array(best.values)
  // Only an even division is sure to fit narrow limits.
  let wanted = max(limits.fewestChapters, (limits.duration + limits.target / 2) / limits.target)
  for count in [limits.fewestChapters, wanted] {
    for part in 1..<max(count, 2) where count > 1 {
      let (whole, rest) = limits.duration.quotientAndRemainder(dividingBy: count)
      let time = (whole * part + rest * part / count) / 1000 * 1000
      if time > 0, time < limits.duration {
        result.append(
          Candidate(
            time: time, kind: .forced, cost: ForcedCost.anywhere, evidence: "forced: \(reason)"))
      }
    }
  }
  return result
}

enum ForcedCost {
  /// More than all else can outweigh.
  static let besidePauses = 100.0
  static let keyframe = 0.5
  /// Beside what ``SlideEvidence`` says against the change: a new slide at a known frame (0.5 there) is better than a keyframe, a build step is worse.
  static let slide = -1.0
  static let anywhere = 2.0
}

extension PauseMap {
  fileprivate var forcedReason: String {
    switch sound {
    case .speech: "no pause lies where the lengths of chapters need a boundary"
    case .none: "there is no sound to find pauses in"
    case .silent: "the sound is silent from end to end"
    case .noSpeech: "nothing in the sound is like speech"
    }
  }
}

/// Rounded down.
func milliseconds(_ instant: Instant) throws(TimeOverflow) -> Int64 {
  try instant.ticks(in: .milliseconds, rounding: .down)
}
