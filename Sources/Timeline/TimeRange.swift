/// A stretch of time, half-open: `start` belongs to it, `end` doesn't.
public struct TimeRange: Hashable, Sendable, Codable, CustomStringConvertible {
  public let start: Instant
  public let end: Instant

  /// An `end` before `start` gives an empty range at `start`.
  public init(_ start: Instant, _ end: Instant) {
    self.start = start
    self.end = max(start, end)
  }

  public var isEmpty: Bool { start == end }

  public func length() throws(TimeOverflow) -> TimeSpan { try end - start }

  public func contains(_ instant: Instant) -> Bool { start <= instant && instant < end }

  /// The stretch that both share; nil where they share nothing.
  public func intersection(_ other: TimeRange) -> TimeRange? {
    let (start, end) = (max(self.start, other.start), min(self.end, other.end))
    return start < end ? TimeRange(start, end) : nil
  }

  public var description: String { "\(start)..<\(end)" }
}
