import ChapterLists
import Lesson
import Timeline
import Wording

extension PlannedPart {
  /// The plan as it is printed and edited.
  var printed: ChapterPlan {
    var plan = plan
    for (index, cut) in cuts.cuts.enumerated() where plan.chapters.indices.contains(index) {
      let chapter = plan.chapters[index]
      // What chop chose may have moved to a frame nearby; given back, it is a person's time, which doesn't move.
      if chapter.boundary.kind == .pause || chapter.boundary.kind == .forced, cut.range.start < chapter.range.start {
        let start = (try? cut.range.start.rounded(.down, to: .microseconds)) ?? cut.range.start
        plan.chapters[index].range = TimeRange(start, chapter.range.end)
      }
      if let head = cut.head {
        plan.chapters[index].boundary.evidence += "; \(counted(head.frames, "frame")) to be encoded again"
      }
    }
    return plan
  }

  /// The plan as a list; below a heading where there are several recordings.
  var text: String {
    let list = planText(of: printed, names: names.chapters.map(\.title))
    guard standing.isOneOfSeveral else { return list }
    return "\(partHeading(standing.index + 1, of: standing.recordings[standing.index]))\n\(list)"
  }
}
