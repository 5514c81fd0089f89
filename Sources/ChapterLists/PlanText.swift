public import Lesson
internal import Timeline

/// A plan as text that a person edits and gives back with `--chapters`: a ``YouTubeChapters`` list with exact times, and below each
/// line, as comments, what spoke for the boundary and where else it could lie.
///
/// Unedited it reads back as the same boundaries, titles and omissions. Times are printed to the nanosecond, rounded down, so
/// that the first frame at or after each stays the same one.
/// - Parameters:
///   - names: what the chapters are called, in order; where there is none, the chapter's own title is taken.
///   - offers: for the chapter of that index, what else could be done there, as further comments.
public func planText(of plan: ChapterPlan, names: [String] = [], offers: [Int: String] = [:]) -> String {
  var stretches = plan.chapters.enumerated().map { place, chapter in
    (
      start: chapter.range.start,
      line: titledLine(chapter.range.start, place < names.count ? names[place] : chapter.title ?? ""),
      comments: [chapter.boundary.evidence]
        + chapter.alternatives.map { "or \($0.time.exactClock): \($0.evidence)" } + (offers[place].map { [$0] } ?? [])
    )
  }
  stretches += plan.omitted.map {
    (start: $0.range.start, line: "\($0.range.start.exactClock) - skip", comments: ["left out up to the next line"])
  }
  // A plan's stretches don't overlap, so no two of them start together.
  return stretches.sorted { $0.start < $1.start }.map { stretch in
    let comments = stretch.comments.map { oneLine($0) }.filter { !$0.isEmpty }
    return "\(stretch.line)\n" + comments.map { "    # \($0)\n" }.joined()
  }.joined()
}

/// `00:05:03.300 Title`, in the first form that reads back as the same title; a title that no form keeps is left to be found again.
private func titledLine(_ start: Instant, _ title: String) -> String {
  let (clock, title) = (start.exactClock, oneLine(title))
  guard !title.isEmpty else { return clock }
  let forms = ["\(clock) \(title)", "\(clock) | \(title)"]
  return forms.first { form in
    guard case .entry(let read) = TimedLine.read(form) else { return false }
    return read.title == title && !read.hasEnd && !isSkip(title)
  } ?? clock
}
