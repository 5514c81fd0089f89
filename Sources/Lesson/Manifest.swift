public import Timeline

/// `manifest.json`: chop's promise to players. The order of properties is the order in the file.
///
/// Its JSON Schema is `chop schema manifest`. Times are decimal seconds for people and players; `exact` beside them holds fractions.
public struct Manifest: Hashable, Sendable, Codable {
  public var schema = "chop-manifest"
  public var version = "1.0"
  /// SHA-256 of sources, companions and options, in hexadecimal: within the file's first 512 bytes.
  public var fingerprint: String
  public var generator: String
  /// UUIDv5 of the sources' SHA-256.
  public var id: String
  public var title: String
  public var language: String
  public var duration: Seconds
  public var authors: [LessonDetails.Author]
  public var licence: String
  public var description: String
  public var feedback: String
  public var date: String
  public var homepage: String
  public var objectives: [String]
  public var references: [String]
  public var sources: [Source]
  public var companions: [CompanionFile]
  /// Stands for all that boundaries depend on beside the recording: the chapter list and the planning options. While it stays, boundaries stay.
  /// Where there are several sources, one for each, with a space between.
  public var planning: String
  public var omitted: [Omitted]
  public var warnings: [String]
  /// Optional programs that had a part in it; nil where none had.
  public var tools: [Tool]?
  public var chapters: [Chapter]
  /// The lesson's closing quiz.
  public var quiz: QuizFile?
  public var files: [File]

  public struct Source: Hashable, Sendable, Codable {
    /// The recording's file name, without a folder.
    public var name: String
    public var bytes: Int64
    public var sha256: String
    public var duration: Seconds
    public init(name: String, bytes: Int64, sha256: String, duration: Seconds) {
      self.name = name
      self.bytes = bytes
      self.sha256 = sha256
      self.duration = duration
    }
  }

  /// A file beside the recording that was used.
  public struct CompanionFile: Hashable, Sendable, Codable {
    public var name: String
    /// `captions`, `chapters`, `quiz`, `details`, `picture`.
    public var role: String
    public var sha256: String
    public init(name: String, role: String, sha256: String) {
      self.name = name
      self.role = role
      self.sha256 = sha256
    }
  }

  /// A program that isn't chop's own, and without which the lesson would be made too, but otherwise.
  public struct Tool: Hashable, Sendable, Codable {
    public var name: String
    public var version: String
    public init(name: String, version: String) {
      self.name = name
      self.version = version
    }
  }

  public struct Omitted: Hashable, Sendable, Codable {
    /// Index into `sources`.
    public var recording: Int
    public var start: Seconds
    public var end: Seconds
    public var exact: [Instant]
    /// Start and end as asked for, before they were moved to a clean end and the next keyframe.
    public var requested: [Instant]
    public var reason: String
    public init(recording: Int = 0, range: TimeRange, requested: TimeRange, reason: String) {
      self.recording = recording
      start = Seconds(range.start)
      end = Seconds(range.end)
      exact = [range.start, range.end]
      self.requested = [requested.start, requested.end]
      self.reason = reason
    }
    /// The exact stretch; nil where the manifest is damaged.
    public var range: TimeRange? { exact.count == 2 ? TimeRange(exact[0], exact[1]) : nil }
  }

  public struct Chapter: Hashable, Sendable, Codable {
    public var id: String
    public var number: Int
    public var title: String
    public var summary: String
    public var source: Span
    public var boundary: Boundary
    public var cut: CutRecord
    /// Exactly one of `video` and `audio` is there.
    public var video: Media?
    public var audio: Media?
    /// Further pictures of the recording, where each is a file of its own; nil where there are none, or they are in `video` too.
    public var more: [Media]?
    public var poster: File?
    public var captions: [Captions]
    public var quiz: QuizFile?

    public init(
      id: String, number: Int, title: String, summary: String, source: Span, boundary: Boundary, cut: CutRecord,
      video: Media?,
      audio: Media?, more: [Media]? = nil, poster: File?, captions: [Captions], quiz: QuizFile?
    ) {
      self.id = id
      self.number = number
      self.title = title
      self.summary = summary
      self.source = source
      self.boundary = boundary
      self.cut = cut
      self.video = video
      self.audio = audio
      self.more = more
      self.poster = poster
      self.captions = captions
      self.quiz = quiz
    }

    /// Every file of the chapter, in the manifest's order.
    var files: [File] {
      let media = [video, audio].compactMap(\.self) + (more ?? [])
      let others = [poster].compactMap(\.self) + captions.map(\.file) + [quiz?.file].compactMap(\.self)
      return media.map(\.file) + others
    }
  }

