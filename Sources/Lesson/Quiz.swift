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
    case essay
    /// Text between questions; nothing is asked.
    case description
  }

  /// Unique in the lesson: from the file, else made from the question's content, so the same after an edit elsewhere.
  public var id: String
  public var kind: Kind
  /// The teacher's name for it; learners don't see it.
  public var name: String?
  public var stem: RichText
  /// Choices (true/false: `true` and `false`), or accepted texts of a short answer (`*` stands for any characters); empty for other kinds.
  public var answers: [Answer]
  /// Accepted numbers of a numeric question.
  public var numbers: [NumericAnswer]
  /// Pairs of a matching question; a pair with an empty left side is a distractor.
  public var pairs: [MatchingPair]
  public var generalFeedback: RichText?
  public var hints: [RichText]
  /// What a full answer counts, in points.
  public var mark: Double
  public var tags: [String]
  /// Where the answer is to be found, for "watch that part again": in the recording while the quiz isn't bound, from the chapter's
  /// start afterwards.
  public var span: TimeRange? {
    get { spanRecord?.range }
    set { spanRecord = newValue.map(ExactSpan.init) }
  }
  private var spanRecord: ExactSpan?

  private enum CodingKeys: String, CodingKey {
    case id, kind, name, stem, answers, numbers, pairs, generalFeedback, hints, mark, tags
    case spanRecord = "span"
  }

  public init(
    id: String, kind: Kind, name: String? = nil, stem: RichText, answers: [Answer] = [], numbers: [NumericAnswer] = [],
    pairs: [MatchingPair] = [], generalFeedback: RichText? = nil, hints: [RichText] = [], mark: Double = 1,
    tags: [String] = [], span: TimeRange? = nil
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
    self.tags = tags
    self.span = span
  }
}

/// Text and how it is meant.
public struct RichText: Hashable, Sendable, Codable {
  public enum Format: String, Hashable, Sendable, Codable {
    case plain, html, markdown
    /// Moodle's auto-format: plain text with line breaks and the odd HTML tag.
    case moodle
  }
  public var text: String
  public var format: Format

  public init(_ text: String, _ format: Format = .plain) {
    self.text = text
    self.format = format
  }
}

/// A distractor or a right answer.
public struct Answer: Hashable, Sendable, Codable {
  public var text: RichText
  /// In percent of the mark, -100...100; 100 is right.
  public var weight: Double
  public var feedback: RichText?

  public init(_ text: RichText, weight: Double, feedback: RichText? = nil) {
    self.text = text
    self.weight = weight
    self.feedback = feedback
  }
}

/// A number that counts as right: `value` ± `tolerance`, both ends included.
public struct NumericAnswer: Hashable, Sendable, Codable {
  public var value: Double
  public var tolerance: Double
  /// In percent of the mark.
  public var weight: Double
  public var feedback: RichText?

  public init(value: Double, tolerance: Double = 0, weight: Double = 100, feedback: RichText? = nil) {
    self.value = value
    self.tolerance = tolerance
    self.weight = weight
    self.feedback = feedback
  }
}

public struct MatchingPair: Hashable, Sendable, Codable {
  public var left: RichText
  public var right: String

  public init(_ left: RichText, _ right: String) {
    self.left = left
    self.right = right
  }
}

/// A question of a file, and what the file says about where it belongs.
public struct UnboundQuestion: Hashable, Sendable, Codable {
  public var question: Question
  /// nil where the file says nothing.
  public var binding: Binding?
  /// The file's name and the line where the question starts, for messages.
  public var file: String
  public var line: Int
  /// Of a lesson of several recordings, the index of the one whose times the file counts in; nil where they count through the whole lesson.
  public var part: Int?

  /// What a question is bound to.
  public enum Binding: Hashable, Sendable, Codable {
    /// `// [tag:at=12:30]`: the chapter that holds this instant of the recording.
    case at(Instant)
    /// A chapter's number, id or title, as written.
    case chapter(String)
    /// The quiz at the lesson's end.
    case closing
  }

  public init(question: Question, binding: Binding?, file: String, line: Int, part: Int? = nil) {
    self.question = question
    self.binding = binding
    self.file = file
    self.line = line
    self.part = part
  }
}

/// What stands in a chapter's `quiz.json`.
public struct Quiz: Hashable, Sendable, Codable {
  public var schema = "chop-quiz"
  public var version = "1.0"
  public var questions: [Question]

  public init(questions: [Question]) { self.questions = questions }
}
