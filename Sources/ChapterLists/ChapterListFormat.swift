public import Documents
public import Lesson
public import Timeline

/// One way in which people and programs write down chapters. Adding one is a file with a type of this shape and a line in ``builtInChapterLists``.
public protocol ChapterListFormat: Sendable {
  /// As people type it: lower case, no spaces, unique among the formats.
  var name: String { get }
  /// What it is and where it comes from, in half a sentence.
  var summary: String { get }

  /// Whether `text` looks as if it were meant to be this format, right or wrong.
  func recognises(_ text: SourceText) -> Bool

  /// Reads a list whose times ascend, with at least one entry. Throws ``DocumentError`` with all that is wrong in it: a
  /// list is taken whole or not at all.
  func read(_ text: SourceText) throws(DocumentError) -> ReadChapterList

  /// The chapters of a lesson in this format, times from the lesson's start.
  func write(_ chapters: [WrittenChapter]) -> String
}

/// A list, and what was doubtful in it.
public struct ReadChapterList: Hashable, Sendable {
  public var list: ChapterList
  /// Warnings only.
  public var diagnostics: [Diagnostic]

  public init(list: ChapterList, diagnostics: [Diagnostic]) {
    self.list = list
    self.diagnostics = diagnostics
  }
}

/// A chapter that goes into a list.
public struct WrittenChapter: Hashable, Sendable {
  public var range: TimeRange
  public var title: String

  public init(range: TimeRange, title: String) {
    self.range = range
    self.title = title
  }
}

/// The list in `text`, in whatever format it is written: the first of ``builtInChapterLists`` that recognises it.
///
/// Throws ``DocumentError`` with all that is wrong in it.
public func readChapterList(_ text: SourceText) throws(DocumentError) -> ReadChapterList {
  guard let format = builtInChapterLists.first(where: { $0.recognises(text) }) else {
    throw DocumentError(
      Diagnostic(
        .error, in: text.file, at: TextPosition(line: 1, column: 1),
        "holds no chapters: expected lines such as 00:05:03 Title, or WebVTT"))
  }
  return try format.read(text)
}
