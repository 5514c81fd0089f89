public import Lesson
import Timeline

/// Where a lecturer says that something new begins: "let us now turn to …", at a sentence's start.
///
/// Cue phrases mark discourse segments (Grosz and Sidner, "Attention, Intentions, and the Structure of Discourse", Computational Linguistics 12(3), 1986). They are
/// few, so each language has a short list of its own; a language without one has no announcements.
public struct Announcements: Sendable {
  /// In order of time.
  private let found: [(time: Double, phrase: String)]

  /// - Parameters:
  ///   - cues: in order of time.
  ///   - language: BCP 47; nothing is found where nobody said which it is.
  public init(in cues: [Cue], language: String) {
    let code = language.lowercased().split { $0 == "-" || $0 == "_" }.first.map(String.init) ?? ""
    guard let phrases = Self.languages.first(where: { $0.codes.contains(code) }), let last = cues.last else {
      found = []
      return
    }
    let end = max(last.range.end, cues.map(\.range.end).max() ?? last.range.end)
    let words = spokenWords(in: [TimeRange(.zero, end)], cues).first ?? []
    found = phrases.places(in: words).map { (words[$0.index].time, $0.phrase) }
  }

  /// The phrase with which the speech after a pause begins: captions are seldom exact to more than half a second.
  func phrase(after pause: TimeRange) -> String? {
    let (first, last) = (pause.end.approximateSeconds - 0.75, pause.end.approximateSeconds + 0.75)
    let index = found.partitioned { $0.time >= max(first, pause.start.approximateSeconds) }
    return index < found.count && found[index].time <= last ? found[index].phrase : nil
  }

  /// What it is worth beside a pause (up to 1.5) and a sentence's end (1).
  static let weight = 1.0

  static func evidence(_ phrase: String) -> String { "'\(phrase)' announces something new" }

  /// A new language is a file of its own and a name here.
  private static let languages = [AnnouncementPhrases.english, .german]
}

/// A language's phrases.
struct AnnouncementPhrases: Sendable {
  /// ISO 639's codes of two and three letters.
  let codes: Set<String>
  /// By their first word, longest first.
  private let phrases: [String: [[String]]]
  /// Words that may stand before one at a sentence's start.
  private let openers: Set<String>

  /// - Parameters:
  ///   - openers: "so", "okay", "now".
  ///   - phrases: in small letters, `'` for every apostrophe.
  init(codes: Set<String>, openers: String, _ phrases: [String]) {
    self.codes = codes
    self.openers = Set(openers.split(separator: " ").map(String.init))
    let split = phrases.map { $0.split(separator: " ").map(String.init) }
    self.phrases = Dictionary(grouping: split) { $0.first ?? "" }.mapValues { $0.sorted { $0.count > $1.count } }
  }

  /// Where phrases begin a sentence, at the sentence's first word. Captions without punctuation don't tell where sentences start: there they may
  /// stand anywhere, and what counts is the pause before.
  func places(in words: [SpokenWord]) -> [(index: Int, phrase: String)] {
    let isPunctuated = words.contains { $0.ending >= .sentence }
    return words.indices.compactMap { index in
      guard let phrase = phrases[words[index].key]?.first(where: { starts($0, words[index...]) }) else { return nil }
      var first = index
      while first > 0, index - first < 3, words[first - 1].ending < .sentence, openers.contains(words[first - 1].key) {
        first -= 1
      }
      guard !isPunctuated || first == 0 || words[first - 1].ending >= .sentence else { return nil }
      return (first, phrase.joined(separator: " "))
    }
  }

  private func starts(_ phrase: [String], _ words: ArraySlice<SpokenWord>) -> Bool {
    let said = words.prefix(phrase.count)
    return said.count == phrase.count && zip(said, phrase).allSatisfy { $0.key == $1 }
      && said.dropLast().allSatisfy { $0.ending < .sentence }
  }
}
