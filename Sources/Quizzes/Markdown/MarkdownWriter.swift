public import Lesson

extension MarkdownQuestions: QuizWriter {
  public var mediaType: String { "text/markdown" }

  public var features: QuizFeatures {
    QuizFeatures(
      kinds: Set(Question.Kind.allCases),
      fields: Set(QuizFeatures.Field.allCases).subtracting([.files]), formats: [.plain, .markdown])
  }

  public func write(_ questions: [UnboundQuestion], lesson: String?) -> String {
    var text = lesson.map { "# \(oneLine($0))\n" } ?? ""
    var chapter: String?
    for (index, item) in questions.enumerated() {
      let own = item.binding.isClosing ? UnboundQuestion.closingGroup : item.binding.chapter.map(oneLine)
      if own != chapter {
        chapter = own
        text += (text.isEmpty ? "" : "\n") + "## \(own ?? "")\n"
      }
      text += (text.isEmpty ? "" : "\n") + Self.written(item, number: index + 1)
    }
    return text
  }

  private static func written(_ item: UnboundQuestion, number: Int) -> String {
    let question = item.question
    let stem = question.kind == .cloze ? RichText(ClozeText.written(question), question.stem.format) : question.stem
    let column = "\(number). ".count
    var lines = [(0, "\(number). " + indented(stem, by: column, keepsGaps: true))]
    let fields = self.fields(item)
    if !fields.isEmpty { lines.append((1, "<!-- \(fields.joined(separator: "; ")) -->")) }
    lines += answers(question)
    for hint in question.hints { lines.append((1, "Hint: " + indented(hint))) }
    if let general = question.generalFeedback { lines.append((1, quoted(general, "   "))) }
    return lines.map { String(repeating: "   ", count: $0) + $1 + "\n" }.joined()
  }

  private static func fields(_ item: UnboundQuestion) -> [String] {
    let question = item.question
    func safe(_ text: String) -> String {
      let line = oneLine(text).replacing("-->", with: "--\\>").replacing(";", with: "\\;")
      // Or it would escape the semicolon that ends it.
      return line.hasSuffix("\\") ? line + " " : line
    }
    var fields: [String] = []
    if !QuestionIDs.isMade(question.id), !question.id.isEmpty { fields.append("id: \(safe(question.id))") }
    if let name = question.name { fields.append("name: \(safe(name))") }
    if [.essay, .description, .cloze, .shortAnswer, .singleChoice, .multipleChoice].contains(question.kind) {
      fields.append("type: \(question.kind.rawValue)")
    }
    if item.saysClosing { fields.append("closing") }
    if let time = item.writtenTime { fields.append("at: \(time)") }
    if let pause = item.writtenPause {
      if item.binding.time == nil, let chapter = item.binding.chapter { fields.append("chapter: \(safe(chapter))") }
      fields.append("pause: \(pause)")
    }
    if question.mark != 1, ![.description, .cloze].contains(question.kind) {
      fields.append("mark: \(decimals(question.mark))")
    }
    if let shuffle = question.shuffle { fields.append("shuffle: \(shuffle ? "yes" : "no")") }
    if let capitals = question.isCaseSensitive { fields.append("capitals: \(capitals ? "yes" : "no")") }
    if !question.tags.isEmpty { fields.append("tags: \(safe(QuestionPlace.list(question.tags)))") }
    return fields
  }

  private static func answers(_ question: Question) -> [(Int, String)] {
    switch question.kind {
    case .essay, .description, .cloze: return []
    case .ordering:
      return [(1, "Order:")] + question.answers.map { (1, "- " + indented($0.text)) }
    case .shortAnswer:
      return question.answers.flatMap {
        typed(MarkdownLine.written(RichText(oneLine($0.text.text))), $0.weight, $0.feedback)
      }
    case .numeric:
      return question.numbers.flatMap { typed($0.written.replacing("*", with: "\\*"), $0.weight, $0.feedback) }
    case .matching:
      return question.pairs.map {
        let left = MarkdownLine.written(RichText(oneLine($0.left.text), $0.left.format)).replacing("->", with: "→")
        return (1, "- \(left.isEmpty ? "" : left + " ")-> \(MarkdownLine.written(RichText(oneLine($0.right))))")
      }
    case .trueFalse, .singleChoice, .multipleChoice:
      return question.answers.flatMap { answer -> [(Int, String)] in
        let mark = answer.weight == 100 ? "x" : answer.weight == 0 ? " " : "\(decimals(answer.weight))%"
        let option = (1, "- [\(mark)] " + indented(answer.text))
        return [option] + (answer.feedback.map { [(1, "  " + quoted($0, "     "))] } ?? [])
      }
    }
  }

  private static func typed(_ text: String, _ weight: Double, _ feedback: RichText?) -> [(Int, String)] {
    let share = weight == 100 ? "" : " (\(decimals(weight))%)"
    return [(1, "Answer\(share): \(text)")] + (feedback.map { [(1, "  " + quoted($0, "     "))] } ?? [])
  }

  /// Further lines stand below the first one's text, and code below the mark.
  private static func indented(_ text: RichText, by column: Int = 5, keepsGaps: Bool = false) -> String {
    let written = MarkdownLine.written(text, keepsGaps: keepsGaps)
    return ((MarkdownCode.fence(written) == nil ? "" : "\n") + written).replacing(
      "\n", with: "\n" + String(repeating: " ", count: column))
  }

  private static func quoted(_ text: RichText, _ indent: String) -> String {
    MarkdownLine.written(text).split(separator: "\n", omittingEmptySubsequences: false).map { "> \($0)" }
      .joined(separator: "\n" + indent)
  }
}
