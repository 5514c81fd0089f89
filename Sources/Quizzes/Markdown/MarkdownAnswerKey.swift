internal import Wording

/// The answers to all questions at the end of a list, under a heading that says so: `1. b`, `2) B, D`, `3. joule`.
struct MarkdownAnswerKey {
  /// By the questions' numbers.
  private(set) var answers: [Int: (text: String, line: Int)] = [:]
  /// The index of its heading's line, the count of lines where there is no key.
  let start: Int
  /// The line, counted from 1, for which this is no key though other lines look like one.
  private(set) var doubt: Int?

  /// A key has an answer in every line; anything else below the heading, and it isn't one.
  init(_ lines: [String]) {
    let end = lines.lastIndex { Self.isHeading($0) } ?? lines.count
    var answers: [Int: (text: String, line: Int)] = [:]
    var last: (written: Int, number: Int)?
    for (index, line) in lines.enumerated().dropFirst(end + 1) where !line.trimmed.isEmpty {
      let entries = Self.entries(line)
      var isAnswer = !entries.isEmpty
      for (written, text) in entries {
        // Lists in which each item is number 1 are counted.
        let number = last.map { $0.written == 1 && written == 1 ? $0.number + 1 : written } ?? written
        if answers.updateValue((text, index + 1), forKey: number) != nil { isAnswer = false }
        last = (written, number)
      }
      guard isAnswer else {
        start = lines.count
        if answers.values.contains(where: { Self.isLetters($0.text) }) { doubt = index + 1 }
        return
      }
    }
    // A chapter may be called so, too: of a key at least one line is a letter.
    guard answers.values.contains(where: { Self.isLetters($0.text) }) else {
      start = lines.count
      return
    }
    self.answers = answers
    start = end
  }

  /// `1. b`, `2) B, D`, `3. joule`; of letters several to a line, `1. b, 2. c`, and with other signs, `1: b`, `1 - b`. Empty for anything else.
  private static func entries(_ line: String) -> [(Int, String)] {
    let text = line.trimmed
    if text.utf8.count <= 400, text.wholeMatch(of: /(?:[0-9]{1,5}[.):=\-–\s]*[A-Za-z][,;\s]*)+/) != nil {
      return text.matches(of: /([0-9]+)[^0-9A-Za-z]*([A-Za-z])/).compactMap { match in
        Int(match.1).map { ($0, String(match.2)) }
      }
    }
    guard let start = MarkdownLine.questionStart(line), let number = number(text), !start.text.isEmpty,
      start.text.count <= 200, !start.text.hasSuffix("?")
    else { return [] }
    let isBold = start.text.hasPrefix("**") && start.text.hasSuffix("**")
    return [(number, isBold ? String(start.text.dropFirst(2).dropLast(2)) : start.text)]
  }

  /// The number that a line begins with, past `#`, `*` and a word such as `Question`.
  static func number(_ text: Substring) -> Int? {
    let digits = text.drop { !$0.isNumber }.prefix { $0.isASCII && $0.isNumber }
    let before = text[..<digits.startIndex]
    guard before.utf8.count <= 14, before.allSatisfy({ $0.isLetter || "#* _".contains($0) }),
      ["", "question", "frage", "q"].contains(before.filter(\.isLetter).lowercased())
    else { return nil }
    return Int(digits.prefix(5))
  }

  /// `b`, `B, D`, `b) joule`.
  private static func isLetters(_ text: String) -> Bool {
    let rest = text.dropFirst()
    guard text.first?.isLetter == true else { return false }
    return rest.first == ")" || rest.first == "." || text.split { !$0.isLetter }.allSatisfy { $0.count == 1 }
  }

  private static func isHeading(_ line: String) -> Bool {
    let text = line.trimmed
    guard text.utf8.count <= 40, let first = text.first, "#*ASLasl".contains(first) else { return false }
    let words = text.drop { "#*_ ".contains($0) }.lowercased().split { !$0.isLetter }.joined(separator: " ")
    return names.contains(words)
  }

  private static let names: Set = ["answers", "answer key", "solutions", "antworten", "lösungen", "lösungsschlüssel"]
}
