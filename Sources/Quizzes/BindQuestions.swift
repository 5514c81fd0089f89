public import Documents
public import Lesson
public import Timeline

/// A chapter as questions refer to it.
public struct QuizChapter: Hashable, Sendable {
  /// From 1.
  public var number: Int
  public var id: String
  public var title: String
  /// Another title that questions may know it by; nil where it has one only.
  public var otherTitle: String?
  /// Index of its recording among the lesson's.
  public var recording: Int
  /// Of the recording.
  public var range: TimeRange

  public init(
    number: Int, id: String, title: String, otherTitle: String? = nil, recording: Int = 0, range: TimeRange
  ) {
    self.number = number
    self.id = id
    self.title = title
    self.otherTitle = otherTitle
    self.recording = recording
    self.range = range
  }
}

/// Where each question is asked.
public struct BoundQuestions: Hashable, Sendable {
  /// One list for each chapter, in the file's order; spans and pauses count from the chapter's start.
  public var perChapter: [[Question]]
  /// Asked at the lesson's end; without spans and pauses, since those count from a chapter's start.
  public var closing: [Question]
  /// Which questions could not be bound or pause where they should, and why: one warning for each reason, which lists them.
  public var diagnostics: [Diagnostic]
  /// By what rule questions were given to chapters of which their file says nothing; one for each file that has such questions.
  public var rules: [Diagnostic]
}

/// Puts each question where it says it belongs.
///
/// A time binds to the chapter of its recording that holds it; the recording's very end belongs to its last chapter. A name binds to the chapter of that number
/// (`2`, `Chapter 2`), else of that id, else of that title or other title (letters' case and white space don't matter; the first of several), else of the title that its id
/// was made of; it also counts where the time is in no chapter. Questions of which their file says nothing are given to the chapters in their order (``QuestionOrder``).
/// All other questions are asked in the lesson's closing quiz, and a warning lists those which don't ask for that: they name a chapter that
/// isn't there (other than `Closing`), or a time in no chapter. The name of a category that Moodle makes itself says nothing where no chapter is called so.
public func bind(_ questions: [UnboundQuestion], to chapters: [QuizChapter]) -> BoundQuestions {
  var bound = BoundQuestions(perChapter: chapters.map { _ in [] }, closing: [], diagnostics: [], rules: [])
  let directory = ChapterDirectory(chapters)
  var unbound: [Unbound: [UnboundQuestion]] = [:]
  var places = questions.map { item -> Place in
    let binding = item.binding
    if let place = binding.instant.flatMap({ directory.index(of: $0, recording: item.part ?? 0) }) {
      return .chapter(place)
    }
    if let place = binding.chapter.flatMap(directory.index) { return .chapter(place) }
    if binding.instant != nil { return .nowhere(.time) }
    if let name = binding.chapter {
      if folded(name) == folded(UnboundQuestion.closingGroup) { return .closing }
      return MoodleCategory.isUsual(name) ? .anywhere : .nowhere(.chapter)
    }
    return binding.isClosing ? .closing : .anywhere
  }
  var order = QuestionOrder(questions, chapters)
  order.fill(&places)
  bound.rules = order.rules
  for (item, place) in zip(questions, places) {
    var question = item.question
    // A lesson has chapters of its own.
    question.tags.removeAll(where: MoodleCategory.isTag)
    switch place {
    case .chapter(let index):
      let range = chapters[index].range
      question.span = rebased(question.span ?? halfMinute(of: item.binding), to: range)
      question.pause = pause(of: item.binding, in: range)
      if item.binding.pause != nil, question.pause == nil { unbound[.pause, default: []].append(item) }
      bound.perChapter[index].append(question)
    case .nowhere(let reason):
      unbound[reason, default: []].append(item)
      fallthrough
    case .closing, .anywhere:
      question.span = nil
      question.pause = nil
      bound.closing.append(question)
    }
  }
  bound.diagnostics = Unbound.allCases.compactMap { reason in
    unbound[reason].flatMap { warning(reason, $0, chapters) }
  }
  return bound
}

/// Where a question goes.
enum Place: Hashable {
  /// By its index.
  case chapter(Int)
  case closing
  /// The file says nothing.
  case anywhere
  /// To the closing quiz, since the file says what can't be followed.
  case nowhere(Unbound)
}

/// What to watch again for a question that says when, but not for how long: half a minute, and none of what comes after the question.
private func halfMinute(of binding: UnboundQuestion.Binding) -> TimeRange? {
  guard let instant = binding.instant else { return nil }
  if binding.pause == instant { return (try? instant - 30.s).map { TimeRange($0, instant) } }
  let pause = binding.pause.flatMap { $0 > instant ? $0 : nil }
  return (try? instant + 30.s).map { TimeRange(instant, min($0, pause ?? $0)) }
}

/// `span` counted from the start of `chapter`, as much of it as lies in there.
private func rebased(_ span: TimeRange?, to chapter: TimeRange) -> TimeRange? {
  guard let share = span?.intersection(chapter), let start = try? share.start - chapter.start,
    let end = try? share.end - chapter.start, let from = try? Instant.zero + start, let to = try? Instant.zero + end
  else { return nil }
  return TimeRange(from, to)
}

/// From the chapter's start; nil where it isn't in the chapter.
private func pause(of binding: UnboundQuestion.Binding, in chapter: TimeRange) -> Instant? {
  guard let pause = binding.pause, let length = try? chapter.length(), let end = try? Instant.zero + length else {
    return nil
  }
  guard binding.instant != nil else { return pause <= end ? pause : nil }
  guard pause >= chapter.start, pause <= chapter.end, let after = try? pause - chapter.start else { return nil }
  return try? Instant.zero + after
}
