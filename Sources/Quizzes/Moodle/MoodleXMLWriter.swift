internal import Documents
internal import Foundation
public import Lesson

extension MoodleXML: QuizWriter {
  public var mediaType: String { "application/xml" }

  public var features: QuizFeatures {
    QuizFeatures(
      kinds: Set(Question.Kind.allCases).subtracting([.ordering]), fields: Set(QuizFeatures.Field.allCases),
      weights: .moodle,
      // Moodle has orderings since 4.4 only, and an import stops at a type that it doesn't know.
      substitutes: [.ordering: .matching], fitsMoodlesBank: true)
  }

  /// One file, with a category for each chapter. What stands before the first is imported where the user wants it.
  public func write(_ questions: [UnboundQuestion], lesson: String?) -> String {
    var xml = XMLText()
    xml.element("quiz") { xml in
      var category = MoodleCategory.usualPath(lesson: lesson)
      for item in questions {
        let own = MoodleCategory.path(of: item, lesson: lesson)
        if own != category {
          category = own
          xml.element("question", [("type", "category")]) { $0.text("category", own) }
        }
        xml.write(item)
      }
    }
    return xml.finished
  }
}

extension XMLText {
  /// `<name><text>…</text></name>`.
  fileprivate mutating func text(
    _ name: String, _ text: String, _ attributes: [(String, String)] = [], files: [QuestionFile] = []
  ) {
    element(name, attributes) { xml in
      xml.markup("text", text)
      xml.files(files)
    }
  }

  private mutating func files(_ files: [QuestionFile]) {
    for file in files {
      value("file", file.data.base64EncodedString(), [("name", file.name), ("path", "/"), ("encoding", "base64")])
    }
  }

  private mutating func rich(_ name: String, _ text: RichText?, _ question: Question) {
    guard let text else { return }
    self.text(name, text.text, [("format", Self.name(of: text.format))], files: Self.files(of: question, in: text.text))
  }

  fileprivate mutating func write(_ item: UnboundQuestion) {
    element("question", [("type", Self.types[item.question.kind] ?? "description")]) { $0.writeContent(of: item) }
  }

  private mutating func writeContent(of item: UnboundQuestion) {
    let question = item.question
    text("name", question.name ?? question.stem.beginning)
    let stem = question.kind == .cloze ? ClozeText.written(question.withHTMLInGaps) : question.stem.text
    // Files that no text refers to stand beside the question's own.
    let shown = question.fileReferences.compactMap(\.name)
    let elsewhere = question.files.filter { !shown.contains($0.name) }
    text(
      "questiontext", stem, [("format", Self.name(of: question.stem.format))],
      files: Self.files(of: question, in: stem) + elsewhere)
    rich("generalfeedback", question.generalFeedback, question)
    if question.kind != .cloze {
      value("defaultgrade", decimals(question.mark))
      value("penalty", question.kind == .trueFalse ? "1" : "0.3333333")
    }
    value("hidden", "0")
    if !QuestionIDs.isMade(question.id), !question.id.isEmpty { value("idnumber", question.id) }
    answers(question)
    for hint in question.hints { rich("hint", hint, question) }
    let tags = item.writtenTags
    if !tags.isEmpty {
      element("tags") { xml in
        for tag in tags { xml.text("tag", tag) }
      }
    }
  }

  private mutating func answers(_ question: Question) {
    let shuffle = question.shuffle ?? true ? "true" : "false"
    switch question.kind {
    case .description, .cloze, .ordering: break
    case .essay:
      for (name, text) in [
        ("responseformat", "editor"), ("responserequired", "1"), ("responsefieldlines", "10"), ("attachments", "0"),
        ("attachmentsrequired", "0"),
      ] { value(name, text) }
      text("graderinfo", "", [("format", "html")])
      text("responsetemplate", "", [("format", "html")])
    case .trueFalse:
      for answer in question.answers { self.answer(answer, question) }
    case .singleChoice, .multipleChoice:
      value("single", question.kind == .singleChoice ? "true" : "false")
      value("shuffleanswers", shuffle)
      value("answernumbering", "abc")
      for answer in question.answers { self.answer(answer, question) }
    case .shortAnswer:
      value("usecase", question.isCaseSensitive == true ? "1" : "0")
      for answer in question.answers { self.answer(answer, question) }
    case .numeric:
      for number in question.numbers {
        let text = RichText(number.isAnyNumber ? "*" : decimals(number.value))
        self.answer(
          Answer(text, weight: number.weight, feedback: number.feedback), question,
          tolerance: number.isAnyNumber ? 0 : number.tolerance)
      }
    case .matching:
      value("shuffleanswers", shuffle)
      for pair in question.pairs {
        element("subquestion", [("format", Self.name(of: pair.left.format))]) { xml in
          xml.markup("text", pair.left.text)
          xml.files(Self.files(of: question, in: pair.left.text))
          xml.text("answer", pair.right)
        }
      }
    }
  }

  private mutating func answer(_ answer: Answer, _ question: Question, tolerance: Double? = nil) {
    element("answer", [("fraction", decimals(answer.weight)), ("format", Self.name(of: answer.text.format))]) { xml in
      xml.markup("text", answer.text.text)
      xml.files(Self.files(of: question, in: answer.text.text))
      xml.rich(
        "feedback", answer.feedback ?? RichText("", answer.text.format == .plain ? .html : answer.text.format), question
      )
      if let tolerance { xml.value("tolerance", decimals(tolerance)) }
    }
  }

  // MARK: Forms

  private static let types: [Question.Kind: String] = [
    .singleChoice: "multichoice", .multipleChoice: "multichoice", .trueFalse: "truefalse", .shortAnswer: "shortanswer",
    .numeric: "numerical", .matching: "matching", .essay: "essay", .description: "description", .cloze: "multianswer",
  ]

  private static func name(of format: RichText.Format) -> String {
    switch format {
    case .html: "html"
    case .plain: "plain_text"
    case .markdown: "markdown"
    case .moodle: "moodle_auto_format"
    }
  }

  private static func files(of question: Question, in text: String) -> [QuestionFile] {
    let shown = FileReference.all(in: text, to: question.files.map(\.name)).map(\.name)
    return question.files.filter { shown.contains($0.name) }
  }
}

extension Question {
  /// What Moodle takes for HTML, whatever the text around it is.
  fileprivate var withHTMLInGaps: Question {
    var question = self
    question.eachText { $0 = $0.html }
    question.stem = stem
    return question
  }
}
