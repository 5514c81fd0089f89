public import Documents
public import Lesson
internal import Wording

/// What a teacher may want to look at in questions that can be asked: no right answer, shares that don't make up the whole mark, answers or
/// questions that are there twice, no feedback. Warnings, in the questions' order.
public func doubts(about questions: [UnboundQuestion]) -> [Diagnostic] {
  var stems: [String: Int] = [:]
  return questions.flatMap { item -> [Diagnostic] in
    var sentences = doubts(about: item.question)
    let key = "\(item.question.kind.rawValue) \(comparable(item.question.stem.text))"
    if let line = stems[key], item.question.kind != .description {
      sentences.append("asks the same as the question in line \(line)")
    }
    stems[key] = stems[key] ?? item.line
    return sentences.map {
      Diagnostic(
        .warning, in: item.file, at: TextPosition(line: item.line, column: item.column),
        "'\(shown(item.question.shownName, limit: 60))' \($0)")
    }
  }
}

/// The questions that nobody can answer rightly, which is a mistake in their file: one warning for each file, which lists them.
public func warningsOfNoRightAnswer(in questions: [UnboundQuestion]) -> [Diagnostic] {
  let wrong = questions.filter { hasNoRightAnswer($0.question) }
  var files: [String] = []
  for item in wrong where !files.contains(item.file) { files.append(item.file) }
  return files.map { file in
    let items = wrong.filter { $0.file == file }
    let listedAtMost = 8
    var names = items.prefix(listedAtMost).map { "'\(shown($0.question.shownName, limit: 40))' (line \($0.line))" }
    if items.count > listedAtMost { names.append("\(items.count - listedAtMost) more") }
    return Diagnostic(
      .warning, in: file, at: TextPosition(line: items[0].line, column: items[0].column),
      "\(counted(items.count, "question")) \(items.count == 1 ? "has" : "have") no right answer: \(listed(names))",
      hint: "mark the right ones; chop quiz check says what is read of the file")
  }
}

private func hasNoRightAnswer(_ question: Question) -> Bool {
  func isWrong(_ answers: [Answer], _ numbers: [NumericAnswer]) -> Bool {
    answers.allSatisfy { $0.weight <= 0 } && numbers.allSatisfy { $0.weight <= 0 }
  }
  return switch question.kind {
  case .singleChoice, .multipleChoice, .shortAnswer, .numeric: isWrong(question.answers, question.numbers)
  case .cloze: question.gaps.contains { isWrong($0.answers, $0.numbers) }
  case .trueFalse, .matching, .ordering, .essay, .description: false
  }
}

private func doubts(about question: Question) -> [String] {
  var sentences: [String] = []
  for (index, gap) in question.gaps.enumerated() {
    let weights = gap.answers.map(\.weight) + gap.numbers.map(\.weight)
    if weights.max() ?? 0 <= 0 { sentences.append("has a gap without a right answer, number \(index + 1)") }
    if let twice = firstTwice(gap.answers.map { comparable($0.text.text) }) {
      sentences.append("has the answer '\(shown(twice, limit: 60))' twice in gap \(index + 1)")
    }
  }
  let weights = question.answers.map(\.weight) + question.numbers.map(\.weight)
  let best = weights.max() ?? 0
  let sum = weights.filter { $0 > 0 }.reduce(0, +)
  switch question.kind {
  case .trueFalse, .matching, .ordering, .cloze, .essay, .description: break
  case .multipleChoice where best <= 0, .singleChoice where best <= 0, .shortAnswer where best <= 0,
    .numeric where best <= 0:
    sentences.append("has no right answer")
  case .multipleChoice where abs(sum - 100) > 0.1:
    sentences.append("has right answers that add up to \(percent(sum)) of the mark in place of 100%")
  case .singleChoice where best < 100, .shortAnswer where best < 100, .numeric where best < 100:
    sentences.append("gives at most \(percent(best)) of the mark")
  default: break
  }
  let texts =
    question.answers.map { comparable($0.text.text) } + question.numbers.map { "\($0.value) ± \($0.tolerance)" }
    + question.pairs.map { comparable($0.left.text) }.filter { !$0.isEmpty }
  if let twice = firstTwice(texts) {
    sentences.append("has the answer '\(shown(twice, limit: 60))' twice")
  }
  let feedbacks =
    question.answers.map(\.feedback) + question.numbers.map(\.feedback) + [question.generalFeedback]
    + question.gaps.flatMap { $0.answers.map(\.feedback) + $0.numbers.map(\.feedback) }
  if question.kind != .description, question.kind != .essay, feedbacks.allSatisfy({ $0 == nil }) {
    sentences.append("has no feedback")
  }
  return sentences
}

private func firstTwice(_ texts: [String]) -> String? {
  var seen: Set<String> = []
  return texts.first { !seen.insert($0).inserted }
}

private func comparable(_ text: String) -> String {
  text.singleSpaced
}

private func percent(_ weight: Double) -> String {
  let hundredths = Int((min(max(weight, -1e6), 1e6) * 100).rounded())
  let rest = hundredths.magnitude % 100
  return "\(hundredths / 100)" + (rest == 0 ? "" : rest < 10 ? ".0\(rest)" : ".\(rest)") + "%"
}
