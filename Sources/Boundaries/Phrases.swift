public import Lesson
public import Timeline

/// For each chapter a phrase of two to seven words that is spoken in it and tells it from the others, cased as a title;
/// nil where nothing is usable. No two are alike.
///
/// The most telling phrase is made of words that are frequent in the chapter and rare in the rest (term frequency times
/// inverse document frequency, the chapters being the documents), is said more than once, or near the start, or after
/// words that announce a topic. It neither starts nor ends with a word without a topic ("okay", "so", "the", "of"), as
/// listed for English and German and guessed from length and frequency elsewhere. Scripts without spaces give a clause
/// of a few characters.
///
/// - Parameter language: BCP 47, `und` where nobody said.
public func phrases(for chapters: [TimeRange], captions: [Cue], language: String) -> [String?] {
  if isWrittenWithoutSpaces(captions) { return clauses(for: chapters, captions: captions) }
  let words = spokenWords(in: chapters, captions)
  let telling = TellingWords(words, language: language)
  var taken: Set<String> = []
  return words.indices.map { chapter in
    let best = telling.phrases(of: words[chapter], chapter: chapter).first { !taken.contains($0.key) }
    guard let best else { return nil }
    taken.insert(best.key)
    return best.title
  }
}
