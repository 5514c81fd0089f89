public import Documents
internal import Lesson
internal import Timeline
internal import Wording

/// Matroska's chapters as MKVToolNix reads and writes them (RFC 9559, §5.1.7; mkvmerge's documentation, "The XML chapter file format").
///
/// Of several editions the default one counts, else the first that isn't hidden. Chapters within a chapter are parts of it and make no cut, but where one
/// holds all. A hidden chapter makes none either, and one that isn't enabled, which players pass over, is left out of the lesson.
public struct MatroskaChapters: ChapterListFormat {
  public let name = "matroska"
  public let otherNames = ["mkv"]
  public let summary = "Matroska's XML, for mkvmerge --chapters FILE"
  public let fileEnding = "matroska.xml"
  public let mediaType = "application/xml"

  public init() {}

  public func recognises(_ text: SourceText) -> Bool {
    text.firstLine?.drop(while: \.isWhitespace).first == "<"
      && text.lines.contains { $0.contains("<Chapters") || $0.contains("<EditionEntry") || $0.contains("<ChapterAtom") }
  }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadChapterList {
    let (root, diagnostics) = try readXML(text)
    var entries = CheckedEntries(DiagnosticList(file: text.file, diagnostics))
    let editions = root.all("EditionEntry")
    let visible = editions.filter { !Self.flag("EditionFlagHidden", of: $0, orElse: false) }
    let edition =
      visible.first { Self.flag("EditionFlagDefault", of: $0, orElse: false) } ?? visible.first ?? editions.first
    if editions.count > 1, let edition {
      entries.found.warning(
        at: edition.position, "of \(editions.count) editions this one is taken: the default, or the first that is shown"
      )
    }
    var atoms = (edition ?? root).all("ChapterAtom")
    while atoms.count == 1, let only = atoms.first, !only.all("ChapterAtom").isEmpty { atoms = only.all("ChapterAtom") }
    for atom in atoms {
      guard !entries.isFull else { break }
      guard !Self.flag("ChapterFlagHidden", of: atom, orElse: false) else { continue }
      let written = atom["ChapterTimeStart"]
      let clock = oneLine(written?.text ?? "")
      guard let start = Instant(clock: clock), clock.contains(":") else {
        entries.found.error(
          at: (written ?? atom).position,
          written == nil
            ? "the chapter has no ChapterTimeStart"
            : "'\(shown(clock, limit: 40))' is not a time; expected HH:MM:SS with up to nine decimals")
        continue
      }
      if !atom.all("ChapterAtom").isEmpty {
        entries.found.warning(
          at: atom.position, "the chapters within this one are parts of it, and nothing is cut there")
      }
      let title = oneLine(atom["ChapterDisplay"]?["ChapterString"]?.text ?? "")
      let isSkipped = !Self.flag("ChapterFlagEnabled", of: atom, orElse: true) || isSkip(title)
      let place = (written ?? atom).position
      entries.add(
        ChapterListEntry(
          start: start, isExact: true, title: isSkipped ? "" : title, isSkipped: isSkipped, line: place.line), at: place
      )
    }
    return try entries.finished()
  }

  private static func flag(_ name: String, of element: XMLElement, orElse other: Bool) -> Bool {
    element[name].map { oneLine($0.text) == "1" } ?? other
  }

  public func write(_ chapters: [WrittenChapter]) -> String {
    let atoms = chapters.enumerated().map { index, chapter in
      let title = chapter.isSkipped ? skipTitle : oneLine(chapter.title, orElse: "…")
      return """
            <ChapterAtom>
              <ChapterUID>\(index + 1)</ChapterUID>
              <ChapterTimeStart>\(chapter.range.start.exactClock)</ChapterTimeStart>
              <ChapterTimeEnd>\(chapter.range.end.exactClock)</ChapterTimeEnd>
              <ChapterFlagEnabled>\(chapter.isSkipped ? 0 : 1)</ChapterFlagEnabled>
              <ChapterDisplay>
                <ChapterString>\(Self.escaped(title))</ChapterString>
                <ChapterLanguage>und</ChapterLanguage>
              </ChapterDisplay>
            </ChapterAtom>

        """
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <Chapters>
        <EditionEntry>
      \(atoms.joined())  </EditionEntry>
      </Chapters>

      """
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
