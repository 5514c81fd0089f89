public import Documents
public import Lesson

/// One way in which question files are written. Adding one is a file (or a folder) with a type of this shape and a line in ``builtInQuizFormats``.
public protocol QuizFormat: Sendable {
  /// As people type it: lower case, no spaces, unique among the formats.
  var name: String { get }
  /// What it is and where it comes from, in half a sentence.
  var summary: String { get }

  /// Whether `text` looks as if it were meant to be this format, right or wrong.
  func recognises(_ text: SourceText) -> Bool

  /// Reads what can be read: a question with a mistake is skipped with an error that names its place. Throws ``DocumentError`` where no question can
  /// be read.
  func read(_ text: SourceText) throws(DocumentError) -> ReadQuiz
}

/// The questions of a file in its order, and what was wrong or doubtful.
public struct ReadQuiz: Hashable, Sendable {
  /// At least one; their ids are unique.
  public var questions: [UnboundQuestion]
  /// Errors for questions that were skipped, warnings for what was read as it was probably meant; the encoding included.
  public var diagnostics: [Diagnostic]

  public init(questions: [UnboundQuestion], diagnostics: [Diagnostic]) {
    self.questions = questions
    self.diagnostics = diagnostics
  }
}

/// The questions in `text`, in whatever format they are written: the first of ``builtInQuizFormats`` that recognises it.
///
/// Throws ``DocumentError`` where no question can be read.
public func readQuiz(_ text: SourceText) throws(DocumentError) -> ReadQuiz {
  guard let format = builtInQuizFormats.first(where: { $0.recognises(text) }) else {
    throw DocumentError(
      Diagnostic(
        .error, in: text.file, at: TextPosition(line: 1, column: 1),
        "holds no question: expected GIFT such as ::name:: stem {=right ~wrong}"))
  }
  return try format.read(text)
}
