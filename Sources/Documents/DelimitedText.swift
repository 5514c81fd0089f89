internal import Wording

/// A table in a text file: comma-, semicolon- or tab-separated values (RFC 4180, and what spreadsheets make of it).
public struct DelimitedText: Sendable {
  public struct Cell: Hashable, Sendable {
    /// White space at the ends taken off; line breaks within as `\n`.
    public let text: String
    public let position: TextPosition
  }

  /// In the file's order, without empty ones.
  public private(set) var rows: [[Cell]] = []
  public let delimiter: Character

  /// A first line `sep=;`, which spreadsheets write, names the delimiter and is no row. Else the delimiter is the one of `, ; tab |` that stands most often in the first line that isn't empty, outside quotes.
  /// Throws ``DocumentError`` for a quote without end, and for more than a thousand columns.
  public init(_ source: SourceText) throws(DocumentError) {
    let said = Self.saidDelimiter(source)
    delimiter = said ?? Self.delimiter(of: source)
    let separator = delimiter.unicodeScalars.first ?? ","
    var row: [Cell] = []
    var text = String.UnicodeScalarView()
    /// Of the quote that is open, in scalars.
    var length = 0
    var position = TextPosition(line: 1, column: 1)
    var quoteStart: TextPosition?
    var wasQuoted = false
    func finishCell() {
      row.append(Cell(text: String(String(text).trimmed), position: position))
      text.removeAll()
      wasQuoted = false
    }
    for (index, line) in source.lines.enumerated() where said == nil || index > 0 {
      if quoteStart == nil {
        position = TextPosition(line: index + 1, column: 1)
      } else {
        text.append("\n")
        length += 1
      }
      let scalars = line.unicodeScalars
      var place = scalars.startIndex
      var column = 1
      while place < scalars.endIndex {
        let scalar = scalars[place]
        let next = scalars.index(after: place)
        if let start = quoteStart {
          if scalar != "\"" {
            text.append(scalar)
          } else if next < scalars.endIndex, scalars[next] == "\"" {
            text.append("\"")
            place = next
            column += 1
          } else {
            quoteStart = nil
          }
          length += 1
          guard length < 1 << 20 else { throw Self.endless(source, start) }
        } else if scalar == "\"", !wasQuoted, text.allSatisfy({ $0 == " " }) {
          text.removeAll()
          quoteStart = TextPosition(line: index + 1, column: column)
          length = 0
          wasQuoted = true
        } else if scalar == separator {
          finishCell()
          position = TextPosition(line: index + 1, column: column + 1)
        } else {
          text.append(scalar)
        }
        place = scalars.index(after: place)
        column += 1
      }
      guard quoteStart == nil else { continue }
      finishCell()
      guard row.count <= 1000 else {
        throw DocumentError(
          Diagnostic(
            .error, in: source.file, at: TextPosition(line: index + 1, column: 1), "has more than 1000 columns"))
      }
      if row.contains(where: { !$0.text.isEmpty }) { rows.append(row) }
      row.removeAll()
    }
    if let start = quoteStart { throw Self.endless(source, start) }
  }

  private static func endless(_ source: SourceText, _ start: TextPosition) -> DocumentError {
    DocumentError(
      Diagnostic(
        .error, in: source.file, at: start, "a quote is opened and never closed",
        hint: "a quote within a cell in quotes is written twice"))
  }

  private static func saidDelimiter(_ source: SourceText) -> Character? {
    guard let first = source.lines.first, first.utf8.count == 5, first.lowercased().hasPrefix("sep=") else {
      return nil
    }
    return first.last
  }

  private static func delimiter(of source: SourceText) -> Character {
    guard let head = source.lines.first(where: { !$0.trimmed.isEmpty }) else { return "," }
    var counts: [Character: Int] = [:]
    var decimalCommas = 0
    var isQuoted = false
    var before: Character?
    for (character, next) in zip(head, head.dropFirst().map(Optional.some) + [nil]) {
      if character == "\"" { isQuoted.toggle() } else if !isQuoted { counts[character, default: 0] += 1 }
      if !isQuoted, character == ",", before?.isNumber == true, next?.isNumber == true { decimalCommas += 1 }
      before = character
    }
    // `0,0;62,5;Titel`: where another sign parts cells, these are within numbers.
    if counts[";"] != nil || counts["\t"] != nil { counts[","]? -= decimalCommas }
    let candidates: [Character] = [",", ";", "\t", "|"]
    return candidates.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? ","
  }

  /// A cell as it stands in a file: in quotes where it has to be. A text that a spreadsheet would take for a formula gets an apostrophe before it,
  /// as spreadsheets themselves do (``unguarded(_:)`` takes it off).
  public static func written(_ text: String, delimiter: Character = ",") -> String {
    var text = text
    if let first = text.first, "=+-@\t'".contains(first), Double(text) == nil { text = "'" + text }
    let needsQuotes =
      text.contains { $0 == delimiter || $0 == "\"" || $0.isNewline } || text.first == " " || text.last == " "
    return needsQuotes ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }

  /// Without the apostrophe that keeps a text from being a formula.
  public static func unguarded(_ text: String) -> String {
    guard text.first == "'", let second = text.dropFirst().first, "=+-@\t'".contains(second) else { return text }
    return String(text.dropFirst())
  }
}
