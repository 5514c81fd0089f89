public import Documents
internal import Lesson
internal import Wording

/// A table of questions as spreadsheets save it, one row each: comma-, semicolon- or tab-separated, with headings.
public struct CSVQuestions: QuizReader {
  public let name = "csv"
  public let summary = "a table with headings, as spreadsheets save it (CSV or TSV)"
  public let endings = ["csv", "tsv"]
  public let syntax = """
    The first row has headings, in any order: question; option A,
    option B … (or answer 1, answer 2 …, or options with ; between) and
    correct (letters, numbers or texts). Without options, answer:
    accepted texts with | between, a number such as 3.14 ± 0.01, or true
    or false. Further: type, feedback, hint, mark, tags, id, name,
    chapter (number, id or title), at (12:30 or 12:30-13:10), pause,
    closing (yes), shuffle, format, capitals; weight 1, feedback 1,
    match 1, tolerance 1 for option 1.
      question,option A,option B,option C,correct,chapter
      Which unit has energy?,watt,joule,newton,B,1
    """

  public init() {}

  public func recognises(_ text: SourceText) -> Bool {
    CSVHeadings(of: text) != nil
  }

  /// A table may stand in many texts.
  public func isCertain(of text: SourceText) -> Bool { CSVHeadings(of: text)?.areFirst == true }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadQuiz {
    var drafted = DraftedQuestions(text)
    let table = try CSVHeadings.table(in: text, &drafted.found)
    let head = table.rows.first ?? []
    let columns = CSVHeadings.columns(head, &drafted.found)
    var rows = table.rows.dropFirst()
    // Below the headings of a Markdown table.
    if rows.first.map(Self.isRule) == true { rows.removeFirst() }
    rows.removeAll { CSVRow($0, columns).isEmpty }
    var keys = rows.flatMap { CSVRow($0, columns).keys }
    var countsFromZero = false
    if keys.contains(where: \.isZero) {
      let others = rows.flatMap { CSVRow($0, columns, countsFromZero: true).keys }
      countsFromZero = others.allSatisfy { $0.texts != nil || $0.labels != nil }
      if countsFromZero { keys = others }
    }
    if countsFromZero, let place = columns.firstIndex(of: .right) ?? columns.firstIndex(of: .answer) {
      drafted.found.warning(
        at: head[place].position, "the options are counted from 0, since a right one is number 0")
    }
    let areLabels = keys.contains(where: \.isLabel) && !keys.contains(where: \.isText)
    let areTexts = keys.contains(where: \.isText) && !keys.contains(where: \.isLabel)
    for row in rows {
      guard let first = row.first, drafted.hasRoom(at: first.position) else { break }
      drafted.add(at: first.position) { warnings throws(DraftFault) in
        var reader = CSVRow(row, columns, countsFromZero: countsFromZero)
        reader.keysAreLabels = areLabels ? true : areTexts ? false : nil
        let draft = try reader.draft()
        warnings = reader.warnings
        return draft
      }
    }
    return try drafted.finished(elseSaying: "holds no question below its headings")
  }

  /// `---`, `:---:` in each cell.
  private static func isRule(_ row: [DelimitedText.Cell]) -> Bool {
    row.allSatisfy { $0.text.allSatisfy { "-: ".contains($0) } } && row.contains { $0.text.contains("--") }
  }
}

/// One row of a question table.
private struct CSVRow {
  private(set) var warnings: [(TextPosition, String)] = []
  /// Whether the column of the right answers holds letters or numbers of options, or their texts; nil where no row tells.
  var keysAreLabels: Bool?
  private let countsFromZero: Bool
  private let cells: [(column: CSVColumn, cell: DelimitedText.Cell)]
  private var format = RichText.Format.plain

  init(_ row: [DelimitedText.Cell], _ columns: [CSVColumn?], countsFromZero: Bool = false) {
    self.countsFromZero = countsFromZero
    cells = zip(columns, row).compactMap { column, cell in
      column.flatMap { cell.text.isEmpty ? nil : ($0, cell) }
    }
  }

