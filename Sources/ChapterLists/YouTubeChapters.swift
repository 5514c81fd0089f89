public import Documents
internal import Lesson
internal import Timeline

/// The lines of a video's description from which YouTube makes chapters (YouTube Help, "Video chapters"), written a little wider: `00:05:03 Title`,
/// decimals, `skip` lines, comments after `#`.
///
/// The time stands first or last on its line; a bullet or a number before it, brackets around it and a dash behind it don't
/// matter. Whole seconds are a wish that may move to a pause nearby, decimals are kept exactly. ``planText(of:names:)`` writes this
/// format too.
public struct YouTubeChapters: ChapterListFormat {
  public let name = "youtube"
  public let summary = "lines such as 05:03 Title, as in a YouTube description"

  public init() {}

  public func recognises(_ text: SourceText) -> Bool {
    text.lines.contains { line in
      if case .entry = TimedLine.read(line) { return true }
      return false
    }
  }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadChapterList {
    var entries = CheckedEntries(DiagnosticList(text))
    for (index, line) in text.lines.enumerated() {
      let number = index + 1
      guard !entries.isFull else {
        entries.found.error(
          at: TextPosition(line: number, column: 1), "the list is too long or has too many mistakes to read on")
        break
      }
      switch TimedLine.read(line) {
      case .nothing: continue
      case .garbage(let sentence, let column):
        entries.found.error(
          at: TextPosition(line: number, column: column), sentence, hint: "a line that starts with # is a comment")
      case .entry(let timed):
        let isSkipped = isSkip(timed.title)
        entries.add(
          ChapterListEntry(
            start: timed.start, isExact: timed.isExact, title: isSkipped ? "" : timed.title, isSkipped: isSkipped,
            line: number), at: TextPosition(line: number, column: timed.column))
        if timed.hasEnd {
          entries.found.warning(
            at: TextPosition(line: number, column: timed.column),
            "the end of a chapter isn't used: each lasts until the next line's time"
          )
        }
      }
    }
    return try entries.finished()
  }

  /// Whole seconds, rounded down, the first at 0:00, as YouTube asks for.
  public func write(_ chapters: [WrittenChapter]) -> String {
    chapters.map { "\($0.range.start.shortClock) \(oneLine($0.title, orElse: "…"))\n" }.joined()
  }
}
