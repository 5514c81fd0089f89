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
  /// The number of the open question, as written, else as counted: lists in which each item is number 1 are.
  private var number = 0
  private var lastWritten: Int?
  /// Questions to which the key has given their answers.
  private var answered: Set<Int> = []
  /// What a comment before a question says.
  private var pending: [(line: Int, text: String)] = []

  init(_ source: SourceText) {
    self.source = source
    key = MarkdownAnswerKey(source.lines)
    drafted = DraftedQuestions(source)
  }

  mutating func read() {
    // Where the comment starts that is open.
    var commentLine: Int?
    var hasGap = true
    var code = MarkdownCode()
    // Where the code starts that is open, and how far in.
    var fence = (line: 0, indent: 0)
    for (index, line) in source.lines[..<key.start].enumerated() {
      let text = line.trimmed
      let isInCode = code.fence != nil
      if commentLine == nil, code.takes(text) {
        let indent = line.prefix { $0 == " " }.count
        if !isInCode { fence = (index + 1, indent) }
        open?.goOn(String(line.dropFirst(min(indent, fence.indent))))
        continue
      }
      if commentLine != nil {
        if text.contains("-->") { commentLine = nil }
        continue
      }
      if text.isEmpty {
        hasGap = true
        open?.readGap()
        continue
      }
      defer { hasGap = false }
      if text.hasPrefix("<!--") {
        if !text.contains("-->") { commentLine = index + 1 }
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
      } else if MarkdownLine.isRule(text), MarkdownLine.bullet(text) == nil {
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
    let codeLine = code.fence == nil ? nil : fence.line
    for (line, what, end) in [(commentLine, "comment", "-->"), (codeLine, "code", code.fence ?? "")] {
      guard let line else { continue }
      drafted.found.warning(
        at: TextPosition(line: line, column: 1), "the \(what) that starts here has no end: all below belongs to it",
        hint: "end it with \(end)")
    }
    for (number, answer) in key.answers.sorted(by: { $0.key < $1.key }) where !answered.contains(number) {
      drafted.found.warning(
        at: TextPosition(line: answer.line, column: 1), "there is no question \(number) for this answer")
    }
    if let line = key.doubt {
      drafted.found.warning(
        at: TextPosition(line: line, column: 1),
        "this line keeps the list from being a key to the answers above: its lines are read as questions",
        hint: "expected an answer to each question once, such as 1. b")
    }
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
    let written = MarkdownAnswerKey.number(source.lines[line - 1].trimmed)
    number = written.map { $0 == 1 && lastWritten == 1 ? number + 1 : $0 } ?? number + 1
    lastWritten = written
    var question = MarkdownQuestion(text, indent: indent, line: pending.first?.line ?? line)
    for fields in pending { question.read(fields: fields.text, line: fields.line) }
    pending = []
    open = question
  }

  private mutating func close() {
    guard var closed = open else { return }
    open = nil
    if let answer = key.answers[number] {
      if answered.insert(number).inserted {
        closed.take(key: answer.text, line: answer.line)
      } else {
        drafted.found.warning(
          at: TextPosition(line: closed.line, column: 1),
          "a second question has the number \(number): the answer in line \(answer.line) is the first one's")
      }
    }
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
    return name.isEmpty ? .none : .chapter(String(name.prefix(300)))
  }
}

extension SourceText {
  /// Without what stands between fences.
  var linesOutsideCode: [String] {
    var code = MarkdownCode()
    return lines.filter { !code.takes($0) }
  }
}
