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

  /// Meets every number, as `*` does.
  public init(anyNumberWithWeight weight: Double, feedback: RichText? = nil) {
    self.init(value: 0, tolerance: .greatestFiniteMagnitude, weight: weight, feedback: feedback)
  }

  /// Whether every number is met.
  public var isAnyNumber: Bool { tolerance == .greatestFiniteMagnitude }
}

public struct MatchingPair: Hashable, Sendable, Codable {
  public var left: RichText
  public var right: String

  public init(_ left: RichText, _ right: String) {
    self.left = left
    self.right = right
  }
}

/// A gap in the text of a cloze question.
public struct Gap: Hashable, Sendable, Codable {
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    case singleChoice = "single-choice"
    case multipleChoice = "multiple-choice"
    case shortAnswer = "short-answer"
    case numeric
  }
  /// How choices are shown.
  public enum Layout: String, Hashable, Sendable, Codable, CaseIterable {
    /// In the text, as a list that opens.
    case menu
    case column, row
  }
  public var kind: Kind
  /// Of choices only.
  public var layout: Layout?
  public var answers: [Answer]
  public var numbers: [NumericAnswer]
  /// Its share of the question's mark, in proportion to the other gaps' marks.
  public var mark: Double
  public var shuffle: Bool?
  public var isCaseSensitive: Bool?

  public init(
    kind: Kind, layout: Layout? = nil, answers: [Answer] = [], numbers: [NumericAnswer] = [], mark: Double = 1,
    shuffle: Bool? = nil, isCaseSensitive: Bool? = nil
  ) {
    self.kind = kind
    self.layout = layout
    self.answers = answers
    self.numbers = numbers
    self.mark = mark
    self.shuffle = shuffle
    self.isCaseSensitive = isCaseSensitive
  }
}
