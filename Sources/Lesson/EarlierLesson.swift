public import Timeline

/// What an earlier lesson holds of a recording that a new one keeps: what is published stays.
public struct EarlierLesson: Hashable, Sendable, Codable {
  /// As in its manifest.
  public var planning: String
  /// Empty where there is no earlier lesson.
  public var chapters: [Chapter]
  /// As asked for.
  public var omitted: [Omission]

  public struct Chapter: Hashable, Sendable, Codable {
    public var id: String
    public var requested: Instant
    /// The stretch that it plays.
    public var range: TimeRange
    public var boundary: Boundary

    public init(id: String, requested: Instant, range: TimeRange, boundary: Boundary) {
      self.id = id
      self.requested = requested
      self.range = range
      self.boundary = boundary
    }
  }

  /// There is none.
  public init() {
    planning = ""
    chapters = []
    omitted = []
  }

  /// What it holds of the source with this SHA-256; nil where that is none of its sources, and where the manifest's exact times are damaged.
  public init?(_ manifest: Manifest, ofSource sha256: String) {
    guard let index = manifest.sources.firstIndex(where: { $0.sha256 == sha256 }) else { return nil }
    let own = manifest.chapters.filter { $0.source.recording == index }
    let ownOmitted = manifest.omitted.filter { $0.recording == index }
    planning = manifest.planning(ofSource: index)
    chapters = own.compactMap { chapter in
      guard let range = chapter.source.range, let requested = chapter.cut.exact.first else { return nil }
      return Chapter(id: chapter.id, requested: requested, range: range, boundary: chapter.boundary)
    }
    omitted = ownOmitted.compactMap { omitted in
      guard omitted.requested.count == 2 else { return nil }
      return Omission(range: TimeRange(omitted.requested[0], omitted.requested[1]), reason: omitted.reason)
    }
    guard chapters.count == own.count, omitted.count == ownOmitted.count else { return nil }
  }

  /// The earlier plan, with these titles; nil where there is no earlier lesson, or it doesn't fit a recording of this length.
  public func plan(titles: [String?], end: Instant) -> ChapterPlan? {
    guard !chapters.isEmpty else { return nil }
    var planned: [PlannedChapter] = []
    for (index, chapter) in chapters.enumerated() {
      let next = index + 1 < chapters.count ? chapters[index + 1].requested : end
      let stop = omitted.map(\.range.start).filter { $0 > chapter.requested && $0 < next }.min() ?? next
      guard chapter.requested < stop, stop <= end else { return nil }
      planned.append(
        PlannedChapter(
          range: TimeRange(chapter.requested, stop), boundary: chapter.boundary,
          title: titles.count == chapters.count ? titles[index] : nil))
    }
    return ChapterPlan(chapters: planned, omitted: omitted)
  }

  /// For each of these stretches, the id of the earlier chapter with which it shares more than half its time; nil for a new chapter. Of several
  /// that could have one id, the one that shares most has it.
  public func ids(for ranges: [TimeRange]) throws(TimeOverflow) -> [String?] {
    var claims: [(place: Int, id: String, shared: TimeSpan)] = []
    for (place, range) in ranges.enumerated() {
      for chapter in chapters {
        guard let shared = try chapter.range.intersection(range)?.length(), try shared * 2 > range.length() else {
          continue
        }
        claims.append((place, chapter.id, shared))
      }
    }
    var ids = [String?](repeating: nil, count: ranges.count)
    for claim in claims.sorted(by: { ($0.shared, $1.place) > ($1.shared, $0.place) }) {
      if ids[claim.place] == nil, !ids.contains(claim.id) { ids[claim.place] = claim.id }
    }
    return ids
  }
}
