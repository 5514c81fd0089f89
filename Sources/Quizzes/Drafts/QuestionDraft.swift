internal import Documents
internal import Lesson
internal import Wording

/// A question as formats made for people have it: what kind it is mostly follows from its answers.
struct QuestionDraft {
  /// An answer before it is known what kind of question it belongs to.
  struct Option {
    var text: RichText
    var isRight = false
    /// In percent; nil where the file says only right or wrong.
    var weight: Double?
    var feedback: RichText?
    /// What it is matched with.
    var match: String?
    /// The text says it, where this is nil.
    var tolerance: Double?
  }

  var kind: Question.Kind?
  var question: Question
  /// What learners choose from.
  var choices: [Option] = []
  /// What they may type.
  var accepted: [Option] = []
  /// Items in their right order.
  var order: [RichText] = []
  var place = QuestionPlace()

  init(stem: RichText) { question = Question(id: "", kind: .essay, stem: stem) }

  /// The question; throws where its answers don't fit together.
  func finished(_ warn: (String) -> Void) throws(DraftFault) -> Question {
    var question = question
    guard !question.stem.text.isEmpty else { throw DraftFault("the question has no text") }
    guard choices.count + accepted.count + order.count <= 200 else { throw DraftFault("more than 200 answers") }
    question.kind = kind ?? likelyKind()
    question.span = place.span
    switch question.kind {
    case .trueFalse: question.answers = try truths()
    case .singleChoice, .multipleChoice:
      guard choices.count >= 2 else { throw DraftFault("expected two choices or more") }
      question.answers = weighted(choices, sharing: question.kind == .multipleChoice)
    case .shortAnswer:
      let marked = choices.filter { $0.isRight || $0.weight != nil }
      let accepted = !accepted.isEmpty ? accepted : marked.isEmpty ? choices : marked
      guard !accepted.isEmpty else { throw DraftFault("expected an answer") }
      question.answers = accepted.map {
        Answer(RichText($0.text.text), weight: $0.weight ?? 100, feedback: $0.feedback)
      }
    case .numeric:
      let options = accepted.isEmpty ? choices : accepted
      question.numbers = try options.map(number)
      options.compactMap { commaDoubt($0.text.text) }.forEach(warn)
      guard !question.numbers.isEmpty else { throw DraftFault("expected a number") }
    case .matching:
      question.pairs = choices.compactMap { option in option.match.map { MatchingPair(option.text, $0) } }
      guard question.pairs.count >= 2, question.pairs.count == choices.count else {
        throw DraftFault("expected two pairs or more")
      }
    case .ordering:
      question.answers = (order.isEmpty ? choices.map(\.text) : order).map { Answer($0, weight: 100) }
      guard question.answers.count >= 2 else { throw DraftFault("expected two items or more") }
    case .cloze:
      var cloze = ClozeText(question.stem)
      do {
        try cloze.read(warn)
      } catch { throw DraftFault(error.sentence) }
      question.stem = cloze.stem
      question.gaps = cloze.gaps
      question.mark = cloze.gaps.reduce(0) { $0 + $1.mark }
    case .essay: break
    case .description: question.mark = 0
    }
    if ![.singleChoice, .multipleChoice, .matching, .ordering].contains(question.kind) { question.shuffle = nil }
    if question.kind != .shortAnswer { question.isCaseSensitive = nil }
    return question
  }

  private func likelyKind() -> Question.Kind {
    if !order.isEmpty { return .ordering }
    if !choices.isEmpty {
      if choices.contains(where: { $0.match != nil }) { return .matching }
      if choices.count == 2, Set(choices.compactMap { Self.truth($0.text.text) }).count == 2 { return .trueFalse }
      let shares = choices.filter { ($0.weight ?? 0) > 0 && ($0.weight ?? 0) < 100 }.count
      let rights = choices.count { $0.isRight || $0.weight == 100 }
      return rights > 1 || rights == 0 && shares > 0 ? .multipleChoice : .singleChoice
    }
    if accepted.isEmpty { return ClozeText.isIn(question.stem.text) ? .cloze : .essay }
    if accepted.count == 1, Self.truth(accepted[0].text.text) != nil { return .trueFalse }
    let areNumbers = accepted.allSatisfy { NumericAnswer(written: $0.text.text) != nil }
    return areNumbers && accepted.contains { $0.text.text != "*" } ? .numeric : .shortAnswer
  }

  static func truth(_ text: String) -> Bool? {
    switch folded(text) {
    case "true", "t", "wahr", "richtig": true
    case "false", "f", "falsch": false
    default: nil
    }
  }

