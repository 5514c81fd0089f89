public import Timeline

/// What only the teacher knows: `lecture.lesson.yaml`.
public struct LessonDetails: Hashable, Sendable, Codable {
  public var title: String?
  public var description: String?
  public var authors: [Author] = []
  /// BCP 47.
  public var language: String?
  /// As written, such as `CC BY 4.0`.
  public var licence: String?
  /// ISO 8601, such as 2026-10-12.
  public var date: String?
  public var objectives: [String] = []
  public var references: [String] = []
  /// An `https:` or `mailto:` address.
  public var feedback: String?
  /// An `https:` address.
  public var homepage: String?
  public var chapters: [ChapterDetails] = []

  public init() {}

  public struct Author: Hashable, Sendable, Codable {
    public var name: String
    public var affiliation: String?
    public var url: String?

    public init(name: String, affiliation: String? = nil, url: String? = nil) {
      self.name = name
      self.affiliation = affiliation
      self.url = url
    }
  }

  /// What is said of one chapter, found by its number, its id or an instant of the recording that lies in it.
  public struct ChapterDetails: Hashable, Sendable, Codable {
    public enum Key: Hashable, Sendable, Codable {
      case number(Int)
      case id(String)
      case at(Instant)
    }
    public var key: Key
    public var title: String?
    public var summary: String?
    /// The instant of the recording whose frame becomes the poster.
    public var poster: Instant?
    /// The line in the file, for messages.
    public var line: Int
    /// The file, where that is known.
    public var file: String?
    /// Of a lesson of several recordings, the index of the one whose times the file counts in; nil where they count through the whole lesson.
    public var part: Int?

    /// `lecture.lesson.yaml:12`
    public var place: String { "\(file ?? "lesson.yaml"):\(line)" }

    public init(key: Key, title: String? = nil, summary: String? = nil, poster: Instant? = nil, line: Int = 0) {
      self.key = key
      self.title = title
      self.summary = summary
      self.poster = poster
      self.line = line
    }
  }
}
