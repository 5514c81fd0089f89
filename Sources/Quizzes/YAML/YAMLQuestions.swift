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
                         text:, weight: (100 is right), feedback:;
                         or texts, and the right ones under answer:
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
    text.lines.prefix(2000).contains { line in
      // What the pattern may begin with is looked at first: it is slow.
      guard let first = line.utf8.first(where: { $0 != UInt8(ascii: " ") }), "-[{\"q\t".utf8.contains(first),
        line.utf8.contains(UInt8(ascii: ":"))
      else { return false }
      return line.firstMatch(of: /^\s*(?:[-\[{]\s*)*"?questions?"?\s*:/) != nil
        || line.firstMatch(of: /^\s*(?:[-\[]\s*)*\{[^{}]*,\s*["']?question["']?\s*:/) != nil
    }
  }

  public func isCertain(of text: SourceText) -> Bool { (try? read(text)) != nil }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadQuiz {
    let (root, diagnostics) = try readYAML(text, severity: .warning, sizeLimit: Self.sizeLimit)
    var drafted = DraftedQuestions(text)
    for diagnostic in diagnostics {
      drafted.found.warning(at: diagnostic.position, diagnostic.sentence, hint: diagnostic.hint)
    }
    let nodes = root?.list ?? root?["questions"]?.list ?? (root?["question"] == nil ? [] : [root].compactMap(\.self))
    for entry in root?.entries ?? [] where root?["question"] == nil && entry.key != "questions" {
      drafted.found.warning(
        at: entry.position, "'\(shown(entry.key, limit: 60))' is not known here and not read; expected questions")
    }
    for node in nodes {
      guard drafted.hasRoom(at: node.position) else { break }
      drafted.add(at: node.position) { warnings throws(DraftFault) in
        var reader = YAMLQuestion(node)
        let draft = try reader.draft()
        warnings = reader.warnings
        return draft
      }
    }
    return try drafted.finished(elseSaying: "holds no question: expected a list with question: in each entry")
  }
}
