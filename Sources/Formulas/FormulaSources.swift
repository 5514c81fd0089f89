public import Lesson

/// The formulas of a lesson's texts, each once, in an order of their own.
public struct FormulaSources: Hashable, Sendable {
  public private(set) var all: [Formula.Source] = []
  private var known: Set<Formula.Source> = []

  public init() {}

  public mutating func add(_ text: String?) { add(text.map { formulas(in: $0) } ?? []) }
  public mutating func add(_ text: RichText?) { add(text.map { formulas(in: $0) } ?? []) }

  /// Those of all that a question shows.
  public mutating func add(_ question: Question) {
    add(question.stem)
    add(question.generalFeedback)
    question.hints.forEach { add($0) }
    add(question.answers)
    add(question.numbers)
    for pair in question.pairs {
      add(pair.left)
      add(pair.right)
    }
    for gap in question.gaps {
      add(gap.answers)
      add(gap.numbers)
    }
  }

  private mutating func add(_ answers: [Answer]) {
    for answer in answers {
      add(answer.text)
      add(answer.feedback)
    }
  }

  private mutating func add(_ numbers: [NumericAnswer]) { numbers.forEach { add($0.feedback) } }

  private mutating func add(_ found: [Formula.Source]) {
    for source in found where known.insert(source).inserted { all.append(source) }
  }
}
