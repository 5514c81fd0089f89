public import Documents
public import Lesson
public import Timeline
internal import Wording

/// A chapter as questions refer to it.
public struct QuizChapter: Hashable, Sendable {
  /// From 1.
  public var number: Int
  public var id: String
  public var title: String
  /// Index of its recording among the lesson's.
  public var recording: Int
  /// Of the recording.
  public var range: TimeRange

  public init(number: Int, id: String, title: String, recording: Int = 0, range: TimeRange) {
    self.number = number
    self.id = id
    self.title = title
    self.recording = recording
    self.range = range
  }
}

/// Where each question is asked.
public struct BoundQuestions: Hashable, Sendable {
  /// One list for each chapter, in the file's order; spans count from the chapter's start.
  public var perChapter: [[Question]]
  /// Asked at the lesson's end; without spans, since those count from a chapter's start.
  public var closing: [Question]
  /// Which questions could not be bound, and why: one warning for each reason, which lists them.
  public var diagnostics: [Diagnostic]
}

/// Puts each question where it says it belongs.
///
/// A time binds to the chapter of its recording that holds it; the recording's very end belongs to its last chapter. A name binds to the chapter of that number
/// (`2`, `Chapter 2`), else of that id, else of that title (letters' case and white space don't matter; the first of several). All other questions
/// are asked in the lesson's closing quiz, and a warning lists those which don't ask for that: they name no chapter, one that isn't there, or
/// a time in no chapter.
public func bind(_ questions: [UnboundQuestion], to chapters: [QuizChapter]) -> BoundQuestions {
  var bound = BoundQuestions(perChapter: chapters.map { _ in [] }, closing: [], diagnostics: [])
  let directory = ChapterDirectory(chapters)
  var unbound: [Unbound: [UnboundQuestion]] = [:]
  for item in questions {
    let place: Int?
    var reason: Unbound?
    switch item.binding {
    case .at(let instant):
      let own = chapters.indices.filter { chapters[$0].recording == item.part ?? 0 }
      place =
        own.first { chapters[$0].range.contains(instant) }
        ?? own.last.flatMap { chapters[$0].range.end == instant ? $0 : nil }
      reason = .time
    case .chapter(let name):
      place = directory.index(of: name)
      reason = .chapter
    case .closing: place = nil
    case nil:
      place = nil
      reason = .nothing
    }
    var question = item.question
    if let place {
      question.span = rebased(question.span ?? part(at: item.binding), to: chapters[place].range)
      bound.perChapter[place].append(question)
    } else {
      question.span = nil
      bound.closing.append(question)
      if let reason { unbound[reason, default: []].append(item) }
    }
  }
  bound.diagnostics = Unbound.allCases.compactMap { reason in unbound[reason].flatMap { warning(reason, $0, chapters) }
  }
  return bound
}

private enum Unbound: CaseIterable {
  case nothing, chapter, time
}

private func warning(_ reason: Unbound, _ items: [UnboundQuestion], _ chapters: [QuizChapter]) -> Diagnostic? {
  guard let first = items.first else { return nil }
  let listedAtMost = 8
  var names = items.prefix(listedAtMost).map { item in
    let name = "'\(shown(item.question.shownName, limit: 40))'"
    switch item.binding {
    case .chapter(let wanted):
      let nearest = nearestName(to: wanted, among: chapters.map(\.title) + chapters.map(\.id))
      let perhaps = nearest.map { ", perhaps '\(shown($0, limit: 40))'" } ?? ""
      return "\(name) (line \(item.line): '\(shown(wanted, limit: 40))'\(perhaps))"
    case .at(let instant): return "\(name) (line \(item.line): \(instant.shortClock))"
    default: return "\(name) (line \(item.line))"
    }
  }
  if items.count > listedAtMost { names.append("\(items.count - listedAtMost) more") }
  let (one, many, hint) =
    switch reason {
    case .nothing:
      ("says no chapter", "say no chapter", "// [tag:chapter=2] or // [tag:at=12:30] above a question binds it")
    case .chapter:
      ("names a chapter that isn't there", "name chapters that aren't there", "give a chapter's number, id or title")
    case .time: ("has a time that is in no chapter", "have times that are in no chapter", "give a time that is kept")
    }
  return Diagnostic(
    .warning, in: first.file, at: TextPosition(line: first.line, column: 1),
    "\(counted(items.count, "question")) \(items.count == 1 ? one : many) and \(items.count == 1 ? "is" : "are") asked at the lesson's end: \(listed(names))",
    hint: hint)
}

/// What to watch again for a question that says when, but not for how long: half a minute.
private func part(at binding: UnboundQuestion.Binding?) -> TimeRange? {
  guard case .at(let instant) = binding, let end = try? instant + 30.s else { return nil }
  return TimeRange(instant, end)
}

/// `span` counted from the start of `chapter`, as much of it as lies in there.
private func rebased(_ span: TimeRange?, to chapter: TimeRange) -> TimeRange? {
  guard let share = span?.intersection(chapter), let start = try? share.start - chapter.start,
    let end = try? share.end - chapter.start, let from = try? Instant.zero + start, let to = try? Instant.zero + end
  else { return nil }
  return TimeRange(from, to)
}

/// Chapters by what they may be called; the first of several that are called the same.
private struct ChapterDirectory {
  private var numbers: [Int: Int] = [:]
  private var ids: [String: Int] = [:]
  private var titles: [String: Int] = [:]

  init(_ chapters: [QuizChapter]) {
    for (index, chapter) in chapters.enumerated().reversed() {
      numbers[chapter.number] = index
      ids[chapter.id] = index
      titles[folded(chapter.title)] = index
    }
  }

  func index(of name: String) -> Int? {
    let wanted = folded(name)
    let bare = wanted.hasPrefix("chapter ") ? String(wanted.dropFirst(8)) : wanted
    return Int(bare).flatMap { numbers[$0] } ?? ids[String(name.trimmed)] ?? titles[wanted]
  }
}

/// Without differences of case and white space; Swift compares composed and decomposed letters as equal.
private func folded(_ text: String) -> String {
  text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

extension Question {
  /// Its name, or how its text begins.
  var shownName: String {
    name ?? String(stem.text.split(whereSeparator: \.isNewline).first?.prefix(60) ?? "")
  }
}
