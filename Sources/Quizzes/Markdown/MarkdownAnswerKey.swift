internal import Wording

/// The answers to all questions at the end of a list, under a heading that says so: `1. b`, `2) B, D`, `3. joule`, in lines, in a table's rows or in the heading's
/// own line.
struct MarkdownAnswerKey {
  struct Entry {
    var text: String
    /// Why it is right.
    var feedback: [String] = []
    /// Counted from 1.
    var line = 0
  }

  /// By the questions' numbers.
  private(set) var answers: [Int: Entry] = [:]
  /// The index of its heading's line, the count of lines where there is no key.
  let start: Int
  /// The line, counted from 1, for which this is no key though other lines look like one.
  private(set) var doubt: Int?

  /// The line, counted from 1, from which on what follows the key isn't read.
  private(set) var rest: Int?

  /// A key has an answer in every line up to a rule or a heading without questions below; anything else below the heading, and it isn't one.
  init(_ lines: [String]) {
    let end = lines.lastIndex { Self.isHeading($0) || !Self.entries(behindHeading: $0).isEmpty } ?? lines.count
    var answers: [Int: Entry] = [:]
    var last: (written: Int, number: Int)?
    var fold = MarkdownFold()
    var table = MarkdownAnswerTable()
    for (index, line) in lines.enumerated().dropFirst(end) where !line.trimmed.isEmpty {
      if fold.takes(line.trimmed) || table.isNoRow(line) { continue }
      if last != nil, MarkdownLine.isRule(line.trimmed) || line.first == "#", !Self.holdQuestions(lines[index...]) {
        rest = lines[index...].firstIndex { !$0.trimmed.isEmpty && !MarkdownLine.isRule($0.trimmed) }.map { $0 + 1 }
        break
      }
      let entries =
        index == end ? Self.entries(behindHeading: line) : table.entry(line).map { [$0] } ?? Self.entries(line)
      if index == end, entries.isEmpty { continue }
      var isAnswer = !entries.isEmpty
      for (written, entry) in entries {
        // Lists in which each item is number 1 are counted.
        let number = last.map { $0.written == 1 && written == 1 ? $0.number + 1 : written } ?? written
        var entry = entry
        entry.line = index + 1
        if answers.updateValue(entry, forKey: number) != nil { isAnswer = false }
        last = (written, number)
      }
      if !isAnswer, MarkdownLine.indent(line) > 1, entries.isEmpty, let number = last?.number,
        answers[number]?.feedback.isEmpty == false
      {
        // An explanation goes on.
        answers[number]?.feedback.append(String(line.trimmed))
        isAnswer = true
      }
      guard isAnswer else {
        start = lines.count
        if answers.values.contains(where: { Self.isLetters($0.text) }) { doubt = index + 1 }
        return
      }
    }
    // A chapter may be called so, too: of a key at least one line is a letter.
    guard answers.values.contains(where: { Self.isLetters($0.text) }) || end < lines.count && Self.isCertain(lines[end])
    else {
      start = lines.count
      return
    }
    self.answers = answers
    start = answers.isEmpty ? lines.count : end
  }

  private static func holdQuestions(_ lines: ArraySlice<String>) -> Bool {
    lines.contains {
      MarkdownLine.questionStart($0) != nil || MarkdownLine.checkBox($0.trimmed) != nil
        || MarkdownLine.lettered($0.trimmed) != nil
    }
  }

  /// `1. b`, `2) B, D`, `3. joule`, `4. b - because`; of letters several to a line, `1. b, 2. c`, and with other signs, `1: b`, `1 - b`. Empty for anything else.
  private static func entries(_ line: String) -> [(Int, Entry)] {
    let text = line.trimmed
    let letters = letters(text)
    if !letters.isEmpty { return letters }
    guard let start = MarkdownLine.questionStart(line), let number = number(text), !start.text.isEmpty else {
      return []
    }
    if let entry = explained(start.text) { return [(number, entry)] }
    guard start.text.count <= 200, !start.text.hasSuffix("?") else { return [] }
    let isBold = start.text.hasPrefix("**") && start.text.hasSuffix("**")
    return [(number, Entry(text: isBold ? String(start.text.dropFirst(2).dropLast(2)) : start.text))]
  }

  /// `1-B, 2-A`.
  private static func letters(_ text: Substring) -> [(Int, Entry)] {
    guard text.utf8.count <= 400, text.wholeMatch(of: /(?:[0-9]{1,5}[.):=\-–\s]*[A-Za-z][,;\s]*)+/) != nil else {
      return []
    }
    return text.matches(of: /([0-9]+)[^0-9A-Za-z]*([A-Za-z])/).compactMap { match in
      Int(match.1).map { ($0, Entry(text: String(match.2))) }
    }
  }

  /// `Answers: 1-B, 2-A`, of two questions or more from the first on.
  private static func entries(behindHeading line: String) -> [(Int, Entry)] {
    guard let colon = line.utf8.prefix(40).firstIndex(of: UInt8(ascii: ":")), isHeading(String(line[..<colon])) else {
      return []
    }
    let entries = letters(line[colon...].dropFirst().drop { "*_ ".contains($0) }.trimmed)
    return entries.count > 1 && entries.first?.0 == 1 ? entries : []
  }

  /// Letters and why they are right: `B - joule is energy`, `**B** — because`, `B, D: because`.
  private static func explained(_ text: String) -> Entry? {
    guard text.utf8.count <= 4000,
      let match = text.prefixMatch(
        of: /(\*\*|__)?\(?([A-Za-z](?:\s*(?:,|and)\s*[A-Za-z])*)[.)]?(\*\*|__)?(\s+[-–—]\s+|:\s+)(\S.*)/),
      (match.1 == nil) == (match.3 == nil)
    else { return nil }
    return Entry(text: String(match.2), feedback: [String(match.5)])
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
    words(line).map { names.contains($0) || certainNames.contains($0) } ?? false
  }

  /// No chapter is called so.
  private static func isCertain(_ line: String) -> Bool { words(line).map(certainNames.contains) ?? false }

  private static func words(_ line: String) -> String? {
    let text = line.trimmed
    guard text.utf8.count <= 40, let first = text.first, first.isLetter || first == "#" || first == "*" else {
      return nil
    }
    return text.drop { "#*_ ".contains($0) }.lowercased().split { !$0.isLetter }.joined(separator: " ")
  }

  private static let names: Set = [
    "answers", "solutions", "antworten", "lösungen", "respuestas", "soluciones", "réponses", "corrigé", "risposte",
    "soluzioni",
    "respostas", "antwoorden", "odpowiedzi", "ответы", "答案", "解答",
  ]
  private static let certainNames: Set = ["answer key", "lösungsschlüssel", "gabarito", "参考答案"]
}
