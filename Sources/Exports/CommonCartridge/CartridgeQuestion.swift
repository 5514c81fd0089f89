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
    default: break
    }
    let weighting = CartridgeQuiz.weighting(question.mark)
    if question.kind != .description, Double(weighting) != question.mark {
      losses.append("counts \(weighting) in place of \(question.mark)")
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
