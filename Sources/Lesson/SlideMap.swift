public import Timeline

/// Where the picture of a recording turns to another slide.
public struct SlideMap: Hashable, Sendable, Codable {
  /// In order of time.
  public var changes: [SlideChange]

  public init(changes: [SlideChange]) { self.changes = changes }
}

/// One slide gives way to another, or gets more to show.
public struct SlideChange: Hashable, Sendable, Codable {
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Another slide.
    case slide
    /// What was there stays, and something is added.
    case build
  }
  public var kind: Kind
  /// When what is new is shown first; half-way where the old fades into the new.
  public var time: Instant
  /// The change lies between here and ``time``; the same where the frame is known.
  public var earliest: Instant
  /// How much of the picture changed, 0…1.
  public var area: Double
  /// When what is shown now was shown before; nil where it is new.
  public var firstShown: Instant?

  public init(_ kind: Kind, time: Instant, earliest: Instant? = nil, area: Double, firstShown: Instant? = nil) {
    self.kind = kind
    self.time = time
    self.earliest = earliest ?? time
    self.area = area
    self.firstShown = firstShown
  }
}
