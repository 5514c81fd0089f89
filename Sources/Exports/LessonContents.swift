public import Lesson

/// All of a lesson but its media: what every export is made from.
public struct LessonContents: Hashable, Sendable, Codable {
  /// Its `files` are not filled in yet: they are what exports make.
  public var manifest: Manifest
  /// For each chapter, in order: its captions, times from the chapter's start.
  public var captions: [[CaptionTrack]]
  /// For each chapter, in order; nil where nothing is asked. Spans count from the chapter's start.
  public var quizzes: [Quiz?]
  /// The quiz at the lesson's end; without spans.
  public var closingQuiz: Quiz?
  /// For each of the manifest's sources, in order: what is known of it.
  public var sources: [LessonSource]
  /// The address of the folder where the lesson's page is published, ending with `/`; nil where nobody said.
  public var baseURL: String?

  public init(
    manifest: Manifest, captions: [[CaptionTrack]], quizzes: [Quiz?], closingQuiz: Quiz?, sources: [LessonSource] = []
  ) {
    self.manifest = manifest
    self.captions = captions
    self.quizzes = quizzes
    self.closingQuiz = closingQuiz
    self.sources = sources
  }
}

/// A recording that a lesson was made of.
public struct LessonSource: Hashable, Sendable, Codable {
  public var recording: Recording
  public var info: MediaInfo
  /// False where its sound holds no speech: what has to be said of that comes before all else.
  public var isSpoken: Bool

  public init(recording: Recording, info: MediaInfo, isSpoken: Bool) {
    self.recording = recording
    self.info = info
    self.isSpoken = isSpoken
  }
}
