import Lesson
import Timeline

/// A word of the captions.
struct SpokenWord {
  /// As written, without punctuation around it.
  var text: Substring
  /// For comparing: in small letters, with one kind of apostrophe.
  var key: String
  /// Seconds from the chapter's start.
  var time: Double
  /// What follows it directly.
  var ending = Ending.none

  enum Ending: Int, Comparable {
    case none
    /// A comma, a bracket, a silence.
    case phrase
    case sentence, question

    static func < (left: Ending, right: Ending) -> Bool { left.rawValue < right.rawValue }
  }
}

/// The words of each chapter, from the captions that are in it for the most part; `[Music]` and `(applause)` are not
/// said. Bounded.
func spokenWords(in chapters: [TimeRange], _ cues: [Cue]) -> [[SpokenWord]] {
  let order = chapters.indices.sorted { (chapters[$0].start, $0) < (chapters[$1].start, $1) }
  var words = [[SpokenWord]](repeating: [], count: chapters.count)
  var lastEnd = [Double](repeating: 0, count: chapters.count)
  let mostWords = min(mostWordsOfAChapter, max(100, mostWordsInAll / max(1, chapters.count)))
  for cue in cues {
    let (start, end) = (cue.range.start.approximateSeconds, cue.range.end.approximateSeconds)
    let after = order.partitioned { chapters[$0].start.approximateSeconds > (start + end) / 2 }
    guard after > 0 else { continue }
    let index = order[after - 1]
    let chapter = chapters[index]
    guard chapter.end.approximateSeconds > (start + end) / 2, words[index].count < mostWords else { continue }
    if start - lastEnd[index] > 1.5 { words[index].end(with: .phrase) }
    lastEnd[index] = end
    words[index].append(cue.text.prefix(4000), start: start - chapter.start.approximateSeconds, length: end - start)
  }
  return words
}

/// An hour of fast speech.
private let mostWordsOfAChapter = 10_000
/// Two days of it.
private let mostWordsInAll = 400_000
/// A longer word is none.
private let longestWord = 40

extension [SpokenWord] {
  fileprivate mutating func end(with ending: SpokenWord.Ending) {
    guard let index = indices.last else { return }
    self[index].ending = Swift.max(self[index].ending, ending)
  }

  fileprivate mutating func append(_ text: Substring, start: Double, length: Double) {
    var isInBrackets = false
    let pieces = text.split(whereSeparator: \.isWhitespace)
    for (index, piece) in pieces.enumerated() {
      if piece.first.map({ "([♪".contains($0) }) == true { isInBrackets = true }
      defer { if piece.contains(where: { ")]♪".contains($0) }) { isInBrackets = false } }
      let isSpoken = { (character: Character) in character.isLetter || character.isNumber }
      guard !isInBrackets, let first = piece.firstIndex(where: isSpoken), let last = piece.lastIndex(where: isSpoken)
      else {
        end(with: .phrase)
        continue
      }
      if first > piece.startIndex { end(with: .phrase) }
      let word = piece[first...last]
      guard word.count <= longestWord, word.utf8.count <= 4 * longestWord else {
        end(with: .phrase)
        continue
      }
      append(
        SpokenWord(
          text: word, key: String(word.lowercased().map { $0 == "’" ? "'" : $0 }),
          time: start + length * Double(index) / Double(pieces.count)))
      let tail = piece[piece.index(after: last)...]
      if !tail.isEmpty { end(with: .phrase) }
      if tail.contains(where: { ".!…。！".contains($0) }) { end(with: .sentence) }
      if tail.contains(where: { "?？؟".contains($0) }) { end(with: .question) }
    }
  }
}