  /// The stretch of the recording that a chapter plays.
  public struct Span: Hashable, Sendable, Codable {
    public var recording: Int
    public var start: Seconds
    public var end: Seconds
    public var exact: [Instant]
    public init(recording: Int = 0, range: TimeRange) {
      self.recording = recording
      start = Seconds(range.start)
      end = Seconds(range.end)
      exact = [range.start, range.end]
    }
    /// The exact stretch; nil where the manifest is damaged.
    public var range: TimeRange? { exact.count == 2 ? TimeRange(exact[0], exact[1]) : nil }
  }

  public struct File: Hashable, Sendable, Codable {
    /// Relative to the lesson's folder, `/` between names, lower-case ASCII.
    public var path: String
    public var type: String
    public var bytes: Int64
    /// In hexadecimal.
    public var sha256: String
    /// Stands for all that decides its bytes, where that is known before it is made: a file of the same recipe isn't made again.
    public var recipe: String?
    public init(path: String, type: String, bytes: Int64, sha256: String, recipe: String? = nil) {
      self.path = path
      self.type = type
      self.bytes = bytes
      self.sha256 = sha256
      self.recipe = recipe
    }
  }

  public struct Media: Hashable, Sendable, Codable {
    public var path: String
    /// With codecs as RFC 6381 says: `video/mp4; codecs="avc1.640028, mp4a.40.2"`.
    public var type: String
    public var bytes: Int64
    public var sha256: String
    public var duration: Seconds
    /// As displayed; nil for sound only.
    public var width: Int?
    public var height: Int?
    public var recipe: String?
    public init(file: File, duration: TimeSpan, width: Int?, height: Int?) {
      path = file.path
      type = file.type
      bytes = file.bytes
      sha256 = file.sha256
      recipe = file.recipe
      self.duration = Seconds(duration)
      self.width = width
      self.height = height
    }
    public var file: File { File(path: path, type: type, bytes: bytes, sha256: sha256, recipe: recipe) }
  }

  public struct Captions: Hashable, Sendable, Codable {
    public var path: String
    public var type: String
    public var language: String
    /// HTML's track kind.
    public var kind = "captions"
    public var bytes: Int64
    public var sha256: String
    public init(file: File, language: String) {
      path = file.path
      type = file.type
      self.language = language
      bytes = file.bytes
      sha256 = file.sha256
    }
    public var file: File { File(path: path, type: type, bytes: bytes, sha256: sha256) }
  }

  public struct QuizFile: Hashable, Sendable, Codable {
    public var path: String
    public var type: String
    public var questions: Int
    public var bytes: Int64
    public var sha256: String
    public init(file: File, questions: Int) {
      path = file.path
      type = file.type
      self.questions = questions
      bytes = file.bytes
      sha256 = file.sha256
    }
    public var file: File { File(path: path, type: type, bytes: bytes, sha256: sha256) }
  }

  public init(fingerprint: String, generator: String, id: String, title: String, language: String, duration: TimeSpan) {
    self.fingerprint = fingerprint
    self.generator = generator
    self.id = id
    self.title = title
    self.language = language
    self.duration = Seconds(duration)
    authors = []
    licence = ""
    description = ""
    feedback = ""
    date = ""
    homepage = ""
    objectives = []
    references = []
    sources = []
    companions = []
    planning = ""
    omitted = []
    warnings = []
    chapters = []
    files = []
  }

  /// What ``planning`` says of the source at this index; empty where it says nothing.
  public func planning(ofSource index: Int) -> String {
    let keys = planning.split(separator: " ", omittingEmptySubsequences: false)
    return keys.indices.contains(index) ? String(keys[index]) : ""
  }

  /// Every file that the manifest names, in the manifest's order.
  public var allFiles: [File] {
    chapters.flatMap(\.files) + [quiz?.file].compactMap(\.self) + files
  }
}

/// A time as JSON's number of seconds, to the microsecond: for people and players; exact times stand beside it.
public struct Seconds: Hashable, Sendable, Codable {
  public var microseconds: Int64

  public init(_ instant: Instant) {
    microseconds = (try? instant.ticks(in: .microseconds, rounding: .nearest)) ?? .max
  }
  public init(_ span: TimeSpan) {
    microseconds = (try? span.ticks(in: .microseconds, rounding: .nearest)) ?? .max
  }
  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer().decode(Double.self)
    guard let microseconds = Int64(exactly: (value * 1_000_000).rounded()) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "\(value) is no time in seconds"))
    }
    self.microseconds = microseconds
  }
  /// The nearest Double prints as the decimal with up to six places that was meant.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if microseconds % 1_000_000 == 0 {
      try container.encode(microseconds / 1_000_000)
    } else {
      try container.encode(Double(microseconds) / 1_000_000)
    }
  }
}
