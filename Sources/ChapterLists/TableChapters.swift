public import Documents
internal import Lesson
internal import Timeline
internal import Wording

/// A table of comma-, semicolon- or tab-separated values (RFC 4180): LosslessCut's (`start,end,name` in seconds, without a head), starts and titles without a
/// head, and any whose head names a column for the start.
///
/// Times are seconds or clocks. An empty start is the recording's beginning. Where rows say their ends, as LosslessCut's do, what lies between two rows, a
/// second or more, and what follows the last is left out, with a warning; what comes before the first is an opening chapter.
public struct TableChapters: ChapterListFormat {
  public enum Delimiter: String, Sendable {
    case comma = ","
    case tab = "\t"
  }
  public let delimiter: Delimiter

  public init(_ delimiter: Delimiter) { self.delimiter = delimiter }

  public var name: String { delimiter == .comma ? "csv" : "tsv" }
  public var otherNames: [String] { delimiter == .comma ? ["losslesscut"] : [] }
  public var summary: String {
    "\(delimiter == .comma ? "comma" : "tab")-separated start, end and title in seconds, as LosslessCut reads it"
  }
  public var fileEnding: String { name }
  public var mediaType: String { delimiter == .comma ? "text/csv" : "text/tab-separated-values" }

  /// A table with a column of times; semicolons count as commas.
  public func recognises(_ text: SourceText) -> Bool {
    guard let head = Self.firstRow(text).map({ text.lines[$0] }),
      let table = try? DelimitedText(SourceText(head, named: text.file)),
      (table.delimiter == "\t") == (delimiter == .tab),
      table.delimiter != "|", let row = table.rows.first, row.count > 1
    else { return false }
    if Columns(head: row.map(\.text)) != nil { return true }
    if row[0].text.isEmpty, row.count == 3, Self.isTime(row[1].text) { return true }
    guard Self.isTime(row[0].text) else { return false }
    // "05:03,0 Title" and "5:03, Title" are lines of a list without columns.
    // "0:01:02,500 Title" is one whatever the file is called.
    let isNamed = text.file.lowercased().hasSuffix("." + name) && !head.contains(/^\s*[\d:]+,\d{3}\s/)
    return !row[0].text.contains(":") || row.count > 2 && (row[1].text.isEmpty || Self.isTime(row[1].text))
      || isNamed || Self.holdsClocks(text, before: table.delimiter)
  }

  /// The first line that is no comment.
  private static func firstRow(_ text: SourceText) -> Int? {
    text.lines.firstIndex { line in
      !line.allSatisfy(\.isWhitespace) && (line.first != "#" || line.contains { ",;\t".contains($0) })
    }
  }

