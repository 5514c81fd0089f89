internal import Documents
internal import Wording

/// The headings of a question table: templates of quiz programs have a title and instructions above them.
struct CSVHeadings {
  /// The place of their line among the text's, counted from 0.
  let line: Int
  /// Whether nothing stands above them.
  let areFirst: Bool

  /// nil where none of the first lines looks like headings.
  init?(of text: SourceText) {
    var tried = 0
    for (index, line) in text.lines.enumerated() where !line.trimmed.isEmpty && !line.lowercased().hasPrefix("sep=") {
      guard tried < Self.limit else { return nil }
      let columns = Self.cells(text.lines[index...]).map { CSVColumn($0) }
      let known = columns.count { $0 != nil }
      // Two words with a comma between them may stand in any text, and a table in a list of questions.
      let areLikely = tried == 0 || known >= 3 && line.trimmed.first != "|"
      if columns.contains(.question), known * 2 > columns.count, areLikely {
        (self.line, areFirst) = (index, tried == 0)
        return
      }
      tried += 1
    }
    return nil
  }

  private static let limit = 20

  /// The cells of the first row that aren't empty; none of a row with one cell only.
  private static func cells(_ lines: ArraySlice<String>) -> [String] {
    guard let first = lines.first, first.utf8.count < 20_000 else { return [] }
    // In quotes a heading may have several lines.
    let isOpen = !first.utf8.count { $0 == UInt8(ascii: "\"") }.isMultiple(of: 2)
    guard let text = try? SourceText(lines.prefix(isOpen ? limit : 1).joined(separator: "\n"), named: ""),
      let row = (try? DelimitedText(text))?.rows.first, row.count > 1
    else { return [] }
    return row.map(\.text).filter { !$0.isEmpty }
  }

  /// The table from its headings on.
  static func table(in text: SourceText, _ found: inout DiagnosticList) throws(DocumentError) -> DelimitedText {
    guard let headings = CSVHeadings(of: text), !headings.areFirst else { return try DelimitedText(text) }
    let first = text.lines.firstIndex { !$0.trimmed.isEmpty } ?? 0
    found.warning(
      at: TextPosition(line: first + 1, column: 1),
      "what stands above the headings in line \(headings.line + 1) is not read")
    return try DelimitedText(text.blanked(outside: headings.line..<text.lines.count))
  }

  /// What the columns hold, by their headings; nil for those that are not read, of which that is said.
  static func columns(_ head: [DelimitedText.Cell], _ found: inout DiagnosticList) -> [CSVColumn?] {
    let named = head.map { CSVColumn($0.text) }
    // Beside a `Question Text` a `Question` is its number.
    let stems = head.indices.filter { named[$0] == .question }
    let stem = stems.first { folded(head[$0].text).hasPrefix("question text") } ?? stems.first
    var columns: [CSVColumn?] = []
    for (index, cell) in head.enumerated() {
      let column = named[index]
      let isSecond =
        column.map { column in
          column == .question
            ? index != stem : columns.contains(column) && ![.hint, .wrong, .right, .number].contains(column)
        } ?? false
      if !cell.text.isEmpty, column == nil || isSecond {
        found.warning(
          at: cell.position,
          "the column '\(shown(oneLine(cell.text), limit: 60))' \(isSecond ? "stands twice" : "is not known") and not read"
        )
      }
      columns.append(isSecond ? nil : column)
    }
    return columns
  }
}
