internal import Wording

/// What a column of a question table holds, by its heading.
enum CSVColumn: Hashable {
  case question, type, right, feedback, hint, mark, tags, id, name, format, shuffle, capitals
  /// One of ``QuestionPlace/keys``.
  case place(String)
  /// Accepted answers.
  case answer
  /// The choice with this number, from 1, and what belongs to it.
  case choice(Int), weight(Int), choiceFeedback(Int), match(Int), tolerance(Int)
  /// A wrong choice.
  case wrong
  /// All choices, in one cell.
  case choices
  /// The row's number, which says nothing.
  case number

  /// nil for a heading that isn't known.
  init?(_ heading: String) {
    // `Answer 1 - max 75 characters` says how long it may be.
    let heading = heading.firstRange(of: " - ").map { heading[..<$0.lowerBound] } ?? heading[...]
    if let known = Self.column(heading) {
      self = known
      return
    }
    // `Incorrect Answer 2 (Optional)`; `Time (sec)` is not when, but how long.
    guard heading.utf8.count <= 400, heading.trimmed.last == ")", let open = heading.lastIndex(of: "("),
      open > heading.startIndex,
      let known = CSVColumn(String(heading[..<open])), known != .place("at"), known != .place("pause")
    else { return nil }
    self = known
  }

  private static func column(_ heading: Substring) -> CSVColumn? {
    let words = heading.lowercased().replacing("#", with: " no ").split { !$0.isLetter && !$0.isNumber }
      .map(String.init)
    let name = words.joined(separator: " ")
    if let known = names[name] { return known }
    // `answer 2`, `option b`, `c`, `feedback 3`.
    guard let last = words.last, let number = number(last) else { return nil }
    switch words.dropLast().joined(separator: " ") {
    case "", "answer", "option", "choice", "antwort", "answer option", "auswahl": return .choice(number)
    case "weight", "fraction", "percent": return .weight(number)
    case "feedback", "answer feedback": return .choiceFeedback(number)
    case "match", "partner": return .match(number)
    case "tolerance": return .tolerance(number)
    case "wrong", "wrong answer", "incorrect", "incorrect answer", "distractor": return .wrong
    case "hint": return .hint
    case "correct answer", "right answer": return .right
    default: return nil
    }
  }

  private static func number(_ text: String) -> Int? {
    if let number = Int(text), (1...200).contains(number) { return number }
    guard text.utf8.count == 1, let letter = text.utf8.first, (0x61...0x7a).contains(letter) else { return nil }
    return Int(letter) - 0x60
  }

  private static let names: [String: CSVColumn] = {
    var names: [String: CSVColumn] = [:]
    func add(_ column: CSVColumn, _ words: String...) { for word in words { names[word] = column } }
    add(.question, "question", "question text", "question title", "question stem", "stem", "frage", "prompt", "text")
    add(.type, "type", "kind", "question type", "fragetyp", "typ")
    add(
      .right, "correct", "right", "correct answer", "correct answers", "correct answer s", "right answer",
      "right answers", "correct option", "correct options", "correct choice", "correct option index",
      "correct answer index", "correct index", "correct option no", "correct option number", "key", "answer key",
      "solution", "richtig", "lösung", "richtige antwort")
    add(.wrong, "wrong", "incorrect", "wrong answers", "incorrect answers", "distractors")
    add(.answer, "answer", "answers", "antwort", "antworten", "accepted")
    add(.choices, "options", "choices", "answer options", "answer choices", "antwortmöglichkeiten")
    add(.number, "no", "nr", "question no", "question nr", "question number", "frage nr", "fragennummer")
    add(.feedback, "feedback", "explanation", "general feedback", "answer explanation", "erklärung", "rationale")
    add(.hint, "hint", "hints")
    add(.mark, "mark", "marks", "points", "score", "punkte")
    add(.tags, "tags", "tag")
    add(.id, "id", "question id", "idnumber")
    add(.name, "name", "title", "titel")
    add(.format, "format")
    add(.shuffle, "shuffle")
    add(.capitals, "capitals", "case sensitive")
    add(.place("at"), "at", "time", "zeit", "timestamp")
    add(.place("chapter"), "chapter", "kapitel", "section")
    add(.place("closing"), "closing")
    add(.place("pause"), "pause", "pause at")
    return names
  }()
}
