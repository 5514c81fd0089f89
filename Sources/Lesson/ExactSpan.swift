public import Timeline

/// A stretch of time as players read it: decimal seconds, with the exact fractions beside them.
public struct ExactSpan: Hashable, Sendable, Codable {
  public var start: Seconds
  public var end: Seconds
  /// Start and end.
  public var exact: [Instant]

  public init(_ range: TimeRange) {
    start = Seconds(range.start)
    end = Seconds(range.end)
    exact = [range.start, range.end]
  }

  /// The exact stretch; nil where the file is damaged.
  public var range: TimeRange? { exact.count == 2 ? TimeRange(exact[0], exact[1]) : nil }
}

/// An instant as players read it: decimal seconds, with the exact fraction beside them.
public struct ExactTime: Hashable, Sendable, Codable {
  public var at: Seconds
  public var exact: Instant

  public init(_ instant: Instant) {
    at = Seconds(instant)
    exact = instant
  }
}
