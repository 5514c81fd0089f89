internal import Lesson
internal import Wording

/// The lines that mean something in a question list.
enum MarkdownLine {
  /// What follows `1.`, `1)`, `Q:`, `Q1:`, `Question 1:` or `### `, in bold or not, and how far it is indented; nil for other lines.
  static func questionStart(_ line: some StringProtocol) -> (text: String, indent: Int, isNumbered: Bool)? {
    guard let byte = line.utf8.first(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }),
      byte >= 0x80 || "0123456789#*_QqFf".utf8.contains(byte),
      let first = line.first(where: { $0 != " " && $0 != "\t" }), first.isNumber || "#*_QqFf".contains(first)
    else { return nil }
    let indent = line.prefix { $0 == " " }.count
    var rest = Substring(String(line.trimmed))
    let level = rest.prefix { $0 == "#" }.count
    if level > 0 {
      guard (3...6).contains(level), rest.dropFirst(level).first?.isWhitespace == true else { return nil }
      rest = rest.dropFirst(level).trimmed
      var label = rest
      if takeLabel(&label) { rest = label } else if isBareLabel(rest) { rest = "" }
      return (String(rest.trimmed), indent, false)
    }
    let bold = takeBold(&rest)
    guard takeLabel(&rest) else { return nil }
    let closes = bold.map { rest.hasPrefix($0) } ?? false
    if closes { rest = rest.dropFirst(2) }
    guard rest.isEmpty || rest.first?.isWhitespace == true else { return nil }
    rest = rest.trimmed
    // `**1. What is it?**`
    // or `**1. What is it?** (one mark)`
    if let bold, !closes, let range = rest.firstRange(of: bold) { rest.removeSubrange(range) }
    return (String(rest), indent, first.isNumber || bold != nil)
  }

  private static func takeBold(_ text: inout Substring) -> String? {
    guard let bold = ["**", "__"].first(where: { text.hasPrefix($0) }) else { return nil }
    text = text.dropFirst(2)
    return bold
  }

  /// `Question 3`, whose text follows in the next line.
  private static func isBareLabel(_ text: Substring) -> Bool {
    let words = text.lowercased().split(separator: " ")
    return words.count == 2 && ["question", "frage"].contains(words[0])
      && words[1].allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// `12.`, `12)`, `Q:`, `Question 3:`.
  private static func takeLabel(_ text: inout Substring) -> Bool {
    var rest = text
    var signs = ".)"
    if let word = ["question", "frage", "q"].first(where: { rest.prefix($0.count).lowercased() == $0 }) {
      rest = rest.dropFirst(word.count).drop { $0 == " " }
      signs = ".):"
    }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard digits.count <= 5, !digits.isEmpty || signs.count == 3 else { return false }
    rest = rest.dropFirst(digits.count).drop { $0 == " " }
    guard let sign = rest.first, signs.contains(sign), sign != "." || !digits.isEmpty else { return false }
    text = rest.dropFirst()
    return true
  }

  /// Whether a question starts with `Q:`, `Question 3:` and the like.
  static func isAskedByWord(_ line: String) -> Bool {
    let text = line.drop { "*_# \t".contains($0) }
    let word = text.prefix { $0.isLetter }
    let sign = text[word.endIndex...].first { $0 != " " && !$0.isNumber }
    return ["q", "question", "frage"].contains(word.lowercased()) && sign.map { ":.)".contains($0) } == true
  }

  /// `- [x] text`, `[x] text`, `(x) text`: what stands in the box, and after it.
  static func checkBox(_ text: some StringProtocol) -> (mark: String, text: String)? {
    if let sign = text.first, !sign.isASCII || "-+*".contains(sign) {
      let content = sign.isASCII ? bullet(text) ?? "" : String(text)
      if let sign = content.first, let mark = boxes[sign], content.dropFirst().first?.isWhitespace == true {
        return (mark, String(content.dropFirst().trimmed))
      }
    }
    let isBare = text.utf8.first == UInt8(ascii: "[") || text.utf8.first == UInt8(ascii: "(")
    guard let content = isBare ? String(text) : bullet(text), let open = content.first, open == "[" || open == "(",
      let close = content.prefix(16).firstIndex(of: open == "[" ? "]" : ")")
    else { return nil }
    let mark = content[content.index(after: content.startIndex)..<close].trimmed
    let rest = content[content.index(after: close)...]
    guard
      mark.isEmpty || ["x", "X", "✓", "✔"].contains(mark)
        || open == "[" && mark.hasSuffix("%") && WrittenNumber(mark.dropLast()) != nil,
      open == "[" && !isBare || rest.first?.isWhitespace == true
    else { return nil }
    return (String(mark), String(rest.trimmed))
  }

  /// Signs of word processors, and what stands in them.
  private static let boxes: [Character: String] = ["☐": "", "○": "", "◯": "", "☑": "x", "☒": "x", "●": dot, "◉": "x"]

  /// What stands in `●`, which also is a bullet.
  static let dot = "●"

  /// A choice without the sign that says whether it is right: `joule ✓`, `✅ joule`, `watt ❌`, `joule **(correct)**`.
  static func signed(_ text: String) -> (text: String, isRight: Bool?) {
    for mark in ["**", "*"] where text.hasSuffix(")" + mark) {
      guard let open = text.lastIndex(of: "("), text[..<open].hasSuffix(mark) else { break }
      let plain = signed("\(text[..<open].dropLast(mark.count))\(text[open...].dropLast(mark.count))")
      return plain.isRight == nil ? (text, nil) : plain
    }
    guard text.utf8.last == UInt8(ascii: ")") || text.utf8.contains(where: { $0 >= 0x80 }) else { return (text, nil) }
    let lowered = text.lowercased()
    for sign in ["✓", "✔", "✔️", "✅", "☑", "(correct)", "(right)", "(richtig)", "❌", "✗", "✘"] {
      let isRight = !["❌", "✗", "✘"].contains(sign)
      if lowered.hasSuffix(sign) { return (String(text.dropLast(sign.count).trimmed), isRight) }
      if lowered.hasPrefix(sign), !sign.hasPrefix("(") { return (String(text.dropFirst(sign.count).trimmed), isRight) }
    }
    return (text, nil)
  }

  /// A choice without what says that it is right, a sign (``signed(_:)``) or that it is bold as a whole.
  static func marked(_ text: String) -> (text: String, isRight: Bool?) {
    let isBold = text.hasPrefix("**") && text.hasSuffix("**") && text.count > 4
    let signed = signed(isBold ? String(text.dropFirst(2).dropLast(2)) : text)
    return (signed.text, signed.isRight ?? (isBold ? true : nil))
  }

  /// `- text`.
  static func bullet(_ text: some StringProtocol) -> String? {
    guard let first = text.first, "-*+•".contains(first), text.dropFirst().first?.isWhitespace == true else {
      return nil
    }
    return String(text.dropFirst().trimmed)
  }

  /// The Latin letter of a choice's place: `b` for `B`, and for `б`, of which Russian makes the second choice.
  static func letter(_ character: Character) -> Character? {
    let lowered = character.lowercased().first ?? character
    if character.isASCII { return character.isLetter ? lowered : nil }
    let place = Array("абвгдежз").firstIndex(of: lowered)
    return place.map(letter(atPlace:))
  }

  static func letter(atPlace place: Int) -> Character {
    Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(clamping: min(place, 25))))
  }

  /// How far in the line's text stands, a tab as four blanks.
  static func indent(_ line: some StringProtocol) -> Int {
    line.utf8.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      .reduce(0) { $1 == UInt8(ascii: "\t") ? ($0 / 4 + 1) * 4 : $0 + 1 }
  }

  /// `a) text`, `B. text`, `*c) text`, `(d) text`, `- a) text`, `- A: text`.
  static func lettered(_ text: some StringProtocol) -> (letter: Character, text: String, isStarred: Bool)? {
    var rest = Substring(String(text))
    let isBulleted = (rest.first == "-" || rest.first == "+") && rest.dropFirst().first == " "
    if isBulleted { rest = rest.dropFirst().trimmed }
    let stars = rest.prefix { $0 == "*" }.count
    guard stars <= 2 else { return nil }
    rest = rest.dropFirst(stars)
    if rest.first == "(" { rest = rest.dropFirst() }
    guard let letter = rest.popFirst().flatMap(letter), let sign = rest.popFirst(),
      sign == "." || sign == ")" || isBulleted && sign == ":"
    else { return nil }
    let inner = rest.prefix { $0 == "*" }.count
    rest = rest.dropFirst(inner)
    guard rest.first?.isWhitespace == true, case let content = rest.trimmed, !content.isEmpty else { return nil }
    // `**b) text**`
    let isWrapped = stars == 2 && inner == 0 && content.hasSuffix("**")
    return (letter, String(isWrapped ? content.dropLast(2) : content), stars > 0)
  }

  /// `left -> right`, `left → right`.
  static func pair(_ text: String) -> (left: String, right: String)? {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: ">") || $0 >= 0x80 }) else { return nil }
    for arrow in ["->", "→", "=>"] {
      guard let range = text.firstRange(of: arrow) else { continue }
      let (left, right) = (text[..<range.lowerBound].trimmed, text[range.upperBound...].trimmed)
      return right.isEmpty ? nil : (String(left), String(right))
    }
    return nil
  }

  /// What means something in a text, unless it is escaped.
  private static let signs = "\\!*`[<_|".utf8

  /// Emphasis, code, pictures, links and tables make it Markdown, unless they are escaped.
  static func rich(_ text: String) -> RichText {
    guard text.utf8.contains(where: { signs.contains($0) }) else { return RichText(String(text.trimmed)) }
    var plain = ""
    var rest = Substring(text.trimmed)
    var isEscaped = false
    while let special = rest.utf8.firstIndex(where: { signs.contains($0) }) {
      if special > rest.startIndex { isEscaped = false }
      plain += rest[..<special]
      rest = rest[special...]
      guard let character = rest.popFirst() else { break }
      defer { isEscaped = character == "\\" && plain.last == "\\" }
      if character == "\\", isLineStart(plain),
        rest.first.map({ $0 == "\n" }) ?? true || isEscapedStart(rest) || isTable(rest)
      {
        if rest.first != "\n", let next = rest.popFirst() { plain.append(next) }
      } else if character == "\\", !isEscaped, let formula = formula(rest) {
        plain += "\\" + formula
        rest = rest.dropFirst(formula.count)
      } else if character == "!", rest.first == "[", rest.firstRange(of: "](") != nil {
        return markdown(text.trimmed)
      } else if character == "\\", let next = rest.first, isEscapable(next) {
        plain.append(next)
        rest = rest.dropFirst()
      } else if isMarkup(character, before: rest, after: plain.last) {
        return markdown(text.trimmed)
      } else {
        plain.append(character)
      }
    }
    return RichText(plain + rest)
  }

  /// `(x^2\)` behind a backslash: a formula, in which nothing is escaped for Markdown.
  private static func formula(_ rest: Substring) -> Substring? {
    guard let close = ["(": "\\)", "[": "\\]"][rest.first], let end = rest.firstRange(of: close) else { return nil }
    return rest[..<end.upperBound]
  }

  private static func isEscapable(_ character: Character) -> Bool { "*`\\#>-+[<_".contains(character) }

  /// Whether the character makes a text Markdown, where `rest` follows it.
  private static func isMarkup(_ character: Character, before rest: Substring, after last: Character?) -> Bool {
    switch character {
    case "*", "`": return true
    case "[":
      guard let close = rest.utf8.firstIndex(where: { "[]\n".utf8.contains($0) }), rest[close...].hasPrefix("](") else {
        return false
      }
      return rest[close...].prefix { !$0.isNewline && $0 != "[" }.contains(")")
    case "<": return ["http://", "https://", "mailto:"].contains { rest.hasPrefix($0) }
    case "_":
      // `_x_`, `__x__`; neither `x_1` nor `___`.
      guard last.map({ !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "\\" }) ?? true else { return false }
      let inner = rest.first == "_" ? rest.dropFirst() : rest
      guard let first = inner.first, first != "_", !first.isWhitespace,
        let close = inner.firstIndex(where: { $0 == "_" || $0 == "\n" }), inner[close] == "_",
        inner[..<close].last?.isWhitespace == false
      else { return false }
      return inner[close...].drop { $0 == "_" }.first.map { !$0.isLetter && !$0.isNumber } ?? true
    case "|": return last ?? "\n" == "\n" && isTable("|" + rest)
    default: return false
    }
  }

  /// `|---|:--:|`, the rule below a table's head.
  private static func isTable(_ rest: Substring) -> Bool {
    guard rest.first == "|" else { return false }
    let line = rest[..<(rest.utf8.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex)].trimmed
    return line.contains("--") && line.utf8.allSatisfy { "|-: ".utf8.contains($0) }
  }

  /// What stands behind a backslash at a line's start is escaped only where the line would mean something without: `\frac` stays. A star and a grave accent are
  /// escaped wherever they stand.
  private static func isEscapedStart(_ rest: Substring) -> Bool {
    guard rest.first != "*", rest.first != "`" else { return false }
    return meansSomething(rest[..<(rest.utf8.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex)])
  }

  private static func isLineStart(_ text: String) -> Bool {
    text.utf8.last { $0 != UInt8(ascii: " ") }.map { $0 == UInt8(ascii: "\n") } ?? true
  }

  /// Text in Markdown stays as it is, but for the backslashes that keep its lines from meaning something in the list.
  private static func markdown(_ text: Substring) -> RichText {
    var code = MarkdownCode()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> Substring in
      let body = line.drop { $0 == " " }
      let bare = body.drop { $0 == "\\" }
      guard !code.takes(line), bare.startIndex > body.startIndex else { return line }
      let blanks = line[..<body.startIndex]
      // `\* x` is no item in Markdown itself, so that an item has two.
      if bare.first == "*" { return body.hasPrefix("\\\\*") && meansSomething(bare) ? blanks + bare : line }
      return bare.isEmpty || meansSomething(bare) ? blanks + body.dropFirst() : line
    }
    return RichText(PictureReference.withPlainNames(lines.joined(separator: "\n")), .markdown)
  }

  /// A text as ``rich(_:)`` reads it, in one line or several. Without `keepsGaps` a backslash stands in empty lines.
  static func written(_ text: RichText, keepsGaps: Bool = true) -> String {
    let lines = text.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let trimmed = lines.map(\.trimmed)
    let blanks = zip(lines.indices, zip(lines, trimmed)).map { index, line in
      String(repeating: " ", count: index == 0 || line.1.isEmpty ? 0 : indent(line.0))
    }
    let whole = zip(blanks, trimmed).map { $0 + $1 }.joined(separator: "\n")
    guard text.format == .markdown, rich(whole).format == .markdown else {
      let lines = escaped(whole).split(separator: "\n", omittingEmptySubsequences: false)
      return lines.map { $0.isEmpty && !keepsGaps ? "\\" : $0 }.joined(separator: "\n")
    }
    var code = MarkdownCode()
    var written = zip(blanks, zip(lines, trimmed)).map { blanks, line -> String in
      let (line, trimmed) = line
      if code.takes(trimmed) { return MarkdownCode.fence(trimmed) == nil ? String(line) : blanks + trimmed }
      guard !trimmed.isEmpty else { return keepsGaps ? "" : "\\" }
      let bare = trimmed.drop { $0 == "\\" }
      guard bare.isEmpty || meansSomething(bare) else { return blanks + trimmed }
      guard bare.first == "*" else { return blanks + "\\" + trimmed }
      return blanks + (bare.startIndex == trimmed.startIndex ? "\\\\" : "") + trimmed
    }
    if let fence = code.fence { written.append(fence) }
    return written.joined(separator: "\n")
  }

  /// Plain text with a backslash before each sign that would mean something; formulas stay as they are.
  private static func escaped(_ text: String) -> String {
    var result = ""
    var rest = Substring(text)
    var isEscaped = false
    while let character = rest.first {
      let after = rest.dropFirst()
      let isStart = character != " " && isLineStart(result)
      let isPicture = character == "[" && result.last == "!" && rest.firstRange(of: "](") != nil
      var isMeant = isPicture || isMarkup(character, before: after, after: result.last)
      if character == "\\" {
        let isSign =
          isStart && (after.first.map { $0 == "\n" } ?? true || isEscapedStart(after) || isTable(after))
        if !isSign, !isEscaped, let formula = formula(after) {
          result += "\\" + inLines(formula)
          rest = after[formula.endIndex...]
          continue
        }
        isMeant = isSign || after.first.map(isEscapable) == true
      } else if isStart {
        isMeant = isMeant || isEscapedStart(rest)
      }
      if isMeant { result.append("\\") }
      result.append(character)
      isEscaped = isMeant && character == "\\"
      rest = after
    }
    return result
  }

  /// A formula of several lines in one, where a line of it would mean something.
  private static func inLines(_ formula: Substring) -> String {
    let lines = formula.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.joined(separator: lines.dropFirst().contains { $0.isEmpty || meansSomething($0) } ? " " : "\n")
  }

  private static func meansSomething(_ line: Substring) -> Bool {
    guard let first = line.first, first != "\\" else { return false }
    return "#>-+".contains(first) || bullet(line) != nil || questionStart(line) != nil || lettered(line) != nil
      || field(line) != nil || checkBox(line) != nil || MarkdownCode.fence(line) != nil || isRule(line)
      || MarkdownFold.isFold(line) || isColonLettered(line)
      || ["<!--", "::", "$CATEGORY:"].contains { line.hasPrefix($0) }
  }

  /// `A: text`.
  private static func isColonLettered(_ line: Substring) -> Bool {
    line.dropFirst().first == ":" && line.first.flatMap(letter) != nil && line.dropFirst(2).first?.isWhitespace == true
  }

  /// `---`, `* * *`.
  static func isRule(_ line: Substring) -> Bool {
    line.utf8.count >= 3 && line.utf8.allSatisfy { "-_* ".utf8.contains($0) }
  }
}

/// Code between fences, line by line: in there nothing means anything.
struct MarkdownCode {
  /// What ends the code, while some is open.
  private(set) var fence: String?

  /// Whether the line is code or a fence.
  mutating func takes(_ line: some StringProtocol) -> Bool {
    let text = line.trimmed
    guard let mark = fence ?? Self.fence(text) else { return false }
    fence = fence == nil || !text.hasPrefix(mark) ? mark : nil
    return true
  }

  static func fence(_ text: some StringProtocol) -> String? { ["```", "~~~"].first { text.hasPrefix($0) } }
}
