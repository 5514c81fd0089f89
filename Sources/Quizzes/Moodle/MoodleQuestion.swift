internal import Documents
internal import Lesson
internal import Wording

/// A `<question>` element.
struct MoodleQuestion {
  private let element: XMLElement
  private let files: TakenFiles

  init(_ element: XMLElement, _ files: TakenFiles) {
    self.element = element
    self.files = files
  }

  /// The question without its id, tags, place and files.
  func read(_ warn: (String) -> Void) throws(MoodleFault) -> Question {
    let type = element.attribute("type") ?? ""
    guard let kind = Self.kinds[type] else {
      throw MoodleFault(
        "questions of type '\(shown(type, limit: 60))' are not known; expected one of \(Self.kinds.keys.sorted().joined(separator: ", "))"
      )
    }
    var question = Question(id: "", kind: kind, stem: text(element["questiontext"]) ?? RichText(""))
    guard !question.stem.text.trimmed.isEmpty else {
      let hasElements = element["questiontext"].map { !($0["text"] ?? $0).children.isEmpty } ?? false
      throw MoodleFault(
        "the question has no text" + (hasElements ? ": HTML in it has to stand in <![CDATA[…]]>, or as &lt;p&gt;" : ""))
    }
    if let image = files.image {
      question.stem = question.stem.html
      question.stem.text += "<br><img src=\"\(fileSign)\(image)\">"
    }
    question.generalFeedback = text(element["generalfeedback"])
    question.hints = element.all("hint").prefix(20).compactMap { text($0) }
    question.mark = kind == .description ? 0 : number(element["defaultgrade"]).map { max($0, 0) } ?? 1
    question.shuffle = truth(element["shuffleanswers"])
    switch kind {
    case .trueFalse: question.answers = try truths(warn)
    case .singleChoice, .multipleChoice:
      if truth(element["single"]) == false { question.kind = .multipleChoice }
      question.answers = try answers(least: 2, warn)
    case .shortAnswer:
      question.answers = try answers(least: 1, warn).map {
        Answer(RichText($0.text.text), weight: $0.weight, feedback: $0.feedback)
      }
      question.isCaseSensitive = truth(element["usecase"])
    case .numeric:
      question.numbers = try numbers(warn)
    case .matching: question.pairs = try pairs(warn)
    case .ordering: question.answers = try items()
    case .cloze:
      // In gaps Moodle has HTML, whatever the text around them is.
      var cloze = ClozeText(question.stem, gapFormat: .html)
      try cloze.read(warn)
      question.stem = cloze.stem
      question.gaps = cloze.gaps
      question.mark = cloze.gaps.reduce(0) { $0 + $1.mark }
    case .essay, .description: break
    }
    let name = oneLine(value(element["name"])).trimmed
    question.name = name.isEmpty || name == question.stem.beginning ? nil : String(name)
    if ![.singleChoice, .multipleChoice, .matching, .ordering].contains(question.kind) { question.shuffle = nil }
    return question
  }

  private static let kinds: [String: Question.Kind] = [
    "multichoice": .singleChoice, "truefalse": .trueFalse, "shortanswer": .shortAnswer, "numerical": .numeric,
    "matching": .matching, "match": .matching, "essay": .essay, "description": .description, "multianswer": .cloze,
    "cloze": .cloze, "ordering": .ordering,
  ]

  /// What the model has no place for, where it isn't what Moodle writes by itself.
  func notKept(of kind: Question.Kind) -> [String] {
    var parts: [String] = []
    let usual = [
      "Your answer is correct.", "Your answer is partially correct.", "Your answer is incorrect.",
    ]
    let combined = ["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"]
    let texts = combined.compactMap { text(element[$0])?.plain.text }
    if texts.contains(where: { !$0.isEmpty && !usual.contains($0) }) { parts.append("the combined feedback") }
    if element["units"]?.children.isEmpty == false { parts.append("the units") }
    if text(element["graderinfo"]) != nil { parts.append("the grader's information") }
    if text(element["responsetemplate"]) != nil { parts.append("the response template") }
    func differs(_ name: String, from usual: String...) -> Bool {
      element[name].map { !usual.contains(String($0.text.trimmed)) } ?? false
    }
    if differs("answernumbering", from: "", "abc") { parts.append("the numbering of its answers") }
    if differs("responseformat", from: "", "editor", "plain", "monospaced") || differs("attachments", from: "", "0") {
      parts.append("that it is answered by files")
    }
    if differs("hidden", from: "", "0") { parts.append("that it is hidden") }
    if differs("selecttype", from: "", "ALL", "0") { parts.append("that a selection of its items is asked") }
    if differs("minwordlimit", from: "", "0") || differs("maxwordlimit", from: "", "0") {
      parts.append("the limits of its words")
    }
    // Of true or false Moodle has it always whole, and what isn't graded has none.
    if ![.trueFalse, .essay, .description].contains(kind), let penalty = number(element["penalty"]),
      abs(penalty - 1 / 3.0) > 0.001
    {
      parts.append("the penalty for another try")
    }
    let options = ["shownumcorrect", "clearwrong", "statewhichincorrect"]
    if element.all("hint").contains(where: { hint in options.contains { hint[$0] != nil } }) {
      parts.append("the options of its hints")
    }
    return parts
  }

  // MARK: Answers

