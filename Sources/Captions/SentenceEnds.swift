public import Lesson
public import Timeline

/// Where a sentence ends together with a cue: the ends of cues whose text closes with `.`, `!`, `?` or the like, in order.
///
/// Abbreviations (`e.g.`, `Prof.`), and dots that say that more follows (`…`) end none. Captions without punctuation give none.
public func sentenceEnds(in cues: [Cue]) -> [Instant] {
  cues.filter { endsSentence($0.text) }.map(\.range.end).sorted()
}

func endsSentence(_ text: String) -> Bool {
  let closers: Set<Character> = ["\"", "'", "”", "’", "»", "«", ")", "]", "“", "」", "』", "）"]
  var text = text.trimmed
  while let last = text.last, closers.contains(last) { text = text.dropLast() }
  guard let last = text.last else { return false }
  guard last == "." else { return "!?。！？؟۔।॥։።".contains(last) }
  let word = text.dropLast().suffix(while: { !$0.isWhitespace })
  return !word.hasSuffix(".") && !abbreviations.contains(word.lowercased())
}

private let abbreviations: Set = [
  "dr", "mr", "mrs", "ms", "prof", "st", "e.g", "i.e", "vs", "fig", "eq", "eqs", "cf", "approx", "resp", "bzw",
  "ca",
  "z.b", "d.h", "nr", "abb", "p.ej", "sra", "sr", "mme",
]

extension BidirectionalCollection {
  fileprivate func suffix(while predicate: (Element) -> Bool) -> SubSequence {
    var start = endIndex
    while start > startIndex, predicate(self[index(before: start)]) { start = index(before: start) }
    return self[start...]
  }
}
