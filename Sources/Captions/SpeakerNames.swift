public import Lesson

/// Names that cues open with, as meeting software writes them (`Mara Lindqvist: Welcome.`), told from text that has a colon in it.
///
/// A name has one to four words that begin with a capital (or are written without capitals and small letters), small words
/// such as "van" between them, perhaps a number (`Speaker 1`) or a note in parentheses behind them; a bullet, `>>` or
/// square brackets may stand around it, and a colon and text follow. It is a speaker where
/// - it says so itself (`Student`, `Speaker 2`, …), or
/// - the file names speakers throughout: three of four cues open with a name, and names come at least twice on average, or
/// - it opens two cues or more; a single word must not stand anywhere in small letters, as "energy" does for "Energy:", or
/// - it opens the first cue and has two words or more, none of which stands anywhere in small letters.
///
/// Words that lectures announce things with ("Note:", "Definition 3:", "Step Two:") never are.
public enum SpeakerNames {
  /// `cues` with such names taken out of the text and put where speakers stand; a cue in which several speak falls into several of the same times.
  public static func taken(from cues: [Cue]) -> [Cue] {
    var counts: [String: Int] = [:]
    var opening = 0
    for cue in cues where cue.speaker == nil {
      for (place, line) in cue.lines.enumerated() {
        guard let name = NamedLine(line)?.name else { continue }
        counts[name, default: 0] += 1
        if place == 0 { opening += 1 }
      }
    }
    guard !counts.isEmpty else { return cues }
    let smallWords = wordsInSmallLetters(cues)
    let unnamed = cues.count { $0.speaker == nil }
    let throughout = opening * 4 >= unnamed * 3 && opening >= counts.count * 2
    let firstName = cues.first { $0.speaker == nil }?.lines.first.flatMap { NamedLine($0)?.name }

    func isSpeaker(_ name: String) -> Bool {
      let words = name.split(separator: " ")
      let plainWords = words.filter { !smallWords.contains($0.lowercased()) }
      if throughout || NamedLine.isRole(name) { return true }
      if counts[name, default: 0] >= 2 { return words.count > 1 || plainWords.count == 1 }
      return name == firstName && words.count > 1 && plainWords.count == words.count
    }
    var isKnown: [String: Bool] = [:]
    for name in counts.keys { isKnown[name] = isSpeaker(name) }
    return cues.flatMap { cue in
      cue.speaker == nil ? divided(cue) { isKnown[$0] == true } : [cue]
    }
  }

  /// `cue` as one cue for each speaker it names.
  private static func divided(_ cue: Cue, isSpeaker: (String) -> Bool) -> [Cue] {
    var result: [Cue] = []
    var current = cue
    current.lines = []
    for line in cue.lines {
      if let named = NamedLine(line), isSpeaker(named.name) {
        if !current.lines.isEmpty { result.append(current) }
        current.speaker = named.name
        current.lines = named.rest.isEmpty ? [] : [named.rest]
      } else {
        current.lines.append(line)
      }
    }
    // A name that nothing follows was the text.
    if !current.lines.isEmpty { result.append(current) } else if result.isEmpty { return [cue] }
    return result
  }

  private static func wordsInSmallLetters(_ cues: [Cue]) -> Set<String> {
    var words: Set<String> = []
    for line in cues.lazy.flatMap(\.lines) {
      for word in line.split(whereSeparator: { !$0.isLetter }) where word.first?.isLowercase == true {
        words.insert(word.lowercased())
      }
    }
    return words
  }
}
