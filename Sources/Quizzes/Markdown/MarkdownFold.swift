internal import Wording

/// What hides answers from the eye, line by line: `<details>`, `<summary>Show the answer</summary>`, `<p>` and what ends them. A line that is nothing else is
/// passed over.
struct MarkdownFold {
  /// How many more lines may stand between `<summary>` and `</summary>`: one that has no end swallows no question.
  private var summaryLines = 0

  mutating func takes(_ text: Substring) -> Bool {
    if summaryLines > 0 {
      summaryLines = text.contains("</summary>") ? 0 : summaryLines - 1
      return true
    }
    guard Self.isFold(text) else { return false }
    summaryLines = text.contains("<summary") && !text.contains("</summary>") ? 2 : 0
    return true
  }

  static func isFold(_ text: Substring) -> Bool {
    guard text.utf8.first == UInt8(ascii: "<") else { return false }
    var rest = text
    while rest.first == "<", let close = rest.firstIndex(of: ">") {
      let tag = rest[rest.index(after: rest.startIndex)..<close]
      let name = tag.drop { $0 == "/" }.prefix { $0.isLetter }.lowercased()
      guard ["details", "summary", "p", "br"].contains(name) else { return false }
      rest = rest[rest.index(after: close)...]
      if name == "summary", tag.first != "/" {
        rest = rest.firstRange(of: "</summary>").map { rest[$0.upperBound...] } ?? ""
      }
      rest = rest.trimmed
    }
    return rest.isEmpty
  }
}
