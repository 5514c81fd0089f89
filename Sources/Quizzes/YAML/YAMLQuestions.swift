public import Documents
internal import Lesson
internal import Wording

/// Questions in YAML: the format that says everything.
public struct YAMLQuestions: QuizReader {
  public let name = "yaml"
  public let summary = "questions in YAML, which can say everything"
  public let endings = ["yaml", "yml"]
  public let syntax = """
    A list, or questions: with a list. Each has question: and one of
      right: and wrong:  texts or lists of texts to choose from
      choices:           a list; a text is wrong, or a mapping with
                         text:, weight: (100 is right), feedback:
      answer:            what may be typed: a text, 3.14 ± 0.01, true or
                         false; or a list, with weight:, feedback: too
      pairs:             a list of left: and right:
      order:             a list in its right order
    or none of them (an essay), and what is wanted of: type, id, name,
    feedback, hints, mark, tags, chapter (number, id or title), at
    (12:30 or 12:30-13:10), pause, closing: yes, shuffle, capitals,
    format (plain, html, markdown, moodle), files.
      - question: Which unit has energy?
        right: joule
        wrong: [watt, newton]
        at: 12:30-13:10
    """

  /// Questions with pictures are large.
  private static let sizeLimit = 16 << 20

  public init() {}

  public func recognises(_ text: SourceText) -> Bool {
    text.lines.prefix(2000).contains { $0.firstMatch(of: /^\s*(?:[-\[{]\s*)*"?questions?"?\s*:/) != nil }
  }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadQuiz {
    let (root, diagnostics) = try readYAML(text, severity: .warning, sizeLimit: Self.sizeLimit)
    var found = DiagnosticList(text)
    for diagnostic in diagnostics { found.warning(at: diagnostic.position, diagnostic.sentence, hint: diagnostic.hint) }
    let nodes = root?.list ?? root?["questions"]?.list ?? (root?["question"] == nil ? [] : [root].compactMap(\.self))
    for entry in root?.entries ?? [] where root?["question"] == nil && entry.key != "questions" {
      found.warning(
        at: entry.position, "'\(shown(entry.key, limit: 60))' is not known here and not read; expected questions")
    }
    var questions: [UnboundQuestion] = []
    var ids = QuestionIDs()
    for node in nodes {
      guard questions.count < questionLimit else {
        found.warning(at: node.position, "holds more than \(questionLimit) questions; those from here on are left out")
        break
      }
      var reader = YAMLQuestion(node)
      do {
        let draft = try reader.draft()
        var warnings = reader.warnings
        var question = try draft.finished { warnings.append((node.position, $0)) }
        ids.give(&question, wanted: question.id) { warnings.append((node.position, $0)) }
        for (position, sentence) in warnings { found.warning(at: position, sentence) }
        questions.append(
          UnboundQuestion(
            question: question, binding: draft.place.binding(in: .none), file: text.file, line: node.position.line,
            column: node.position.column))
      } catch {
        found.error(at: node.position, error.sentence, hint: "question skipped")
      }
    }
    guard !questions.isEmpty else {
      if !found.hasErrors { found.error("holds no question: expected a list with question: in each entry") }
      throw DocumentError(found.all)
    }
    return ReadQuiz(questions: questions, diagnostics: found.all)
  }
}
