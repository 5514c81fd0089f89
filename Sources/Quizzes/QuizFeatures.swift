public import Lesson

/// What a question file of some format can say.
public struct QuizFeatures: Sendable {
  /// What a question may carry beside its stem and its answers.
  public enum Field: String, Hashable, Sendable, CaseIterable {
    case id, name, mark, hints, tags, shuffle, files
    case feedback = "feedback on answers"
    case generalFeedback = "general feedback"
    case capitals = "case sensitivity"
    case chapter, time, pause
    /// Several lines in one text.
    case lines = "line breaks"
  }

  /// Which shares of the mark an answer may have.
  public enum Weights: Sendable {
    case any
    /// Those of Moodle's list.
    case moodle
    /// All or nothing.
    case whole
  }

  public var kinds: Set<Question.Kind>
  public var fields: Set<Field>
  public var weights: Weights
  /// Of texts. Others become HTML where that is among them, else plain text.
  public var formats: Set<RichText.Format>
  /// All texts of a question have the same format.
  public var hasOneFormat: Bool
  /// Kinds that it doesn't have, and as what they are asked.
  public var substitutes: [Question.Kind: Question.Kind]
  /// A question's kind is told by the signs among its answers, as in GIFT: `->` makes pairs, and one answer that is wholly right a single choice.
  public var tellsKindBySigns: Bool
  /// Options are lettered, A to Z, one of them is right, and no text is empty.
  public var lettersOptions: Bool
  /// Chapters' titles and ids are no longer than Moodle's question bank takes.
  public var fitsMoodlesBank: Bool

  public init(
    kinds: Set<Question.Kind>, fields: Set<Field>, weights: Weights = .any,
    formats: Set<RichText.Format> = Set(RichText.Format.allCases), hasOneFormat: Bool = false,
    substitutes: [Question.Kind: Question.Kind] = [:], tellsKindBySigns: Bool = false,
    lettersOptions: Bool = false, fitsMoodlesBank: Bool = false
  ) {
    self.kinds = kinds
    self.fields = fields
    self.weights = weights
    self.formats = formats
    self.hasOneFormat = hasOneFormat
    self.substitutes = substitutes
    self.tellsKindBySigns = tellsKindBySigns
    self.lettersOptions = lettersOptions
    self.fitsMoodlesBank = fitsMoodlesBank
  }

  public static let everything = QuizFeatures(
    kinds: Set(Question.Kind.allCases), fields: Set(Field.allCases))
}
