internal import Timeline
internal import Wording

/// A line with a time and a title.
struct TimedLine: Equatable {
  var start: Instant
  /// Written with decimals.
  var isExact: Bool
  /// A second time followed the first: `0:00 - 5:03 Title`.
  var hasEnd: Bool
  /// The title stands before it.
  var isLast: Bool
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
    let text = line[...].trimmed.drop { $0.isWhitespace || isInvisible($0) }
    guard let first = text.first, first != "#" else { return .nothing }
    if text.allSatisfy({ $0 == "." || $0 == "…" }), text != ".", text != ".." { return .dots }
    var faulty: Substring?
    for (index, time) in [firstTime(text), lastTime(text)].enumerated() {
      guard let time else { continue }
      guard let start = Instant(clock: plainClock(time.digits)) else {
        faulty = faulty ?? time.digits
        continue
      }
      return .entry(
        TimedLine(
          start: start, isExact: time.digits.contains { $0 == "." || $0 == "," }, hasEnd: time.hasEnd,
          isLast: index == 1, title: oneLine(time.title), column: column(of: time.digits, in: line)))
    }
    if let faulty {
      let countsFrames = faulty.contains(";") || faulty.split(whereSeparator: isColon).count > 3
      let fault = countsFrames ? "counts frames, and how long one lasts isn't known" : "is not a time"
      let sentence = "'\(shown(faulty, limit: 40))' \(fault); expected H:MM:SS or MM:SS, up to nine decimals"
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

  /// `1. [00:05:03] - Title`, `🎬 5:03 – 7:00 Title`, `**5:03** Title`, `5:03 | 12:30 is the title`.
  private static func firstTime(_ text: Substring) -> Place? {
    var rest = text.drop(while: isMark)
    let number = rest.prefix(while: isDigit)
    if (1...3).contains(number.count), let mark = rest[number.endIndex...].first, mark == "." || mark == ")" {
      rest = rest[number.endIndex...].dropFirst().drop(while: isMark)
    }
    guard let time = leadingTime(rest) else { return nil }
    let around = text[..<rest.startIndex].reversed().prefix { openers.contains($0) || emphasis.contains($0) }
    let isBracketed = around.contains { openers.contains($0) }
    let isEmphasised = around.contains { emphasis.contains($0) }
    rest = rest[time.endIndex...]
    let end = endTime(rest)
    if let end { rest = rest[end.endIndex...] }
    rest = rest.drop { isBracketed && closers.contains($0) || isEmphasised && emphasis.contains($0) }
    return Place(digits: time, hasEnd: end != nil, title: String(withoutSeparator(rest)))
  }

  /// A second time behind a dash, an arrow or a word such as `to`.
  private static func endTime(_ text: Substring) -> Substring? {
    let rest = text.drop { $0.isWhitespace || dashes.contains($0) }
    if text[..<rest.startIndex].contains(where: { dashes.contains($0) }) { return leadingTime(rest) }
    let word = rest.prefix(while: \.isLetter)
    guard untilWords.contains(word.lowercased()) else { return nil }
    return leadingTime(rest[word.endIndex...].drop(while: \.isWhitespace))
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
    var text = dropping(text) { closers.contains($0) || $0.isWhitespace || isInvisible($0) }
    guard var time = timeAtEnd(of: text) else { return nil }
    text = text[..<time.startIndex]
    var hasEnd = false
    var earlier = dropping(text) { $0.isWhitespace || dashes.contains($0) }
    var isRange = text[earlier.endIndex...].contains { dashes.contains($0) }
    let word = earlier.suffix(earlier.reversed().prefix(while: \.isLetter).count)
    if !isRange, untilWords.contains(word.lowercased()) {
      isRange = true
      earlier = dropping(earlier[..<word.startIndex]) { $0.isWhitespace }
    }
    if isRange, let start = timeAtEnd(of: earlier) {
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
    func digits(_ text: Substring) -> Substring { text.prefix(while: isDigit) }
    func digits(behind mark: String.Index) -> Substring { digits(text[text.index(after: mark)...]) }
    var end = digits(text).endIndex
    guard end > text.startIndex, end < text.endIndex, isColon(text[end]) else { return nil }
    let colon = text[end]
    var colons = 0
    while end < text.endIndex, text[end] == colon, case let field = digits(behind: end), !field.isEmpty {
      colons += 1
      end = field.endIndex
    }
    guard colons > 0 else { return nil }
    if end < text.endIndex, text[end] == "." || text[end] == ",", case let decimals = digits(behind: end),
      !decimals.isEmpty
    {
      // `0:00,3rd law` is a time and a title.
      let isTitle = text[end] == "," && text[decimals.endIndex...].first.map { $0.isASCII && $0.isLetter } ?? false
      if !isTitle { end = decimals.endIndex }
    } else if colons == 2, end < text.endIndex, text[end] == ";", case let frames = digits(behind: end),
      frames.count == 2
    {
      end = frames.endIndex
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
    let isDelimiter = separator.allSatisfy { $0 == "," || $0 == ";" }
    return next.isWhitespace || isDelimiter || !separator.contains(".") && !next.isNumber ? rest.trimmed : words
  }

  private static let openers: Set<Character> = ["[", "(", "<", "{", "【", "（", "「", "『", "“", "‘", "«", "‹"]
  private static let closers: Set<Character> = ["]", ")", ">", "}", "】", "）", "」", "』", "”", "’", "»", "›"]
  private static let dashes: Set<Character> = ["-", "–", "—", "−", "→", "~", "〜", "～", ">"]
  private static let emphasis: Set<Character> = ["*", "_", "`"]
  private static let untilWords: Set = ["to", "until", "till", "bis"]
  private static func isBullet(_ character: Character) -> Bool { "-–—*•●▪▸►▶‣◦·+>→".contains(character) }
  private static func isSeparator(_ character: Character) -> Bool { "-–—−:：|•·→>=~〜～,;".contains(character) }
  private static func isColon(_ character: Character) -> Bool { character == ":" || character == "：" }
  /// A bullet, a bracket, a picture or whatever else stands before the first word.
  private static func isMark(_ character: Character) -> Bool { !character.isLetter && !isDigit(character) }
  private static func isTimePart(_ character: Character) -> Bool {
    isColon(character) || character == "." || character == "," || isDigit(character)
  }

  /// Of any script: Arabic, Devanagari and full-width ones too.
  private static func isDigit(_ character: Character) -> Bool {
    guard !character.isASCII else { return character.isNumber }
    let scalars = character.unicodeScalars
    return scalars.count == 1 && scalars.first?.properties.generalCategory == .decimalNumber
  }

  /// A mark of direction, a width of zero, a byte order mark within the text.
  private static func isInvisible(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .format }
  }

  /// `time` with ASCII's digits and colons.
  static func plainClock(_ time: some StringProtocol) -> String {
    time.map { character in
      if isColon(character) { return ":" }
      return isDigit(character) ? character.wholeNumberValue.map { "\($0)" } ?? "" : String(character)
    }.joined()
  }
}
