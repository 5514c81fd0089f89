internal import Documents
internal import Lesson
internal import Wording

/// The lines of one question of a list.
struct MarkdownQuestion {
  let line: Int
  let indent: Int
  /// Where its text stands in its line: behind the number.
  private let column: Int
  /// `Q: `, not a number alone.
  private let isAskedByWord: Bool
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
  /// The last thing was a choice, and an empty line came after it.
  private var isBelowOption = false
  /// Behind `<details>`, and below `Answer:` and an empty line, the answer may stand alone.
  private var mayAnswerAlone = false

  private enum Last {
    case stem, option, answer, item, hint, feedback, optionFeedback, answerFeedback, none
    /// After `Explanation:` and in paragraphs below the answers, in which bullets are no choices.
    case explanation
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
    /// What it is called in an answer.
    var names: Set<String> = []
    var text: [String]
    var isRight = false
    var weight: Double?
    var feedback: [String] = []
    var match: String?
    var indent: Int
    var isBox = false
    /// Its box is `●`, which is a bullet where there is no `○`.
    var isDot = false

    /// Whether a line so far in is the option's own below a gap.
    func isAbove(_ indent: Int, in question: Int) -> Bool {
      indent > self.indent + 1 && (letter == nil || self.indent >= question + 2)
    }
  }

  init(_ text: String, indent: Int, column: Int, line: Int, isAskedByWord: Bool) {
    self.column = column
    stem = text.trimmed.isEmpty ? [] : [text]
    self.isAskedByWord = isAskedByWord
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

  /// Whether a line `A: text` is its answer: `Q: What is 2 + 2?`.
  func takesAnswer(_ text: Substring) -> Bool {
    isAskedByWord && options.isEmpty && text.first == "A" && text.dropFirst().first == ":"
  }

  /// Whether choices may follow that have numbers, or letters and colons.
  var takesChoices: Bool { !isAnswered && !isOrdering && last == .stem && !stem.isEmpty }

  mutating func readGap() {
    switch last {
    case .stem where !stem.isEmpty: stem.append("")
    case .stem: break
    case .explanation: feedback.append("")
    case .none: break
    default:
      isBelowOption = last == .option
      mayAnswerAlone = mayAnswerAlone || last == .answerBelow
      last = .none
    }
  }

  /// `<details>` and the like.
  mutating func readFold() {
    readGap()
    mayAnswerAlone = true
  }

  /// A line of a list with numbers, or with letters and colons.
  mutating func read(choice text: String, indent: Int) {
    let (text, isRight) = MarkdownLine.marked(text)
    let names = MarkdownChoices.names(ofPlace: options.count)
    add(Option(names: names, text: [text], isRight: isRight ?? false, indent: indent))
  }

  /// Code begins; `isBeforeOption` where another choice follows it.
  mutating func beginCode(indent: Int, isBeforeOption: Bool) {
    guard last == .none, isBelowOption, let option = options.last else { return }
    let haveCode = options.contains { $0.text.contains { MarkdownCode.fence($0) != nil } }
    if isBeforeOption || haveCode || option.isAbove(indent, in: self.indent) { goOnWithOption() }
  }

  private mutating func goOnWithOption() {
    options[options.count - 1].text.append("")
    last = .option
  }

  mutating func read(_ text: String, indent: Int, line: Int, afterGap: Bool) {
    if last == .none, isBelowOption, options.last?.isAbove(indent, in: self.indent) == true { goOnWithOption() }
    if text.first == ">" {
      let content = String(text.dropFirst(text.dropFirst().first == " " ? 2 : 1))
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
        option.isDot = box.mark == MarkdownLine.dot
      }
      add(option)
    } else if last != .explanation || !isMarked, let (letter, content, isStarred) = MarkdownLine.lettered(text),
      isNext(letter)
    {
      var option = Option(
        letter: letter, names: [String(letter)], text: [content], isRight: isStarred, indent: indent)
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
    } else if let content = MarkdownLine.bullet(text), explains(indent, afterGap) {
      feedback.append("- " + content)
      last = .explanation
    } else if let content = MarkdownLine.bullet(text) {
      if let pair = MarkdownLine.pair(content) {
        add(Option(text: [pair.left], match: pair.right, indent: indent))
      } else {
        let marked = MarkdownLine.marked(content)
        add(Option(text: [marked.text], isRight: marked.isRight ?? false, indent: indent))
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
        last = .explanation
      case .order:
        isOrdering = true
        last = .none
      case .type: fields.append((line, "type", value))
      }
    } else {
      goOn(text, indent: indent)
    }
  }

  private mutating func add(_ option: Option) {
    options.append(option)
    last = .option
  }

  /// Letters come in their order: `e.g. so` isn't an option.
  private func isNext(_ letter: Character) -> Bool {
    letter == MarkdownLine.letter(atPlace: options.count { $0.letter != nil })
  }

  /// Whether it says by itself which choice is right.
  private var isMarked: Bool { !answers.isEmpty || options.contains { $0.isRight || $0.weight != nil } }

