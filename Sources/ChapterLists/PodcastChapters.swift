public import Documents
internal import Lesson
internal import Timeline
internal import Wording

/// Podcasting 2.0's chapters (Podcast Namespace, "JSON Chapters Format", version 1.2.0), and those in the JSON that ffprobe and yt-dlp print (`start_time`).
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
    // "{|" begins a table of MediaWiki's.
    text.firstLine?.contains(/^\s*\{(?!\|)/) == true
  }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadChapterList {
    let root = try readJSON(text)
    var entries = CheckedEntries(DiagnosticList(text))
    guard let chapters = root["chapters"]?.elements else {
      throw DocumentError(
        Diagnostic(.error, in: text.file, at: root.position, "holds no chapters; expected \"chapters\": [...] in it"))
    }
    let times = chapters.map { chapter in
      let time = chapter["startTime"] ?? chapter["start_time"]
      let seconds = withoutExponent(time?.number ?? time?.string ?? "")
      // Programs print six zeros with any number.
      return (time, chapter["startTime"] == nil ? withoutZeros(seconds) : seconds)
    }
    let areExact = times.contains { hasDecimals($0.1) }
    for (chapter, (time, seconds)) in zip(chapters, times) {
      guard !entries.isFull else { break }
      let place = time?.position ?? chapter.position
      guard let start = Instant(decimalSeconds: seconds) else {
        entries.found.error(
          at: place,
          time == nil
            ? "the chapter has no startTime; expected a number of seconds"
            : "the startTime is not a time; expected a number of seconds such as 61.5")
        continue
      }
      let title = oneLine((chapter["title"] ?? chapter["tags"]?["title"])?.string ?? "")
      guard chapter["toc"]?.bool != false || isSkip(title) else { continue }
      entries.add(
        ChapterListEntry(
          start: start, isExact: areExact, titled: title, line: place.line
        ),
        at: place)
    }
    return try entries.finished()
  }

  /// `1.5e2` as `150`; anything else as it is.
  private func withoutExponent(_ number: String) -> String {
    guard let parts = number.wholeMatch(of: /(\d+)(?:\.(\d+))?[eE]([+-]?\d{1,2})/), let power = Int(parts.3) else {
      return number
    }
    let decimals = parts.2 ?? ""
    let digits = String(repeating: "0", count: max(0, -power)) + parts.1 + decimals
    let zeros = String(repeating: "0", count: max(0, power - decimals.count))
    let tail = max(0, decimals.count - power)
    return withoutZeros("\((digits + zeros).dropLast(tail)).\((digits + zeros).suffix(tail))")
  }

  /// Without zeros at the end of the decimals.
  private func withoutZeros(_ number: String) -> String {
    guard hasDecimals(number) else { return number }
    let kept = number.dropLast(number.reversed().prefix { $0 == "0" }.count)
    return String(kept.last == "." ? kept.dropLast() : kept)
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
