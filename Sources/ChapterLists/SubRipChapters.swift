public import Documents
internal import Lesson
internal import Timeline

/// SubRip (SRT), each cue a chapter and its text the title: what caption editors save.
///
/// Only the starts are taken: a chapter lasts until the next one. Its times have decimals always, so they are kept exactly.
public struct SubRipChapters: ChapterListFormat {
  public let name = "subrip"
  public let otherNames = ["srt"]
  public let summary = "SubRip (SRT), each cue a chapter, as caption editors write it"
  public let fileEnding = "srt"
  public let mediaType = "application/x-subrip"

  public init() {}

  public func recognises(_ text: SourceText) -> Bool {
    let times = /\s*(?:\d+:)?\d+:\d+[,.]\d+\s*-->/
    return text.lines.contains { $0.prefixMatch(of: times) != nil }
  }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadChapterList { try chaptersOfCues(text) }

  public func write(_ chapters: [WrittenChapter]) -> String {
    chapters.enumerated().map { index, chapter in
      let (start, end) = (chapter.range.start.milliseconds, chapter.range.end.milliseconds)
      let title = chapter.isSkipped ? skipTitle : oneLine(chapter.title, orElse: "…").replacing("-->", with: "→")
      return "\(index + 1)\n\(clock(start)) --> \(clock(max(end, start &+ 1)))\n\(title)\n"
    }.joined(separator: "\n")
  }

  private func clock(_ milliseconds: Int64) -> String {
    ((try? Instant(ticks: milliseconds, in: .milliseconds)) ?? .zero).clock(minimumDecimals: 3)
      .replacing(".", with: ",")
  }
}
