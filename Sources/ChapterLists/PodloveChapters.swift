public import Documents
internal import Lesson
internal import Timeline
internal import Wording

/// Podlove's simple chapters (Podlove, "Simple Chapters", version 1.2), alone or in a podcast's feed of one episode.
///
/// Where no time has decimals, whole seconds are wishes, as in any list made by hand.
public struct PodloveChapters: ChapterListFormat {
  public let name = "podlove"
  public let otherNames = ["psc"]
  public let summary = "Podlove's simple chapters, XML for podcast feeds"
  public let fileEnding = "psc.xml"
  public let mediaType = "application/xml"

  public init() {}

  public func recognises(_ text: SourceText) -> Bool {
    text.firstLine?.drop(while: \.isWhitespace).first == "<"
      && text.lines.contains { $0.contains("<psc:chapters") || $0.contains("//podlove.org/simple-chapters") }
  }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadChapterList {
    let (root, diagnostics) = try readXML(text)
    var entries = CheckedEntries(DiagnosticList(file: text.file, diagnostics))
    let lists = Self.lists(in: root)
    if lists.count > 1 {
      entries.found.error(
        at: lists[1].position, "the chapters of a second recording begin here; expected those of one")
    }
    let chapters = lists.first?.children.filter { Self.isNamed("chapter", $0) } ?? []
    let areExact = chapters.contains { hasDecimals($0.attribute("start") ?? "") }
    for chapter in chapters {
      guard !entries.isFull else { break }
      let clock = chapter.attribute("start") ?? ""
      guard let start = Instant(clock: clock) else {
        entries.found.error(
          at: chapter.position, "its start, '\(shown(clock, limit: 40))', is not a time; expected such as 00:05:03.000")
        continue
      }
      let title = oneLine(chapter.attribute("title") ?? "")
      entries.add(
        ChapterListEntry(
          start: start, isExact: areExact, titled: title, line: chapter.position.line), at: chapter.position)
    }
    return try entries.finished()
  }

  /// At whatever depth.
  private static func lists(in element: XMLElement) -> [XMLElement] {
    isNamed("chapters", element) ? [element] : element.children.flatMap { lists(in: $0) }
  }

  /// Whatever its prefix.
  private static func isNamed(_ name: String, _ element: XMLElement) -> Bool {
    element.name.split(separator: ":").last.map { $0 == name } ?? false
  }

  public func write(_ chapters: [WrittenChapter]) -> String {
    let lines = chapters.map { chapter in
      let title = chapter.isSkipped ? skipTitle : oneLine(chapter.title, orElse: "…")
      return "  <psc:chapter start=\"\(chapter.range.start.exactClock)\" title=\"\(XMLText.escaped(title))\"/>\n"
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <psc:chapters version="1.2" xmlns:psc="http://podlove.org/simple-chapters">
      \(lines.joined())</psc:chapters>

      """
  }
}
