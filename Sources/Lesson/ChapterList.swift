public import Timeline

/// A list of chapters that a person made, in order of time.
public struct ChapterList: Hashable, Sendable, Codable {
  /// The file's name, for messages.
  public var file: String
  public var entries: [ChapterListEntry]

  public init(file: String, entries: [ChapterListEntry]) {
    self.file = file
    self.entries = entries
  }
}

/// One line of a chapter list.
public struct ChapterListEntry: Hashable, Sendable, Codable {
  public var start: Instant
  /// True for a time with decimals: kept exactly. A whole-second time may move to a pause nearby.
  public var isExact: Bool
  public var title: String
  /// The stretch up to the next line is left out of the lesson.
  public var isSkipped: Bool
  /// True where further boundaries may be found up to the next line; nil otherwise.
  public var isDivided: Bool?
  /// The line in the file, from 1.
  public var line: Int

  public init(start: Instant, isExact: Bool, title: String, isSkipped: Bool = false, line: Int) {
    self.start = start
    self.isExact = isExact
    self.title = title
    self.isSkipped = isSkipped
    self.line = line
  }
}
