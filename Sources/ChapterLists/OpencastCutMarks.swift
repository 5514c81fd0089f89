public import Documents
internal import Lesson
internal import Timeline
internal import Wording

/// Opencast's cut marks (Opencast Administration Guide, "Cut Marks to SMIL Workflow Operation"): the stretches that are kept, in milliseconds.
///
/// What lies between two of them, before the first and behind the last is left out.
/// Its chapters have no titles.
public struct OpencastCutMarks: ChapterListFormat {
  public let name = "opencast"
  public let summary = "Opencast's cut marks, JSON without titles"
  public let fileEnding = "cut-marks.json"
  public let mediaType = "application/json"

  public init() {}

  public func recognises(_ text: SourceText) -> Bool {
    text.firstLine?.drop(while: \.isWhitespace).first == "["
      && text.lines.contains { $0.contains("\"begin\"") }
  }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadChapterList {
    var entries = CheckedEntries(DiagnosticList(text))
    var end = Instant.zero
    for mark in try readJSON(text).elements ?? [] {
      guard !entries.isFull else { break }
      func time(_ name: String) -> Instant? {
        guard let count = mark[name]?.number.flatMap({ Int64($0) }), count >= 0 else {
          entries.found.error(
            at: mark[name]?.position ?? mark.position,
            "\(name) is no whole number of milliseconds; expected such as {\"begin\": 1672, \"duration\": 199840}")
          return nil
        }
        return try? Instant(ticks: count, in: .milliseconds)
      }
      guard let start = time("begin"), let length = time("duration") else { continue }
      if start > end {
        entries.add(
          ChapterListEntry(start: end, isExact: true, title: "", isSkipped: true, line: mark.position.line),
          at: mark.position)
      }
      entries.add(ChapterListEntry(start: start, isExact: true, title: "", line: mark.position.line), at: mark.position)
      end = (try? start + (length - .zero)) ?? start
    }
    return try entries.finished(endingAt: end)
  }

  public func write(_ chapters: [WrittenChapter]) -> String {
    let marks = chapters.filter { !$0.isSkipped }.map { chapter in
      let (start, end) = (chapter.range.start.milliseconds, chapter.range.end.milliseconds)
      return "  {\"begin\": \(start), \"duration\": \(end - start)}"
    }
    return "[\n\(marks.joined(separator: ",\n"))\n]\n"
  }
}
