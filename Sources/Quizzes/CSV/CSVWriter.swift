internal import Documents
public import Lesson

extension CSVQuestions: QuizWriter {
  public var mediaType: String { "text/csv" }

  public var features: QuizFeatures {
    QuizFeatures(
      kinds: Set(Question.Kind.allCases), fields: Set(QuizFeatures.Field.allCases).subtracting([.files]),
      hasOneFormat: true)
  }

  /// One row for each question; as many columns as the largest needs.
  public func write(_ questions: [UnboundQuestion], lesson: String?) -> String {
    let rows = questions.map(Self.cells)
    let used = Set(rows.flatMap(\.keys))
    let options = used.compactMap { Int($0.split(separator: " ").last ?? "") }.max() ?? 0
    let hints = questions.map(\.question.hints.count).max() ?? 0
    var headings = [
      "id", "type", "question", "format", "name", "chapter", "closing", "at", "pause", "mark", "shuffle", "capitals",
      "tags",
    ]
    if options > 0 {
      for number in 1...options {
        headings += ["answer", "match", "weight", "tolerance", "feedback"].map { "\($0) \(number)" }
      }
    }
    headings.append("feedback")
    if hints > 0 { headings += (1...hints).map { "hint \($0)" } }
    headings = headings.filter { used.contains($0) || $0 == "type" || $0 == "question" }
    let lines = [headings] + rows.map { row in headings.map { row[$0] ?? "" } }
    return lines.map { $0.map { DelimitedText.written($0) }.joined(separator: ",") + "\r\n" }.joined()
  }

  private static func cells(_ item: UnboundQuestion) -> [String: String] {
    let question = item.question
    var cells = [
      "type": question.kind.rawValue,
      "question": question.kind == .cloze ? ClozeText.written(question) : question.stem.text,
    ]
    func yes(_ truth: Bool?) -> String? { truth.map { $0 ? "yes" : "no" } }
    cells["id"] = QuestionIDs.isMade(question.id) || question.id.isEmpty ? nil : question.id
    cells["format"] = question.stem.format == .plain ? nil : question.stem.format.rawValue
    cells["name"] = question.name
    cells["chapter"] = item.binding.chapter
    cells["closing"] = item.binding.isClosing ? "yes" : nil
    cells["at"] = item.writtenTime
    cells["pause"] = item.writtenPause
    cells["mark"] =
      question.mark == 1 || [.description, .cloze].contains(question.kind) ? nil : decimals(question.mark)
    cells["shuffle"] = yes(question.shuffle)
    cells["capitals"] = yes(question.isCaseSensitive)
    cells["tags"] = question.tags.isEmpty ? nil : QuestionPlace.list(question.tags).replacing(";", with: "\\;")
    cells["feedback"] = question.generalFeedback?.text
    for (index, hint) in question.hints.enumerated() { cells["hint \(index + 1)"] = hint.text }
    for (index, answer) in question.answers.enumerated() {
      cells["answer \(index + 1)"] = answer.text.text
      if question.kind != .ordering { cells["weight \(index + 1)"] = decimals(answer.weight) }
      cells["feedback \(index + 1)"] = answer.feedback?.text
    }
    for (index, number) in question.numbers.enumerated() {
      cells["answer \(index + 1)"] = number.isAnyNumber ? "*" : decimals(number.value)
      cells["tolerance \(index + 1)"] = number.tolerance == 0 || number.isAnyNumber ? nil : decimals(number.tolerance)
      cells["weight \(index + 1)"] = decimals(number.weight)
      cells["feedback \(index + 1)"] = number.feedback?.text
    }
    for (index, pair) in question.pairs.enumerated() {
      cells["answer \(index + 1)"] = pair.left.text.isEmpty ? nil : pair.left.text
      cells["match \(index + 1)"] = pair.right
    }
    return cells
  }
}