  /// Whether there is no question in it, be it numbered.
  var isEmpty: Bool { cells.allSatisfy { $0.column == .number } }

  private func value(_ column: CSVColumn) -> String? {
    cells.first { $0.column == column }.map { DelimitedText.unguarded($0.cell.text) }
  }

  private func values(_ column: CSVColumn) -> [String] {
    cells.filter { $0.column == column }.map { DelimitedText.unguarded($0.cell.text) }
  }

  private mutating func warn(_ column: CSVColumn, _ sentence: String) {
    if let cell = cells.first(where: { $0.column == column })?.cell { warnings.append((cell.position, sentence)) }
  }

  private func rich(_ text: String) -> RichText { RichText(text, format) }

  mutating func draft() throws(DraftFault) -> QuestionDraft {
    if let name = value(.format) {
      if let known = RichText.Format(rawValue: name.lowercased()) {
        format = known
      } else {
        warn(.format, "the format '\(shown(name, limit: 40))' is not known; expected plain, html, markdown or moodle")
      }
    }
    guard let stem = value(.question) else { throw DraftFault("the row has no question") }
    var draft = QuestionDraft(stem: rich(stem))
    var isLoose = false
    if let type = value(.type) {
      (draft.kind, isLoose) = Question.Kind.named(type)
      if draft.kind == nil, !isLoose {
        warn(
          .type,
          "the type '\(shown(type, limit: 40))' is not known; expected one of \(Question.Kind.allCases.map(\.rawValue).joined(separator: ", "))"
        )
      }
    }
    draft.question.id = value(.id).map { String(oneLine($0).prefix(200)) } ?? ""
    draft.question.name = value(.name).map(oneLine)
    draft.question.generalFeedback = value(.feedback).map(rich)
    draft.question.hints = values(.hint).map(rich)
    draft.question.tags = QuestionPlace.tags(in: value(.tags) ?? "", betweenAnyOf: ",;")
    if let mark = value(.mark) {
      if let number = WrittenNumber(mark), number.value >= 0 {
        draft.question.mark = number.value
      } else {
        warn(.mark, "'\(shown(mark, limit: 40))' is no mark; expected a number such as 1 or 0.5")
      }
    }
    draft.question.shuffle = truth(.shuffle)
    draft.question.isCaseSensitive = truth(.capitals)
    for key in QuestionPlace.keys {
      guard let text = value(.place(key)), key != "closing" || truth(.place(key)) == true else { continue }
      var sentences: [String] = []
      draft.place.read(key, text) { sentences.append($0) }
      for sentence in sentences { warn(.place(key), sentence) }
    }
    try answers(&draft)
    return draft
  }

  private mutating func truth(_ column: CSVColumn) -> Bool? {
    guard let text = value(column) else { return nil }
    switch text.lowercased() {
    case "yes", "true", "1", "x", "y", "ja", "wahr": return true
    case "no", "false", "0", "n", "nein", "falsch": return false
    default:
      warn(column, "expected yes or no, not '\(shown(text, limit: 40))'")
      return nil
    }
  }

