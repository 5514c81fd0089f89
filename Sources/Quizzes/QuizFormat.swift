public import Documents
public import Lesson
internal import Wording

/// One way in which questions are written down. Adding one is a file (or a folder) with a type that is a ``QuizReader``, a ``QuizWriter`` or both, and a line
/// in ``builtInQuizFormats``.
public protocol QuizFormat: Sendable {
  /// As people type it: lower case, no spaces, unique among the formats.
  var name: String { get }
  /// What it is and where it comes from, in half a sentence.
  var summary: String { get }
  /// Endings of its files' names, without the point; the first is the usual one.
  var endings: [String] { get }
  /// How it is written, for people who write it by hand; empty for a format that is documented elsewhere.
  var syntax: String { get }
}

extension QuizFormat {
  public var syntax: String { "" }
}

extension QuizReader {
  public func isCertain(of text: SourceText) -> Bool { true }
}

extension QuizWriter {
  public var mediaType: String { "text/plain" }
}

/// A format that is read.
public protocol QuizReader: QuizFormat {
  /// Whether `text` looks as if it were meant to be this format, right or wrong.
  func recognises(_ text: SourceText) -> Bool

  /// Whether `text`, which it recognises, is this format also where the ending of its file's name says another.
  func isCertain(of text: SourceText) -> Bool

  /// Reads what can be read: a question with a mistake is skipped with an error that names its place. Throws ``DocumentError`` where no question can
  /// be read.
  func read(_ text: SourceText) throws(DocumentError) -> ReadQuiz
}

/// A format that is written.
public protocol QuizWriter: QuizFormat {
  /// What it can say. Questions are brought down to that before they are written (``write(_:as:)``).
  var features: QuizFeatures { get }

  /// Of its files (RFC 6838).
  var mediaType: String { get }

  /// The file's text, the same for the same questions. `lesson` is the title of what the questions are about, where it is known.
  func write(_ questions: [UnboundQuestion], lesson: String?) -> String
}

/// The questions of a file in its order, and what was wrong or doubtful.
public struct ReadQuiz: Hashable, Sendable {
  /// At least one; their ids are unique.
  public var questions: [UnboundQuestion]
  /// Errors for questions that were skipped, warnings for what was read as it was probably meant; the encoding included.
  public var diagnostics: [Diagnostic]
  /// The name of the format it was written in.
  public var format = ""

  public init(questions: [UnboundQuestion], diagnostics: [Diagnostic]) {
    self.questions = questions
    self.diagnostics = diagnostics
  }
}

/// More questions than any lesson asks; those beyond are left out.
let questionLimit = 10_000

/// The questions in `text`, in the format that its file's ending names, unless the text is certainly in another; where the ending names none, in the first
/// of ``builtInQuizFormats`` that recognises it.
///
/// Throws ``DocumentError`` where no question can be read.
public func readQuiz(_ text: SourceText) throws(DocumentError) -> ReadQuiz {
  let readers = builtInQuizFormats.compactMap { $0 as? any QuizReader }
  guard let format = reader(of: text, among: readers) else {
    throw DocumentError(
      Diagnostic(
        .error, in: text.file, at: TextPosition(line: 1, column: 1),
        "holds no question in a format that is known: \(readers.map(\.name).joined(separator: ", "))",
        hint: "GIFT, for one, has lines such as ::name:: stem {=right ~wrong}"))
  }
  var read = try format.read(text)
  read.format = format.name
  read.diagnostics += read.questions.flatMap(pictureDoubts)
  return read
}

private func reader(of text: SourceText, among readers: [any QuizReader]) -> (any QuizReader)? {
  let file = text.file.lowercased()
  // `.txt` says nothing.
  let named = readers.first { $0.endings.contains { $0 != "txt" && file.hasSuffix("." + $0) } }
  // Much is called `.gift`, and every text can be read as that.
  guard let named, !(named is GIFT) || named.isCertain(of: text) else { return readers.first { $0.recognises(text) } }
  return readers.first { $0.recognises(text) && ($0.name == named.name || $0.isCertain(of: text)) } ?? named
}

/// A question file's text, and what it doesn't say.
public struct WrittenQuiz: Hashable, Sendable {
  public var text: String
  /// How many questions stand in it.
  public var count: Int
  /// One for each question that is left out or loses something, in the questions' order.
  public var losses: [QuestionLoss]
}

/// What a question loses.
public struct QuestionLoss: Hashable, Sendable {
  public var question: UnboundQuestion
  /// The end of a sentence about the question: "loses its hints".
  public var sentence: String

  /// As a warning about the file that it came from.
  public var diagnostic: Diagnostic {
    Diagnostic(
      .warning, in: question.file, at: TextPosition(line: question.line, column: question.column),
      "'\(shown(question.question.shownName, limit: 60))' \(sentence)")
  }
}

/// Writes `questions` in `format`; what the format can't say is dropped and listed.
public func write(_ questions: [UnboundQuestion], as format: some QuizWriter, lesson: String? = nil) -> WrittenQuiz {
  var losses: [QuestionLoss] = []
  let written = questions.compactMap { item -> UnboundQuestion? in
    let reduction = Reduction(of: item, to: format.features)
    if let sentence = reduction.sentence(format: format.name) {
      losses.append(QuestionLoss(question: item, sentence: sentence))
    }
    return reduction.item
  }
  return WrittenQuiz(text: format.write(written, lesson: lesson), count: written.count, losses: losses)
}
