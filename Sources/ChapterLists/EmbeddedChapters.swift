public import Lesson
public import Timeline

/// The chapters that a recording carries itself, as a list that is followed like any other; nil where they divide nothing.
///
/// No person wrote them for chop, so what can't be is left out, with a warning: a chapter at or past the recording's end, and one that starts with another. Whole seconds
/// throughout are as coarse as they look, as where a player's list was put into the file: such times may move to a pause.
/// - Parameters:
///   - marks: In order of time, as in ``MediaInfo/chapters``.
///   - origin: The recording's, as in ``MediaInfo/origin``: what is a whole second in the file may be none on its time line.
///   - name: The recording's.
public func listOfEmbedded(
  _ marks: [ChapterMark], from origin: Instant = .zero, in name: String, endingAt end: Instant
) -> (list: ChapterList?, warnings: [String]) {
  var entries: [ChapterListEntry] = []
  var (late, doubled) = (0, 0)
  let areExact = marks.contains { mark in
    let stored = (try? mark.start + (origin - .zero)) ?? mark.start
    return stored.exactSeconds.drop { $0 != "." }.contains { $0 != "." && $0 != "0" }
  }
  for (index, mark) in marks.enumerated() {
    let start = max(mark.start, .zero)
    guard start < end else {
      late += 1
      continue
    }
    if let last = entries.last, last.start == start {
      doubled += 1
      continue
    }
    let title = oneLine(mark.title)
    entries.append(
      ChapterListEntry(
        start: start, isExact: areExact, titled: title, line: index + 1))
  }
  guard entries.contains(where: { $0.start > .zero }), entries.contains(where: { !$0.isSkipped }) else {
    return (nil, [])
  }
  func warning(_ count: Int, _ sentence: String) -> [String] {
    count == 0
      ? [] : ["\(count) of the \(marks.count) chapters inside the recording \(sentence), and can't be followed"]
  }
  return (
    ChapterList(file: "\(name), chapters inside", entries: entries),
    warning(late, "start past its end") + warning(doubled, "start where another does")
  )
}