  private mutating func answers(_ draft: inout QuestionDraft) throws(DraftFault) {
    var numbers: [Int] = []
    for (number, text) in options {
      numbers.append(number)
      draft.choices.append(option(number, text))
    }
    // A distractor of a matching question has nothing on its left.
    for (column, _) in cells {
      guard case .match(let number) = column, !numbers.contains(number) else { continue }
      numbers.append(number)
      draft.choices.append(option(number, ""))
    }
    let wrong = values(.wrong).flatMap { $0.split { "|;".contains($0) }.map { rich(String($0.trimmed)) } }
    let rights = values(.right) + (draft.choices.isEmpty ? [] : values(.answer))
    if draft.choices.isEmpty, !wrong.isEmpty {
      draft.choices = (rights + values(.answer)).map { QuestionDraft.Option(text: rich($0), isRight: true) }
      draft.choices += wrong.map { QuestionDraft.Option(text: $0) }
    } else if draft.choices.isEmpty {
      let accepted = (rights + values(.answer)).flatMap { $0.split(separator: "|").map { String($0.trimmed) } }
      draft.accepted = accepted.filter { !$0.isEmpty }.map { QuestionDraft.Option(text: rich($0)) }
    } else {
      draft.choices += wrong.map { QuestionDraft.Option(text: $0) }
      for right in rights { try mark(right, key(right, draft.choices.map(\.text.text), numbers), &draft.choices) }
    }
  }

  private mutating func option(_ number: Int, _ text: String) -> QuestionDraft.Option {
    var option = QuestionDraft.Option(text: rich(text))
    if let weight = value(.weight(number)) {
      option.weight = WrittenNumber(weight.filter { $0 != "%" }).map { min(max($0.value, -100), 100) }
      if option.weight == nil {
        warn(.weight(number), "'\(shown(weight, limit: 40))' is no weight; expected a number from -100 to 100")
      }
    }
    option.feedback = value(.choiceFeedback(number)).map(rich)
    option.match = value(.match(number))
    if let tolerance = value(.tolerance(number)) {
      option.tolerance = tolerance == "any" ? Double.greatestFiniteMagnitude : WrittenNumber(tolerance)?.value
      if option.tolerance == nil { warn(.tolerance(number), noTolerance(tolerance)) }
    }
    return option
  }

  /// What learners choose from, each with its number.
  private var options: [(number: Int, text: String)] {
    let own = cells.compactMap { column, cell -> (Int, String)? in
      guard case .choice(let number) = column else { return nil }
      return (number, DelimitedText.unguarded(cell.text))
    }
    return own.isEmpty ? value(.choices).map(Self.listed) ?? [] : own
  }

  /// `Paris;Rome;Oslo`, also with `|` or line breaks between; without their letters where all have them: `A) Paris;B) Rome`.
  private static func listed(_ text: String) -> [(number: Int, text: String)] {
    let sign = ["\n", "|", ";"].first { text.contains($0) } ?? ";"
    let parts = text.split(separator: sign).map { String($0.trimmed) }.filter { !$0.isEmpty }
    let bare = parts.enumerated().compactMap { index, part -> String? in
      guard let (name, rest) = CSVKey.led(part), !rest.isEmpty, CSVColumn(String(name)) == .choice(index + 1) else {
        return nil
      }
      return String(rest)
    }
    return (bare.count == parts.count ? bare : parts).enumerated().map { ($0 + 1, $1) }
  }

  private func key(_ written: String, _ texts: [String], _ numbers: [Int]) -> CSVKey {
    CSVKey(written, texts, numbers, countsFromZero: countsFromZero)
  }

  /// What the cells say that name the right ones of several options.
  var keys: [CSVKey] {
    let options = options
    guard !options.isEmpty else { return [] }
    return (values(.right) + values(.answer)).map { key($0, options.map(\.text), options.map(\.number)) }
  }

  private mutating func mark(_ right: String, _ key: CSVKey, _ choices: inout [QuestionDraft.Option])
    throws(DraftFault)
  {
    guard let found = (keysAreLabels == true ? key.labels : nil) ?? key.texts ?? key.labels else {
      throw DraftFault("'\(shown(right, limit: 60))' is none of the options")
    }
    if keysAreLabels == nil, let labels = key.labels, Set(labels) != Set(found) {
      let column: CSVColumn = values(.right).contains(right) ? .right : .answer
      warn(
        column,
        "'\(shown(right, limit: 60))' is an option's text and the letter or number of another: the option of that text is taken"
      )
    }
    for place in found { choices[place].isRight = true }
  }
}
