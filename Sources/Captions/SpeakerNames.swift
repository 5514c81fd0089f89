public import Lesson

/// Names that cues open with, as meeting software writes them (`Mara Lindqvist: Welcome.`), told from text that has a colon in it.
///
/// A name has one to four words that begin with a capital (or are written without capitals and small letters), small words
/// such as "van" between them, perhaps, behind a role, a number (`Speaker 1`), or a note in parentheses behind them; a bullet, `>>` or
/// square brackets may stand around it, and a colon and text follow. It is a speaker where
/// - it says so itself (`Student`, `Speaker 2`, …), or
/// - the file names speakers throughout: three of four cues open with a name, and names come at least twice on average, or
/// - it opens two cues or more; a single word must not stand anywhere in small letters, as "energy" does for "Energy:", or
/// - it opens the first cue and has two words or more, none of which stands anywhere in small letters, and the file names speakers: two cues or
///   more open with names that come again. A heading in the first cue ("Quantum Mechanics: An Introduction") looks just like a name.
///
/// Meeting software puts the name people gave themselves before every cue, so where nine of ten cues open with some words and a
/// colon, and these come three times on average, words that come again are names, whatever their shape ("mara l.").
/// Else words that lectures announce things with ("Note:", "Definition 3:", "Step Two:") never are.
public enum SpeakerNames {
  /// `cues` with such names taken out of the text and put where speakers stand; a cue in which several speak falls into several of the same times.
  public static func taken(from cues: [Cue]) -> [Cue] {
    let openings = Openings(cues.filter { $0.speaker == nil })
    guard !openings.counts.isEmpty else { return cues }
    let smallWords = wordsInSmallLetters(cues)

    func isSpeaker(_ named: NamedLine) -> Bool {
      let count = openings.counts[named.name, default: 0]
      guard named.isName else { return openings.areDisplayNames && count >= 2 }
      if openings.areNamesThroughout || NamedLine.isRole(named.name) { return true }
      let words = named.name.split(separator: " ")
      let smallCount = words.count { smallWords.contains($0.lowercased()) }
      if count >= 2 { return words.count > 1 || smallCount == 0 }
      return openings.nameSpeakers && named.name == openings.first && words.count > 1 && smallCount == 0
    }
    return cues.flatMap { $0.speaker == nil ? divided($0, isSpeaker: isSpeaker) : [$0] }
  }

  /// How often cues open with a name or what may be one.
  private struct Openings {
    /// By name, over all lines.
    var counts: [String: Int] = [:]
    /// The name that the first cue opens with.
    var first: String?
    /// Two cues or more open with names that come twice or more.
    var nameSpeakers = false
    /// Three of four cues open with a name, and each comes twice on average.
    var areNamesThroughout = false
    /// Nine of ten cues open with words and a colon, and each comes three times on average.
    var areDisplayNames = false

    init(_ cues: [Cue]) {
      var names: Set<String> = []
      var opening = (names: 0, any: 0)
      var openingNames: [String] = []
      for (place, cue) in cues.enumerated() {
        for (row, line) in cue.lines.enumerated() {
          guard let named = NamedLine(line) else { continue }
          counts[named.name, default: 0] += 1
          if named.isName { names.insert(named.name) }
          guard row == 0 else { continue }
          opening.any += 1
          if named.isName {
            opening.names += 1
            openingNames.append(named.name)
          }
          if place == 0 { first = named.name }
        }
      }
      nameSpeakers = openingNames.count { counts[$0, default: 0] >= 2 } >= 2
      areNamesThroughout = opening.names * 4 >= cues.count * 3 && opening.names >= names.count * 2
      areDisplayNames = opening.any >= 9 && opening.any * 10 >= cues.count * 9 && opening.any >= counts.count * 3
    }
  }

  /// `cue` as one cue for each speaker it names.
  private static func divided(_ cue: Cue, isSpeaker: (NamedLine) -> Bool) -> [Cue] {
    var result: [Cue] = []
    var current = cue
    current.lines = []
    for line in cue.lines {
      if let named = NamedLine(line), isSpeaker(named) {
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
