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
  let starts = try division.boundaries.map { try Instant(ticks: $0.time, in: .microseconds) }
  var chapters = [PlannedChapter(range: TimeRange(.zero, starts.first ?? end), boundary: .recordingStart)]
  for (index, boundary) in division.boundaries.enumerated() {
    let range = TimeRange(starts[index], index + 1 < starts.count ? starts[index + 1] : end)
    chapters.append(PlannedChapter(range: range, boundary: Boundary(boundary.kind, evidence: boundary.evidence)))
  }
  var warnings = [request.pauses?.sound.warning].compactMap { $0 }
  if division.isShort {
    warnings.append(
      "chapters of \(request.minimum) to \(request.maximum) can't fill \(request.duration.shortClock): the maximum is kept, the minimum is not"
    )
  }
  let forced = chapters.filter { $0.boundary.kind == .forced }
  if request.pauses?.sound == .speech, !forced.isEmpty {
    warnings.append(
      "\(counted(forced.count, "boundary", "boundaries")) may lie within speech, since no pause is near enough: "
        + listed(forced.prefix(10).map(\.range.start.shortClock)) + (forced.count > 10 ? " and more" : ""))
  }
  return ChapterPlan(chapters: chapters, omitted: [], warnings: warnings)
}

extension Boundary {
  static let recordingStart = Boundary(.start, evidence: "the recording starts here")
}

extension PauseMap.SoundVerdict {
  /// What planning without pauses has to say; what is wrong with the sound is said by those who measured it.
  var warning: String? {
    self == .speech
      ? nil : "chapters are planned by length alone, since there are no pauses between words to go by"
  }
}

private struct Division {
  var boundaries: [Candidate]
  /// The minimum could not be kept.
  var isShort: Bool
}

/// The best division that keeps the most of what is asked: at pauses alone, else with forced boundaries; where minimum
/// and maximum can't both be kept, the same again with half of an even division as minimum.
private func divide(_ request: PlanRequest, _ limits: ChapterLimits) throws -> Division {
  if limits.duration < limits.minimum, limits.duration <= limits.maximum {
    return Division(boundaries: [], isShort: false)
  }
  let pauses = try pauseCandidates(request)
  let isShort = limits.fewestChapters > limits.duration / max(limits.minimum, 1)
  var limits = limits
  if isShort { limits.floor = limits.duration / limits.fewestChapters / 2 }
  if let path = bestPath(through: levelled(pauses, limits), limits) {
    return Division(boundaries: path, isShort: isShort)
  }
  let forced = try forcedCandidates(request, limits)
  let all: [Candidate]
  if pauses.isEmpty {
    all = levelled(forced, limits)
  } else {
    all = levelled(pauses, limits) + forced.map { $0.adding(ForcedCost.besidePauses) }
  }
  guard let path = bestPath(through: all.sorted { ($0.time, $0.cost) < ($1.time, $1.cost) }, limits) else {
    throw BoundaryError("no division into chapters of \(request.minimum) to \(request.maximum) was found")
  }
  return Division(boundaries: path, isShort: isShort)
}

/// The candidates with what an ordinary one among them costs taken off, so that the number of chapters follows from
/// their lengths: ordinary is the worst of as many as there would be with two a chapter.
private func levelled(_ candidates: [Candidate], _ limits: ChapterLimits) -> [Candidate] {
  let costs = candidates.map(\.cost).sorted()
  guard let worst = costs.last else { return [] }
  let rank = Int(2 * limits.duration / limits.target)
  let ordinary = rank < costs.count ? costs[rank] : worst
  return candidates.map { $0.adding(-ordinary) }
}
