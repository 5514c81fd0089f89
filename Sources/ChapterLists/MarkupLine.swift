internal import Documents
internal import Wording

/// A line of a page of text that may hold a chapter, by what its marks make of it.
struct MarkupLine {
  enum Kind: CaseIterable {
    /// Of a list or a table.
    case item
    case text
    case heading
  }
  let kind: Kind
  /// The indentation and the bullet, numbers left out: the same for the items of one list.
  let marks: String
  let content: Substring
  private let language: MarkupChapters.Language

  /// nil for the rules of a table.
  init?(_ line: String, in language: MarkupChapters.Language) {
    self.language = language
    let text = line.drop(while: \.isWhitespace)
    let indentation = line[..<text.startIndex]
    var (kind, rest) = (Kind.text, text)
    if text.first == "|" {
      guard !text.hasPrefix("|-"), !text.hasPrefix("|}") else { return nil }
      (kind, rest) = (.item, language == .markdown ? text.dropFirst() : text.drop { $0 == "|" })
    } else if language == .mediawiki, text.first == "=", text.trimmed.last == "=" {
      rest = text.trimmed.drop { $0 == "=" }
      (kind, rest) = (.heading, rest.dropLast(rest.reversed().prefix { $0 == "=" }.count))
    } else {
      let bullets = text.prefix { "*#:+-".contains($0) }
      let behind = text[bullets.endIndex...]
      let number = text.prefix { $0.isASCII && $0.isNumber }
      if !bullets.isEmpty {
        let isHeading = language == .markdown && bullets.allSatisfy { $0 == "#" }
        let isList =
          language == .markdown
          ? behind.first?.isWhitespace == true && bullets.first != "#" : bullets.first != "#" || indentation.isEmpty
        if isHeading, behind.first?.isWhitespace == true, bullets.count <= 6, indentation.count < 4 {
          (kind, rest) = (.heading, behind)
        } else if isList {
          (kind, rest) = (.item, behind)
        }
      } else if (1...3).contains(number.count), let mark = text[number.endIndex...].first, mark == "." || mark == ")" {
        (kind, rest) = (.item, text[number.endIndex...].dropFirst())
      }
    }
    self.kind = kind
    marks = String(indentation + text[..<rest.startIndex].filter { !$0.isNumber })
    content = rest
  }

  private var isRow: Bool { marks.last == "|" }

  /// The time and the title; in a heading and in text only a time at the start counts.
  ///
  /// - Parameter columns: Of the table, where its head names them. A head sets them.
  func read(_ columns: inout TableChapters.Columns?) -> TimedLine.Reading {
    guard isRow || content.mayHoldTime else { return .nothing }
    let text: String
    if isRow {
      let cells = cells
      if let named = TableChapters.Columns(head: cells) { columns = named }
      text = Self.timeFirst(cells, columns)
    } else {
      text = plain.trimmed.description
    }
    let reading = TimedLine.read(text)
    switch reading {
    case .entry(let timed) where timed.isLast && kind != .item: return .nothing
    // An item without a time is one of another list.
    case .garbage where !text.contains(kind == .item ? /\d[:：]\d/ : /^[^\w\s]*\d+[:：]\d/): return .nothing
    case .dots: return .nothing
    default: return reading
    }
  }

  /// `| One | 0:00 |` as `0:00 | One`: titles may stand in any column.
  private static func timeFirst(_ cells: [String], _ columns: TableChapters.Columns?) -> String {
    let times = cells.indices.filter { index in
      guard case .entry(let timed) = TimedLine.read(cells[index]) else { return false }
      return timed.title.isEmpty
    }
    let place = columns.flatMap { times.contains($0.start) ? $0.start : nil } ?? times.first
    guard let place else { return cells.filter { !$0.isEmpty }.joined(separator: " ") }
    let end = times.first { $0 > place }.map { " - \(cells[$0])" } ?? ""
    var title = cells.indices.filter { !times.contains($0) && !cells[$0].isEmpty }.map { cells[$0] }
      .joined(separator: " ")
    if let named = columns?.title, cells.indices.contains(named), !cells[named].isEmpty { title = cells[named] }
    return "\(cells[place])\(end) | \(title)"
  }

  // MARK: Text without marks

  private var cells: [String] {
    let protected = withoutMarks
    let cells = protected.split(separator: language == .markdown ? "|" : "||", omittingEmptySubsequences: false)
    return cells.map { Self.restored(String($0.trimmed), language) }
  }

  private var plain: String { Self.restored(withoutMarks, language) }

  /// Without links and emphasis; what is escaped is still hidden.
  private var withoutMarks: String {
    // Bounded, for the patterns look for ends that may not be there.
    var text = String(content.drop(while: \.isWhitespace).prefix(2000))
    guard text.contains(where: { "*_`~[\\'".contains($0) }) else { return text }
    switch language {
    case .markdown:
      text.replace(/\\([\\`*_{}\[\]()#+\-.!|<>&~])/) { Self.hidden($0.1) }
      text.replace(/\[([^\[\]]*)\]\([^)]*\)/) { String($0.1) }
      for mark in ["***", "**", "*", "___", "__", "_", "`", "~~"] { text = Self.without(mark, text) }
    case .mediawiki:
      text.replace(/\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]/) { String($0.1) }
      text.replace(/\[[^\s\[]+ ([^\]]*)\]/) { String($0.1) }
      text.replace(/'{2,5}/, with: "")
    }
    return text
  }

  /// Without the pairs of `mark` that emphasise what lies between them: not `2 * 3 * 4`, and no `_` within a word.
  private static func without(_ mark: String, _ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let opening = rest.firstRange(of: mark) {
      let inner = rest[opening.upperBound...]
      func isWord(_ character: Character?) -> Bool { mark.first == "_" && character.map(\.isLetterOrNumber) ?? false }
      let before = rest[..<opening.lowerBound].last ?? result.last
      guard inner.first?.isWhitespace == false, !isWord(before), let closing = inner.firstRange(of: mark),
        closing.lowerBound > inner.startIndex, inner[..<closing.lowerBound].last?.isWhitespace == false,
        !isWord(inner[closing.upperBound...].first)
      else {
        result += rest[..<opening.upperBound]
        rest = inner
        continue
      }
      result += rest[..<opening.lowerBound] + inner[..<closing.lowerBound]
      rest = inner[closing.upperBound...]
    }
    return result + rest
  }

  private static let escapable = Array("\\`*_{}[]()#+-.!|<>&~")

  /// What is escaped, as one of the characters that Unicode keeps for such a use and no text has.
  private static func hidden(_ text: Substring) -> String {
    guard let place = text.first.flatMap({ escapable.firstIndex(of: $0) }),
      let scalar = Unicode.Scalar(UInt32(0xfdd0 + place))
    else { return String(text) }
    return String(Character(scalar))
  }

  private static func restored(_ text: String, _ language: MarkupChapters.Language) -> String {
    guard language == .markdown else { return CharacterReference.decoded(text) }
    return text.map { character in
      guard let value = character.unicodeScalars.first?.value, (0xfdd0..<0xfde4).contains(value) else {
        return String(character)
      }
      return String(escapable[Int(value - 0xfdd0)])
    }.joined()
  }
}

extension Character {
  fileprivate var isLetterOrNumber: Bool { isLetter || isNumber }
}
