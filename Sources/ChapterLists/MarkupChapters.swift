public import Documents
internal import Lesson
internal import Timeline
internal import Wording

/// A list or table of times in a page of text: Markdown's (`- **05:03** Title`, `1. [05:03](url) Title`, `| 05:03 | Title |`) and MediaWiki's
/// (`* '''05:03''' Title`, `# 05:03 Title`, `| 05:03 || Title`).
///
/// What is no item of a list and no row of a table is text around it. Whole seconds are wishes and decimals are exact, as in ``YouTubeChapters``, which reads
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

  /// A time with this language's marks at it; or, for MediaWiki, a numbered list, whose items others take for comments.
  public func recognises(_ text: SourceText) -> Bool {
    let pattern =
      switch language {
      case .markdown:
        /\s*(?:[-*+]|\d+[.)])\s+(?:\*\*|__|`|\[)+\d+:\d[\d:.,]*(?:\*\*|__|`|\]\()|\s*\|\s*\**\d+:\d[\d:.,]*\**\s*\|[^|]/
      case .mediawiki: /\s*[*#:]+\s*'{2,3}\d+:\d[\d:.,]*'{2,3}|\s*\|\s*\d+:\d[\d:.,]*\s*\|\||[*#]+\s*\[\S+ \d+:\d/
      }
    let isMarked = text.lines.contains { $0.contains(":") && $0.prefixMatch(of: pattern) != nil }
    if isMarked || language == .markdown { return isMarked }
    let numbered = /#+\s*\d+:\d\d/
    return !YouTubeChapters().recognises(text) && text.lines.contains { $0.prefixMatch(of: numbered) != nil }
  }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadChapterList {
    var entries = CheckedEntries(DiagnosticList(text))
    for (index, line) in text.lines.enumerated() {
      guard !entries.isFull else { break }
      guard let item = item(of: line) else { continue }
      let column = line.distance(from: line.startIndex, to: item.startIndex) + 1
      switch TimedLine.read(plain(item)) {
      case .nothing, .dots: continue
      case .garbage(let sentence, _):
        // An item without a time is one of another list.
        guard item.contains(/\d:\d/) else { continue }
        entries.found.error(at: TextPosition(line: index + 1, column: column), sentence)
      case .entry(let timed):
        let isSkipped = isSkip(timed.title)
        entries.add(
          ChapterListEntry(
            start: timed.start, isExact: timed.isExact, title: isSkipped ? "" : timed.title, isSkipped: isSkipped,
            line: index + 1), at: TextPosition(line: index + 1, column: column))
      }
    }
    return try entries.finished()
  }

  /// What stands in an item of a list or a row of a table; nil for other lines.
  private func item(of line: String) -> Substring? {
    let text = line.drop(while: \.isWhitespace)
    if text.first == "|" { return text.hasPrefix("|-") || text.hasPrefix("|}") ? nil : text.drop { $0 == "|" } }
    let marks = text.prefix { "*#:+-".contains($0) }
    if !marks.isEmpty {
      let rest = text[marks.endIndex...]
      guard language == .mediawiki || rest.first?.isWhitespace == true && marks.first != "#" else { return nil }
      return rest
    }
    let number = text.prefix { $0.isASCII && $0.isNumber }
    guard (1...3).contains(number.count), let mark = text[number.endIndex...].first, mark == "." || mark == ")" else {
      return nil
    }
    return text[number.endIndex...].dropFirst()
  }

  /// Without links, emphasis and the lines between cells.
  private func plain(_ item: Substring) -> String {
    // Bounded, for the patterns look for ends that may not be there.
    var text = String(item.drop(while: \.isWhitespace).prefix(2000))
    guard text.contains(where: { "*_`[|\\'&".contains($0) }) else { return text }
    switch language {
    case .markdown:
      text.replace(/\[((?:[^\[\]\\]|\\.)*)\]\([^)]*\)/) { String($0.1) }
      text.replace(/\*\*(\d[\d:.,]*)\*\*|__(\d[\d:.,]*)__|`(\d[\d:.,]*)`/) { String($0.1 ?? $0.2 ?? $0.3 ?? "") }
      if item.base.drop(while: \.isWhitespace).first == "|" {
        text = text.split(separator: "|").map { $0.drop(while: \.isWhitespace) }.joined(separator: " ")
      }
      text.replace(/\\([\\`*_{}\[\]()#+\-.!|<>&~])/) { String($0.1) }
    case .mediawiki:
      text.replace(/\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]/) { String($0.1) }
      text.replace(/\[[^\s\[]+ ([^\]]*)\]/) { String($0.1) }
      text.replace(/'{2,5}/, with: "")
      text = text.split(separator: "||").map { $0.drop(while: \.isWhitespace) }.joined(separator: " ")
    }
    return language == .markdown ? text : CharacterReference.decoded(text)
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