  private func truths(_ warn: (String) -> Void) throws(MoodleFault) -> [Answer] {
    let elements = element.all("answer")
    var read = elements.map { (String(value($0).lowercased().trimmed), $0) }
    if elements.count == 2, !read.contains(where: { $0.0 == "true" || $0.0 == "false" }) {
      warn(
        "'\(shown(value(elements[0]), limit: 40))' is taken for true and '\(shown(value(elements[1]), limit: 40))' for false, by their order, as in Moodle"
      )
      read = [("true", elements[0]), ("false", elements[1])]
    }
    guard let first = read.first(where: { $0.0 == "true" }), let second = read.first(where: { $0.0 == "false" }) else {
      throw MoodleFault("expected the answers true and false")
    }
    return [("true", first.1), ("false", second.1)].map {
      Answer(RichText($0), weight: weight($1) > 0 ? 100 : 0, feedback: text($1["feedback"]))
    }
  }

  private func answers(least: Int, _ warn: (String) -> Void) throws(MoodleFault) -> [Answer] {
    let elements = try bounded(element.all("answer"))
    let answers = elements.compactMap { element -> Answer? in
      guard let text = text(element) else { return nil }
      return Answer(text, weight: weight(element, warn), feedback: self.text(element["feedback"]))
    }
    if answers.count < elements.count { warn("an answer without text is left out") }
    guard answers.count >= least else {
      throw MoodleFault("expected \(least == 1 ? "an answer" : "two choices or more")")
    }
    return answers
  }

  private func numbers(_ warn: (String) -> Void) throws(MoodleFault) -> [NumericAnswer] {
    var numbers: [NumericAnswer] = []
    for element in try bounded(element.all("answer")) {
      let written = value(element).trimmed
      var answer: NumericAnswer
      if written == "*" {
        answer = NumericAnswer(anyNumberWithWeight: 0)
      } else if let number = WrittenNumber(written) {
        answer = NumericAnswer(value: number.value)
        if let doubt = commaDoubt(written) { warn(doubt) }
        if let tolerance = element["tolerance"]?.text.trimmed, !tolerance.isEmpty {
          answer.tolerance = WrittenNumber(tolerance).map { abs($0.value) } ?? 0
          if WrittenNumber(tolerance) == nil { warn(noTolerance(tolerance)) }
        }
      } else {
        throw MoodleFault("'\(shown(written, limit: 40))' is not a number; expected one such as 3.14")
      }
      answer.weight = weight(element, warn)
      answer.feedback = text(element["feedback"])
      numbers.append(answer)
    }
    guard !numbers.isEmpty else { throw MoodleFault("expected a number") }
    return numbers
  }

  private func pairs(_ warn: (String) -> Void) throws(MoodleFault) -> [MatchingPair] {
    let pairs = try bounded(element.all("subquestion")).compactMap { element -> MatchingPair? in
      let right = value(element["answer"]).trimmed
      guard !right.isEmpty else {
        if let left = text(element)?.text {
          warn("the pair of '\(shown(left, limit: 40))' has no answer and is left out")
        }
        return nil
      }
      return MatchingPair(text(element) ?? RichText("", format(element)), String(right))
    }
    guard pairs.count >= 2, pairs.contains(where: { !$0.left.text.isEmpty }) else {
      throw MoodleFault("expected two pairs or more")
    }
    return pairs
  }

  private func items() throws(MoodleFault) -> [Answer] {
    let items = try bounded(element.all("answer")).compactMap { text($0) }.map { Answer($0, weight: 100) }
    guard items.count >= 2 else { throw MoodleFault("expected two items or more") }
    return items
  }

  private func bounded(_ elements: [XMLElement]) throws(MoodleFault) -> [XMLElement] {
    guard elements.count <= 200 else { throw MoodleFault("more than 200 answers") }
    return elements
  }

  private func weight(_ element: XMLElement, _ warn: (String) -> Void = { _ in }) -> Double {
    guard let text = element.attribute("fraction"), let number = WrittenNumber(text) else {
      warn("an answer has no fraction and counts nothing")
      return 0
    }
    let nearest = MoodleWeight.nearest(to: number.value)
    if abs(nearest - number.value) < 0.01 { return nearest }
    warn("Moodle doesn't know the weight \(shown(text, limit: 20))% and skips the question")
    return min(max(number.value, -100), 100)
  }

  // MARK: Texts

  /// The text of an element with `<text>` in it (older files have it directly); nil for an empty one.
  private func text(_ element: XMLElement?) -> RichText? {
    guard let element, case let text = value(element).trimmed, !text.isEmpty else { return nil }
    return RichText(files.text(String(text), of: element), format(element))
  }

  private func value(_ element: XMLElement?) -> String { element.map { ($0["text"] ?? $0).text } ?? "" }

  private func format(_ element: XMLElement) -> RichText.Format {
    switch element.attribute("format") {
    case "html": .html
    case "plain_text": .plain
    case "markdown": .markdown
    default: .moodle
    }
  }

  private func number(_ element: XMLElement?) -> Double? {
    element.flatMap { WrittenNumber(($0["text"] ?? $0).text) }?.value
  }

  private func truth(_ element: XMLElement?) -> Bool? {
    switch (element.map { ($0["text"] ?? $0).text.trimmed.lowercased() }) ?? "" {
    case "1", "true": true
    case "0", "false": false
    default: nil
    }
  }
}
