internal import Lesson

/// A question as far as Common Cartridge grades it, and what it loses by that beside what other formats lose too (``CartridgeQuiz/features``).
struct CartridgeQuestion {
  /// nil where it can't be asked.
  private(set) var question: Question?
  /// As the ends of sentences about the question.
  private(set) var losses: [String] = []

  init(_ original: Question) {
    var question = original
    switch question.kind {
    case .multipleChoice:
      let shares = question.answers.map(\.weight)
      let isEven = Set(shares.filter { $0 > 0 }.map { ($0 * 100).rounded() }).count < 2 && !shares.contains { $0 < 0 }
      if !isEven { losses.append("counts all its right answers alike, and no wrong one against them") }
      for index in question.answers.indices { question.answers[index].weight = shares[index] > 0 ? 100 : 0 }
    case .singleChoice:
      let right = question.answers.count { $0.weight >= 99.9 }
      if right > 1 { losses.append("has \(right) right answers, of which a platform may count only one") }
    case .shortAnswer:
      question.answers.removeAll { Self.hasStar($0.text.text) }
      let lost = original.answers.count - question.answers.count
      if lost > 0 {
        losses.append("loses the \(lost == 1 ? "answer" : "\(lost) answers") in which * stands for any text")
      }
      for index in question.answers.indices {
        question.answers[index].text.text = question.answers[index].text.text.replacing("\\*", with: "*")
      }
      // A condition that names them would make them right in Canvas.
      let remarked = question.answers.indices.filter {
        question.answers[$0].weight < 99.9 && question.answers[$0].feedback != nil
      }
      if !remarked.isEmpty { losses.append("loses the feedback on its wrong answers") }
      for index in remarked { question.answers[index].feedback = nil }
      if question.isCaseSensitive == true { losses.append("loses that capitals count, in Moodle and Canvas") }
    default: break
    }
    if [.multipleChoice, .shortAnswer].contains(question.kind),
      question.answers.contains(where: { $0.weight >= 99.9 && $0.feedback != nil })
    {
      losses.append("shows the feedback on its right answers to everybody, in Moodle")
    }
    let weighting = CartridgeQuiz.weighting(question.mark)
    if question.kind != .description, Double(weighting) != question.mark {
      let mark = Int(exactly: question.mark).map { "\($0)" } ?? "\(question.mark)"
      losses.append("counts \(weighting) in place of \(mark)")
      question.mark = Double(weighting)
    }
    let isChoosable = [.trueFalse, .singleChoice, .multipleChoice, .shortAnswer].contains(question.kind)
    guard !isChoosable || question.answers.contains(where: { $0.weight >= 99.9 }) else {
      losses = ["is left out: no answer is left that is fully right"]
      return
    }
    self.question = question
  }

  /// Whether a `*` without a backslash before it is in the text.
  private static func hasStar(_ text: String) -> Bool { text.replacing("\\*", with: "").contains("*") }
}
