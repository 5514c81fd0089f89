public import Documents
internal import Lesson
internal import Timeline
internal import Wording

/// FFmpeg's metadata file (FFmpeg Formats Documentation, "Metadata"; `libavformat/ffmetadec.c` decides where that is unclear).
///
/// Only the starts of its `[CHAPTER]` sections are taken: a chapter lasts until the next one. Times are exact.
public struct FFMetadataChapters: ChapterListFormat {
  public let name = "ffmetadata"
  public let summary = "FFmpeg's metadata file, for ffmpeg -i v.mp4 -i FILE -map_chapters 1 -c copy"
  public let fileEnding = "ffmetadata"
  public let mediaType = "text/plain"

  private static let head = ";FFMETADATA1"

  public init() {}

  public func recognises(_ text: SourceText) -> Bool {
    text.firstLine?.hasPrefix(";FFMETADATA") == true
  }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadChapterList {
    var entries = CheckedEntries(DiagnosticList(text))
    var section: Section?
    for line in Self.logicalLines(text.lines) {
      guard !entries.isFull else { break }
      let start = line.text.drop { $0 == " " || $0 == "\t" }
      guard let first = start.first, first != ";", first != "#" else { continue }
      if first == "[" {
        section?.finish(&entries)
        let name = start.dropFirst().prefix { $0 != "]" }
        section = name.lowercased() == "chapter" ? Section(line: line.number) : nil
      } else if section != nil {
        section?.take(line, &entries.found)
      }
    }
    section?.finish(&entries)
    return try entries.finished()
  }

  /// A line, with those that a `\` at its end joins to it.
  private struct Line {
    var text: String
    var number: Int
  }

  private static func logicalLines(_ lines: [String]) -> [Line] {
    var result: [Line] = []
    var isContinued = false
    for (index, line) in lines.enumerated() {
      if isContinued {
        result[result.count - 1].text += "\n" + line
      } else {
        result.append(Line(text: line, number: index + 1))
      }
      isContinued = line.reversed().prefix { $0 == "\\" }.count % 2 == 1
    }
    return result
  }

  private struct Section {
    let line: Int
    /// FFmpeg's default: nanoseconds.
    private var base = TimeBase(1, 1_000_000_000)
    private var start: Int64?
    private var startLine: Int?
    private var title = ""

    init(line: Int) { self.line = line }

    mutating func take(_ line: Line, _ found: inout DiagnosticList) {
      let (key, value) = Self.parts(line.text)
      let place = TextPosition(line: line.number, column: 1)
      switch key.lowercased() {
      case "timebase":
        let parts = value.split(separator: "/", omittingEmptySubsequences: false).map { Int32($0) }
        guard parts.count == 2, let up = parts[0], let down = parts[1], let base = TimeBase(up, down) else {
          found.error(at: place, "'\(shown(value, limit: 40))' is no time base; expected a fraction such as 1/1000")
          return
        }
        self.base = base
      case "start":
        guard let start = Int64(value), start >= 0 else {
          found.error(
            at: place, "'\(shown(value, limit: 40))' is no start; expected a whole number that counts in the TIMEBASE")
          startLine = line.number
          return
        }
        (self.start, startLine) = (start, line.number)
      case "title": title = oneLine(value)
      default: break
      }
    }

    func finish(_ entries: inout CheckedEntries) {
      guard let start, let base, let instant = try? Instant(ticks: start, in: base) else {
        if startLine == nil {
          entries.found.error(
            at: TextPosition(line: line, column: 1), "the chapter has no START; expected START=0 and so on below it")
        } else if start != nil {
          entries.found.error(at: TextPosition(line: startLine ?? line, column: 1), "the START is too large")
        }
        return
      }
      let number = startLine ?? line
      entries.add(
        ChapterListEntry(
          start: instant, isExact: true, titled: title, line: number),
        at: TextPosition(line: number, column: 1))
    }

    /// What stands before and after the first `=` that isn't escaped, escapes taken away.
    private static func parts(_ line: String) -> (key: String, value: String) {
      var (key, value) = ("", "")
      var (isValue, isEscaped) = (false, false)
      for character in line {
        if !isEscaped, character == "\\" {
          isEscaped = true
          continue
        }
        if !isEscaped, !isValue, character == "=" {
          isValue = true
          continue
        }
        if isValue { value.append(character) } else { key.append(character) }
        isEscaped = false
      }
      return (key, value)
    }
  }

  public func write(_ chapters: [WrittenChapter]) -> String {
    Self.head + "\n"
      + chapters.map { chapter in
        let title = chapter.isSkipped ? skipTitle : oneLine(chapter.title, orElse: "…")
        let (start, end) = (chapter.range.start.nanoseconds ?? .max, chapter.range.end.nanoseconds ?? .max)
        return "\n[CHAPTER]\nTIMEBASE=1/1000000000\nSTART=\(start)\nEND=\(end)\ntitle=\(Self.escaped(title))\n"
      }.joined()
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "=;#\\\n".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
