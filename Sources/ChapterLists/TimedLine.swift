internal import Timeline
internal import Wording

/// A line with a time and a title.
struct TimedLine: Equatable {
  var start: Instant
  /// Written with decimals.
  var isExact: Bool
  /// A second time followed the first: `0:00 - 5:03 Title`.
  var hasEnd: Bool
  /// On one line; empty where the line has a time only.
  var title: String
  /// Where the time stands, from 1.
  var column: Int

  enum Reading: Equatable {
    /// Blank, or a comment.
    case nothing
    case entry(TimedLine)
    /// `...`: between the lines around it, boundaries are left to be found.
    case dots
    /// What is wrong, and in which column.
    case garbage(String, Int)
  }

  static func read(_ line: String) -> Reading {
    let text = line[...].trimmed
    guard let first = text.first, first != "#" else { return .nothing }
    if text.allSatisfy({ $0 == "." || $0 == "…" }), text != ".", text != ".." { return .dots }
    var faulty: Substring?
    for time in [firstTime(text), lastTime(text)] {
      guard let time else { continue }
      guard let start = Instant(clock: time.digits) else {
        faulty = faulty ?? time.digits
        continue
      }
      return .entry(
        TimedLine(
          start: start, isExact: time.digits.contains { $0 == "." || $0 == "," }, hasEnd: time.hasEnd,
          title: oneLine(time.title), column: column(of: time.digits, in: line)))
    }
    if let faulty {
      let sentence = "'\(shown(faulty, limit: 40))' is not a time; expected H:MM:SS or MM:SS, up to nine decimals"
      return .garbage(sentence, column(of: faulty, in: line))
    }
    return .garbage(
      "'\(shown(text, limit: 60))' has no time first or last; expected a line such as 00:05:03 Title",
      column(of: text, in: line))
  }

  private static func column(of part: Substring, in line: String) -> Int {
    line.distance(from: line.startIndex, to: part.startIndex) + 1
  }

  private struct Place {
    var digits: Substring
    var hasEnd: Bool
    var title: String
  }

  /// `1. [00:05:03] - Title`, `• 5:03 – 7:00 Title`, `5:03 | 12:30 is the title`.
  private static func firstTime(_ text: Substring) -> Place? {
    var rest = text
    let number = text.prefix { $0.isASCII && $0.isNumber }
    if (1...3).contains(number.count), let mark = text[number.endIndex...].first, mark == "." || mark == ")" {
      rest = text[number.endIndex...].dropFirst()
    }
    rest = rest.drop { isBullet($0) || $0.isWhitespace }
    let inside = rest.drop { openers.contains($0) }
    let isBracketed = inside.startIndex != rest.startIndex
    guard let time = leadingTime(inside) else { return nil }
    rest = inside[time.endIndex...]
    var hasEnd = false
    let second = rest.drop { $0.isWhitespace || dashes.contains($0) }
    if let end = leadingTime(second), rest[..<second.startIndex].contains(where: { dashes.contains($0) }) {
      hasEnd = true
      rest = second[end.endIndex...]
    }
    if isBracketed { rest = rest.drop { closers.contains($0) } }
    return Place(digits: time, hasEnd: hasEnd, title: String(withoutSeparator(rest)))
  }

  /// `Title - 5:03`, `Title (5:03)`, `Title ..... 5:03 - 7:00`.
  private static func lastTime(_ text: Substring) -> Place? {
    func timeAtEnd(of text: Substring) -> Substring? {
      let token = text.reversed().prefix { isTimePart($0) }.count
      let digits = text.suffix(token)
      guard !digits.isEmpty, leadingTime(digits)?.endIndex == digits.endIndex else { return nil }
      let before = text.dropLast(token).last
      return before.map { $0.isWhitespace || openers.contains($0) || isSeparator($0) } ?? true ? digits : nil
    }
    func dropping(_ text: Substring, _ isDropped: (Character) -> Bool) -> Substring {
      text.dropLast(text.reversed().prefix(while: isDropped).count)
    }
    var text = dropping(text) { closers.contains($0) || $0.isWhitespace }
    guard var time = timeAtEnd(of: text) else { return nil }
    text = text[..<time.startIndex]
    var hasEnd = false
    let earlier = dropping(text) { $0.isWhitespace || dashes.contains($0) }
    if text[earlier.endIndex...].contains(where: { dashes.contains($0) }), let start = timeAtEnd(of: earlier) {
      hasEnd = true
      time = start
      text = text[..<start.startIndex]
    }
    text = dropping(text) { openers.contains($0) || $0.isWhitespace }
    let dots = text.reversed().prefix { $0 == "." || $0.isWhitespace }.count
    let title = dropping(dots > 2 ? text.dropLast(dots) : text) { isSeparator($0) || $0.isWhitespace }
    return Place(
      digits: time, hasEnd: hasEnd, title: String(title.drop { isBullet($0) || $0.isWhitespace }))
  }

  /// Digits with one colon or more between them, and decimals; not what a letter follows, as in `12:30pm`.
  private static func leadingTime(_ text: Substring) -> Substring? {
    func digits(_ text: Substring) -> Substring { text.prefix { $0.isASCII && $0.isNumber } }
    var end = digits(text).endIndex
    guard end > text.startIndex else { return nil }
    var colons = 0
    while end < text.endIndex, text[end] == ":", case let field = digits(text[text.index(after: end)...]),
      !field.isEmpty
    {
      colons += 1
      end = field.endIndex
    }
    guard colons > 0 else { return nil }
    if end < text.endIndex, text[end] == "." || text[end] == ",",
      case let decimals = digits(text[text.index(after: end)...]), !decimals.isEmpty
    {
      end = decimals.endIndex
    }
    if end < text.endIndex, text[end].isASCII, text[end].isLetter || text[end].isNumber { return nil }
    return text[..<end]
  }

  /// A title without the dash or the like that parts it from its time.
  private static func withoutSeparator(_ text: Substring) -> Substring {
    let words = text.trimmed
    let rest = words.drop { isSeparator($0) || $0 == "." }
    let separator = words[..<rest.startIndex]
    guard let next = rest.first else { return rest }
    return next.isWhitespace || !separator.contains(".") && !next.isNumber ? rest.trimmed : words
  }

  private static let openers: Set<Character> = ["[", "(", "<", "{", "【", "（"]
  private static let closers: Set<Character> = ["]", ")", ">", "}", "】", "）"]
  private static let dashes: Set<Character> = ["-", "–", "—", "−", "→"]
  private static func isBullet(_ character: Character) -> Bool { "-–—*•●▪▸►▶‣◦·+>→".contains(character) }
  private static func isSeparator(_ character: Character) -> Bool { "-–—−:|•·→>=~".contains(character) }
  private static func isTimePart(_ character: Character) -> Bool {
    character == ":" || character == "." || character == "," || (character.isASCII && character.isNumber)
  }
}
