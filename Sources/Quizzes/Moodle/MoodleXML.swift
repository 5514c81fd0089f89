public import Documents
internal import Lesson
internal import Wording

/// Moodle XML, the format in which Moodle's question bank leaves and comes back whole (MoodleDocs, "Moodle XML format"; `question/format/xml/format.php`
/// decides where that is unclear).
///
/// A category's last part is taken for a chapter (``MoodleCategory``); the tags `at=12:30`, `at=12:30-13:10`, `chapter=2`, `closing` and `pause=12:30` bind a question.
public struct MoodleXML: QuizReader {
  public let name = "moodle-xml"
  public let summary = "Moodle's question bank, with categories and pictures"
  public let endings = ["xml"]

  public init() {}

  public func recognises(_ text: SourceText) -> Bool {
    guard let first = text.lines.first(where: { !$0.trimmed.isEmpty })?.trimmed, first.hasPrefix("<") else {
      return false
    }
    return text.lines.prefix(200).contains { $0.contains("<quiz") || $0.contains("<question") }
  }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadQuiz {
    let (root, diagnostics) = try readXML(text)
    var reader = MoodleXMLReader(file: text.file, diagnostics)
    guard root.name == "quiz" else {
      throw DocumentError(
        Diagnostic(.error, in: text.file, at: root.position, "expected <quiz>, not <\(shown(root.name, limit: 60))>"))
    }
    reader.read(root)
    guard !reader.questions.isEmpty else {
      if !reader.found.hasErrors { reader.found.error("holds no question") }
      throw DocumentError(reader.found.all)
    }
    return ReadQuiz(questions: reader.questions, diagnostics: reader.found.all)
  }
}

private struct MoodleXMLReader {
  var found: DiagnosticList
  var questions: [UnboundQuestion] = []
  private var ids = QuestionIDs()
  private var category = MoodleCategory()
  private var files = MoodleFiles()
  /// What isn't kept of questions, by its element: how often, and where first.
  private var left: [(what: String, count: Int, position: TextPosition)] = []

  init(file: String, _ diagnostics: [Diagnostic]) { found = DiagnosticList(file: file, diagnostics) }

  mutating func read(_ root: XMLElement) {
    for element in root.children where element.name == "question" {
      guard questions.count < questionLimit else {
        found.warning(
          at: element.position, "holds more than \(questionLimit) questions; those from here on are left out")
        break
      }
      if element.attribute("type") == "category" {
        category = MoodleCategory(path: String((element["category"]?["text"]?.text ?? "").trimmed)) {
          found.warning(at: element.position, $0)
        }
        if element["info"].map({ !($0["text"] ?? $0).text.trimmed.isEmpty }) == true {
          found.warning(at: element.position, "the category's description is left out")
        }
      } else {
        read(question: element)
      }
    }
    for (what, count, position) in left {
      found.warning(at: position, "not kept: \(what) of \(counted(count, "question"))")
    }
  }

  private mutating func read(question element: XMLElement) {
    var warnings: [Diagnostic] = []
    let file = found.file
    func warn(_ sentence: String) {
      warnings.append(Diagnostic(.warning, in: file, at: element.position, sentence))
    }
    do {
      var files = files
      var lost: [String] = []
      let taken = files.take(from: element) { lost.append($0) }
      let body = MoodleQuestion(element, taken)
      var question = try body.read(warn)
      question.files = taken.files
      self.files = files
      lost.forEach(warn)
      let wanted = element["idnumber"].map { oneLine($0.text).trimmed }.flatMap {
        $0.isEmpty ? nil : String($0.prefix(200))
      }
      var place = QuestionPlace()
      for tag in element["tags"]?.all("tag") ?? [] {
        let text = String((tag["text"]?.text ?? "").trimmed)
        guard QuestionPlace.isTag(text), question.tags.count < 100, !place.read(tag: text, warn) else { continue }
        if !question.tags.contains(text) { question.tags.append(text) }
      }
      question.tags = category.added(to: question.tags)
      question.span = place.span
      ids.give(&question, wanted: wanted, warn)
      for warning in warnings { found.warning(at: warning.position, warning.sentence) }
      for what in body.notKept(of: question.kind) { leave(what, element.position) }
      questions.append(
        UnboundQuestion(
          question: question, binding: place.binding(in: category.binding), file: file, line: element.position.line,
          column: element.position.column))
    } catch {
      found.error(at: element.position, error.sentence, hint: "question skipped")
    }
  }

  private mutating func leave(_ what: String, _ position: TextPosition) {
    if let index = left.firstIndex(where: { $0.what == what }) {
      left[index].count += 1
    } else {
      left.append((what, 1, position))
    }
  }
}

/// Why a question can't be read.
struct MoodleFault: Error {
  var sentence: String
  init(_ sentence: String) { self.sentence = sentence }
}
