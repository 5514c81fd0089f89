internal import Documents
public import Lesson
internal import Timeline
internal import Wording

/// Why a question isn't where its file wants it.
enum Unbound: CaseIterable {
  /// It names a chapter that isn't there.
  case chapter
  /// Its time is in no chapter.
  case time
  /// It pauses the video at a time that isn't in its chapter.
  case pause
}

/// Lists the questions that share a reason; nil for none.
func warning(_ reason: Unbound, _ items: [UnboundQuestion], _ chapters: [QuizChapter]) -> Diagnostic? {
  guard let first = items.first else { return nil }
  let listedAtMost = 8
  var names = items.prefix(listedAtMost).map { item in
    let name = "'\(shown(item.question.shownName, limit: 40))' (line \(item.line)"
    switch reason {
    case .chapter:
      let wanted = item.binding.chapter ?? ""
      let nearest = nearestName(to: wanted, among: chapters.map(\.title) + chapters.map(\.id))
      let perhaps = nearest.map { ", perhaps '\(shown($0, limit: 40))'" } ?? ""
      return "\(name): '\(shown(wanted, limit: 40))'\(perhaps))"
    case .time: return "\(name): \(item.binding.instant?.shortClock ?? ""))"
    case .pause: return "\(name): \(item.binding.pause?.shortClock ?? ""))"
    }
  }
  if items.count > listedAtMost { names.append("\(items.count - listedAtMost) more") }
  let isOne = items.count == 1
  let atTheEnd = " and \(isOne ? "is" : "are") asked at the lesson's end"
  let (sentence, hint) =
    switch reason {
    case .chapter:
      (
        (isOne ? "names a chapter that isn't there" : "name chapters that aren't there") + atTheEnd,
        "give a chapter's number, id or title"
      )
    case .time:
      (
        (isOne ? "has a time that is in no chapter" : "have times that are in no chapter") + atTheEnd,
        "give a time that is kept"
      )
    case .pause:
      (
        isOne
          ? "pauses at a time that is not in its chapter and is asked at its end"
          : "pause at times that are not in their chapters and are asked at their ends",
        "a pause counts from the chapter's start where a chapter is named, else in the recording"
      )
    }
  return Diagnostic(
    .warning, in: first.file, at: TextPosition(line: first.line, column: first.column),
    "\(counted(items.count, "question")) \(sentence): \(listed(names))", hint: hint)
}

extension Question {
  /// Its name, or how its text begins.
  public var shownName: String {
    name ?? String(stem.text.split(whereSeparator: \.isNewline).first?.prefix(60) ?? "")
  }
}
