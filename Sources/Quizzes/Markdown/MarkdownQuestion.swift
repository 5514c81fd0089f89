internal import Documents
internal import Lesson
internal import Wording

/// The lines of one question of a list.
struct MarkdownQuestion {
  let line: Int
  private let indent: Int
  private var stem: [String]
  private var options: [Option] = []
  private var answers: [Typed] = []
  private var items: [String] = []
  private var hints: [String] = []
  private var feedback: [String] = []
  private var fields: [(line: Int, key: String, value: String)] = []
  private var isOrdering = false
  /// What a line without a mark of its own goes on with.
  private var last = Last.stem

  private enum Last {
    case stem, option, answer, item, hint, feedback, optionFeedback, answerFeedback, none
    /// After `Answer:` with nothing behind it.
    case answerBelow
  }

  private struct Typed {
    var text: String
    var weight: Double?
    var feedback: [String] = []
    var indent: Int
    var line: Int
  }

  private struct Option {
    var letter: Character?
    var text: [String]
    var isRight = false
    var weight: Double?
    var feedback: [String] = []
    var match: String?
    var indent: Int
    var isBox = false
  }

  init(_ text: String, indent: Int, line: Int) {
    stem = text.trimmed.isEmpty ? [] : [text]
    self.indent = indent
    self.line = line
  }

  var isAnswered: Bool { !options.isEmpty || !answers.isEmpty || !items.isEmpty }

  /// Its choices were followed by a line that says which is right: what is not about that is another question.
  var hasItsAnswer: Bool { last == .answer && !options.isEmpty }

  /// A comment after it, below a gap, is about the next question.
  func isBare(_ hasGap: Bool) -> Bool { hasGap && (isAnswered || last == .none) }

  /// A number within the list of an ordering is no question's.
  func takesAsItem(_ start: (text: String, indent: Int, isNumbered: Bool)) -> Bool {
    isOrdering && start.isNumbered && (start.indent >= indent + 2 || items.isEmpty)
  }

  /// A line that is no option, answer or the like.
  static func isPlain(_ text: Substring) -> Bool {
    MarkdownLine.bullet(text) == nil && MarkdownLine.checkBox(text) == nil && MarkdownLine.lettered(text) == nil
      && MarkdownLine.field(text) == nil
      && text.first != ">"
  }

  mutating func readGap() {
    if last == .stem { if !stem.isEmpty { stem.append("") } } else { last = .none }
  }

  mutating func read(_ text: String, indent: Int, line: Int, afterGap: Bool) {
    if text.first == ">" {
      let content = String(text.dropFirst().trimmed)
      // Below an option and further in than it: the option's own.
      if let option = options.last, last == .option || last == .optionFeedback, indent > option.indent {
        options[options.count - 1].feedback.append(content)
        last = .optionFeedback
      } else if let answer = answers.last, last == .answer || last == .answerFeedback, indent > answer.indent {
        answers[answers.count - 1].feedback.append(content)
        last = .answerFeedback
      } else {
        feedback.append(content)
        last = .feedback
      }
    } else if isOrdering, let item = MarkdownLine.bullet(text) ?? MarkdownLine.questionStart(text).map(\.text) {
      items.append(item)
      last = .item
    } else if let box = MarkdownLine.checkBox(text) {
      var option = Option(text: [box.text], indent: indent, isBox: true)
      if box.mark.hasSuffix("%") {
        option.weight = WrittenNumber(box.mark.dropLast()).map { min(max($0.value, -100), 100) }
      } else {
        option.isRight = !box.mark.isEmpty
      }
      add(option)
    } else if let (letter, content, isStarred) = MarkdownLine.lettered(text), isNext(letter) {
      var option = Option(letter: letter, text: [content], isRight: isStarred, indent: indent)
      let signed = MarkdownLine.signed(content)
      option.text = [signed.text]
      option.isRight = signed.isRight ?? isStarred
      add(option)
    } else if let content = MarkdownLine.bullet(text), let option = options.last, option.isBox,
      indent > option.indent + 1,
      last == .option || last == .optionFeedback
    {
      // A list within the list: what there is to say about the choice.
      options[options.count - 1].feedback.append(content)
      last = .optionFeedback
    } else if last == .answerBelow, MarkdownLine.field(text) == nil,
      !options.isEmpty || MarkdownLine.bullet(text) == nil
    {
      answers.append(Typed(text: MarkdownLine.bullet(text) ?? text, indent: indent, line: line))
      last = .answer
    } else if let content = MarkdownLine.bullet(text) {
      if let pair = MarkdownLine.pair(content) {
        add(Option(text: [pair.left], match: pair.right, indent: indent))
      } else {
        let isBold = content.hasPrefix("**") && content.hasSuffix("**") && content.count > 4
        let signed = MarkdownLine.signed(isBold ? String(content.dropFirst(2).dropLast(2)) : content)
        add(Option(text: [signed.text], isRight: signed.isRight ?? isBold, indent: indent))
      }
    } else if let (field, value, weight) = MarkdownLine.field(text) {
      switch field {
      case .answer:
        if !value.isEmpty { answers.append(Typed(text: value, weight: weight, indent: indent, line: line)) }
        last = value.isEmpty ? .answerBelow : .answer
      case .hint:
        hints.append(value)
        last = .hint
      case .feedback:
        feedback.append(value)
        last = .feedback
      case .order:
        isOrdering = true
        last = .none
      case .type: fields.append((line, "type", value))
      }
    } else {
      goOn(text)
    }
  }

