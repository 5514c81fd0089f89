import Lesson
import Timeline
import Wording

/// The chapters as a person's list has them, however long or short. Whole-second times move to a pause nearby.
func listedChapters(_ list: ChapterList, _ request: PlanRequest) throws -> ChapterPlan {
  let end = try Instant.zero + request.duration
  try check(list, against: end, duration: request.duration)
  let starts = try ListSnapping(list, request, end: end).starts()
  var chapters: [PlannedChapter] = []
  var omitted: [Omission] = []
  if let first = starts.first, first.time > .zero {
    chapters.append(PlannedChapter(range: TimeRange(.zero, first.time), boundary: .recordingStart))
  }
  for (index, entry) in list.entries.enumerated() {
    let range = TimeRange(starts[index].time, index + 1 < starts.count ? starts[index + 1].time : end)
    if !entry.isSkipped {
      let boundary = range.start == .zero ? .recordingStart : Boundary(.list, evidence: starts[index].evidence)
      let chapter = PlannedChapter(range: range, boundary: boundary, title: entry.title.isEmpty ? nil : entry.title)
      chapters += entry.isDivided == true ? try divided(chapter, request) : [chapter]
    } else if let last = omitted.last, last.range.end == range.start {
      omitted[omitted.count - 1].range = TimeRange(last.range.start, range.end)
    } else {
      omitted.append(Omission(range: range, reason: "skip"))
    }
  }
  guard !chapters.isEmpty else {
    throw BoundaryError("\(shown(list.file)): every stretch is skipped, so nothing is left of the recording")
  }
  let warning = unmoved(starts, list, request)
  return ChapterPlan(chapters: chapters, omitted: omitted, warnings: warning.map { [$0] } ?? [])
}

/// Whole-second times that lie where somebody may be speaking; nil where there are none.
private func unmoved(_ starts: [ListSnapping.Start], _ list: ChapterList, _ request: PlanRequest) -> String? {
  let times = starts.filter(\.isFarFromPauses).map(\.time)
  guard request.pauses?.sound == .speech, !times.isEmpty else { return nil }
  return
    "\(shown(list.file)): \(counted(times.count, "time")) may lie within a word, since no pause is within \(request.snap): "
    + "\(firstTimes(times)); chop plan shows where pauses are"
}

/// A listed chapter with the boundaries in it that the planner finds.
private func divided(_ chapter: PlannedChapter, _ request: PlanRequest) throws -> [PlannedChapter] {
  var part = request
  part.duration = try chapter.range.length()
  var limits = try ChapterLimits(part)
  limits.start = try chapter.range.start.ticks(in: .microseconds, rounding: .down)
  return try chapters(
    between: chapter.range.start, and: chapter.range.end, try divide(request, limits).boundaries, first: chapter)
}

private func check(_ list: ChapterList, against end: Instant, duration: TimeSpan) throws {
  guard !list.entries.isEmpty else { throw BoundaryError("\(shown(list.file)): there is no chapter in it") }
  var last: ChapterListEntry?
  for entry in list.entries {
    let place = "\(shown(list.file)):\(entry.line): \(entry.start)"
    guard entry.start >= .zero else { throw BoundaryError("\(place) lies before the recording's start") }
    guard entry.start < end else {
      throw BoundaryError("\(place) lies past the recording's end, \(end); give a time before it")
    }
    if let last, entry.start <= last.start {
      throw BoundaryError("\(place) is not after \(last.start) in line \(last.line); put the times in order")
    }
    last = entry
  }
}

/// Moves whole-second times of a list to pauses.
private struct ListSnapping {
  private let list: ChapterList
  private let pauses: [Pause]
  private let places: PausePlaces
  private let snap: TimeSpan
  private let end: Instant

  init(_ list: ChapterList, _ request: PlanRequest, end: Instant) throws {
    self.list = list
    pauses = (request.pauses?.pauses ?? []).sorted { $0.range.start < $1.range.start }
    places = try PausePlaces(request)
    snap = max(request.snap, .zero)
    self.end = end
  }

  struct Start {
    var time: Instant
    var evidence: String
    /// It would have moved to one.
    var isFarFromPauses = false
  }

  func starts() throws -> [Start] { try list.entries.indices.map(start) }

  private func start(_ index: Int) throws -> Start {
    let entry = list.entries[index]
    let source = "\(shown(list.file)):\(entry.line)"
    guard !entry.isExact, entry.start > .zero, snap > .zero, let reach = try reach(of: index) else {
      return Start(time: entry.start, evidence: "\(source) says \(entry.start)")
    }
    var best: (place: PausePlaces.Place, cost: Double)?
    // Pauses don't overlap, so those within reach lie together.
    let first = pauses.partitioned { $0.range.end >= reach.start }
    for pause in pauses[first...].prefix(while: { $0.range.start <= reach.end }) {
      guard let place = try places.place(in: pause, within: reach) else { continue }
      let distance = abs(try (place.time - entry.start).approximateSeconds) / snap.approximateSeconds
      let cost = place.cost + distance
      if cost < best?.cost ?? .infinity { best = (place, cost) }
    }
    guard let best, best.place.time >= reach.start else {
      return Start(
        time: entry.start, evidence: "\(source) says \(entry.start.shortClock); no pause lies within \(snap) of it",
        isFarFromPauses: true)
    }
    let moved = tenths(abs(try (best.place.time - entry.start).approximateSeconds))
    return Start(
      time: best.place.time,
      evidence: "\(source) says \(entry.start.shortClock), moved by \(moved) s to \(best.place.evidence)")
  }

  /// Where an entry may move: as far as `snap`, and not half-way to its neighbours. Written times are rounded down:
  /// what starts being left out may start up to a second later, but no more of it is let in.
  private func reach(of index: Int) throws -> TimeRange? {
    let entry = list.entries[index]
    let isAfterSkip = index > 0 && list.entries[index - 1].isSkipped
    var first = isAfterSkip && !entry.isSkipped ? entry.start : try entry.start - snap
    var last = try entry.start + (entry.isSkipped && !isAfterSkip ? min(snap, 999.ms) : snap)
    let before = index > 0 ? list.entries[index - 1].start : .zero
    let after = index + 1 < list.entries.count ? list.entries[index + 1].start : end
    first = max(first, try entry.start - (entry.start - before) / 2)
    last = min(last, try entry.start + (after - entry.start) / 2 - 1.ms)
    return first <= last ? TimeRange(first, last) : nil
  }
}
