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
  /// Those of all texts that could be turned into MathML, each once.
  public var formulas: [Formula]
  /// The address under which the lesson will be found, for exports that name it; nil where nobody said.
  public var baseURL: BaseURL?
  /// For each of the manifest's sources, in order: what is known of it.
  public var sources: [LessonSource]

  public init(
    manifest: Manifest, captions: [[CaptionTrack]], quizzes: [Quiz?], closingQuiz: Quiz?, formulas: [Formula] = [],
    baseURL: BaseURL? = nil, sources: [LessonSource] = []
  ) {
    self.manifest = manifest
    self.captions = captions
    self.quizzes = quizzes
    self.closingQuiz = closingQuiz
    self.formulas = formulas
    self.baseURL = baseURL
    self.sources = sources
  }

  /// Of the chapter at this place; none where nobody wrote any.
  func captions(ofChapter index: Int) -> [CaptionTrack] { captions.indices.contains(index) ? captions[index] : [] }

  /// Of the chapter at this place; nil where it has none.
  func quiz(ofChapter index: Int) -> Quiz? { quizzes.indices.contains(index) ? quizzes[index] : nil }

  /// What exports lose that show a chapter's first picture alone.
  var furtherPictures: [ExportRemark] {
    guard manifest.chapters.contains(where: { $0.more?.isEmpty == false }) else { return [] }
    return [ExportRemark(.lost, "the lesson", "has further pictures in files of their own, which are not taken along")]
  }

  /// All of them, chapter by chapter, those at the lesson's end last.
  public var questions: [Question] { (quizzes + [closingQuiz]).compactMap(\.self).flatMap(\.questions) }
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
