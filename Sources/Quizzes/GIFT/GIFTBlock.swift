internal import Documents
internal import Wording

/// The lines of one question, of a `$CATEGORY:`, or of a description, with the comments that belong to it.
///
/// Moodle ends a question at every blank line. Here a blank line between braces is read over, and a question that starts without a blank
/// line before it starts nevertheless; both with a warning, since Moodle loses such questions.
struct GIFTBlock {
  struct Line {
    /// From 1.
    var number: Int
    var text: String
  }

  var comments: [Line] = []
  var lines: [Line] = []
  /// What follows `$CATEGORY:`.
  var category: String?

  var line: Int { (lines.first ?? comments.first)?.number ?? 1 }
  var position: TextPosition { TextPosition(line: line, column: 1) }

  static func isComment(_ line: String) -> Bool { line.trimmed.hasPrefix("//") }

  static func blocks(of text: SourceText, _ found: inout DiagnosticList) -> [GIFTBlock] {
    var splitter = GIFTSplitter(lines: text.lines)
    splitter.split(&found)
    return splitter.blocks
  }
}

/// Where the braces of a question stand while its lines are read.
private struct BraceState {
  var depth = 0
  /// A pair has been closed.
  var isClosed = false

  mutating func read(_ line: String) {
    var afterBackslash = false
    for byte in line.utf8 {
      defer { afterBackslash = byte == UInt8(ascii: "\\") && !afterBackslash }
      guard !afterBackslash else { continue }
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}"), depth > 0 {
        depth -= 1
        isClosed = depth == 0
      }
    }
  }
}

private struct GIFTSplitter {
  let lines: [String]
  var blocks: [GIFTBlock] = []
  private var current = GIFTBlock()
  private var braces = BraceState()
  /// Blank lines before this index have been looked past already: a run of them is judged once.
  private var lookedPast = 0

  init(lines: [String]) { self.lines = lines }

  mutating func split(_ found: inout DiagnosticList) {
    for (index, line) in lines.enumerated() {
      let number = index + 1
      let text = line.trimmed
      if GIFTBlock.isComment(line) {
        // What stands below a question is about the next one.
        if braces.isClosed { finish() }
        current.comments.append(GIFTBlock.Line(number: number, text: line))
      } else if text.isEmpty {
        readBlank(at: index, &found)
      } else if text.hasPrefix("$CATEGORY:") {
        finish()
        current.lines.append(GIFTBlock.Line(number: number, text: line))
        current.category = String(text.dropFirst(10).trimmed)
        finish()
      } else {
        if startsAnother(line, text), !current.lines.isEmpty {
          if braces.depth == 0 {
            found.warning(
              at: TextPosition(line: number, column: 1), "a blank line is missing between two questions",
              hint: "Moodle needs it")
          }
          finish()
        }
        current.lines.append(GIFTBlock.Line(number: number, text: line))
        braces.read(line)
      }
    }
    finish()
  }

  private func startsAnother(_ line: String, _ text: Substring) -> Bool {
    var own = BraceState()
    own.read(line)
    return text.hasPrefix("::") || (braces.isClosed && braces.depth == 0 && (own.isClosed || own.depth > 0))
  }

  private mutating func readBlank(at index: Int, _ found: inout DiagnosticList) {
    guard !current.lines.isEmpty, index >= lookedPast else { return }
    if braces.depth > 0, goesOn(after: index) {
      found.warning(
        at: TextPosition(line: index + 1, column: 1), "a blank line stands inside a question's braces",
        hint: "Moodle ends the question there: take it out")
    } else {
      finish()
    }
  }

  /// Whether what follows the blank line still belongs between the open braces: it begins as an answer, or closes them before others open.
  private mutating func goesOn(after index: Int) -> Bool {
    var rest = lines[(index + 1)...].drop { $0.trimmed.isEmpty || GIFTBlock.isComment($0) }
    lookedPast = rest.startIndex
    guard let first = rest.first?.trimmed, !first.hasPrefix("::"), !first.hasPrefix("$CATEGORY:") else { return false }
    if let mark = first.first, "~=#}%".contains(mark) { return true }
    while let line = rest.popFirst(), !line.trimmed.isEmpty {
      if let brace = line.first(where: { $0 == "{" || $0 == "}" }) { return brace == "}" }
    }
    return false
  }

  private mutating func finish() {
    defer { braces = BraceState() }
    guard !current.lines.isEmpty else { return }
    blocks.append(current)
    current = GIFTBlock()
  }
}
