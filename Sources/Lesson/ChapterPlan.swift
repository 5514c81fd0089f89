public import Timeline

/// Which chapters a recording falls into, and why there.
public struct ChapterPlan: Hashable, Sendable, Codable {
  /// In order of time, none empty, at least one.
  public var chapters: [PlannedChapter]
  /// Stretches that are in no chapter, in order.
  public var omitted: [Omission]
  public var warnings: [String]
  /// Stands for all that the boundaries depend on beside the recording: the chapter list and the planning options.
  public var key = ""

  public init(chapters: [PlannedChapter], omitted: [Omission], warnings: [String] = []) {
    self.chapters = chapters
    self.omitted = omitted
    self.warnings = warnings
  }
}

public struct PlannedChapter: Hashable, Sendable, Codable {
  /// As wished for: the frames decide where exactly a cut falls (``CutPlan``).
  public var range: TimeRange
  /// The boundary at its start.
  public var boundary: Boundary
  /// From a chapter list; nil where the chapter has to be named.
  public var title: String?
  /// Where else the chapter could begin, the best first.
  public var alternatives: [AlternativeBoundary] = []

  public init(range: TimeRange, boundary: Boundary, title: String? = nil) {
    self.range = range
    self.boundary = boundary
    self.title = title
  }
}

/// An instant that could take a boundary's place, with what speaks for it.
public struct AlternativeBoundary: Hashable, Sendable, Codable {
  public var time: Instant
  public var evidence: String

  public init(time: Instant, evidence: String) {
    self.time = time
    self.evidence = evidence
  }
}

/// An instant between two chapters, with what spoke for it.
public struct Boundary: Hashable, Sendable, Codable {
  public enum Kind: String, Hashable, Sendable, Codable {
    /// The recording's own start.
    case start
    case pause
    /// A slide change, in a recording in which nobody speaks.
    case slide
    /// Given by a person in a chapter list.
    case list
    /// No pause was there.
    case forced
  }
  public var kind: Kind
  /// A sentence for people: "a pause of 1.8 s, 34 dB below speech; a sentence ends in the captions".
  public var evidence: String

  public init(_ kind: Kind, evidence: String) {
    self.kind = kind
    self.evidence = evidence
  }
}

/// A stretch of the recording that is in no chapter.
public struct Omission: Hashable, Sendable, Codable {
  public var range: TimeRange
  /// `skip`: a chapter list says so.
  public var reason: String

  public init(range: TimeRange, reason: String) {
    self.range = range
    self.reason = reason
  }
}
