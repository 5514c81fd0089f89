public import Documents
public import Lesson
internal import Wording

/// Aiken, Moodle's simplest format (MoodleDocs, "Aiken format"): a line with the stem, options `A. text` in order, `ANSWER: B`. Only questions with one
/// right option.
///
/// Read more leniently than by Moodle, with a warning: stems of several lines, small letters, `A )`, `answer:`.
public struct Aiken: QuizReader, QuizWriter {
  public let name = "aiken"
  public let summary = "Moodle's simplest format: options A. to Z. and a line ANSWER: B"
  public let endings = ["aiken.txt", "txt"]
  public let features = QuizFeatures(
    kinds: [.singleChoice], fields: [], weights: .whole, formats: [.plain], substitutes: [.trueFalse: .singleChoice],
    lettersOptions: true)

  public init() {}

  public func recognises(_ text: SourceText) -> Bool {
    let hasAnswer = text.lines.contains { Self.answer($0) != nil }
    return hasAnswer && text.lines.contains { Self.option($0)?.letter == "A" }
  }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadQuiz {
    var found = DiagnosticList(text)
    var questions: [UnboundQuestion] = []
    var ids = QuestionIDs()
    var open = Open()
    for (index, line) in text.lines.enumerated() {
      let position = TextPosition(line: index + 1, column: 1)
      if line.trimmed.isEmpty { continue }
      guard questions.count < questionLimit else {
        found.warning(at: position, "holds more than \(questionLimit) questions; those from here on are left out")
        break
      }
      if let answer = Self.answer(line) {
        if !answer.isStrict { found.warning(at: position, "Moodle needs ANSWER: and a capital letter") }
        if var question = open.question(answer.letters, at: position, &found) {
          ids.give(&question, wanted: nil) { _ in }
          questions.append(UnboundQuestion(question: question, file: text.file, line: open.line))
        }
        open = Open()
      } else if open.stem.isEmpty, let feedback = Self.feedback(line), let last = questions.indices.last {
        found.warning(at: position, "Moodle knows no feedback here")
        questions[last].question.generalFeedback = RichText(feedback)
      } else if let option = Self.option(line), !open.stem.isEmpty {
        if !option.isStrict { found.warning(at: position, "Moodle needs options such as A. text or A) text") }
        open.add(option, at: position, &found)
      } else if open.goesOn(text.lines[(index + 1)...]) {
        found.warning(at: position, "the option goes on in this line; Moodle takes one")
        open.goOn(line)
      } else {
        if !open.options.isEmpty {
          found.error(
            at: TextPosition(line: open.line, column: 1), "the question has no line ANSWER:", hint: "question skipped")
          open = Open()
        }
        if open.stem.isEmpty { open.line = index + 1 }
        if open.stem.count == 1 { found.warning(at: position, "the question has more than one line; Moodle takes one") }
        open.stem.append(String(line.trimmed))
      }
    }
    if !open.stem.isEmpty {
      found.error(
        at: TextPosition(line: open.line, column: 1), "the question has no line ANSWER:", hint: "question skipped")
    }
    guard !questions.isEmpty else { throw DocumentError(found.all) }
    return ReadQuiz(questions: questions, diagnostics: found.all)
  }

  private struct Option {
    var letter: Character
    var text: String
    var isStrict: Bool
  }

  /// The question that is being read.
  private struct Open {
    var line = 1
    var stem: [String] = []
    var options: [Option] = []

    mutating func add(_ option: Option, at position: TextPosition, _ found: inout DiagnosticList) {
      if options.count < 26, option.letter != Aiken.letter(options.count) {
        found.warning(at: position, "the options are not lettered in their order; Moodle needs A, B, C…")
      }
      options.append(option)
    }

    /// Whether a line above `lines` that has no mark of its own belongs to the last option: the next option or the answer follows.
    func goesOn(_ lines: ArraySlice<String>) -> Bool {
      guard !options.isEmpty else { return false }
      for line in lines.prefix(20) {
        if Aiken.answer(line) != nil { return true }
        if let next = Aiken.option(line) { return next.letter == Aiken.letter(options.count) }
      }
      return false
    }

    mutating func goOn(_ line: String) { options[options.count - 1].text += " " + line.trimmed }

