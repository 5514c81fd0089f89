public import Timeline

/// Where a recording stands in its lesson: alone, or as one of several parts of one lecture.
///
/// Times of a part are the recording's own. Where a file speaks of the lesson as a whole, its times count through the parts, one after the other.
public struct LessonPart: Hashable, Sendable, Codable {
  /// Index into the lesson's recordings.
  public var index = 0
  /// The names of all the lesson's recordings, in order; empty for a recording that stands alone.
  public var recordings: [String] = []
  /// What the lesson is called where neither the teacher nor the container says; nil for the recording's own name.
  public var lessonName: String?
  /// How long each recording is, in order; empty until that is known.
  public var lengths: [TimeSpan] = []
  /// How many chapters each recording has, in order; empty until that is known.
  public var chapterCounts: [Int] = []
  /// Ids of chapters in other parts.
  public var takenIDs: [String] = []
  /// What the parts before have found a chapter for, see ``LessonDetails/ChapterDetails/place``.
  public var placedDetails: [String] = []
  /// The chapters of all parts, in order; empty until they have names.
  public var chapters: [Chapter] = []

  /// A chapter as others of the lesson know it.
  public struct Chapter: Hashable, Sendable, Codable {
    /// Index into the lesson's recordings.
    public var recording: Int
    public var name: ChapterName
    /// On the clock of its recording.
    public var range: TimeRange

    public init(recording: Int, name: ChapterName, range: TimeRange) {
      self.recording = recording
      self.name = name
      self.range = range
    }
  }

  /// A recording that stands alone.
  public init() {}

  /// One of several, before anything is known of them.
  public init(index: Int, of recordings: [String], lessonName: String?) {
    self.index = index
    self.recordings = recordings
    self.lessonName = lessonName
  }

  /// Whether there are others beside it.
  public var isOneOfSeveral: Bool { recordings.count > 1 }
  public var isLast: Bool { index + 1 >= recordings.count }
  /// The name of the recording before it; nil for the first.
  public var recordingBefore: String? { recordings.indices.contains(index - 1) ? recordings[index - 1] : nil }
  /// How many chapters lie before its first one.
  public var chaptersBefore: Int { chapterCounts.prefix(max(index, 0)).reduce(0, +) }

  /// Which recording an instant lies in, and where: `part` is that of the file that says so, nil for one that speaks of the whole lesson.
  /// The lesson's very end belongs to the last recording; what lies behind it counts as that recording's too.
  public func place(
    of instant: Instant, in part: Int?
  ) throws(TimeOverflow) -> (recording: Int, instant: Instant) {
    if let part { return (part, instant) }
    var instant = instant
    for (index, length) in lengths.enumerated().dropLast() {
      guard instant >= (try Instant.zero + length) else { return (index, instant) }
      instant = try instant - length
    }
    return (max(lengths.count - 1, 0), instant)
  }
}
