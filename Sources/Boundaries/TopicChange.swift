public import Lesson
import Timeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How much what is said before an instant differs from what is said after it, by the words: lexical cohesion (Hearst, "TextTiling", Computational
/// Linguistics 23(1), 1997).
///
/// At each word the cosine between the words of a window before and one after it, each weighted by its rarity in the lecture (term frequency times inverse
/// document frequency), is taken for a short and a long window; both count as standard scores over the lecture. Works in any language: words are compared by
/// their first letters, so that most endings don't matter, and by pairs of characters in scripts without spaces. Linear in the number of words.
public struct TopicChange: Sendable {
  /// Of each word or pair of characters, in seconds.
  private let times: [Double]
  /// Between -3 and 3, one more than there are words.
  private let scores: [Double]

  /// Standard score at the time: 1 is a change as the clearer of them are. 0 where the captions say too little.
  func score(at time: Double) -> Double {
    guard !times.isEmpty else { return 0 }
    return scores[times.partitioned { $0 >= time }]
  }

  /// - Parameter cues: in order of time.
  public init(in cues: [Cue]) {
    let terms = Terms(cues)
    times = terms.times
    guard terms.count >= 4 * Self.windows[0] else {
      scores = [Double](repeating: 0, count: terms.count + 1)
      return
    }
    var sum = [Double](repeating: 0, count: terms.count + 1)
    for window in Self.windows where terms.count >= 4 * window {
      for (index, score) in standardScores(terms.differences(window: window)).enumerated() { sum[index] += score }
    }
    scores = standardScores(sum).map { min(max($0, -3), 3) }
  }

  /// What a standard deviation is worth beside a pause (up to 1.5) and a sentence's end (1).
  static let weight = 2.0
  /// From here on a change is told to people.
  static let clear = 1.0
  static let evidence = "the words change here"

  /// In words: some forty seconds and two minutes of speech.
  private static let windows = [100, 300]
}

/// What is compared: words by their beginnings, or pairs of characters, each with its number and time.
private struct Terms {
  private(set) var times: [Double] = []
  private var numbers: [Int] = []
  /// By the term's number.
  private var weights: [Double] = []
  var count: Int { numbers.count }

  /// More than is said in two days.
  private static let limit = 600_000
  /// Letters that are compared: most languages bend a word's end.
  private static let stem = 6
  /// Terms that make a document for the inverse document frequency.
  private static let document = 100

  init(_ cues: [Cue]) {
    let inPairs = isWrittenWithoutSpaces(cues)
    var known: [String: Int] = [:]
    for cue in cues {
      guard numbers.count < Self.limit else { break }
      let terms = Self.terms(of: cue.text.prefix(4000), inPairs: inPairs)
      let start = cue.range.start.approximateSeconds
      let step = (cue.range.end.approximateSeconds - start) / Double(max(terms.count, 1))
      for (index, term) in terms.enumerated() {
        times.append(start + step * Double(index))
        numbers.append(known[term, default: known.count])
        known[term] = numbers.last
      }
    }
    // Cues may overlap.
    for index in times.indices.dropFirst() { times[index] = max(times[index], times[index - 1]) }
    weights = Self.weights(numbers, known.count)
  }

  private static func terms(of text: Substring, inPairs: Bool) -> [String] {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    if inPairs { return words.flatMap { word in zip(word, word.dropFirst()).map { String([$0, $1]) } } }
    return words.filter { $0.utf8.count > 1 }.map { String($0.prefix(stem)) }
  }

  /// The logarithm of how rare each is; what most documents have, such as articles, weighs nothing.
  private static func weights(_ numbers: [Int], _ count: Int) -> [Double] {
    var documents = [Int](repeating: 0, count: count)
    var lastSeen = [Int](repeating: -1, count: count)
    for (index, number) in numbers.enumerated() where lastSeen[number] != index / document {
      lastSeen[number] = index / document
      documents[number] += 1
    }
    let all = Double(numbers.count / document + 1)
    return documents.map { max(0, log(all / (Double($0) + 0.5))) }
  }

  /// For each place between two terms, 1 minus the cosine of what lies in the windows before and after.
  func differences(window: Int) -> [Double] {
    var (before, after) = ([Double](repeating: 0, count: weights.count), [Double](repeating: 0, count: weights.count))
    var (dot, lengthBefore, lengthAfter) = (0.0, 0.0, 0.0)
    /// Adds a term to one window, or takes it out, and keeps the products up to date.
    func change(_ counts: inout [Double], _ others: [Double], _ length: inout Double, _ index: Int, by step: Double) {
      let (number, weight) = (numbers[index], weights[numbers[index]] * weights[numbers[index]])
      dot += step * others[number] * weight
      length += weight * (2 * step * counts[number] + 1)
      counts[number] += step
    }
    for index in 0..<min(window, count) { change(&after, before, &lengthAfter, index, by: 1) }
    var result: [Double] = []
    result.reserveCapacity(count + 1)
    for index in 0...count {
      let product = lengthBefore * lengthAfter
      result.append(product > 1e-9 ? 1 - min(max(dot / product.squareRoot(), 0), 1) : 0)
      guard index < count else { break }
      change(&after, before, &lengthAfter, index, by: -1)
      change(&before, after, &lengthBefore, index, by: 1)
      if index >= window { change(&before, after, &lengthBefore, index - window, by: -1) }
      if index + window < count { change(&after, before, &lengthAfter, index + window, by: 1) }
    }
    // At the ends a window holds too little to be compared.
    let edge = min(window / 2, count)
    for index in 0..<edge { (result[index], result[count - index]) = (result[edge], result[count - edge]) }
    return result
  }
}

/// How many standard deviations each lies above the mean; 0 where all are alike.
private func standardScores(_ values: [Double]) -> [Double] {
  let mean = values.reduce(0, +) / Double(max(values.count, 1))
  let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(values.count, 1))
  guard variance > 1e-12 else { return values.map { _ in 0 } }
  return values.map { ($0 - mean) / variance.squareRoot() }
}
