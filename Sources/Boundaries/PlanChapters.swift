public import Lesson
import Timeline
import Wording

/// The chapters of a recording: those of a person's list, else the best of all divisions at pauses.
///
/// No planned chapter is longer than the maximum, and none is shorter than the minimum unless the maximum leaves no
/// other way. Boundaries lie in pauses, save those marked `forced`, where the lengths can't be kept otherwise. Planned
/// boundaries lie on a millisecond or, at a keyframe, on the microsecond at or before it: their printed text leads back
/// to the same frame.
///
/// Throws ``BoundaryError`` for lengths that can't be and for a list out of order, `TimeOverflow` for times beyond all
/// bounds.
public func planChapters(_ request: PlanRequest) throws -> ChapterPlan {
  guard request.duration > .zero else { throw BoundaryError("there is nothing to divide: the recording has no length") }
  if let list = request.list { return try listedChapters(list, request) }
  let limits = try ChapterLimits(request)
  let division = try divide(request, limits)
  let end = try Instant.zero + request.duration
  let chapters = try chapters(
    between: .zero, and: end, division.boundaries,
    first: PlannedChapter(range: TimeRange(.zero, end), boundary: .recordingStart))
  let hasSlides = chapters.contains { $0.boundary.kind == .slide }
  var warnings = [request.pauses?.sound.warning(hasSlides: hasSlides)].compactMap { $0 }
  if division.isShort {
    warnings.append(
      "chapters of \(request.minimum) to \(request.maximum) can't fill \(request.duration.shortClock): the maximum is kept, the minimum is not"
    )
  }
  let forced = chapters.filter { $0.boundary.kind == .forced }
  if request.pauses?.sound == .speech, !forced.isEmpty {
    warnings.append(
      "\(counted(forced.count, "boundary", "boundaries")) may lie within speech, since no pause is near enough: "
        + firstTimes(forced.map(\.range.start)))
  }
  return ChapterPlan(chapters: chapters, omitted: [], warnings: warnings)
}

/// `4:36, 5:00 and 6:28`: ten times at most, for a message.
func firstTimes(_ times: [Instant]) -> String {
  listed(times.prefix(10).map(\.shortClock)) + (times.count > 10 ? " and more" : "")
}

extension Boundary {
  static let recordingStart = Boundary(.start, evidence: "the recording starts here")
}

extension PauseMap.SoundVerdict {
  /// What planning without pauses has to say; what is wrong with the sound is said by those who measured it.
  func warning(hasSlides: Bool) -> String? {
    self == .speech
      ? nil
      : "chapters are planned by \(hasSlides ? "slide changes" : "length") alone, since there are no pauses between words to go by"
  }
}

/// The chapters that the boundaries make of a stretch; the first one as given, but for its end.
func chapters(
  between start: Instant, and end: Instant, _ boundaries: [ChosenBoundary], first: PlannedChapter
) throws -> [PlannedChapter] {
  let starts = try boundaries.map { try Instant(ticks: $0.candidate.time, in: .microseconds) }
  var chapters = [first]
  chapters[0].range = TimeRange(start, starts.first ?? end)
  for (index, boundary) in boundaries.enumerated() {
    let range = TimeRange(starts[index], index + 1 < starts.count ? starts[index + 1] : end)
    let candidate = boundary.candidate
    var chapter = PlannedChapter(range: range, boundary: Boundary(candidate.kind, evidence: candidate.evidence))
    chapter.alternatives = try boundary.alternatives.map {
      AlternativeBoundary(time: try Instant(ticks: $0.time, in: .microseconds), evidence: $0.evidence)
    }
    chapters.append(chapter)
  }
  return chapters
}

/// A boundary of the best division, in microseconds of the recording, and others that could be in its place.
struct ChosenBoundary {
  var candidate: Candidate
  var alternatives: [Candidate]
}

