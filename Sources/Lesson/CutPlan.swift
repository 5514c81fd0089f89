public import Timeline

/// Where each chapter really starts and ends, to the frame or sample, and how its cut is made.
public struct CutPlan: Hashable, Sendable, Codable {
  /// One for each chapter of the plan, in order. A chapter's end is the next one's start unless a stretch lies between that is left out.
  public var cuts: [Cut]
  /// As in the plan, to the frame.
  public var omitted: [Omission]

  public init(cuts: [Cut], omitted: [Omission]) {
    self.cuts = cuts
    self.omitted = omitted
  }
}

public struct Cut: Hashable, Sendable, Codable {
  /// How a boundary is realised.
  public enum Method: String, Hashable, Sendable, Codable {
    /// A keyframe lies where the chapter starts: packets are copied.
    case copy
    /// Copied from the keyframe before; an edit list hides what lies before the start.
    case editList = "edit-list"
    /// The frames up to the next clean keyframe are encoded again, the rest is copied.
    case exact
    /// All of the chapter is encoded again.
    case transcode
  }
  public var method: Method
  public var requested: Instant
  /// The first frame at or after `requested` and before the chapter's end; for sound only the first sample.
  public var range: TimeRange

  public init(method: Method, requested: Instant, range: TimeRange) {
    self.method = method
    self.requested = requested
    self.range = range
  }
}
