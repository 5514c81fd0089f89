internal import Documents
internal import Lesson
internal import Wording

/// Where questions go of which their file says nothing: by their order.
///
/// Where a file binds none of its questions, they are shared out evenly over the chapters, none before its share of the lesson is over: of `n`
/// questions and `c` chapters, question `i` (from 1) goes to chapter ⌈i·c/n⌉. Where it binds some, the others go where the question before them goes, and
/// those at the file's start where the next one goes.
struct QuestionOrder {
  private let questions: [UnboundQuestion]
  private let chapters: [QuizChapter]
  private(set) var rules: [Diagnostic] = []

  init(_ questions: [UnboundQuestion], _ chapters: [QuizChapter]) {
    self.questions = questions
    self.chapters = chapters
  }

  mutating func fill(_ places: inout [Place]) {
    var start = 0
    while start < questions.count {
      // A file's questions stand together.
      let isOfAnother = { (item: UnboundQuestion) in item.file != questions[start].file }
      let end = questions[start...].firstIndex(where: isOfAnother) ?? questions.count
      fill(start..<end, &places)
      start = end
    }
  }

  private mutating func fill(_ range: Range<Int>, _ places: inout [Place]) {
    let open = range.filter { places[$0] == .anywhere }
    guard let first = open.first else { return }
    let part = questions[first].part
    let own = chapters.indices.filter { part == nil || chapters[$0].recording == part }
    guard !own.isEmpty else { return }
    if open.count == range.count {
      for (place, index) in open.enumerated() {
        let (share, rest) = ((place + 1) * own.count).quotientAndRemainder(dividingBy: open.count)
        places[index] = .chapter(own[rest == 0 ? share - 1 : share])
      }
      let chapters = "shared out over the \(counted(own.count, "chapter")) in their order"
      rule(open, open.count == 1 ? "is \(chapters)" : "are \(chapters)")
    } else {
      var before = places[range].first { $0 != .anywhere }
      for index in range {
        if places[index] == .anywhere {
          places[index] = before.map(followed) ?? .anywhere
        } else {
          before = places[index]
        }
      }
      rule(open, open.count == 1 ? "follows the question before it" : "follow the questions before them")
    }
  }

  /// Nothing is wrong with a question that follows one of which something is.
  private func followed(_ place: Place) -> Place {
    if case .nowhere = place { .closing } else { place }
  }

  private mutating func rule(_ open: [Int], _ sentence: String) {
    guard let first = open.first.map({ questions[$0] }) else { return }
    rules.append(
      Diagnostic(
        .warning, in: first.file, at: TextPosition(line: first.line, column: first.column),
        "\(counted(open.count, "question")) \(open.count == 1 ? "says" : "say") no chapter and \(sentence)",
        hint: "a chapter's number or a time of the recording binds a question"))
  }
}
