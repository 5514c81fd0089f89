internal import Wording

/// A table whose rows are a key: `| 1 | B | because |`.
struct MarkdownAnswerTable {
  /// The columns' names, once its first row is read.
  private var columns: [MarkdownLine.Field?]?

  /// Whether the line is the table's head, or the rule below it.
  mutating func isNoRow(_ line: String) -> Bool {
    guard let cells = Self.cells(line) else { return false }
    if cells.allSatisfy({ $0.utf8.allSatisfy("-: ".utf8.contains) }) { return true }
    guard columns == nil else { return false }
    columns = cells.map { MarkdownLine.field("\($0):")?.field }
    return Int(cells[0]) == nil
  }

  func entry(_ line: String) -> (Int, MarkdownAnswerKey.Entry)? {
    guard let cells = Self.cells(line), let columns, let number = MarkdownAnswerKey.number(cells[0][...]) else {
      return nil
    }
    func cell(_ field: MarkdownLine.Field, orAt place: Int) -> String? {
      let place = columns.firstIndex { $0 == field } ?? place
      return cells.indices.contains(place) && !cells[place].isEmpty ? cells[place] : nil
    }
    guard let text = cell(.answer, orAt: 1), text.count <= 200 else { return nil }
    return (number, MarkdownAnswerKey.Entry(text: text, feedback: cell(.feedback, orAt: -1).map { [$0] } ?? []))
  }

  private static func cells(_ line: String) -> [String]? {
    let text = line.trimmed
    guard text.first == "|", text.last == "|", text.count > 2 else { return nil }
    return text.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false).map {
      String($0.filter { $0 != "*" }.trimmed)
    }
  }
}