  private func truths() throws(DraftFault) -> [Answer] {
    if choices.isEmpty, accepted.count == 1, let word = accepted.first.map({ folded($0.text.text) }),
      let isTrue = Self.truth(word) ?? ["yes": true, "no": false][word]
    {
      return [true, false].map { Answer(RichText("\($0)"), weight: $0 == isTrue ? 100 : 0) }
    }
    let options = choices.isEmpty ? accepted : choices
    func option(_ wanted: Bool) -> Option? { options.first { Self.truth($0.text.text) == wanted } }
    guard let forTrue = option(true), let forFalse = option(false) else {
      throw DraftFault("expected the answer true or false")
    }
    return [("true", forTrue), ("false", forFalse)].map {
      Answer(RichText($0), weight: $1.isRight || $1.weight ?? 0 > 0 ? 100 : 0, feedback: $1.feedback)
    }
  }

  /// The right ones of several share the mark.
  private func weighted(_ options: [Option], sharing: Bool) -> [Answer] {
    let rights = options.count { $0.weight == nil && $0.isRight }
    let share = sharing && rights > 0 ? MoodleWeight.nearest(to: 100 / Double(rights)) : 100
    let own = abs(share - 100 / Double(max(rights, 1))) < 0.01 || !sharing ? share : 100 / Double(rights)
    return options.map { Answer($0.text, weight: $0.weight ?? ($0.isRight ? own : 0), feedback: $0.feedback) }
  }

  private func number(_ option: Option) throws(DraftFault) -> NumericAnswer {
    guard var number = NumericAnswer(written: option.text.text) else {
      throw DraftFault(
        "'\(shown(option.text.text, limit: 40))' is not a number; expected one such as 3.14 or 3.14 ± 0.01")
    }
    if let tolerance = option.tolerance { number.tolerance = abs(tolerance) }
    number.weight = option.weight ?? 100
    number.feedback = option.feedback
    return number
  }
}

/// What is wrong with a question.
struct DraftFault: Error {
  var sentence: String
  /// nil where the question starts.
  var position: TextPosition?

  init(_ sentence: String, at position: TextPosition? = nil) {
    self.sentence = sentence
    self.position = position
  }
}

extension NumericAnswer {
  /// `3.14`, `3.14 ± 0.01`, `3.14 +- 0.01`, `3.14:0.01`, `3..4`, or `*` for any number.
  init?(written text: some StringProtocol) {
    let text = String(text.trimmed)
    guard text.utf8.count <= 100 else { return nil }
    if text == "*" {
      self.init(anyNumberWithWeight: 100)
      return
    }
    for sign in ["±", "+-", "+/-", ":"] {
      guard let range = text.firstRange(of: sign) else { continue }
      guard let value = WrittenNumber(text[..<range.lowerBound]),
        let tolerance = WrittenNumber(text[range.upperBound...])
      else { return nil }
      self.init(value: value.value, tolerance: abs(tolerance.value))
      return
    }
    if let range = text.firstRange(of: "..") {
      guard let low = WrittenNumber(text[..<range.lowerBound]), let high = WrittenNumber(text[range.upperBound...])
      else {
        return nil
      }
      self.init(from: min(low.value, high.value), to: max(low.value, high.value))
      return
    }
    guard let value = WrittenNumber(text) else { return nil }
    self.init(value: value.value)
  }

  /// As ``init(written:)`` reads it.
  var written: String {
    isAnyNumber ? "*" : decimals(value) + (tolerance == 0 ? "" : " ± \(decimals(tolerance))")
  }
}

extension Question.Kind {
  /// By its own name, or by one that other programs give it; nil for an unknown one. `isLoose` where the name only says that there are choices.
  static func named(_ text: String) -> (kind: Question.Kind?, isLoose: Bool) {
    let name = text.trimmed.lowercased()
    if let kind = Question.Kind(rawValue: name) { return (kind, false) }
    switch name.filter({ $0.isLetter }) {
    case "multiplechoice", "mc", "mcq", "choice", "choices", "quiz": return (nil, true)
    case "singlechoice", "sc", "radio": return (.singleChoice, false)
    case "checkbox", "checkboxes", "multipleresponse", "multipleanswer", "multipleanswers", "multipleselect",
      "multiselect", "ma", "mr":
      return (.multipleChoice, false)
    case "truefalse", "tf", "trueorfalse": return (.trueFalse, false)
    case "shortanswer", "fillintheblank", "fillinblank", "fillintheblanks", "fib", "sa", "text":
      return (.shortAnswer, false)
    case "numeric", "numerical", "number", "num": return (.numeric, false)
    case "matching", "match": return (.matching, false)
    case "ordering", "order", "sequence", "reorder": return (.ordering, false)
    case "essay", "open", "openended", "freetext", "longanswer": return (.essay, false)
    case "cloze", "multianswer", "embeddedanswers": return (.cloze, false)
    case "description", "info", "information", "note": return (.description, false)
    default: return (nil, false)
    }
  }
}