    func question(_ letters: [Character], at position: TextPosition, _ found: inout DiagnosticList) -> Question? {
      func fail(_ sentence: String) -> Question? {
        found.error(at: position, sentence, hint: "question skipped")
        return nil
      }
      guard !stem.isEmpty else { return fail("an answer without a question") }
      guard (2...200).contains(options.count) else { return fail("expected two options or more") }
      for letter in letters where !options.contains(where: { $0.letter == letter }) {
        return fail("there is no option \(letter)")
      }
      let share = MoodleWeight.nearest(to: 100 / Double(letters.count))
      return Question(
        id: "", kind: letters.count > 1 ? .multipleChoice : .singleChoice, stem: RichText(stem.joined(separator: " ")),
        answers: options.map { Answer(RichText($0.text), weight: letters.contains($0.letter) ? share : 0) })
    }
  }

  private static func letter(_ index: Int) -> Character {
    Character(Unicode.Scalar(UInt8(ascii: "A") + UInt8(clamping: min(index, 25))))
  }

  /// `A. text`, `A) text`; leniently `a) text`, `A ) text`, `A.text`.
  private static func option(_ line: String) -> Option? {
    let text = line.trimmed
    guard let first = text.first, first.isASCII, first.isLetter else { return nil }
    let afterLetter = text.dropFirst()
    let rest = afterLetter.drop { $0 == " " }
    guard let mark = rest.first, mark == "." || mark == ")", case let content = rest.dropFirst(),
      !content.trimmed.isEmpty
    else { return nil }
    let isSpaced = content.first == " " || content.first == "\t"
    // `e.g. …` and `A.B` are text.
    guard isSpaced || mark == ")" else { return nil }
    let isStrict = first.isUppercase && rest.startIndex == afterLetter.startIndex && isSpaced
    return Option(letter: Character(first.uppercased()), text: String(content.trimmed), isStrict: isStrict)
  }

  /// `ANSWER: B`; leniently `answer : b`, `Correct answer: B) text`, `ANSWER: A, C`. Each letter once.
  private static func answer(_ line: String) -> (letters: [Character], isStrict: Bool)? {
    let text = line.trimmed
    guard let colon = text.utf8.prefix(40).firstIndex(of: UInt8(ascii: ":")),
      words.contains(text[..<colon].trimmed.lowercased())
    else { return nil }
    let value = text[text.index(after: colon)...].trimmed
    // `B. text` names one, whatever follows; `A, C` and `A and C` several.
    let start = value.prefix(2)
    let isLed = start.count == 2 && (start.last == "." || start.last == ")") && value.count > 2
    let named = (isLed ? value.prefix(1) : value.prefix(100)).uppercased().split { ",;&.)/ ".contains($0) }
      .filter { $0 != "AND" && $0 != "UND" }
    guard !named.isEmpty, named.allSatisfy({ $0.utf8.count == 1 && $0.first?.isLetter == true }) else { return nil }
    var letters: [Character] = []
    for letter in named.compactMap(\.first) where !letters.contains(letter) { letters.append(letter) }
    return (letters, text.hasPrefix("ANSWER: ") && value.count == 1 && value.first?.isUppercase == true)
  }

  private static let words: Set = [
    "answer", "answers", "correct answer", "correct answers", "correct", "antwort", "lösung",
  ]

  private static func feedback(_ line: String) -> String? {
    let parts = line.split(separator: ":", maxSplits: 1).map(\.trimmed)
    guard parts.count == 2, ["feedback", "explanation", "erklärung"].contains(parts[0].lowercased()), !parts[1].isEmpty
    else { return nil }
    return String(parts[1])
  }

  public func write(_ questions: [UnboundQuestion], lesson: String?) -> String {
    questions.map(\.question).map { question in
      // A no-break space keeps a text from looking like an option or an answer.
      var stem = question.stem.text
      if Self.option(stem) != nil || Self.answer(stem) != nil {
        stem = stem.replacing(" ", with: "\u{a0}", maxReplacements: 1)
      }
      let options = question.answers.enumerated().map { "\(Self.letter($0)). \($1.text.text)\n" }
      let right = question.answers.firstIndex { $0.weight >= 99.9 } ?? 0
      return "\(stem)\n\(options.joined())ANSWER: \(Self.letter(right))\n"
    }.joined(separator: "\n")
  }
}
