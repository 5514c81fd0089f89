internal import Wording

/// What a cell says that names right options: as their texts and as their letters or numbers, by their indices; nil where it is none.
struct CSVKey {
  private(set) var texts: [Int]?
  private(set) var labels: [Int]?
  /// Whether it would name one if options were counted from 0.
  private(set) var isZero = false

  private static let longest = 4000

  var isText: Bool { texts != nil && labels == nil }
  var isLabel: Bool { texts == nil && labels != nil }

  /// - Parameter numbers: Of the options, from 1; fewer than these where the last ones have none.
  init(_ written: String, _ options: [String], _ numbers: [Int], countsFromZero: Bool) {
    // No key, and each part of it would be looked for among all options.
    guard written.utf8.count <= Self.longest else { return }
    let options = options.map { folded($0) }
    func index(text: some StringProtocol) -> Int? { options.firstIndex(of: folded(text)) }
    func index(label: some StringProtocol) -> Int? {
      var label = label.trimmed.lowercased()
      for word in ["option ", "answer ", "choice ", "antwort "] where label.hasPrefix(word) {
        label.removeFirst(word.count)
      }
      // `B) Rome` where Rome is another one is neither.
      if let (name, rest) = Self.led(label) {
        let place = index(label: name)
        return rest.isEmpty || index(text: rest) == place ? place : nil
      }
      if let number = Int(label) { return numbers.firstIndex(of: countsFromZero ? number + 1 : number) }
      guard label.utf8.count == 1, let letter = label.utf8.first, (0x61...0x7a).contains(letter) else { return nil }
      return numbers.firstIndex(of: Int(letter) - 0x60)
    }
    func all(_ parts: [Substring], _ index: (Substring) -> Int?) -> [Int]? {
      let found = parts.compactMap(index)
      return parts.isEmpty || found.count < parts.count ? nil : found
    }
    texts = index(text: written).map { [$0] }
    labels = index(label: written).map { [$0] }
    guard texts == nil, labels == nil else { return }
    let parts = written.split { ",;|&/".contains($0) }
    texts = all(parts) { index(text: $0) }
    // `A) yes, B) no`; `A and C`, `(a) (c)`; `AC`.
    let words = written.split { $0.isWhitespace || ",;|&/()".contains($0) }
      .filter { !["and", "und"].contains($0.lowercased()) }
    labels = all(parts) { index(label: $0) } ?? all(words) { index(label: $0) }
    if labels == nil, texts == nil, Self.isRun(written) {
      labels = all(written.indices.map { written[$0...$0] }) { index(label: $0) }
    }
    isZero = texts == nil && labels == nil && words.contains("0")
  }

  /// What `B) Rome`, `(b) Rome` or `2. Rome` begins with, and what follows; nil for anything else, such as `2.5`.
  static func led(_ text: String) -> (name: Substring, rest: Substring)? {
    guard let match = text.prefixMatch(of: /\(?([A-Za-z]|[0-9]{1,2})(?:\)\s*|[.:](?:\s+|$))/) else { return nil }
    return (match.1, text[match.range.upperBound...])
  }

  /// Whether it is capital letters in their order: `AC`, but not `BAD`.
  private static func isRun(_ text: String) -> Bool {
    let letters = Array(text.utf8)
    return letters.count > 1 && letters.allSatisfy { (0x41...0x5a).contains($0) }
      && zip(letters, letters.dropFirst()).allSatisfy { $0 < $1 }
  }
}
