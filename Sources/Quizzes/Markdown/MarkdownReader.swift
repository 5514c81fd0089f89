internal import Documents
internal import Lesson
internal import Wording

/// Reads a question list line by line.
struct MarkdownReader {
  private(set) var drafted: DraftedQuestions
  private let source: SourceText
  private var chapter = UnboundQuestion.Binding.none
  private var open: MarkdownQuestion?
  private let key: MarkdownAnswerKey
  /// The number of the open question, as written, else as counted.
  private var number = 0
  /// What a comment before a question says.
  private var pending: [(line: Int, text: String)] = []

  init(_ source: SourceText) {
    self.source = source
    key = MarkdownAnswerKey(source.lines)
    drafted = DraftedQuestions(source)
  }

  mutating func read() {
    var isInComment = false
    var hasGap = true
    var fence: Substring?
    for (index, line) in source.lines[..<key.start].enumerated() {
      let text = line.trimmed
      if !isInComment, let mark = fence ?? ["```", "~~~"].first(where: { text.hasPrefix($0) }) {
        // In code nothing means anything.
        fence = fence != nil && text.hasPrefix(mark) ? nil : mark
        open?.goOn(line)
        continue
      }
      if isInComment {
        isInComment = !text.contains("-->")
        continue
      }
      if text.isEmpty {
        hasGap = true
        open?.readGap()
        continue
      }
      defer { hasGap = false }
      if text.hasPrefix("<!--") {
        isInComment = !text.contains("-->")
        let fields = text.dropFirst(4).prefix(
          upTo: text.dropFirst(4).firstRange(of: "-->")?.lowerBound ?? text.endIndex)
        if open?.isBare(hasGap) ?? true {
          close()
          pending.append((index + 1, String(fields)))
        } else {
          open?.read(fields: String(fields), line: index + 1)
        }
      } else if let level = Self.heading(text), level < 3 {
        close()
        if level == 2 { chapter = Self.binding(text) }
      } else if text.allSatisfy({ "-_* ".contains($0) }), text.count >= 3, MarkdownLine.bullet(text) == nil {
        close()
      } else if let start = MarkdownLine.questionStart(line), open?.takesAsItem(start) != true {
        begin(start.text, indent: start.indent, line: index + 1)
      } else if !hasGap, open?.hasItsAnswer == true, MarkdownQuestion.isPlain(text), line.first != " ",
        startsQuestion(index, isBelowGap: false)
      {
        // Right below the answer: what has choices of its own is another question.
        begin(String(text), indent: 0, line: index + 1)
      } else if hasGap, open?.isAnswered ?? true, MarkdownQuestion.isPlain(text), line.first != " " {
        // A paragraph of its own after the answers of another: a question without a number, where answers follow.
        if startsQuestion(index) { begin(String(text), indent: 0, line: index + 1) } else { close() }
      } else {
        open?.read(String(text), indent: line.prefix { $0 == " " }.count, line: index + 1, afterGap: hasGap)
      }
    }
    close()
  }

  /// Whether choices or an answer follow this paragraph; `isBelowGap` looks over empty lines.
  private func startsQuestion(_ index: Int, isBelowGap: Bool = true) -> Bool {
    for line in source.lines[(index + 1)...].prefix(20) {
      let text = line.trimmed
      if text.isEmpty, !isBelowGap { return false }
      if text.isEmpty || text.hasPrefix("<!--") { continue }
      if MarkdownLine.checkBox(text) != nil || MarkdownLine.field(text) != nil || MarkdownLine.lettered(text) != nil {
        return true
      }
      if MarkdownLine.bullet(text).flatMap(MarkdownLine.pair) != nil { return true }
      if text.hasPrefix("#") || MarkdownLine.questionStart(line) != nil { return false }
    }
    return false
  }

  private mutating func begin(_ text: String, indent: Int, line: Int) {
    close()
    guard drafted.hasRoom(at: TextPosition(line: line, column: 1)) else { return }
    number = MarkdownAnswerKey.number(source.lines[line - 1].trimmed) ?? number + 1
    var question = MarkdownQuestion(text, indent: indent, line: pending.first?.line ?? line)
    for fields in pending { question.read(fields: fields.text, line: fields.line) }
    pending = []
    open = question
  }

  private mutating func close() {
    guard var closed = open else { return }
    open = nil
    if let answer = key.answers[number] { closed.take(key: answer) }
    drafted.add(at: TextPosition(line: closed.line, column: 1), in: chapter) { warnings throws(DraftFault) in
      var lines: [(Int, String)] = []
      defer { warnings += lines.map { (TextPosition(line: $0, column: 1), $1) } }
      return try closed.draft(&lines)
    }
  }

  private static func heading(_ text: Substring) -> Int? {
    let level = text.prefix { $0 == "#" }.count
    return (1...6).contains(level) && text.dropFirst(level).first?.isWhitespace != false ? level : nil
  }

  private static func binding(_ heading: Substring) -> UnboundQuestion.Binding {
    let name = heading.drop { $0 == "#" }.trimmed
    return folded(name) == "closing" ? .closing : name.isEmpty ? .none : .chapter(String(name.prefix(300)))
  }
}
