public import Documents
internal import Lesson
internal import Timeline
internal import Wording

/// The lines of a video's description from which YouTube makes chapters (YouTube Help, "Video chapters"), written a little wider: `00:05:03 Title`,
/// decimals, `skip` lines, comments after `#`.
///
/// A line of dots pins the times around it and leaves it to the planner to find further boundaries between them. The time stands first or last on its line; a bullet or a number before it, brackets around it and a dash behind it don't
/// matter. Whole seconds are a wish that may move to a pause nearby, decimals are kept exactly. ``planText(of:names:)`` writes this
/// format too.
public struct YouTubeChapters: ChapterListFormat {
  public let name = "youtube"
  public let summary = "lines such as 05:03 Title, as in a YouTube description"
  public let fileEnding = "youtube.txt"
  public let mediaType = "text/plain"

  public init() {}

  public func recognises(_ text: SourceText) -> Bool {
    text.typedLines.contains { line in
      if case .entry = TimedLine.read(line.text) { return true }
      return false
    }
  }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadChapterList {
    var entries = CheckedEntries(DiagnosticList(text))
    for line in text.typedLines {
      let number = line.number
      guard !entries.isFull else {
        entries.found.error(
          at: TextPosition(line: number, column: 1), "the list is too long or has too many mistakes to read on")
        break
      }
      switch TimedLine.read(line.text) {
      case .nothing: continue
      case .dots: entries.divideLast(at: TextPosition(line: number, column: 1))
      case .garbage(let sentence, let column):
        entries.found.error(
          at: TextPosition(line: number, column: line.column + column - 1), sentence,
          hint: "a line that starts with # is a comment")
      case .entry(let timed):
        let place = TextPosition(line: number, column: line.column + timed.column - 1)
        if entries.isEmpty, timed.start > .zero, line.text.contains(/\b0+:00(:00)?,\d/) {
          entries.found.warning(
            at: place, "the comma is taken for a decimal sign, so the list begins at \(timed.start)",
            hint: "if it ends a column, name the file .csv")
        }
        entries.add(
          ChapterListEntry(start: timed.start, isExact: timed.isExact, titled: timed.title, line: number), at: place)
        if timed.hasEnd {
          entries.found.warning(
            at: place, "the end of a chapter isn't used: each lasts until the next line's time")
        }
      }
    }
    return try entries.finished()
  }

  /// Whole seconds, rounded down: YouTube reads no decimals. What is left out for less than that isn't in it.
  public func write(_ chapters: [WrittenChapter]) -> String {
    let clocks = chapters.map(\.range.start.shortClock) + [""]
    return chapters.enumerated().filter { !$1.isSkipped || clocks[$0] != clocks[$0 + 1] }.map { index, chapter in
      "\(clocks[index]) \(chapter.isSkipped ? skipTitle : oneLine(chapter.title, orElse: "…"))\n"
    }.joined()
  }

  /// "The first timestamp must start at 00:00. At least three timestamps listed in ascending order. The minimum length for video chapters is 10 seconds."
  /// (YouTube Help, "Video chapters") A description may hold "all valid UTF-8 characters except the characters < and >" and "has a maximum length of 5000
  /// bytes" (YouTube Data API, "Videos").
  public func forbidden(in chapters: [WrittenChapter]) -> [ForbiddenInList] {
    func seconds(_ instant: Instant) -> Int64 {
      ((try? instant.ticks(in: .milliseconds, rounding: .down)) ?? .max) / 1000
    }
    var forbidden: [ForbiddenInList] = []
    if chapters.count < 3 {
      forbidden.append(
        ForbiddenInList(
          "has \(counted(chapters.count, "chapter")), and YouTube shows none where there are fewer than 3"))
    }
    if let first = chapters.first, seconds(first.range.start) != 0 {
      forbidden.append(
        ForbiddenInList(chapter: 0, "begins at \(first.range.start.shortClock), and YouTube wants the first at 0:00"))
    }
    let size = write(chapters).utf8.count
    if size > 5000 {
      forbidden.append(
        ForbiddenInList("has a list of \(size) bytes, and YouTube takes no description of more than 5000"))
    }
    for (index, chapter) in chapters.enumerated() {
      if !chapter.isSkipped, chapter.title.contains(where: { $0 == "<" || $0 == ">" }) {
        forbidden.append(
          ForbiddenInList(chapter: index, "has < or > in its title, and YouTube takes no description with one"))
      }
      let next = index + 1 < chapters.count ? chapters[index + 1].range.start : chapter.range.end
      let length = seconds(next) - seconds(chapter.range.start)
      guard length < 10 else { continue }
      forbidden.append(
        ForbiddenInList(chapter: index, "lasts \(counted(Int(length), "second")), and YouTube wants 10 at least"))
    }
    return forbidden
  }
}
