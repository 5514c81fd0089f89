public import Lesson
internal import Timeline

/// A plan as text that a person edits and gives back with `--chapters`: a ``YouTubeChapters`` list with exact times, and below each
/// line, as a comment, what spoke for the boundary.
///
/// Unedited it reads back as the same boundaries, titles and omissions. Times are printed to the nanosecond, rounded down, so
/// that the first frame at or after each stays the same one.
/// - Parameter names: what the chapters are called, in order; where there is none, the chapter's own title is taken.
public func planText(of plan: ChapterPlan, names: [String] = []) -> String {
  var stretches = plan.chapters.enumerated().map { place, chapter in
    (
      start: chapter.range.start,
      line: titledLine(chapter.range.start, place < names.count ? names[place] : chapter.title ?? ""),
      comment: chapter.boundary.evidence
    )
  }
  stretches += plan.omitted.map {
    (start: $0.range.start, line: "\(exactClock($0.range.start)) - skip", comment: "left out up to the next line")
  }
  // A plan's stretches don't overlap, so no two of them start together.
  return stretches.sorted { $0.start < $1.start }.map { stretch in
    let comment = oneLine(stretch.comment)
    return "\(stretch.line)\n" + (comment.isEmpty ? "" : "    # \(comment)\n")
  }.joined()
}

/// `00:05:03.300 Title`, in the first form that reads back as the same title; a title that no form keeps is left to be found again.
private func titledLine(_ start: Instant, _ title: String) -> String {
  let (clock, title) = (exactClock(start), oneLine(title))
  guard !title.isEmpty else { return clock }
  let forms = ["\(clock) \(title)", "\(clock) | \(title)"]
  return forms.first { form in
    guard case .entry(let read) = TimedLine.read(form) else { return false }
    return read.title == title && !read.hasEnd && !isSkip(title)
  } ?? clock
}

/// With three decimals at least and nine at most.
private func exactClock(_ instant: Instant) -> String {
  guard let base = TimeBase(1, 1_000_000_000), let count = try? instant.ticks(in: base, rounding: .down), count >= 0,
    count % 1000 != 0
  else { return instant.clock(minimumDecimals: 3) }
  let tail = String(count % 1000)
  return instant.clock(minimumDecimals: 6) + String(repeating: "0", count: 3 - tail.count) + tail
}
