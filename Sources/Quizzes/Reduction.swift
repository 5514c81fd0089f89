public import Lesson
internal import Wording

/// A question as far as a format can say it, and what it loses by that.
struct Reduction {
  /// nil where the format has no such question.
  private(set) var item: UnboundQuestion?
  private var lost: [String] = []
  private var substitute: Question.Kind?
  /// Why there is no item, where the format has such questions.
  private var omission: String?
  private let kind: Question.Kind

  init(of item: UnboundQuestion, to features: QuizFeatures) {
    kind = item.question.kind
    var item = item
    if !features.kinds.contains(kind) {
      guard let other = features.substitutes[kind] else { return }
      item.question.become(other)
      substitute = other
    }
    reducePlace(&item, features)
    reduceFields(&item.question, features)
    reduceWeights(&item.question, features)
    reduceTexts(&item.question, features)
    if features.tellsKindBySigns { reduceSigns(&item.question) }
    if features.lettersOptions { reduceOptions(&item.question) }
    guard omission == nil else { return }
    self.item = item
  }

  /// What is lost, as the end of a sentence about the question; nil for nothing.
  func sentence(format: String) -> String? {
    guard item != nil else {
      return "is left out: \(omission ?? "there are no \(kind.rawValue) questions in \(format)")"
    }
    var sentences: [String] = []
    if let substitute {
      sentences.append("is asked as \(substitute.rawValue), since \(format) has no \(kind.rawValue)")
    }
    if !lost.isEmpty { sentences.append("loses \(listed(lost))") }
    return sentences.isEmpty ? nil : sentences.joined(separator: ", and ")
  }

  /// Of its database's column for a question's id.
  private static let moodlesIDLimit = 100

  private mutating func lose(_ what: String) {
    if !lost.contains(what) { lost.append(what) }
  }

  private mutating func reducePlace(_ item: inout UnboundQuestion, _ features: QuizFeatures) {
    let takes = features.fields.contains
    if !takes(.chapter), item.binding.chapter != nil || item.binding.isClosing {
      lose("its chapter")
      item.binding.chapter = nil
      item.binding.isClosing = false
    }
    if features.fitsMoodlesBank, let chapter = item.binding.chapter {
      let limit = MoodleCategory.nameLimit
      item.binding.chapter = beginning(of: chapter, scalars: limit)
      if item.binding.chapter != chapter { lose("its chapter's title beyond \(limit) characters") }
    }
    if !takes(.time), item.binding.time != nil || item.question.span != nil {
      lose("its time")
      item.binding.time = nil
      item.question.span = nil
    }
    if !takes(.pause), item.binding.pause != nil || item.question.pause != nil {
      lose("its pause")
      item.binding.pause = nil
      item.question.pause = nil
    }
  }

  private mutating func reduceFields(_ question: inout Question, _ features: QuizFeatures) {
    let takes = features.fields.contains
    // A name made of the content is no loss: it is made again.
    if !takes(.id), !question.id.isEmpty {
      if !QuestionIDs.isMade(question.id) { lose("its id") }
      question.id = ""
    }
    if features.fitsMoodlesBank, question.id.unicodeScalars.count > Self.moodlesIDLimit {
      lose("its id beyond \(Self.moodlesIDLimit) characters")
      question.id = beginning(of: question.id, scalars: Self.moodlesIDLimit)
    }
    if !takes(.name), question.name != nil {
      lose("its name")
      question.name = nil
    }
    let usual: Double = question.kind == .description ? 0 : 1
    if !takes(.mark), question.mark != usual {
      lose("its mark, \(decimals(question.mark))")
      question.mark = usual
    }
    if !takes(.hints), !question.hints.isEmpty {
      lose("its \(counted(question.hints.count, "hint"))")
      question.hints = []
    }
    if !takes(.tags), !question.tags.isEmpty {
      if question.tags.contains(where: MoodleCategory.isTag) { lose("the categories above it") }
      if !question.tags.allSatisfy(MoodleCategory.isTag) { lose("its tags") }
      question.tags = []
    }
    if !takes(.shuffle), question.shuffle != nil {
      // To be shuffled is what every reader does unless told otherwise.
      if question.shuffle == false { lose("the fixed order of its answers") }
      question.shuffle = nil
    }
    if !takes(.capitals), question.isCaseSensitive != nil {
      if question.isCaseSensitive == true { lose("that capitals count") }
      question.isCaseSensitive = nil
    }
    if !takes(.files), !question.files.isEmpty {
      lose("its \(counted(question.files.count, "file"))")
      question.files = []
    }
    if !takes(.generalFeedback), question.generalFeedback != nil {
      lose("its general feedback")
      question.generalFeedback = nil
    }
    if !takes(.feedback) {
      question.eachAnswer { feedback, _ in
        guard feedback != nil else { return }
        lose("the feedback on its answers")
        feedback = nil
      }
    }
  }

