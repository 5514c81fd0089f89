public import Timeline

/// A chapter as a recording's container holds it.
public struct ChapterMark: Hashable, Sendable, Codable {
  /// From time 0 of the recording, which it may lie before; it may lie past the end too.
  public var start: Instant
  /// As it stands there: hostile until shown safely.
  public var title: String

  public init(start: Instant, title: String) {
    self.start = start
    self.title = title
  }
}
