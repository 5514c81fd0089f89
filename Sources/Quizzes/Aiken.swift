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
    kinds: [.singleChoice], fields: [], weights: .whole, formats: [.plain], substitutes: [.trueFalse: .singleChoice])

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
        if var question = open.question(answer.letter, at: position, &found) {
          ids.give(&question, wanted: nil) { _ in }
          questions.append(UnboundQuestion(question: question, file: text.file, line: open.line))
        }
        open = Open()
      } else if let option = Self.option(line), !open.stem.isEmpty {
        if !option.isStrict { found.warning(at: position, "Moodle needs options such as A. text or A) text") }
        open.add(option, at: position, &found)
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

    func question(_ letter: Character, at position: TextPosition, _ found: inout DiagnosticList) -> Question? {
      func fail(_ sentence: String) -> Question? {
        found.error(at: position, sentence, hint: "question skipped")
        return nil
      }
      guard !stem.isEmpty else { return fail("an answer without a question") }
      guard (2...200).contains(options.count) else { return fail("expected two options or more") }
      guard options.contains(where: { $0.letter == letter }) else {
        return fail("there is no option \(letter)")
      }
      return Question(
        id: "", kind: .singleChoice, stem: RichText(stem.joined(separator: " ")),
        answers: options.map { Answer(RichText($0.text), weight: $0.letter == letter ? 100 : 0) })
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

  private static func answer(_ line: String) -> (letter: Character, isStrict: Bool)? {
    let text = line.trimmed
    guard text.utf8.count < 40, text.lowercased().hasPrefix("answer"), case let rest = text.dropFirst(6).trimmed,
      rest.first == ":"
    else { return nil }
    let value = rest.dropFirst().trimmed
    guard let letter = value.first, letter.isASCII, letter.isLetter,
      value.dropFirst().allSatisfy({ ".) ".contains($0) })
    else { return nil }
    return (Character(letter.uppercased()), text.hasPrefix("ANSWER: ") && letter.isUppercase && value.count == 1)
  }

  public func write(_ questions: [UnboundQuestion], lesson: String?) -> String {
    questions.map(\.question).map { question in
      // A no-break space keeps a text from looking like an option or an answer.
      var stem = question.stem.text
      if Self.option(stem) != nil || Self.answer(stem) != nil {
        stem = stem.replacing(" ", with: "\u{a0}", maxReplacements: 1)
      }
      let options = question.answers.prefix(26).enumerated().map { "\(Self.letter($0)). \($1.text.text)\n" }
      let right = question.answers.firstIndex { $0.weight >= 99.9 } ?? 0
      return "\(stem)\n\(options.joined())ANSWER: \(Self.letter(right))\n"
    }.joined(separator: "\n")
  }
}