  private mutating func reduceWeights(_ question: inout Question, _ features: QuizFeatures) {
    guard features.weights != .any, question.kind != .ordering else { return }
    let best = question.answers.indices.max { question.answers[$0].weight < question.answers[$1].weight }
    if features.weights == .whole, question.kind == .singleChoice, let best,
      case let weight = question.answers[best].weight, weight > 0, weight < 99.9
    {
      lose("a weight of \(decimals(weight))%, which becomes 100%")
      question.answers[best].weight = 100
    }
    question.eachAnswer { _, weight in
      var new = weight
      switch features.weights {
      case .any: break
      case .moodle:
        new = MoodleWeight.nearest(to: weight)
        if abs(new - weight) > 0.01 { lose("a weight of \(decimals(weight))%, which becomes \(decimals(new))%") }
      case .whole:
        new = weight >= 99.9 ? 100 : 0
        if abs(new - weight) > 0.01 { lose("a weight of \(decimals(weight))%, which becomes \(decimals(new))%") }
      }
      weight = new
    }
  }

  private mutating func reduceTexts(_ question: inout Question, _ features: QuizFeatures) {
    var formats: Set<RichText.Format> = []
    question.eachText { formats.insert($0.format) }
    // Texts of several formats in a file that has one for each question become HTML.
    let isMixed = features.hasOneFormat && formats.count > 1
    question.eachText { text in
      if !features.formats.contains(text.format) {
        let isPlain = !features.formats.contains(.html)
        let new = isPlain ? text.plain : text.html
        // Markdown's signs stay in the text (``RichText/html``).
        if isPlain || text.format == .markdown, text.hasMarkup { lose("the markup of its texts") }
        text = new
      }
      if isMixed { text = text.html }
      if !features.fields.contains(.lines), text.text.contains(where: \.isNewline) {
        lose("the line breaks of its texts")
        text.text = text.text.split(whereSeparator: \.isNewline).map(\.trimmed).filter { !$0.isEmpty }.joined(
          separator: " ")
      }
    }
  }

  private mutating func reduceOptions(_ question: inout Question) {
    let texts = [question.stem.text] + question.answers.map(\.text.text)
    let rights = question.answers.indices.filter { question.answers[$0].weight == 100 }
    guard texts.allSatisfy({ !$0.trimmed.isEmpty }) else {
      omission = "without its pictures and markup a text of it is empty"
      return
    }
    guard let right = rights.first, right < 26 else {
      omission = rights.isEmpty ? "none of its answers is right" : "its right answer is not among the first 26"
      return
    }
    if rights.count > 1 {
      lose("that \(counted(rights.count, "answer")) are right: only the first counts")
      for index in rights.dropFirst() { question.answers[index].weight = 0 }
    }
    if question.answers.count > 26 {
      lose("its \(counted(question.answers.count - 26, "answer")) after the 26th")
      question.answers = Array(question.answers.prefix(26))
    }
  }

  private mutating func reduceSigns(_ question: inout Question) {
    switch question.kind {
    case .shortAnswer:
      for index in question.answers.indices where question.answers[index].text.text.contains("->") {
        lose("the exactness of '->' in an answer, which becomes '-*>', where * stands for any text or none")
        question.answers[index].text.text = question.answers[index].text.text.replacing("->", with: "-*>")
      }
    case .singleChoice:
      guard !question.answers.contains(where: { $0.weight == 100 }) else { return }
      lose("that only one answer can be chosen, since none is wholly right")
      question.kind = .multipleChoice
    default: break
    }
  }
}

extension Question {
  /// Changes the feedback and weight of each answer, those of gaps too.
  fileprivate mutating func eachAnswer(_ change: (inout RichText?, inout Double) -> Void) {
    func changeAll<Item: Weighted>(_ items: inout [Item]) {
      for index in items.indices {
        var (feedback, weight) = (items[index].feedback, items[index].weight)
        change(&feedback, &weight)
        (items[index].feedback, items[index].weight) = (feedback, weight)
      }
    }
    changeAll(&answers)
    changeAll(&numbers)
    var gaps = gaps
    for gap in gaps.indices {
      changeAll(&gaps[gap].answers)
      changeAll(&gaps[gap].numbers)
    }
    self.gaps = gaps
  }

  /// Changes each of its texts.
  public mutating func eachText(_ change: (inout RichText) -> Void) {
    func optional(_ text: inout RichText?) {
      guard var value = text else { return }
      change(&value)
      text = value
    }
    change(&stem)
    // What is typed is compared with plain text.
    if kind != .shortAnswer, kind != .trueFalse {
      for index in answers.indices { change(&answers[index].text) }
    }
    for index in pairs.indices { change(&pairs[index].left) }
    for index in hints.indices { change(&hints[index]) }
    optional(&generalFeedback)
    eachAnswer { feedback, _ in optional(&feedback) }
    var gaps = gaps
    for gap in gaps.indices where gaps[gap].kind != .shortAnswer {
      for index in gaps[gap].answers.indices { change(&gaps[gap].answers[index].text) }
    }
    self.gaps = gaps
  }

  /// Asks the same in another kind of question.
  fileprivate mutating func become(_ other: Kind) {
    switch (kind, other) {
    case (.ordering, .matching):
      // Each item with its place.
      pairs = answers.enumerated().map { MatchingPair($1.text, "\($0 + 1)") }
      answers = []
    case (.trueFalse, .singleChoice):
      for index in answers.indices {
        answers[index].text = RichText(answers[index].text.text == "true" ? "True" : "False")
      }
    default: break
    }
    kind = other
  }
}

/// What both kinds of answers have.
private protocol Weighted {
  var feedback: RichText? { get set }
  var weight: Double { get set }
}
extension Answer: Weighted {}
extension NumericAnswer: Weighted {}
