public import Lesson
internal import Wording

/// Notes in plain text for Anki (Anki Manual, "Importing: Text Files"): the question in front, its answer on the back.
///
/// A note keeps its identity when the file is imported anew. Formulas stand as Anki's MathJax wants them.
public struct AnkiNotes: QuizWriter {
  public let name = "anki"
  public let summary = "flash cards for Anki, as a text file to import"
  public let endings = ["anki.txt"]
  public let features = QuizFeatures(
    kinds: [
      .trueFalse, .singleChoice, .multipleChoice, .shortAnswer, .numeric, .matching, .ordering, .cloze, .essay,
    ],
    fields: [.id, .tags, .generalFeedback, .feedback, .chapter, .lines], formats: [.html])

  public init() {}

  public func write(_ questions: [UnboundQuestion], lesson: String?) -> String {
    var text = "#separator:tab\n#html:true\n#notetype:Basic\n#guid column:1\n#deck column:2\n#tags column:5\n"
    for item in questions {
      let fields = [
        "chop-"
          + QuestionIDs.hash(
            (lesson ?? "") + "\u{1f}" + (item.question.id.isEmpty ? item.question.stem.text : item.question.id)),
        deck(item.binding, lesson), front(item.question), back(item.question),
        item.question.tags.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: "_") }.joined(
          separator: " "),
      ]
      text += fields.map(Self.field).joined(separator: "\t") + "\n"
    }
    return text
  }

  /// `Lesson::Chapter`.
  private func deck(_ binding: UnboundQuestion.Binding, _ lesson: String?) -> String {
    let names = [lesson ?? "Questions", binding.isClosing ? "Closing quiz" : binding.chapter].compactMap(\.self)
    return names.map { oneLine($0).replacing(/::+/, with: ":") }.joined(separator: "::")
  }

  private func front(_ question: Question) -> String {
    var stem = Self.text(question.stem)
    switch question.kind {
    case .cloze:
      for index in question.gaps.indices { stem = stem.replacing("[[\(index + 1)]]", with: "_____") }
      return stem
    case .singleChoice, .multipleChoice:
      return stem + "<ul>" + question.answers.map { "<li>\(Self.text($0.text))</li>" }.joined() + "</ul>"
    case .matching:
      let rights = Set(question.pairs.map(\.right)).sorted().map(escapedForHTML)
      return stem + "<ul>"
        + question.pairs.filter { !$0.left.text.isEmpty }.map { "<li>\(Self.text($0.left))</li>" }.joined()
        + "</ul>" + rights.joined(separator: " · ")
    case .ordering:
      return stem + "<ul>" + question.answers.map { Self.text($0.text) }.sorted().map { "<li>\($0)</li>" }.joined()
        + "</ul>"
    default: return stem
    }
  }

  private func back(_ question: Question) -> String {
    var lines: [String] = []
    switch question.kind {
    case .cloze:
      lines.append(
        question.gaps.enumerated().map { index, gap in
          "\(index + 1). " + right(gap.answers, gap.numbers, isTyped: gap.kind == .shortAnswer)
        }.joined(separator: "<br>"))
    case .matching:
      lines += question.pairs.filter { !$0.left.text.isEmpty }.map {
        "\(Self.text($0.left)) – \(escapedForHTML($0.right))"
      }
    case .ordering:
      lines.append("<ol>" + question.answers.map { "<li>\(Self.text($0.text))</li>" }.joined() + "</ol>")
    case .essay, .description: break
    default:
      let isTyped = question.kind == .shortAnswer
      lines.append(right(question.answers, question.numbers, isTyped: isTyped))
      lines += question.answers.compactMap { answer in
        answer.feedback.map { "<i>\(Self.text(of: answer, isTyped: isTyped)):</i> \(Self.text($0))" }
      }
      lines += question.numbers.compactMap(\.feedback).map(Self.text)
    }
    if let general = question.generalFeedback { lines.append(Self.text(general)) }
    return lines.joined(separator: "<br>")
  }

  /// The answers that count, the best first.
  private func right(_ answers: [Answer], _ numbers: [NumericAnswer], isTyped: Bool) -> String {
    let texts = answers.filter { $0.weight > 0 }.sorted { $0.weight > $1.weight }.map {
      Self.text(of: $0, isTyped: isTyped)
    }
    let values = numbers.filter { $0.weight > 0 }.sorted { $0.weight > $1.weight }.map {
      decimals($0.value) + ($0.tolerance > 0 ? " ± \(decimals($0.tolerance))" : "")
    }
    return (texts + values).joined(separator: "<br>")
  }

  /// What is typed is compared letter by letter, and no HTML whatever it looks like; `\*` stands for the character.
  private static func text(of answer: Answer, isTyped: Bool) -> String {
    isTyped ? escapedForHTML(answer.text.text.replacing("\\*", with: "*")) : text(answer.text)
  }

  /// `$$…$$` as `\[…\]`; `\(…\)` is Anki's own form.
  private static func text(_ text: RichText) -> String {
    let html = keepingLines(text.text)
    let parts = html.split(separator: "$$", omittingEmptySubsequences: false)
    guard parts.count > 1, parts.count % 2 == 1 else { return html }
    return parts.enumerated().map { $0 % 2 == 1 ? "\\[\($1)\\]" : String($1) }.joined()
  }

  /// HTML in which the lines and tabs of `pre` don't depend on the text's own: a note is one line.
  private static func keepingLines(_ html: String) -> String {
    html.replacing(/(<pre\b[^>]*>)\R?([\s\S]*?<\/pre>)/.ignoresCase()) {
      let lines = $0.2.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).joined(separator: "<br>")
      return "\($0.1)\(lines.replacing("\t", with: "&#9;"))"
    }
  }

  /// In quotes where it has to be; tabs and line breaks as blanks.
  private static func field(_ text: String) -> String {
    let line = oneLine(text)
    let needsQuotes = line.contains("\"") || line.hasPrefix("#")
    return needsQuotes ? "\"\(line.replacing("\"", with: "\"\""))\"" : line
  }
}
