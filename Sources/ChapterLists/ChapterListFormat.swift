public import Documents
public import Lesson
public import Timeline

/// One way in which people and programs write down chapters. Adding one is a file with a type of this shape and a line in ``builtInChapterLists``.
public protocol ChapterListFormat: Sendable {
  /// As people type it: lower case, no spaces, unique among the formats.
  var name: String { get }
  /// What else people call it; no other format's name.
  var otherNames: [String] { get }
  /// What it is and where it comes from, in half a sentence.
  var summary: String { get }
  /// What its files' names end in, without the dot before it: `srt`. Unique among the formats, so that lists of one lesson can lie side by side.
  var fileEnding: String { get }
  /// IANA's name for it.
  var mediaType: String { get }

  /// Whether `text` looks as if it were meant to be this format, right or wrong.
  func recognises(_ text: SourceText) -> Bool

  /// Reads a list whose times ascend, with at least one entry. Throws ``DocumentError`` with all that is wrong in it: a
  /// list is taken whole or not at all.
  func read(_ text: SourceText) throws(DocumentError) -> ReadChapterList

  /// The chapters of a recording in this format, in order of time.
  func write(_ chapters: [WrittenChapter]) -> String

  /// What the rules of the players that take this format forbid in such a list, so that it won't work there.
  func forbidden(in chapters: [WrittenChapter]) -> [ForbiddenInList]
}

extension ChapterListFormat {
  public var otherNames: [String] { [] }
  public func forbidden(in chapters: [WrittenChapter]) -> [ForbiddenInList] { [] }
}

/// What a target's rules forbid in a list of chapters.
public struct ForbiddenInList: Hashable, Sendable {
  /// Index of the chapter; nil for the whole list.
  public var chapter: Int?
  /// About the chapter, or the lesson, without a full stop.
  public var sentence: String

  public init(chapter: Int? = nil, _ sentence: String) {
    self.chapter = chapter
    self.sentence = sentence
  }
}

/// A list, and what was doubtful in it.
public struct ReadChapterList: Hashable, Sendable {
  public var list: ChapterList
  /// What follows the last chapter, where the list says where that ends: left out of a recording that lasts longer.
  public var rest: ChapterListEntry?
  /// Warnings only.
  public var diagnostics: [Diagnostic]

  public init(list: ChapterList, rest: ChapterListEntry? = nil, diagnostics: [Diagnostic]) {
    self.list = list
    self.rest = rest
    self.diagnostics = diagnostics
  }
}

/// A chapter that goes into a list, or a stretch that is left out.
public struct WrittenChapter: Hashable, Sendable {
  public var range: TimeRange
  public var title: String
  /// No chapter plays here.
  public var isSkipped: Bool

  public init(range: TimeRange, title: String, isSkipped: Bool = false) {
    self.range = range
    self.title = title
    self.isSkipped = isSkipped
  }
}

/// The list in `text`, in whatever format it is written: the first of ``builtInChapterLists`` that recognises it.
///
/// Throws ``DocumentError`` with all that is wrong in it.
public func readChapterList(_ text: SourceText) throws(DocumentError) -> ReadChapterList {
  guard let format = builtInChapterLists.first(where: { $0.recognises(text) }) else {
    let refusal = Diagnostic(
      .error, in: text.file, at: TextPosition(line: 1, column: 1),
      "holds no chapters: expected lines such as 00:05:03 Title, or WebVTT")
    throw DocumentError([refusal] + faultyTime(in: text))
  }
  return try format.read(text)
}

/// What is wrong with the first line that looks as if it had a time.
private func faultyTime(in text: SourceText) -> [Diagnostic] {
  for line in text.typedLines where line.text.mayHoldTime && line.text.contains(/\d[:：]\d/) {
    guard case .garbage(let sentence, let column) = TimedLine.read(line.text) else { continue }
    let place = TextPosition(line: line.number, column: line.column + column - 1)
    return [Diagnostic(.error, in: text.file, at: place, sentence)]
  }
  return []
}
