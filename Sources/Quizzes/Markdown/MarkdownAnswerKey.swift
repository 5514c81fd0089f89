internal import Wording

/// The answers to all questions at the end of a list, under a heading that says so: `1. b`, `2) B, D`, `3. joule`.
struct MarkdownAnswerKey {
  /// By the questions' numbers.
  private(set) var answers: [Int: String] = [:]
  /// The index of its heading's line, the count of lines where there is no key.
  let start: Int

  /// A key has an answer in every line; anything else below the heading, and it isn't one.
  init(_ lines: [String]) {
    let end = lines.lastIndex { Self.isHeading($0) } ?? lines.count
    var answers: [Int: String] = [:]
    for line in lines[end...].dropFirst() {
      let text = line.trimmed
      guard !text.isEmpty else { continue }
      guard let start = MarkdownLine.questionStart(line), let number = Self.number(text), answers[number] == nil,
        !start.text.isEmpty, start.text.count <= 200, !start.text.hasSuffix("?")
      else {
        start = lines.count
        return
      }
      answers[number] =
        start.text.hasPrefix("**") && start.text.hasSuffix("**")
        ? String(start.text.dropFirst(2).dropLast(2)) : start.text
    }
    // A chapter may be called so, too: of a key at least one line is a letter.
    guard answers.values.contains(where: Self.isLetters) else {
      start = lines.count
      return
    }
    self.answers = answers
    start = end
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
