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
  /// What lines are that have numbers, or letters and colons, but begin no question.
  private var lists: [Int: (text: String, isChoice: Bool)] = [:]
  /// Where paragraphs begin that are taken for feedback though nothing says that they are.
  private var looseParagraphs: [Int] = []
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
    var fold = MarkdownFold()
    var isFolded = false
    // Where the code starts that is open, and how far in.
    var fence = (line: 0, indent: 0)
    for (index, line) in source.lines[..<key.start].enumerated() {
      var text = line.trimmed
      let isInCode = code.fence != nil
      if commentLine == nil, code.takes(text) {
        let indent = line.prefix { $0 == " " }.count
        if !isInCode {
          fence = (index + 1, indent)
          let isBeforeOption = isChoice(belowCodeAt: index)
          open?.beginCode(indent: indent, isBeforeOption: isBeforeOption)
        }
        open?.goOn(String(line.dropFirst(min(indent, fence.indent))), indent: fence.indent)
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
      if fold.takes(text) {
        if text.contains("<details") { isFolded = true }
        if text.contains("</details>") { isFolded = false }
        hasGap = true
        open?.readFold()
        continue
      }
      defer { hasGap = false }
      var isField = false
      if text.first == "#", let takesWords = open?.isAnswered,
        let field = MarkdownLine.headedField(text, takesWords: takesWords)
      {
        (text, isField) = (field, true)
      }
      let indent = MarkdownLine.indent(line)
      findList(index)
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
      } else if let item = lists.removeValue(forKey: index) {
        if item.isChoice {
          open?.read(choice: item.text, indent: indent)
        } else {
          open?.goOn(item.text, indent: indent)
        }
      } else if open?.takesAnswer(text) == true {
        open?.read("Answer:" + text.dropFirst(2), indent: indent, line: index + 1, afterGap: hasGap)
      } else if !isField, let start = MarkdownLine.questionStart(line), open?.takesAsItem(start) != true {
        begin(start.text, indent: start.indent, line: index + 1)
      } else if !hasGap, open?.hasItsAnswer == true, MarkdownQuestion.isPlain(text), line.first != " ",
        startsQuestion(index, isBelowGap: false)
      {
        // Right below the answer: what has choices of its own is another question.
        begin(String(text), indent: 0, line: index + 1)
      } else if hasGap, open?.isAnswered ?? true, MarkdownQuestion.isPlain(text), line.first != " " {
        // A paragraph of its own after the answers of another: a question without a number, where answers follow.
        if startsQuestion(index) {
          begin(String(text), indent: 0, line: index + 1)
        } else {
          if open != nil, !isFolded { looseParagraphs.append(index + 1) }
          open?.read(String(text), indent: indent, line: index + 1, afterGap: hasGap)
        }
      } else {
        open?.read(String(text), indent: indent, line: index + 1, afterGap: hasGap)
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
    if let first = looseParagraphs.first {
      let others = looseParagraphs.count - 1
      drafted.found.warning(
        at: TextPosition(line: first, column: 1),
        "what stands here below the answers is read as feedback on the question above"
          + (others > 0 ? ", as in \(counted(others, "other place")) of the file" : ""),
        hint: "write > before feedback, and <!-- around what is no part of a question")
    }
    for (number, answer) in key.answers.sorted(by: { $0.key < $1.key }) where !answered.contains(number) {
      drafted.found.warning(
        at: TextPosition(line: answer.line, column: 1), "there is no question \(number) for this answer")
    }
    if let line = key.rest {
      drafted.found.warning(
        at: TextPosition(line: line, column: 1), "what stands from here on, below the answer key, is not read")
    }
    if let line = key.doubt {
      drafted.found.warning(
        at: TextPosition(line: line, column: 1),
        "this line keeps the list from being a key to the answers above: its lines are read as questions",
        hint: "expected an answer to each question once, such as 1. b")
    }
  }

  /// Finds out what a list means that begins in this line.
  private mutating func findList(_ index: Int) {
    guard lists[index] == nil, open?.takesChoices == true, let below = open?.indent,
      let found = MarkdownChoices(source.lines[..<key.start], at: index, below: below, key: key.answers[number]?.text)
    else { return }
    for (index, text) in found.texts {
      let isChoice = found.meaning == .choices
      lists[index] = (isChoice ? text : String(source.lines[index].trimmed), isChoice)
    }
    guard found.meaning == .doubtfulText else { return }
    drafted.found.warning(
      at: TextPosition(line: index + 1, column: 1),
      "this list is read as part of the question's text, since nothing says which of its items is the right answer",
      hint: "where they are choices, say so in a line below, such as Answer: 2")
  }

  /// Whether another choice follows the code that begins in this line.
  private func isChoice(belowCodeAt index: Int) -> Bool {
    var code = MarkdownCode()
    var hasEnded = false
    for line in source.lines[index..<key.start] {
      let text = line.trimmed
      if hasEnded, !text.isEmpty { return MarkdownLine.checkBox(text) != nil || MarkdownLine.lettered(text) != nil }
      if !hasEnded { hasEnded = code.takes(text) && code.fence == nil }
    }
    return false
  }

  /// Whether choices or an answer follow this paragraph; `isBelowGap` looks over empty lines.
  private func startsQuestion(_ index: Int, isBelowGap: Bool = true) -> Bool {
    let asks = source.lines[index].trimmed.hasSuffix("?")
    for (place, line) in zip((index + 1)..., source.lines[(index + 1)...].prefix(20)) {
      let text = line.trimmed
      if text.isEmpty, !isBelowGap { return false }
      if text.isEmpty || text.hasPrefix("<!--") { continue }
      if MarkdownLine.checkBox(text) != nil || MarkdownLine.lettered(text) != nil { return true }
      if let field = MarkdownLine.field(text), [.answer, .order].contains(field.field) { return true }
      if asks, place < key.start,
        MarkdownChoices(source.lines[..<key.start], at: place, below: 0, key: nil)?.meaning == .choices
      {
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
    let digits = source.lines[line - 1].trimmed.prefix { $0.isASCII && $0.isNumber }.count
    var question = MarkdownQuestion(
      text, indent: indent, column: indent + (digits > 0 ? digits + 2 : 0), line: pending.first?.line ?? line,
      isAskedByWord: MarkdownLine.isAskedByWord(source.lines[line - 1]))
    for fields in pending { question.read(fields: fields.text, line: fields.line) }
    pending = []
    open = question
  }

  private mutating func close() {
    guard var closed = open else { return }
    open = nil
    if let answer = key.answers[number] {
      if answered.insert(number).inserted {
        closed.take(key: answer.text, feedback: answer.feedback, line: answer.line)
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
