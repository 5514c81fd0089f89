internal import Captions
public import Documents
internal import Lesson
internal import Timeline

/// WebVTT with `kind="chapters"` (W3C, "WebVTT", §1.3): each cue is a chapter and its text the title.
///
/// Only the starts are taken: a chapter lasts until the next one. Its times have decimals always, so they are kept exactly.
public struct WebVTTChapters: ChapterListFormat {
  public let name = "webvtt"
  public let otherNames = ["chapters-vtt", "vtt"]
  public let summary = "WebVTT chapters, as <video> elements read them"
  public let fileEnding = "vtt"
  public let mediaType = "text/vtt"

  public init() {}

  public func recognises(_ text: SourceText) -> Bool {
    text.firstLine?.hasPrefix("WEBVTT") == true
  }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadChapterList { try chaptersOfCues(text) }

  /// A chapter track (HTML, §4.8.11.11.1, `kind="chapters"`). A stretch that is left out is left open: no chapter plays there.
  public func write(_ chapters: [WrittenChapter]) -> String {
    webVTT(
      chapters.filter { !$0.isSkipped }.map { Cue(range: $0.range, lines: [oneLine($0.title, orElse: "…")]) },
      speakers: false)
  }
}

/// Each cue of a WebVTT or SubRip file as a chapter that lasts until the next one.
func chaptersOfCues(_ text: SourceText) throws(DocumentError) -> ReadChapterList {
  let (cues, diagnostics) = try readCues(text)
  // A cue may be skipped, a chapter may not: no hint that it was.
  let faults = diagnostics.map { Diagnostic($0.severity, in: $0.file, at: $0.position, $0.sentence) }
  var entries = CheckedEntries(DiagnosticList(file: text.file, faults))
  for placed in cues {
    let title = placed.cue.text
    entries.add(
      ChapterListEntry(
        start: placed.cue.range.start, isExact: true, titled: title, line: placed.position.line), at: placed.position)
  }
  return try entries.finished()
}