  private mutating func add(_ option: Option) {
    options.append(option)
    last = .option
  }

  /// Letters come in their order: `e.g. so` isn't an option.
  private func isNext(_ letter: Character) -> Bool {
    let count = options.count { $0.letter != nil }
    return letter == (Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(clamping: min(count, 25)))))
  }

  /// What an answer key says in its line, where nothing in the question does.
  mutating func take(key: String, line: Int) {
    guard answers.isEmpty, items.isEmpty,
      !options.contains(where: { $0.isRight || $0.weight != nil || $0.match != nil })
    else { return }
    answers.append(Typed(text: key, indent: indent, line: line))
  }

  /// Takes a line that has no mark of its own.
  mutating func goOn(_ text: String) {
    switch last {
    case .stem: stem.append(text)
    case .option: options[options.count - 1].text.append(text)
    case .answerFeedback: answers[answers.count - 1].feedback.append(text)
    case .optionFeedback: options[options.count - 1].feedback.append(text)
    case .hint: hints[hints.count - 1] += "\n" + text
    case .feedback: feedback.append(text)
    case .item: items[items.count - 1] += "\n" + text
    case .answer, .answerBelow, .none: feedback.append(text)
    }
  }

  /// `at: 12:30; tags: a, b`; `\;` and `\>` stand for the characters.
  mutating func read(fields text: String, line: Int) {
    let semicolon = "\u{1}"
    let hasEscapes = text.utf8.contains(UInt8(ascii: "\\"))
    for field in (hasEscapes ? text.replacing("\\;", with: semicolon) : text).split(separator: ";").prefix(50) {
      let parts = field.split(separator: ":", maxSplits: 1).map(\.trimmed)
      guard let key = parts.first, !key.isEmpty else { continue }
      let value = parts.count == 2 ? String(parts[1]) : ""
      fields.append(
        (
          line, key.lowercased(),
          hasEscapes ? value.replacing(semicolon, with: ";").replacing("\\>", with: ">") : value
        ))
    }
  }

  // MARK: The draft

  func draft(_ warnings: inout [(Int, String)]) throws(DraftFault) -> QuestionDraft {
    guard !stem.isEmpty else { throw DraftFault("the question has no text") }
    var draft = QuestionDraft(stem: Self.rich(stem))
    draft.question.hints = hints.prefix(20).map(MarkdownLine.rich)
    draft.question.generalFeedback = feedback.isEmpty ? nil : Self.rich(feedback)
    draft.order = items.map(MarkdownLine.rich)
    draft.choices = options.map {
      QuestionDraft.Option(
        text: Self.rich($0.text), isRight: $0.isRight, weight: $0.weight,
        feedback: $0.feedback.isEmpty ? nil : Self.rich($0.feedback), match: $0.match.map { MarkdownLine.rich($0).text }
      )
    }
    for answer in answers {
      if draft.choices.isEmpty {
        let feedback = answer.feedback.isEmpty ? nil : Self.rich(answer.feedback)
        draft.accepted.append(
          QuestionDraft.Option(text: Self.typed(answer.text), weight: answer.weight, feedback: feedback))
      } else {
        try mark(answer, &draft)
      }
    }
    for (line, key, value) in fields { read(line, key, value, &draft, &warnings) }
    return draft
  }

  private static func rich(_ lines: [String]) -> RichText {
    MarkdownLine.rich(lines.joined(separator: "\n"))
  }

  /// What is typed has no markup; `*` stands for any characters.
  private static func typed(_ text: String) -> RichText {
    let text = withoutEmphasis(text)
    let plain = MarkdownLine.rich(text)
    return RichText(plain.format == .plain ? plain.text : text)
  }

  /// `Joule` for `**Joule**`, and for `Joule**` of a line that is bold as a whole; nobody types that.
  private static func withoutEmphasis(_ text: String) -> String {
    for mark in ["**", "__", "`"] where text.hasSuffix(mark) {
      let rest = text.dropLast(mark.count)
      let inner = rest.hasPrefix(mark) ? rest.dropFirst(mark.count) : mark == "**" ? rest : ""
      if !inner.trimmed.isEmpty, !inner.contains(mark) { return withoutEmphasis(String(inner.trimmed)) }
    }
    return text
  }

  /// `b`, `B, D`, `b) joule`, or a choice's text.
  private func mark(_ typed: Typed, _ draft: inout QuestionDraft) throws(DraftFault) {
    let answer = Self.withoutEmphasis(typed.text)
    if let place = draft.choices.firstIndex(where: { folded($0.text.text) == folded(answer) }) {
      draft.choices[place].isRight = true
      return
    }
    let letters = answer.lowercased().split { !$0.isLetter }.filter { $0 != "and" && $0 != "und" }
    let places = letters.map { text in options.firstIndex { $0.letter.map(String.init) == String(text) } }
    let rest = answer.drop { $0 == "(" }.dropFirst()
    let isLed =
      letters.first?.count == 1 && letters.count > 1
      && (rest.first.map { ").:".contains($0) } == true
        || places[0].map { folded(draft.choices[$0].text.text) == folded(rest) } == true)
    let wanted = isLed && places.contains(nil) ? [places[0]] : places
    guard !wanted.isEmpty, !wanted.contains(nil) else {
      throw DraftFault(
        "the answer '\(shown(answer, limit: 60))' is none of the \(draft.choices.count) choices of the question in line \(line)",
        at: TextPosition(line: typed.line, column: 1))
    }
    for place in wanted.compactMap(\.self) { draft.choices[place].isRight = true }
  }

  private func read(
    _ line: Int, _ key: String, _ value: String, _ draft: inout QuestionDraft, _ warnings: inout [(Int, String)]
  ) {
    func truth() -> Bool? {
      switch value.lowercased() {
      case "yes", "true": return true
      case "no", "false": return false
      default:
        warnings.append((line, "expected \(key): yes or no, not '\(shown(value, limit: 40))'"))
        return nil
      }
    }
    switch key {
    case "id": draft.question.id = String(oneLine(value).prefix(200))
    case "name": draft.question.name = oneLine(value)
    case "tags", "tag":
      draft.question.tags += QuestionPlace.tags(in: value)
    case "shuffle": draft.question.shuffle = truth()
    case "capitals": draft.question.isCaseSensitive = truth()
    case "mark", "marks", "points":
      if let number = WrittenNumber(value), number.value >= 0 {
        draft.question.mark = number.value
      } else {
        warnings.append((line, "'\(shown(value, limit: 40))' is no mark; expected a number such as 1 or 0.5"))
      }
    case "type":
      let (kind, isLoose) = Question.Kind.named(value)
      draft.kind = kind
      if kind == nil, !isLoose {
        warnings.append(
          (
            line,
            "the type '\(shown(value, limit: 40))' is not known; expected one of \(Question.Kind.allCases.map(\.rawValue).joined(separator: ", "))"
          ))
      }
    case "closing" where value.isEmpty || truth() == true, "at", "chapter", "pause":
      draft.place.read(key, value) { warnings.append((line, $0)) }
    default: break
    }
  }
}
