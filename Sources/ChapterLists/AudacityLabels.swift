public import Documents
internal import Lesson
internal import Timeline
internal import Wording

/// Audacity's label track (Audacity Manual, "Importing and Exporting Labels"): start, end and text between tabs, in seconds.
///
/// Only the starts are taken: a chapter lasts until the next one. Lines that begin with `\` hold frequencies. Some languages' Audacity writes a decimal comma.
public struct AudacityLabels: ChapterListFormat {
  public let name = "audacity"
  public let summary = "Audacity's label track, tab-separated seconds"
  public let fileEnding = "audacity.txt"
  public let mediaType = "text/plain"

  public init() {}

  /// Times with decimals: ``TableChapters`` has a table of tab-separated values.
  public func recognises(_ text: SourceText) -> Bool {
    guard let first = text.lines.first(where: { !$0.allSatisfy(\.isWhitespace) }) else { return false }
    let cells = first.split(separator: "\t", omittingEmptySubsequences: false)
    return cells.count >= 2 && cells.prefix(2).allSatisfy { hasDecimals($0) && Instant(decimalSeconds: $0) != nil }
  }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadChapterList {
    var entries = CheckedEntries(DiagnosticList(text))
    for (index, line) in text.lines.enumerated() {
      guard !entries.isFull else { break }
      guard !line.allSatisfy(\.isWhitespace), line.first != "\\" else { continue }
      let place = TextPosition(line: index + 1, column: 1)
      let cells = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
      guard let start = Instant(decimalSeconds: cells[0]) else {
        entries.found.error(
          at: place, "'\(shown(cells[0], limit: 40))' is not a time; expected seconds such as 61.500000, a tab, the end"
        )
        continue
      }
      let title = oneLine(cells.count > 2 ? String(cells[2]) : "")
      entries.add(
        ChapterListEntry(
          start: start, isExact: true, titled: title, line: index + 1),
        at: place)
    }
    return try entries.finished()
  }

  public func write(_ chapters: [WrittenChapter]) -> String {
    chapters.map { chapter in
      let title = chapter.isSkipped ? skipTitle : oneLine(chapter.title, orElse: "…")
      return "\(chapter.range.start.exactSeconds)\t\(chapter.range.end.exactSeconds)\t\(title)\n"
    }.joined()
  }
}