struct Division {
  var boundaries: [ChosenBoundary]
  /// The minimum could not be kept.
  var isShort: Bool
}

/// The best division that keeps the most of what is asked: at pauses alone, else with forced boundaries; where minimum
/// and maximum can't both be kept, the same again with half of an even division as minimum.
func divide(_ request: PlanRequest, _ limits: ChapterLimits) throws -> Division {
  if limits.duration < limits.minimum, limits.duration <= limits.maximum {
    return Division(boundaries: [], isShort: false)
  }
  let pauses = try plannedCandidates(request).map { $0.shifted(by: limits.start) }
    .filter { $0.time > 0 && $0.time < limits.duration }
  let isShort = limits.fewestChapters > limits.duration / max(limits.minimum, 1)
  var limits = limits
  if isShort { limits.floor = limits.duration / limits.fewestChapters / 2 }
  if let path = bestPath(through: levelled(pauses, limits, request), limits) {
    return Division(boundaries: chosen(path, from: pauses, limits), isShort: isShort)
  }
  let forced = try forcedCandidates(request, limits)
  let all: [Candidate]
  if pauses.isEmpty {
    all = levelled(forced, limits, request)
  } else {
    all = levelled(pauses, limits, request) + forced.map { $0.adding(ForcedCost.besidePauses) }
  }
  guard let path = bestPath(through: all.sorted { ($0.time, $0.cost) < ($1.time, $1.cost) }, limits) else {
    throw BoundaryError("no division into chapters of \(request.minimum) to \(request.maximum) was found")
  }
  return Division(boundaries: chosen(path, from: pauses, limits), isShort: isShort)
}

/// The path with, for each boundary, the two best pauses that could take its place between its neighbours, at most half the target away and at least ten
/// seconds from it and each other.
private func chosen(_ path: [Candidate], from pauses: [Candidate], _ limits: ChapterLimits) -> [ChosenBoundary] {
  let times = [0] + path.map(\.time) + [limits.duration]
  return path.enumerated().map { index, candidate in
    let (before, after) = (times[index], times[index + 2])
    let first = max(before + limits.floor, after - limits.maximum, candidate.time - limits.target / 2)
    let last = min(after - limits.floor, before + limits.maximum, candidate.time + limits.target / 2)
    let near = pauses[pauses.partitioned { $0.time >= first }...].prefix { $0.time <= last }
    var kept = [candidate]
    for other in near.sorted(by: { ($0.cost, $0.time) < ($1.cost, $1.time) }) where kept.count < 3 {
      if kept.allSatisfy({ abs($0.time - other.time) >= 10_000_000 }) { kept.append(other) }
    }
    return ChosenBoundary(
      candidate: candidate.shifted(by: -limits.start),
      alternatives: kept.dropFirst().map { $0.shifted(by: -limits.start) })
  }
}

/// The candidates with what an ordinary one among them costs taken off, so that the number of chapters follows from their lengths.
///
/// Ordinary is the worst of as many as there would be with two a chapter. Where topics are known, all candidates near a change share it: then it is the mean
/// of the best in each half of the target's length.
private func levelled(_ candidates: [Candidate], _ limits: ChapterLimits, _ request: PlanRequest) -> [Candidate] {
  let costs = candidates.map(\.cost).sorted()
  guard let worst = costs.last else { return [] }
  var ordinary = worst
  if request.topics != nil {
    var best: [Int64: Double] = [:]
    for candidate in candidates {
      best[candidate.time / max(limits.target / 2, 1), default: .infinity].formMinimum(candidate.cost)
    }
    // In order, for sums of fractions depend on it.
    ordinary = best.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value } / Double(best.count)
  } else {
    let rank = Int(2 * limits.duration / limits.target)
    if rank < costs.count { ordinary = costs[rank] }
  }
  return candidates.map { $0.adding(-ordinary) }
}

extension Double {
  fileprivate mutating func formMinimum(_ other: Double) { self = min(self, other) }
}
