/// A line of text that was read off a picture, in pixels.
struct ReadLine: Hashable {
  var words: [String]
  /// Of its highest word.
  var top: Int
  var bottom: Int
  /// The median height of its words that have letters.
  var size: Int
}

/// The lines that tesseract is sure of, from top to bottom; `height` is the picture's.
///
/// - Parameter text: tesseract's table (tesseract(1), config `tsv`): a word a line, in twelve columns: level, page, block, paragraph, line, word, left,
///   top, width, height, confidence in percent, text. What isn't so is passed over.
func readLines(_ text: String) -> (lines: [ReadLine], height: Int) {
  struct Place: Hashable { var block, paragraph, line: Int }
  struct Word { var text: String, top, height: Int, isLetters: Bool }
  var places: [Place] = []
  var words: [Place: [Word]] = [:]
  var pictureHeight = 0
  for row in text.split(whereSeparator: \.isNewline).prefix(rowLimit) {
    let cells = row.split(separator: "\t", omittingEmptySubsequences: false)
    guard cells.count == 12, let level = Int(cells[0]), let block = Int(cells[2]), let paragraph = Int(cells[3]),
      let line = Int(cells[4]), let top = Int(cells[7]), let height = Int(cells[9]), let confidence = Double(cells[10]),
      sizes.contains(top), sizes.contains(height)
    else { continue }
    if level == 1 { pictureHeight = height }
    let word = cells[11].trimming(while: { !$0.isLetter && !$0.isNumber && !",:;?!%()&+=".contains($0) })
    guard level == 5, confidence >= sure, !word.isEmpty else { continue }
    let place = Place(block: block, paragraph: paragraph, line: line)
    if words[place] == nil { places.append(place) }
    words[place, default: []].append(
      Word(text: word, top: top, height: height, isLetters: word.contains { $0.isLetter }))
  }
  let lines = places.compactMap { place -> ReadLine? in
    guard let words = words[place], let top = words.map(\.top).min(),
      let bottom = words.map({ $0.top + $0.height }).max()
    else { return nil }
    let heights = words.filter(\.isLetters).map(\.height).sorted()
    guard !heights.isEmpty else { return nil }
    return ReadLine(words: words.map(\.text), top: top, bottom: bottom, size: heights[heights.count / 2])
  }
  return (lines.sorted { ($0.top, $0.bottom) < ($1.top, $1.bottom) }, pictureHeight)
}

/// In percent: what tesseract reads into drawings has less.
private let sure = 60.0
private let rowLimit = 5000
private let sizes = 0..<100_000

extension Substring {
  /// Without characters at its ends for which `isNoise` holds, and without any that control a terminal or the direction of writing.
  fileprivate func trimming(while isNoise: (Character) -> Bool) -> String {
    guard let first = firstIndex(where: { !isNoise($0) }), let last = lastIndex(where: { !isNoise($0) }) else {
      return ""
    }
    let scalars = self[first...last].unicodeScalars.filter {
      ![.control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate].contains(
        $0.properties.generalCategory)
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
