/// A slide's own title: the topmost of its lines in the largest letters, with what follows directly in letters as large; nil where no line is like a title.
///
/// Titles stand in the upper part of a slide and are set larger than most of what is on it; a line at the bottom is a footer, and one too long for a title is
/// prose. A list without a title, or whose title could not be read, has none: its first item would be a wrong one.
func slideTitle(of lines: [ReadLine], height: Int) -> String? {
  let lines = lines.filter { $0.letters >= 3 }
  let upper = lines.filter { $0.bottom <= height * 7 / 10 }
  guard let largest = upper.map(\.size).max(), let first = upper.first(where: { $0.size * 5 >= largest * 4 }) else {
    return nil
  }
  var title = [first]
  for line in upper where line.top > first.top && title.count < 3 {
    // Letters with and without ascenders make lines of one size differ.
    let last = title[title.count - 1]
    guard line.size * 3 >= last.size * 2, line.size * 2 <= last.size * 3, line.top - last.bottom <= last.size * 3 / 4
    else { break }
    title.append(line)
  }
  let others = lines.filter { !title.contains($0) }.map(\.size).sorted()
  if others.count >= 3, first.size * 5 < others[others.count / 2] * 6 { return nil }
  let words = title.flatMap(\.words).trimming { !$0.contains { $0.isLetter || $0.isNumber } }
  let text = words.joined(separator: " ").reversed().drop { ",:;(".contains($0) }.reversed()
  return text.count <= 80 && !text.isEmpty ? String(text) : nil
}

extension ReadLine {
  fileprivate var letters: Int { words.reduce(0) { $0 + $1.count { $0.isLetter } } }
}

extension [String] {
  /// Without those at its ends that are noise: what stands alone there was a bullet or part of a drawing.
  fileprivate func trimming(while isNoise: (String) -> Bool) -> [String] {
    guard let first = firstIndex(where: { !isNoise($0) }), let last = lastIndex(where: { !isNoise($0) }) else {
      return []
    }
    return Array(self[first...last])
  }
}
