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
    option B … (or answer 1, answer 2 …) and correct (letters, numbers
    or texts). Without options, answer: accepted texts with | between,
    a number such as 3.14 ± 0.01, or true or false. Further: type,
    feedback, hint, mark, tags, id, name, chapter (number, id or title),
    at (12:30 or 12:30-13:10), pause, closing (yes), shuffle, format,
    capitals; weight 1, feedback 1, match 1, tolerance 1 for option 1.
      question,option A,option B,option C,correct,chapter
      Which unit has energy?,watt,joule,newton,B,1
    """

  public init() {}

  public func recognises(_ text: SourceText) -> Bool {
    guard let index = text.lines.firstIndex(where: { !$0.trimmed.isEmpty && !$0.lowercased().hasPrefix("sep=") }),
      let table = try? DelimitedText(text.blanked(outside: 0..<(index + 1))), let head = table.rows.first,
      head.count > 1
    else { return false }
    let columns = head.compactMap { CSVColumn($0.text) }
    return columns.contains(.question) && columns.count * 2 > head.count
  }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadQuiz {
    let table = try DelimitedText(text)
    var drafted = DraftedQuestions(text)
    let head = table.rows.first ?? []
    var columns: [CSVColumn?] = []
    for cell in head {
      let column = CSVColumn(cell.text)
      let isSecond =
        column.map { column in
          columns.contains(column) && ![.hint, .wrong, .right].contains(column)
        } ?? false
      if !cell.text.isEmpty, column == nil || isSecond {
        drafted.found.warning(
          at: cell.position,
          "the column '\(shown(cell.text, limit: 60))' \(isSecond ? "stands twice" : "is not known") and not read")
      }
      columns.append(isSecond ? nil : column)
    }
    let keys = table.rows.dropFirst().flatMap { CSVRow($0, columns).keys }
    let areLabels = keys.contains(where: \.isLabel) && !keys.contains(where: \.isText)
    let areTexts = keys.contains(where: \.isText) && !keys.contains(where: \.isLabel)
    for row in table.rows.dropFirst() {
      guard let first = row.first, drafted.hasRoom(at: first.position) else { break }
      drafted.add(at: first.position) { warnings throws(DraftFault) in
        var reader = CSVRow(row, columns)
        reader.keysAreLabels = areLabels ? true : areTexts ? false : nil
        let draft = try reader.draft()
        warnings = reader.warnings
        return draft
      }
    }
    return try drafted.finished(elseSaying: "holds no question below its headings")
  }
}

/// One row of a question table.
private struct CSVRow {
  private(set) var warnings: [(TextPosition, String)] = []
  /// Whether the column of the right answers holds letters or numbers of options, or their texts; nil where no row tells.
  var keysAreLabels: Bool?
  private let cells: [(column: CSVColumn, cell: DelimitedText.Cell)]
  private var format = RichText.Format.plain

  init(_ row: [DelimitedText.Cell], _ columns: [CSVColumn?]) {
    cells = zip(columns, row).compactMap { column, cell in
      column.flatMap { cell.text.isEmpty ? nil : ($0, cell) }
    }
  }

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
    for (column, cell) in cells {
      guard case .choice(let number) = column else { continue }
      numbers.append(number)
      draft.choices.append(option(number, DelimitedText.unguarded(cell.text)))
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
      for right in rights { try mark(right, CSVKey(right, draft.choices.map(\.text.text), numbers), &draft.choices) }
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

  /// What the cells say that name the right ones of several options.
  var keys: [CSVKey] {
    let options = cells.compactMap { column, cell -> (Int, String)? in
      guard case .choice(let number) = column else { return nil }
      return (number, DelimitedText.unguarded(cell.text))
    }
    guard !options.isEmpty else { return [] }
    return (values(.right) + values(.answer)).map { CSVKey($0, options.map(\.1), options.map(\.0)) }
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

/// What a cell says that names right options: as their texts and as their letters or numbers, by their indices; nil where it is none.
private struct CSVKey {
  private(set) var texts: [Int]?
  private(set) var labels: [Int]?

  var isText: Bool { texts != nil && labels == nil }
  var isLabel: Bool { texts == nil && labels != nil }

  init(_ written: String, _ options: [String], _ numbers: [Int]) {
    let options = options.map { folded($0) }
    func index(text: some StringProtocol) -> Int? { options.firstIndex(of: folded(text)) }
    func index(label: some StringProtocol) -> Int? {
      let label = label.trimmed.lowercased()
      if let number = Int(label) { return numbers.firstIndex(of: number) }
      guard label.utf8.count == 1, let letter = label.utf8.first, (0x61...0x7a).contains(letter) else { return nil }
      return numbers.firstIndex(of: Int(letter) - 0x60)
    }
    texts = index(text: written).map { [$0] }
    labels = index(label: written).map { [$0] }
    guard texts == nil, labels == nil else { return }
    let parts = written.split { ",;|&/".contains($0) }
    guard !parts.isEmpty else { return }
    let (byText, byLabel) = (parts.compactMap { index(text: $0) }, parts.compactMap { index(label: $0) })
    if byText.count == parts.count { texts = byText }
    if byLabel.count == parts.count { labels = byLabel }
  }
}
