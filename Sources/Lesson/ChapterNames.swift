public import Timeline

/// What the chapters of a plan are called, in order.
public struct ChapterNames: Hashable, Sendable, Codable {
  public var chapters: [ChapterName]
  public var warnings: [String]
  /// What was found a chapter for, of that which a teacher says of single chapters, see ``LessonDetails/ChapterDetails/place``.
  public var placedDetails: [String]?

  public init(chapters: [ChapterName], warnings: [String], placedDetails: [String]? = nil) {
    self.chapters = chapters
    self.warnings = warnings
    self.placedDetails = placedDetails
  }
}

public struct ChapterName: Hashable, Sendable, Codable {
  /// From 1.
  public var number: Int
  public var title: String
  /// What it would be called but for lesson.yaml, where that calls it otherwise.
  public var otherTitle: String?
  /// Also the folder's name: the number and the title's Latin letters.
  public var id: String
  public var summary: String
  /// The instant of the recording that its poster shows, where the teacher chose one.
  public var poster: Instant?

  public init(number: Int, title: String, id: String, summary: String = "", poster: Instant? = nil) {
    self.number = number
    self.title = title
    self.id = id
    self.summary = summary
    self.poster = poster
  }
}