  /// Whether a bullet without a box or a letter belongs to what explains the answer.
  private func explains(_ indent: Int, _ afterGap: Bool) -> Bool {
    if last == .explanation { return isAnswered }
    // One box alone: the others of its list have none.
    guard options.count(where: { $0.isBox || $0.letter != nil }) > 1, let option = options.last else { return false }
    return afterGap || last != .option || option.letter != nil || option.indent != indent
  }

  /// What an answer key says in its line: the answer where nothing in the question says it, and why it is right.
  mutating func take(key: String, feedback: [String], line: Int) {
    self.feedback += feedback
    guard answers.isEmpty, items.isEmpty,
      !options.contains(where: { $0.isRight || $0.weight != nil || $0.match != nil })
    else { return }
    answers.append(Typed(text: key, indent: indent, line: line))
  }

  /// Takes a line that has no mark of its own.
  mutating func goOn(_ text: String, indent: Int) {
    let line = text.isEmpty ? text : String(repeating: " ", count: indent) + text
    switch last {
    case .stem: stem.append(line)
    case .option: options[options.count - 1].text.append(line)
    case .answerFeedback: answers[answers.count - 1].feedback.append(text)
    case .optionFeedback: options[options.count - 1].feedback.append(text)
    case .hint: hints[hints.count - 1] += "\n" + line
    case .feedback, .explanation: feedback.append(text)
    case .item: items[items.count - 1] += "\n" + line
    case .none where mayAnswerAlone && answersAlone(text): break
    case .answer, .answerBelow, .none:
      feedback.append(text)
      last = .explanation
    }
  }

  /// Takes `B` or `**B. joule**` as the answer where nothing has said it.
  private mutating func answersAlone(_ text: String) -> Bool {
    mayAnswerAlone = false
    let answer = Self.withoutEmphasis(text)
    guard answers.isEmpty, !options.contains(where: { $0.isRight || $0.weight != nil || $0.match != nil }),
      places(namedIn: answer) != nil
    else { return false }
    answers.append(Typed(text: answer, indent: indent, line: line))
    last = .answer
    return true
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
    var draft = QuestionDraft(stem: Self.rich(stem, column))
    draft.question.hints = hints.prefix(20).map(Self.richLines)
    draft.order = items.map(Self.richLines)
    let areBullets = options.allSatisfy(\.isDot)
    var feedback = feedback
    draft.choices = options.map {
      QuestionDraft.Option(
        text: Self.rich($0.text, $0.indent + 2), isRight: $0.isRight && !areBullets, weight: $0.weight,
        feedback: $0.feedback.isEmpty ? nil : Self.rich($0.feedback), match: $0.match.map { MarkdownLine.rich($0).text }
      )
    }
    let isMarked = draft.choices.contains { $0.isRight || $0.weight != nil || $0.match != nil }
    for answer in answers {
      if draft.choices.isEmpty {
        let feedback = answer.feedback.isEmpty ? nil : Self.rich(answer.feedback)
        draft.accepted.append(
          QuestionDraft.Option(text: Self.typed(answer.text), weight: answer.weight, feedback: feedback))
      } else {
        guard let places = places(namedIn: Self.withoutEmphasis(answer.text)) else {
          // `Solution: The joule.` below what says already which is right explains it.
          guard isMarked else { throw fault(answer) }
          feedback.insert(answer.text, at: 0)
          continue
        }
        for place in places { draft.choices[place].isRight = true }
        feedback += answer.feedback
      }
    }
    draft.question.generalFeedback = feedback.allSatisfy(\.isEmpty) ? nil : Self.rich(feedback)
    let texts = stem + options.flatMap { $0.text + $0.feedback } + feedback
    for name in PictureReference.elsewhere(in: texts.joined(separator: "\n")) {
      warnings.append(
        (
          line,
          "the picture '\(shown(name, limit: 60))' is not shown: expected the name of a file beside the question file, such as swing.png"
        ))
    }
    for (line, key, value) in fields { draft.read(line, key, value, &warnings) }
    return draft
  }

  private static func rich(_ lines: [String]) -> RichText {
    MarkdownLine.rich(lines.joined(separator: "\n"))
  }

  /// The further lines without the blanks that all of them begin with; where these make all of them code, without those of a text at `column`.
  private static func rich(_ lines: [String], _ column: Int) -> RichText {
    let least = lines.dropFirst().filter { !$0.isEmpty }.map(MarkdownLine.indent).min() ?? 0
    let blanks = least < column + 4 ? least : column
    return rich(lines.prefix(1) + lines.dropFirst().map { String($0.dropFirst(blanks)) })
  }

  private static func richLines(_ text: String) -> RichText {
    rich(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), 5)
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

  private func places(namedIn answer: String) -> [Int]? {
    MarkdownChoices.places(
      namedIn: answer, names: options.map(\.names), texts: options.map { Self.rich($0.text, $0.indent + 2).text })
  }

  private func fault(_ answer: Typed) -> DraftFault {
    DraftFault(
      "the answer '\(shown(Self.withoutEmphasis(answer.text), limit: 60))' is none of the \(options.count) choices of the question in line \(line)",
      at: TextPosition(line: answer.line, column: 1))
  }
}
