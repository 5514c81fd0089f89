#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How much each word tells about each chapter, and the phrases that tell most.
struct TellingWords {
  private let rules: StopWords?
  private let frequent: Set<String>
  private let isAllCapitals: Bool
  /// For each chapter.
  private let weights: [[String: Double]]

  init(_ chapters: [[SpokenWord]], language: String) {
    var counts: [[String: Int]] = []
    var documents: [String: Int] = [:]
    var total: [String: Int] = [:]
    var (capitals, letters) = (0, 0)
    for words in chapters {
      var count: [String: Int] = [:]
      for word in words {
        count[word.key, default: 0] += 1
        letters += word.text.count
        capitals += word.text.count { $0.isUppercase }
      }
      for (word, times) in count {
        documents[word, default: 0] += 1
        total[word, default: 0] += times
      }
      counts.append(count)
    }
    let rules = StopWords.of(language, words: total)
    let used = Double(max(1, counts.count { !$0.isEmpty }))
    weights = counts.map { count in
      var weight: [String: Double] = [:]
      for (word, times) in count {
        let rarity = log((used + 1) / (Double(documents[word] ?? 1) + 0.5)) + 0.1
        let length = Double(min(word.count, 8)) / 8
        weight[word] = (1 + log(Double(times))) * rarity * length * (word.contains { $0.isLetter } ? 1 : 0.2)
      }
      return weight
    }
    self.rules = rules
    isAllCapitals = capitals * 10 > letters * 7
    frequent = rules == nil ? Self.frequentWords(total) : []
  }

  /// The most frequent short words of a language without a list: most of them carry no topic.
  private static func frequentWords(_ total: [String: Int]) -> Set<String> {
    let all = total.values.reduce(0, +)
    return Set(total.filter { $0.key.count <= 5 && $0.value >= max(4, all / 120) }.keys)
  }

  private func isStop(_ word: SpokenWord) -> Bool {
    if let rules { return rules.stops.contains(word.key) || word.key.count < 2 }
    return word.key.count <= 2 || frequent.contains(word.key)
  }

  private func mayStandWithin(_ word: SpokenWord) -> Bool {
    rules.map { $0.connectors.contains(word.key) || !isStop(word) } ?? true
  }

  struct Phrase {
    var title: String
    var key: String
    var score: Double
  }

  /// Best first, at most fifty; the same words in the same order once.
  func phrases(of words: [SpokenWord], chapter: Int) -> [Phrase] {
    var found: [String: (range: Range<Int>, score: Double, times: Int)] = [:]
    for start in words.indices {
      let isQuestion = opensQuestion(words, start)
      guard isQuestion || !isStop(words[start]) else { continue }
      var stopsWithin = 0
      for end in start..<min(start + (rules == nil ? 4 : 7), words.count) {
        if end > start, words[end - 1].ending > .none { break }
        if isStop(words[end]) { stopsWithin += 1 }
        if !isQuestion, !mayStandWithin(words[end]) || rules == nil && stopsWithin > 1 { break }
        let length = end - start + 1
        guard length >= 2, !isStop(words[end]), !isQuestion || words[end].ending >= .phrase else { continue }
        let range = start..<end + 1
        guard let score = score(words, range, chapter: chapter, isQuestion: isQuestion) else { continue }
        let key = words[range].map(\.key).joined(separator: " ")
        let other = found[key]
        found[key] = other.map { ($0.range, max($0.score, score), $0.times + 1) } ?? (range, score, 1)
      }
    }
    let ranked = found.map { key, phrase in
      Phrase(title: title(words[phrase.range]), key: key, score: phrase.score * (1 + 0.5 * log(Double(phrase.times))))
    }.sorted { ($1.score, $0.key) < ($0.score, $1.key) }
    return Array(ranked.prefix(50))
  }

  /// nil for what is no title.
  private func score(_ words: [SpokenWord], _ range: Range<Int>, chapter: Int, isQuestion: Bool) -> Double? {
    var (sum, telling, length) = (0.0, 0, 0)
    var seen: Set<String> = []
    for word in words[range] {
      length += word.text.count + 1
      if isStop(word) { continue }
      guard seen.insert(word.key).inserted else { return nil }
      sum += weights[chapter][word.key] ?? 0
      telling += 1
    }
    guard telling > 0, length <= 61, isQuestion || telling >= 2 else { return nil }
    var score = sum / pow(Double(telling), 0.6)
    score *= 1 + 0.5 * exp(-max(0, words[range.lowerBound].time) / 60)
    if isQuestion { score *= 2 }
    if isAnnounced(words, range.lowerBound) { score *= 2 }
    return score
  }

  /// "What is energy?": a question of a few words with an answer in the chapter.
  private func opensQuestion(_ words: [SpokenWord], _ start: Int) -> Bool {
    guard let rules, rules.questions.contains(words[start].key) else { return false }
    // "So what is energy?" opens with fillers.
    var first = start
    while first > 0, start - first < 3, words[first - 1].ending <= .phrase, isStop(words[first - 1]) { first -= 1 }
    guard first == 0 || words[first - 1].ending >= .sentence else { return false }
    guard let end = words[start..<min(start + 7, words.count)].firstIndex(where: { $0.ending >= .sentence }) else {
      return false
    }
    return words[end].ending == .question
  }

  private func isAnnounced(_ words: [SpokenWord], _ start: Int) -> Bool {
    guard let rules else { return false }
    var before = start
    while before > 0, start - before < 2, rules.connectors.contains(words[before - 1].key) { before -= 1 }
    return (before...start).contains { end in
      rules.announcements.contains { $0.count <= end && words[end - $0.count..<end].map(\.key) == $0 }
    }
  }

  private func title(_ words: ArraySlice<SpokenWord>) -> String {
    let text = words.map { isAllCapitals ? $0.text.lowercased() : String($0.text) }.joined(separator: " ")
    return text.prefix(1).uppercased() + text.dropFirst()
  }
}
