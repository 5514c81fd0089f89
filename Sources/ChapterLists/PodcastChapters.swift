public import Documents
internal import Lesson
internal import Timeline
internal import Wording

/// Podcasting 2.0's chapters (Podcast Namespace, "JSON Chapters Format", version 1.2.0).
///
/// A chapter with `"toc": false` is silent: it changes what a podcast player shows, and makes no cut. Where no time of a file has decimals, its whole seconds
/// are wishes, as in any list made by hand.
public struct PodcastChapters: ChapterListFormat {
  public let name = "podcast"
  public let otherNames = ["podcasting", "json"]
  public let summary = "Podcasting 2.0's JSON, as podcast players read it"
  public let fileEnding = "json"
  public let mediaType = "application/json+chapters"

  public init() {}

  public func recognises(_ text: SourceText) -> Bool {
    text.lines.first { !$0.allSatisfy(\.isWhitespace) }?.drop(while: \.isWhitespace).first == "{"
  }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadChapterList {
    let root = try readJSON(text)
    var entries = CheckedEntries(DiagnosticList(text))
    guard let chapters = root["chapters"]?.elements else {
      throw DocumentError(
        Diagnostic(.error, in: text.file, at: root.position, "holds no chapters; expected \"chapters\": [...] in it"))
    }
    let times = chapters.map { $0["startTime"]?.number ?? "" }
    let areExact = times.contains(where: hasDecimals)
    for (chapter, time) in zip(chapters, times) {
      guard !entries.isFull else { break }
      let place = chapter["startTime"]?.position ?? chapter.position
      guard let start = Instant(decimalSeconds: time) else {
        entries.found.error(
          at: place,
          chapter["startTime"] == nil
            ? "the chapter has no startTime; expected a number of seconds"
            : "the startTime is not a time; expected a number of seconds such as 61.5")
        continue
      }
      let title = oneLine(chapter["title"]?.string ?? "")
      guard chapter["toc"]?.bool != false || isSkip(title) else { continue }
      entries.add(
        ChapterListEntry(
          start: start, isExact: areExact, title: isSkip(title) ? "" : title, isSkipped: isSkip(title), line: place.line
        ),
        at: place)
    }
    return try entries.finished()
  }

  public func write(_ chapters: [WrittenChapter]) -> String {
    let lines = chapters.map { chapter in
      let title = chapter.isSkipped ? skipTitle : oneLine(chapter.title, orElse: "…")
      let silent = chapter.isSkipped ? ", \"toc\": false" : ""
      return
        "    {\"startTime\": \(chapter.range.start.exactSeconds), \"endTime\": \(chapter.range.end.exactSeconds), \"title\": \(jsonText(title))\(silent)}"
    }
    return "{\n  \"version\": \"1.2.0\",\n  \"chapters\": [\n\(lines.joined(separator: ",\n"))\n  ]\n}\n"
  }
}
