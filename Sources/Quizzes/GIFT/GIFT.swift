public import Documents
internal import Lesson
internal import Wording

/// GIFT, Moodle's text format for questions (MoodleDocs, "GIFT format"; `question/format/gift/format.php` decides where that is unclear).
///
/// Comment lines above a question carry its id and tags, as in Moodle: `// [id:q1] [tag:week1]`. Tags of this program bind it (``QuestionPlace``):
/// `[tag:at=12:30]` or `[tag:at=12:30-13:10]` to the recording's time, `[tag:chapter=2]` to a chapter by number, id or title, `[tag:closing]` to the
/// lesson's end; `[tag:pause=12:30]` pauses the video there. Else the last part of `$CATEGORY:` is taken for a chapter (``MoodleCategory``).
public struct GIFT: QuizReader {
  public let name = "gift"
  public let summary = "Moodle's text format, written by hand"
  public let endings = ["gift"]

  public init() {}

  public func recognises(_ text: SourceText) -> Bool {
    text.lines.contains { line in
      !GIFTBlock.isComment(line)
        && (line.contains("{") || line.trimmed.hasPrefix("::") || line.trimmed.hasPrefix("$CATEGORY:"))
    }
  }

  /// Braces alone may be code or a formula.
  public func isCertain(of text: SourceText) -> Bool {
    var isOpen = false
    return text.linesOutsideCode.contains { line in
      let trimmed = line.trimmed
      defer { if !trimmed.isEmpty { isOpen = trimmed.hasSuffix("{") } }
      return ["::", "$CATEGORY:"].contains { trimmed.hasPrefix($0) }
        || line.utf8.contains(UInt8(ascii: "{"))
          && line.firstMatch(of: /(?:^|[\s?.:!])\{\s*(?:[=~]|(?:T|F|TRUE|FALSE)\s*[#}])/) != nil
        || isOpen && (trimmed.hasPrefix("=") || trimmed.hasPrefix("~"))
    }
  }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadQuiz {
    var found = DiagnosticList(text)
    var questions: [UnboundQuestion] = []
    var ids = QuestionIDs()
    var category = MoodleCategory()
    for block in GIFTBlock.blocks(of: text, &found) {
      guard questions.count < questionLimit else {
        found.warning(
          at: TextPosition(line: block.line, column: 1),
          "holds more than \(questionLimit) questions; those from here on are left out")
        break
      }
      if let path = block.category {
        category = MoodleCategory(path: path) { found.warning(at: block.position, $0) }
        continue
      }
      do {
        var warnings: [GIFTFault] = []
        let tags = GIFTTags(block.comments, &warnings)
        var question = try GIFTQuestion.read(block.glyphs(), &warnings)
        question.tags = category.added(to: tags.others)
        question.span = tags.place.span
        ids.give(&question, wanted: tags.id) { warnings.append(GIFTFault($0, block.position)) }
        for warning in warnings { found.warning(at: warning.position, warning.sentence, hint: warning.hint) }
        questions.append(
          UnboundQuestion(
            question: question, binding: tags.place.binding(in: category.binding), file: text.file, line: block.line))
      } catch {
        found.error(at: error.position, error.sentence, hint: error.hint ?? "question skipped")
      }
    }
    guard !questions.isEmpty else {
      if !found.hasErrors { found.error("holds no question: expected GIFT such as ::name:: stem {=right ~wrong}") }
      throw DocumentError(found.all)
    }
    return ReadQuiz(questions: questions, diagnostics: found.all)
  }
}

/// What is wrong with a question, and where.
struct GIFTFault: Error {
  var sentence: String
  var position: TextPosition
  var hint: String?

  init(_ sentence: String, _ position: TextPosition, hint: String? = nil) {
    self.sentence = sentence
    self.position = position
    self.hint = hint
  }
}