  /// Whether a comma or semicolon follows the time of every line at once, as none does in a sentence, and is no decimal sign in one of them at least.
  private static func holdsClocks(_ text: SourceText, before delimiter: Character) -> Bool {
    guard delimiter != "\t" else { return false }
    var isSure = false
    for line in text.lines where !line.allSatisfy(\.isWhitespace) && line.first != "#" {
      let pattern =
        delimiter == ","
        ? /("?)\d+:\d\d(?::\d\d)?(?:\.\d+)?\1/ : /("?)\d+:\d\d(?::\d\d)?(?:[.,]\d+)?\1/
      guard let clock = line.prefixMatch(of: pattern),
        line[clock.range.upperBound...].first == delimiter
      else { return false }
      let title = line[clock.range.upperBound...].dropFirst()
      if title.first?.isWhitespace == true { return false }
      isSure =
        isSure || clock.output.0.contains(".") || clock.output.1 != "" || title.prefixMatch(of: /\d+(?!\w)/) == nil
    }
    return isSure
  }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadChapterList {
    let table = try DelimitedText(text.blanked(outside: (Self.firstRow(text) ?? 0)..<text.lines.count))
    var entries = CheckedEntries(DiagnosticList(text))
    let named = table.rows.first.flatMap { Columns(head: $0.map(\.text)) }
    let rows = (named == nil ? table.rows[...] : table.rows.dropFirst()).filter { !$0[0].text.hasPrefix("#") }
    let columns = named ?? Columns(rows: rows)
    // A comma in a title without quotes.
    let joinsTitles = named == nil && columns.end == nil
    var end: Instant?
    for row in rows {
      guard !entries.isFull else { break }
      func cell(_ index: Int?) -> DelimitedText.Cell? { index.flatMap { row.indices.contains($0) ? row[$0] : nil } }
      let place = cell(columns.start)?.position ?? row[0].position
      let written = cell(columns.start)?.text ?? ""
      guard let start = written.isEmpty && entries.isEmpty ? .zero : Self.instant(written) else {
        entries.found.error(
          at: place, "'\(shown(written, limit: 40))' is not a time; expected seconds such as 61.5, or 00:01:01.500")
        continue
      }
      var titleText = DelimitedText.unguarded(cell(columns.title)?.text ?? "")
      if joinsTitles, row.count > 2 {
        titleText = row[1...].map(\.text).joined(separator: table.delimiter == "\t" ? " " : "\(table.delimiter) ")
      }
      let title = oneLine(titleText)
      if let last = end, let gap = try? start - last, gap >= TimeSpan(text: "1s") ?? .zero {
        entries.found.warning(
          at: place, "no row holds what lies between \(last.shortClock) and \(start.shortClock), so it is left out")
        entries.add(
          ChapterListEntry(start: last, isExact: true, title: "", isSkipped: true, line: place.line), at: place)
      }
      entries.add(
        ChapterListEntry(
          start: start, isExact: written.isEmpty || hasDecimals(written), titled: title, line: place.line), at: place)
      let endText = cell(columns.end)?.text ?? ""
      end = Self.instant(endText)
      if !endText.isEmpty, end == nil || end ?? start < start {
        entries.found.error(
          at: cell(columns.end)?.position ?? place,
          "'\(shown(endText, limit: 40))' is no end for a chapter that begins at \(start); expected a later time")
      }
    }
    return try entries.finished(endingAt: end)
  }

  /// Which column holds what.
  struct Columns {
    var start: Int
    var end: Int?
    var title: Int?

    /// By the words of a head; nil where the row is none.
    init?(head: [String]) {
      func place(_ words: Set<String>) -> Int? {
        head.firstIndex { words.contains($0.lowercased().filter { $0.isLetter }) }
      }
      guard
        // "Start, 0:00" is a line of a list.
        !head.contains(where: { $0.contains(/\d[:：]\d/) }),
        let start = place([
          "start", "begin", "from", "time", "starttime", "timestamp", "in", "position", "startseconds", "starts",
          "timeseconds", "timeinseconds", "starttimeseconds", "timecode", "starttimecode", "zeit", "startzeit",
          "zeitpunkt", "beginn", "anfang",
        ])
      else { return nil }
      self.start = start
      end = place([
        "end", "to", "endtime", "stop", "out", "endseconds", "ends", "endtimeseconds", "endtimecode", "ende",
      ])
      title = place([
        "title", "name", "label", "chapter", "text", "description", "titel", "kapitel", "topic", "thema",
      ])
    }

    /// By what stands in them: the start is first, the end second where all of that column are times or empty.
    fileprivate init(rows: [[DelimitedText.Cell]]) {
      start = 0
      let hasEnds = rows.allSatisfy { $0.count > 2 && ($0[1].text.isEmpty || TableChapters.isTime($0[1].text)) }
      end = hasEnds ? 1 : nil
      title = hasEnds ? 2 : 1
    }
  }

  private static func isTime(_ text: String) -> Bool { instant(text) != nil }

  private static func instant(_ text: String) -> Instant? {
    let text = TimedLine.plainClock(text)
    return text.contains(":") ? Instant(clock: text) : Instant(decimalSeconds: text)
  }

  /// Without a head: LosslessCut takes none.
  public func write(_ chapters: [WrittenChapter]) -> String {
    chapters.map { chapter in
      let title = chapter.isSkipped ? skipTitle : oneLine(chapter.title, orElse: "…")
      let cell = DelimitedText.written(title, delimiter: Character(delimiter.rawValue))
      return [chapter.range.start.exactSeconds, chapter.range.end.exactSeconds, cell].joined(
        separator: delimiter.rawValue) + "\n"
    }.joined()
  }
}
