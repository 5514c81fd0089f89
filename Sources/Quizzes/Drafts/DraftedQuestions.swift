internal import Documents
internal import Lesson

/// The questions of a file, as one draft after the other is read from it, and what was wrong or doubtful.
struct DraftedQuestions {
  private(set) var questions: [UnboundQuestion] = []
  var found: DiagnosticList
  private let file: String
  private var ids = QuestionIDs()
  private var isFull = false

  init(_ text: SourceText) {
    file = text.file
    found = DiagnosticList(text)
  }

  /// Whether there is room for one more; where not, that is said once.
  mutating func hasRoom(at position: TextPosition?) -> Bool {
    guard questions.count >= questionLimit else { return true }
    if !isFull {
      found.warning(
        at: position, "holds more than \(questionLimit) questions; those from here on are left out")
    }
    isFull = true
    return false
  }

  /// Adds the question that `read` drafts; one with a fault is skipped with an error. Where the file says nothing else it belongs to `binding`.
  mutating func add(
    at position: TextPosition, in binding: UnboundQuestion.Binding = .none,
    _ read: (_ warnings: inout [(TextPosition, String)]) throws(DraftFault) -> QuestionDraft
  ) {
    var warnings: [(TextPosition, String)] = []
    do throws(DraftFault) {
      let draft = try read(&warnings)
      var question = try draft.finished { warnings.append((position, $0)) }
      ids.give(&question, wanted: question.id) { warnings.append((position, $0)) }
      questions.append(
        UnboundQuestion(
          question: question, binding: draft.place.binding(in: binding), file: file, line: position.line,
          column: position.column))
    } catch {
      found.error(at: error.position ?? position, error.sentence, hint: "question skipped")
    }
    for (position, sentence) in warnings { found.warning(at: position, sentence) }
  }

  /// All of it. Throws ``DocumentError`` where there is no question: with the faults that were found, else `nothing`.
  func finished(elseSaying nothing: String) throws(DocumentError) -> ReadQuiz {
    guard questions.isEmpty else { return ReadQuiz(questions: questions, diagnostics: found.all) }
    var found = found
    if !found.hasErrors { found.error(nothing) }
    throw DocumentError(found.all)
  }
}
