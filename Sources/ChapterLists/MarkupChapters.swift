public import Documents
internal import Lesson
internal import Timeline
internal import Wording

/// A list or table of times in a page of text: Markdown's (`- **05:03** Title`, `1. [05:03](url) Title`, `| 05:03 | Title |`) and MediaWiki's
/// (`* '''05:03''' Title`, `# 05:03 Title`, `| 05:03 || Title`).
///
/// What is no item of a list and no row of a table is text around it, unless there is no such list: then lines that begin with a time count, else headings that do. Whole seconds are wishes and decimals are exact, as in ``YouTubeChapters``, which reads
/// lists without markup.
public struct MarkupChapters: ChapterListFormat {
  public enum Language: String, Sendable {
    case markdown, mediawiki
  }
  public let language: Language

  public init(_ language: Language) { self.language = language }

  public var name: String { language.rawValue }
  public var otherNames: [String] { [] }
  public var summary: String { "a list of times in \(language == .markdown ? "Markdown" : "MediaWiki's markup")" }
  public var fileEnding: String { language == .markdown ? "md" : "wiki" }
  public var mediaType: String { language == .markdown ? "text/markdown" : "text/plain" }

  /// A time with this language's marks at it; a page in this language that is no plain list; or, for MediaWiki, a numbered list, whose items others take for
  /// comments.
  public func recognises(_ text: SourceText) -> Bool {
    let patterns: [Regex<Substring>] =
      switch language {
      case .markdown:
        [
          /\s*(?:(?:[-*+]|\d+[.)])\s+)?(?:\*\*|__|`|\[)+\d+:\d[\d:.,]*(?:\*\*|__|`|\]\()/,
          /\s*(?:[-*+]|\d+[.)])\s+\d+:\d[\d:.,]*\s.*(?:\*\*\S.*\*\*|\]\()/,
          /\s*\|(?:[^|]+\|)*?\s*\**\d+:\d[\d:.,]*\**\s*\|(?!\|)/,
        ]
      case .mediawiki:
        [
          /\s*[*#:]+\s*'{2,3}\d+:\d[\d:.,]*'{2,3}/, /\s*\|(?:[^|]+\|\|)*?\s*\d+:\d[\d:.,]*\s*\|\|/,
          /\s*\|[^|]+\|\|\s*\d+:\d[\d:.,]*\s*$/, /[*#]+\s*\[\S+ \d+:\d/,
        ]
      }
    let isMarked = text.lines.contains { line in
      line.mayHoldTime && patterns.contains { line.prefix(2000).prefixMatch(of: $0) != nil }
    }
    if isMarked || isPage(text) { return true }
    let numbered = language == .markdown ? /#{1,6}\s+[\[(]\d+:\d\d/ : /#+\s*\d+:\d\d/
    return text.lines.contains { $0.mayHoldTime && $0.prefixMatch(of: numbered) != nil }
      && !YouTubeChapters().recognises(text)
  }

  /// Whether the file's name or a heading says that it is of this language, and no plain list reads as well.
  private func isPage(_ text: SourceText) -> Bool {
    let name = text.file.lowercased()
    let endings = language == .markdown ? [".md", ".markdown"] : [".wiki", ".mediawiki"]
    let heading = /={2,6}[^=]+={2,6}\s*/
    let isHeaded = language == .mediawiki && text.lines.contains { $0.wholeMatch(of: heading) != nil }
    guard isHeaded || endings.contains(where: name.hasSuffix) else { return false }
    // Headings are comments to others.
    let timedHeading = language == .markdown ? /#{1,6}\s+[\[(]?\d+:\d\d/ : /={2,6}\s*[\[(]?\d+:\d\d/
    let hasMarks = text.lines.contains { line in
      language == .markdown && (line.contains("**") || line.contains("]("))
        || line.mayHoldTime && line.prefixMatch(of: timedHeading) != nil
    }
    guard hasMarks || (try? YouTubeChapters().read(text)) == nil else { return false }
    var columns: TableChapters.Columns?
    return text.lines.contains { line in
      if case .entry = MarkupLine(line, in: language)?.read(&columns) { return true }
      return false
    }
  }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadChapterList {
    var entries = CheckedEntries(DiagnosticList(text))
    var columns: TableChapters.Columns?
    let written = rows(of: text.lines)
    func isTimed(_ reading: TimedLine.Reading?) -> Bool { if case .entry = reading { true } else { false } }
    var counts: [MarkupLine.Kind: Int] = [:]
    let lines = written.map { line -> (line: MarkupLine, reading: TimedLine.Reading)? in
      // All that follows is too much for any list.
      guard counts.values.allSatisfy({ $0 <= CheckedEntries.limit }), let line = MarkupLine(line, in: language) else {
        return nil
      }
      let reading = line.read(&columns)
      if isTimed(reading) { counts[line.kind, default: 0] += 1 }
      return (line, reading)
    }
    // `- Next stream at 9:00` below lines that begin with times is none of the list.
    let most = counts.values.max()
    let kind = MarkupLine.Kind.allCases.first { counts[$0] == most && most != nil }
    for (index, line) in lines.enumerated() {
      guard !entries.isFull else { break }
      guard let (line, reading) = line else { continue }
      let column = written[index].distance(from: written[index].startIndex, to: line.content.startIndex) + 1
      let place = TextPosition(line: index + 1, column: column)
      switch reading {
      case .nothing, .dots:
        guard index > 0, let above = lines[index - 1], isTimed(above.reading), above.line.kind == kind,
          !line.content.allSatisfy(\.isWhitespace)
        else { continue }
        if case .dots = TimedLine.read(line.content.trimmed.description) {
          entries.divideLast(at: place)
        } else if above.line.marks == line.marks || line.marks.first?.isWhitespace != true {
          entries.found.warning(at: place, "has no time, unlike the line before it, so it makes no chapter")
        }
      case .garbage(let sentence, _):
        if line.kind == kind || kind == nil { entries.found.error(at: place, sentence) }
      case .entry where line.kind != kind:
        entries.found.warning(
          at: place, "begins with a time, but isn't one of the list's items, so it makes no chapter")
      case .entry(let timed):
        entries.add(
          ChapterListEntry(start: timed.start, isExact: timed.isExact, titled: timed.title, line: index + 1), at: place)
        if timed.hasEnd {
          entries.found.warning(
            at: place, "the end of a chapter isn't used: each lasts until the next line's time")
        }
      }
    }
    return try entries.finished()
  }

  /// MediaWiki's tables with their cells in lines of their own, as rows, each in its first line.
  private func rows(of lines: [String]) -> [String] {
    guard language == .mediawiki else { return lines }
    var rows = lines
    var isTable = false
    var first: Int?
    for (index, line) in lines.enumerated() {
      let text = line.drop(while: \.isWhitespace)
      if text.hasPrefix("{|") || text.hasPrefix("|-") || text.hasPrefix("|}") {
        if !text.hasPrefix("|-") { isTable = text.first == "{" }
        first = nil
      } else if isTable, text.first == "|" || text.first == "!" {
        if let first {
          rows[first] += " |" + (text.first == "!" ? "|" + text.dropFirst() : text)
          rows[index] = ""
        } else {
          first = index
          if text.first == "!" { rows[index] = "|" + text.dropFirst().replacing("!!", with: "||") }
        }
      }
    }
    return rows
  }

  public func write(_ chapters: [WrittenChapter]) -> String {
    chapters.map { chapter in
      let title = chapter.isSkipped ? skipTitle : oneLine(chapter.title, orElse: "…")
      let clock = chapter.range.start.exactClock
      return language == .markdown ? "- **\(clock)** \(escaped(title))\n" : "* '''\(clock)''' \(escaped(title))\n"
    }.joined()
  }

  private func escaped(_ title: String) -> String {
    var result = ""
    for character in title {
      switch (language, character) {
      case (.markdown, "\\"), (.markdown, "`"), (.markdown, "*"), (.markdown, "_"), (.markdown, "["), (.markdown, "]"),
        (.markdown, "<"), (.markdown, ">"), (.markdown, "&"), (.markdown, "|"), (.markdown, "~"):
        result += "\\\(character)"
      case (.mediawiki, "&"): result += "&amp;"
      case (.mediawiki, "<"): result += "&lt;"
      case (.mediawiki, ">"): result += "&gt;"
      case (.mediawiki, "["), (.mediawiki, "]"), (.mediawiki, "{"), (.mediawiki, "}"), (.mediawiki, "|"),
        (.mediawiki, "'"),
        (.mediawiki, "~"):
        result += "&#\(character.unicodeScalars.first?.value ?? 0);"
      default: result.append(character)
      }
    }
    return result
  }
}
