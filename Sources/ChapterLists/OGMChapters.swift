public import Documents
internal import Lesson
internal import Timeline
internal import Wording

/// The pairs of lines that DVD tools, OGMtools and MKVToolNix write (mkvmerge's documentation, "The simple chapter format"): `CHAPTER01=00:05:03.000` and
/// `CHAPTER01NAME=Title`, in any order, for the numbers join and order them. Times are exact.
public struct OGMChapters: ChapterListFormat {
  public let name = "ogm"
  public let summary = "CHAPTER01=00:00:00.000 and CHAPTER01NAME=Title, for mkvmerge --chapters FILE"
  public let fileEnding = "ogm.txt"
  public let mediaType = "text/plain"

  public init() {}

  public func recognises(_ text: SourceText) -> Bool {
    let start = /\s*(?i:CHAPTER)\d+\s*=/
    return text.firstLine?.prefixMatch(of: start) != nil
  }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadChapterList {
    var entries = CheckedEntries(DiagnosticList(text))
    var starts: [(number: Int, clock: String, line: Int)] = []
    var titles: [Int: String] = [:]
    for (index, line) in text.lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      guard starts.count <= CheckedEntries.limit, !entries.isFull else { break }
      let pattern = /\s*(?i:CHAPTER)(\d{1,9})((?i:NAME)?)\s*=/
      guard let match = line.prefixMatch(of: pattern), let number = Int(match.1) else {
        entries.found.error(
          at: TextPosition(line: index + 1, column: 1),
          "'\(shown(line, limit: 60))' is no part of a chapter; expected CHAPTER01=00:05:03.000 or CHAPTER01NAME=Title")
        continue
      }
      let value = line[match.range.upperBound...]
      if match.2.isEmpty {
        starts.append((number, String(value.trimmed), index + 1))
      } else {
        titles[number] = oneLine(String(value))
      }
    }
    for (number, clock, line) in starts.sorted(by: { ($0.number, $0.line) < ($1.number, $1.line) }) {
      guard !entries.isFull else { break }
      let place = TextPosition(line: line, column: 1)
      guard let start = Instant(clock: clock), clock.contains(":") else {
        entries.found.error(
          at: place, "'\(shown(clock, limit: 40))' is not a time; expected HH:MM:SS with up to nine decimals")
        continue
      }
      let title = titles[number] ?? ""
      entries.add(
        ChapterListEntry(
          start: start, isExact: true, titled: title, line: line),
        at: place)
    }
    return try entries.finished()
  }

  public func write(_ chapters: [WrittenChapter]) -> String {
    chapters.enumerated().map { index, chapter in
      let title = chapter.isSkipped ? skipTitle : oneLine(chapter.title, orElse: "…")
      let number = index < 9 ? "0\(index + 1)" : "\(index + 1)"
      return "CHAPTER\(number)=\(chapter.range.start.exactClock)\nCHAPTER\(number)NAME=\(title)\n"
    }.joined()
  }
}
