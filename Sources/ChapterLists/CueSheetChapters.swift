public import Documents
internal import Lesson
internal import Timeline
internal import Wording

/// A CUE sheet: what players of one long sound file read. Times are `MM:SS:FF`, with 75 frames a second; minutes pass 99.
///
/// `INDEX 01` is where a track begins; `INDEX 00`, the pause before it, isn't looked at.
public struct CueSheetChapters: ChapterListFormat {
  public let name = "cue"
  public let summary = "a CUE sheet, as sound players read it"
  public let fileEnding = "cue"
  public let mediaType = "application/x-cue"

  /// The name of the sound file that a sheet is written for.
  public var recording = "recording.wav"

  private static let framesPerSecond: Int32 = 75

  public init() {}

  public func recognises(_ text: SourceText) -> Bool {
    let track = /\s*(?i:TRACK)\s+\d+\s+\S/
    return text.lines.contains { $0.prefixMatch(of: track) != nil }
  }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadChapterList {
    var entries = CheckedEntries(DiagnosticList(text))
    var files = 0
    var track: (line: Int, title: String, start: Instant?, startLine: Int)?
    func finish() {
      guard let read = track else { return }
      track = nil
      guard let start = read.start else {
        return entries.found.error(
          at: TextPosition(line: read.line, column: 1), "the track has no start; expected INDEX 01 MM:SS:FF below it")
      }
      entries.add(
        ChapterListEntry(
          start: start, isExact: true, title: isSkip(read.title) ? "" : read.title, isSkipped: isSkip(read.title),
          line: read.startLine), at: TextPosition(line: read.startLine, column: 1))
    }
    for (index, line) in text.lines.enumerated() {
      guard !entries.isFull else { break }
      let place = TextPosition(line: index + 1, column: 1)
      let words = line.split(whereSeparator: \.isWhitespace)
      switch words.first?.uppercased() {
      case "FILE":
        files += 1
        if files == 2 {
          entries.found.error(
            at: place, "a second FILE begins here, whose times count anew; expected the tracks of one recording")
        }
      case "TRACK":
        finish()
        track = (index + 1, "", nil, index + 1)
      case "TITLE" where track != nil: track?.title = oneLine(Self.value(of: line))
      case "INDEX" where track != nil && words.count > 1 && Int(words[1]) == 1:
        guard words.count > 2, let start = Self.instant(words[2]) else {
          entries.found.error(
            at: place,
            "'\(shown(words.dropFirst(2).joined(separator: " "), limit: 40))' is not a time; expected MM:SS:FF, with 75 frames a second"
          )
          track = nil
          continue
        }
        track?.start = start
        track?.startLine = index + 1
      default: continue
      }
    }
    finish()
    return try entries.finished()
  }

  /// What follows the first word, without its quotes.
  private static func value(of line: String) -> String {
    let word: Substring = line.drop { $0.isWhitespace }
    let rest = word.drop { !$0.isWhitespace }.drop { $0.isWhitespace }
    guard rest.first == "\"" else { return String(rest) }
    let inside = rest.dropFirst()
    return String(inside.lastIndex(of: "\"").map { inside[..<$0] } ?? inside)
  }

  private static func instant(_ text: Substring) -> Instant? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.allSatisfy(\.isASCII) && !$0.hasPrefix("-") ? Int64($0) : nil }
    guard parts.count == 3, numbers.count == 3, numbers[0] < 1_000_000, numbers[1] < 60, numbers[2] < framesPerSecond,
      let base = TimeBase(1, framesPerSecond)
    else { return nil }
    return try? Instant(ticks: (numbers[0] * 60 + numbers[1]) * Int64(framesPerSecond) + numbers[2], in: base)
  }

  /// `WAVE` whatever the recording is: readers refuse types that they don't know, and look at the file itself.
  public func write(_ chapters: [WrittenChapter]) -> String {
    "FILE \"\(oneLine(recording).replacing("\"", with: "'"))\" WAVE\n"
      + chapters.enumerated().map { index, chapter in
        let title = chapter.isSkipped ? skipTitle : oneLine(chapter.title, orElse: "…")
        let number = index < 9 ? "0\(index + 1)" : "\(index + 1)"
        return """
            TRACK \(number) AUDIO
              TITLE "\(title.replacing("\"", with: "'"))"
              INDEX 01 \(Self.text(of: chapter.range.start))

          """
      }.joined()
  }

  private static func text(of instant: Instant) -> String {
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let frames = TimeBase(1, framesPerSecond).flatMap { try? instant.ticks(in: $0, rounding: .down) } ?? 0
    return "\(two(frames / 75 / 60)):\(two(frames / 75 % 60)):\(two(frames % 75))"
  }

  public func forbidden(in chapters: [WrittenChapter]) -> [ForbiddenInList] {
    chapters.count > 99
      ? [ForbiddenInList("has \(chapters.count) chapters, and a CUE sheet has 99 tracks at most")] : []
  }
}
