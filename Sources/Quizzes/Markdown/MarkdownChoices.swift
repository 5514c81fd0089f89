internal import Wording

/// Lines that are numbered as questions are, or lettered as a dialogue is: `1. watt`, `A: watt`. What stands below them tells whether they are the choices of the
/// question above.
struct MarkdownChoices {
  enum Meaning {
    case choices
    /// Of the question above, a list in its text: lettered choices or check boxes follow.
    case text
    /// The same, where nothing says why.
    case doubtfulText
  }

  let meaning: Meaning
  /// The text of each, by the index of its line.
  let texts: [Int: String]

  private struct Item {
    var isLettered: Bool
    /// From 1.
    var place: Int
    var text: String
    var indent: Int
  }

  /// The list that begins in the line at `start`; nil where it is none of the question's above, whose text is indented by `indent`. `key` is what an answer key
  /// says about that question.
  init?(_ lines: ArraySlice<String>, at start: Int, below indent: Int, key: String?) {
    guard let first = Self.item(lines[start]), first.place == 1 else { return nil }
    var items = [first]
    var texts = [start: first.text]
    var answer: String?
    var isAnswerBelow = false
    // Whether what ends the list are choices, and how far in they are.
    var end: (isChoice: Bool, indent: Int)?
    for (index, line) in zip(lines.indices, lines).dropFirst(start + 1 - lines.startIndex).prefix(200) {
      let text = line.trimmed
      if text.isEmpty || text.hasPrefix("<!--") || MarkdownFold.isFold(text) { continue }
      let depth = MarkdownLine.indent(line)
      if isAnswerBelow {
        answer = String(text)
        break
      }
      if let next = Self.item(line), next.isLettered == first.isLettered, next.place == items.count + 1,
        abs(next.indent - first.indent) <= 1
      {
        items.append(next)
        texts[index] = next.text
      } else if let field = MarkdownLine.field(MarkdownLine.headedField(text, takesWords: false) ?? text) {
        guard field.field == .answer else { continue }
        // Further in than the last, the answer is that one's.
        guard first.isLettered || depth <= first.indent + 1 else { return nil }
        if !field.value.isEmpty { answer = field.value; break }
        isAnswerBelow = true
      } else {
        let isChoice = MarkdownLine.checkBox(text) != nil || MarkdownLine.lettered(text) != nil
        guard isChoice || depth <= first.indent + 1 else { continue }
        end = (isChoice, depth)
        break
      }
    }
    guard items.count >= 2, !items.contains(where: { $0.text.hasSuffix("?") }) else { return nil }
    self.texts = texts
    let names = items.indices.map { Self.names(ofPlace: $0) }
    func isNamed(in answer: String) -> Bool {
      Self.places(namedIn: answer, names: names, texts: items.map(\.text)) != nil
    }
    if let answer {
      guard isNamed(in: answer) else { return nil }
      meaning = .choices
      return
    }
    let isNested = first.indent >= indent + 2
    guard isNested || first.isLettered else { return nil }
    let rights = items.count { MarkdownLine.marked($0.text).isRight == true }
    if key.map(isNamed) == true || (1..<items.count).contains(rights) {
      meaning = .choices
    } else {
      // Choices further in are those of the last of these, which then is a question itself.
      guard !first.isLettered, end.map({ !$0.isChoice || $0.indent <= first.indent + 1 }) ?? true else { return nil }
      meaning = end?.isChoice == true ? .text : .doubtfulText
    }
  }

  private static func item(_ line: String) -> Item? {
    let text = line.trimmed
    guard let first = text.first, first.isASCII else { return nil }
    let isLettered = first.isLetter
    let sign = isLettered ? text.prefix(1) : text.prefix { $0.isASCII && $0.isNumber }
    let rest = text[sign.endIndex...]
    let place = isLettered ? MarkdownLine.letter(first)?.asciiValue.map { Int($0) - 96 } : Int(sign)
    guard let place, (1...99).contains(place), let mark = rest.first, (isLettered ? ":" : ".)").contains(mark),
      rest.dropFirst().first?.isWhitespace == true
    else { return nil }
    return Item(
      isLettered: isLettered, place: place, text: String(rest.dropFirst().trimmed), indent: MarkdownLine.indent(line))
  }

  // MARK: What an answer names

  /// What a numbered choice is called in an answer: `2`, `b`.
  static func names(ofPlace place: Int) -> Set<String> {
    Set(["\(place + 1)", place < 26 ? String(MarkdownLine.letter(atPlace: place)) : ""])
  }

  /// The places of the choices that an answer names: `b`, `B, D`, `2`, `b) joule`, or a choice's text; nil where it names any that isn't there.
  static func places(namedIn answer: String, names: [Set<String>], texts: [String]) -> [Int]? {
    if let place = texts.firstIndex(where: { folded($0) == folded(answer) }) { return [place] }
    // Beside letters a number says something else, but for `1-B, 2-A`: answers to other questions.
    let takesNumbers = answer.first?.isNumber == true || names.contains { $0.contains("1") }
    let words = answer.lowercased().split { !$0.isLetter && !$0.isNumber }.filter {
      !["and", "und", "и"].contains($0) && (takesNumbers || !$0.allSatisfy(\.isNumber))
    }
    let places = words.map { word -> Int? in
      let letter = word.count == 1 ? word.first.flatMap(MarkdownLine.letter) : nil
      return names.firstIndex { $0.contains(letter.map(String.init) ?? String(word)) }
    }
    guard let first = words.first else { return nil }
    let rest = answer.drop { $0 == "(" }.dropFirst(first.count)
    let isLed =
      (first.count == 1 || first.allSatisfy(\.isNumber)) && words.count > 1
      && (rest.first.map { ").:".contains($0) } == true || places[0].map { folded(texts[$0]) == folded(rest) } == true)
    let wanted = isLed && places.contains(nil) ? [places[0]] : places
    guard !wanted.contains(nil) else { return nil }
    return wanted.compactMap(\.self)
  }
}
