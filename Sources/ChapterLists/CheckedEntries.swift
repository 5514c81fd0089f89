internal import Documents
internal import Lesson
internal import Timeline
internal import Wording

/// Entries as they are read, each held against the one before; all that is wrong is said at once.
struct CheckedEntries {
  /// More chapters than any lesson has.
  static let limit = 10_000

  var found: DiagnosticList
  private var entries: [ChapterListEntry] = []

  init(_ found: DiagnosticList) { self.found = found }

  mutating func add(_ entry: ChapterListEntry, at position: TextPosition) {
    if let last = entries.last, entry.start <= last.start {
      let sentence =
        entry.start == last.start
        ? "\(entry.start) stands in line \(last.line) already; each chapter needs a start of its own"
        : "\(entry.start) comes after \(last.start) of line \(last.line); expected times that ascend"
      found.error(at: position, sentence)
    }
    entries.append(entry)
  }

  /// Further boundaries may be found behind the last entry; before the first, from the recording's start.
  mutating func divideLast(at position: TextPosition) {
    if entries.isEmpty {
      add(ChapterListEntry(start: .zero, isExact: true, title: "", line: position.line), at: position)
    }
    guard let last = entries.indices.last else { return }
    if entries[last].isSkipped {
      found.error(at: position, "what is left out can't be divided; expected the dots behind a chapter")
    }
    entries[last].isDivided = true
  }

  var isEmpty: Bool { entries.isEmpty }
  var isFull: Bool { entries.count >= Self.limit || found.isFull }

  /// The list, unless something is wrong with it.
  ///
  /// - Parameter end: The last chapter's, where the format says ends.
  func finished(endingAt end: Instant? = nil) throws(DocumentError) -> ReadChapterList {
    var found = found
    if entries.isEmpty, !found.hasErrors { found.error("holds no chapter: expected times, each with a title") }
    if let first = entries.first, first.start == .zero, entries.allSatisfy(\.isSkipped) {
      found.error(
        at: TextPosition(line: first.line, column: 1), "every stretch is skipped; expected a chapter that is kept")
    }
    guard !found.hasErrors else { throw DocumentError(found.all) }
    var rest: ChapterListEntry?
    if let end, !isFull, let last = entries.last, end > last.start {
      rest = ChapterListEntry(start: end, isExact: true, title: "", isSkipped: true, line: last.line)
    }
    return ReadChapterList(
      list: ChapterList(file: found.file, entries: entries), rest: rest, diagnostics: found.all)
  }
}

extension ChapterListEntry {
  /// An entry whose title may say that its stretch is left out.
  init(start: Instant, isExact: Bool, titled title: String, line: Int) {
    let isSkipped = isSkip(title)
    self.init(start: start, isExact: isExact, title: isSkipped ? "" : title, isSkipped: isSkipped, line: line)
  }
}

extension SourceText {
  /// The first line that isn't blank; nil where there is none.
  var firstLine: String? { lines.first { !$0.allSatisfy(\.isWhitespace) } }
}

/// What is written in a title's place for a stretch that is left out, where a format has no other way.
let skipTitle = "skip"

/// Whether a title says that its stretch is left out: `skip`, alone or in brackets, in any case.
func isSkip(_ title: String) -> Bool {
  let word = title.filter { !$0.isWhitespace }.lowercased()
  return ["skip", "[skip]", "(skip)", "<skip>"].contains(word)
}

/// `text` without line breaks and control characters, white space as single spaces.
func oneLine(_ text: String, orElse other: String = "") -> String {
  var kept = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if scalar.properties.isWhitespace {
      kept.append(" ")
    } else if !scalar.isControl {
      kept.append(scalar)
    }
  }
  let words = String(kept).split(separator: " ").joined(separator: " ")
  return words.isEmpty ? other : words
}
