public import Timeline

/// One question, whatever file it came from.
public struct Question: Hashable, Sendable, Codable {
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    case trueFalse = "true-false"
    case singleChoice = "single-choice"
    case multipleChoice = "multiple-choice"
    case shortAnswer = "short-answer"
    case numeric
    case matching
    /// Items that have to be put in their right order.
    case ordering
    /// A text with gaps to fill; each gap is a question of its own.
    case cloze
    case essay
    /// Text between questions; nothing is asked.
    case description
  }

  /// Unique in the lesson: from the file, else made from the question's content, so the same after an edit elsewhere.
  public var id: String
  public var kind: Kind
  /// The teacher's name for it; learners don't see it.
  public var name: String?
  /// Of a cloze question, `[[1]]` stands for the first of its ``gaps``. A file of ``files`` is referred to as `@@PLUGINFILE@@/name`, as in Moodle.
  public var stem: RichText
  /// Choices (true/false: `true` and `false`), accepted texts of a short answer (`*` stands for any characters), or the items of an
  /// ordering in their right order; empty for other kinds.
  public var answers: [Answer]
  /// Accepted numbers of a numeric question.
  public var numbers: [NumericAnswer]
  /// Pairs of a matching question; a pair with an empty left side is a distractor.
  public var pairs: [MatchingPair]
  /// Of a cloze question.
  public var gaps: [Gap] {
    get { gapRecords ?? [] }
    set { gapRecords = newValue.isEmpty ? nil : newValue }
  }
  public var generalFeedback: RichText?
  public var hints: [RichText]
  /// What a full answer counts, in points.
  public var mark: Double
  /// Whether answers may be shown in another order each time; nil where the file doesn't say, which means that they may.
  public var shuffle: Bool?
  /// Whether capitals count in a short answer; nil where the file doesn't say, which means that they don't.
  public var isCaseSensitive: Bool?
  public var tags: [String]
  /// Where the answer is to be found, for "watch that part again": in the recording while the quiz isn't bound, from the chapter's
  /// start afterwards.
  public var span: TimeRange? {
    get { spanRecord?.range }
    set { spanRecord = newValue.map(ExactSpan.init) }
  }
  /// Where the video pauses to ask, counted as ``span`` is; nil where the question waits for the chapter's end.
  public var pause: Instant? {
    get { pauseRecord?.exact }
    set { pauseRecord = newValue.map(ExactTime.init) }
  }
  /// Pictures and sounds of its texts.
  public var files: [QuestionFile] {
    get { fileRecords ?? [] }
    set { fileRecords = newValue.isEmpty ? nil : newValue }
  }

  // What most questions don't have is absent in their JSON.
  private var gapRecords: [Gap]?
  private var spanRecord: ExactSpan?
  private var pauseRecord: ExactTime?
  private var fileRecords: [QuestionFile]?

  private enum CodingKeys: String, CodingKey {
    case id, kind, name, stem, answers, numbers, pairs, generalFeedback, hints, mark, shuffle, isCaseSensitive, tags
    case gapRecords = "gaps"
    case spanRecord = "span"
    case pauseRecord = "pause"
    case fileRecords = "files"
  }

  public init(
    id: String, kind: Kind, name: String? = nil, stem: RichText, answers: [Answer] = [], numbers: [NumericAnswer] = [],
    pairs: [MatchingPair] = [], gaps: [Gap] = [], generalFeedback: RichText? = nil, hints: [RichText] = [],
    mark: Double = 1, shuffle: Bool? = nil, isCaseSensitive: Bool? = nil, tags: [String] = [], span: TimeRange? = nil,
    pause: Instant? = nil, files: [QuestionFile] = []
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.stem = stem
    self.answers = answers
    self.numbers = numbers
    self.pairs = pairs
    self.generalFeedback = generalFeedback
    self.hints = hints
    self.mark = mark
    self.shuffle = shuffle
    self.isCaseSensitive = isCaseSensitive
    self.tags = tags
    self.gaps = gaps
    self.span = span
    self.pause = pause
    self.files = files
  }
}

/// What stands in a chapter's `quiz.json`.
public struct Quiz: Hashable, Sendable, Codable {
  public var schema = "chop-quiz"
  public var version = "1.0"
  public var questions: [Question]

  public init(questions: [Question]) { self.questions = questions }
}
