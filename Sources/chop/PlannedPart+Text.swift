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
    let list = planText(of: printed, names: names.chapters.map(\.title), offers: offers)
    guard standing.isOneOfSeveral else { return list }
    return "\(partHeading(standing.index + 1, of: standing.recordings[standing.index]))\n\(list)"
  }
}

/// Dead air at a recording's ends: what a teacher may leave out, and chop never does by itself.
extension PlannedPart {
  /// Of shorter ones nobody tires.
  private static let longEnough = 10.s

  /// Where the first word is near, nil where somebody speaks at once or what is before it is left out already.
  var firstWord: Instant? {
    guard let first = pauses?.pauses.first, plan.chapters.first?.range.start == .zero, isLong(first),
      (try? first.range.start <= .zero + 1.s) == true
    else { return nil }
    return try? first.safe.end.rounded(.down, to: .milliseconds)
  }

  /// Where the last word is over, nil where somebody speaks to the end or what follows is left out already.
  var lastWord: Instant? {
    guard let last = pauses?.pauses.last, let end = plan.chapters.last?.range.end, isLong(last),
      (try? last.range.end + 1.s >= end) == true, end == (try? .zero + info.duration)
    else { return nil }
    return try? last.safe.start.rounded(.up, to: .milliseconds)
  }

  private func isLong(_ pause: Pause) -> Bool { (try? pause.range.length() >= Self.longEnough) == true }

  fileprivate var offers: [Int: String] {
    var offers: [Int: String] = [:]
    if let firstWord {
      offers[0] =
        "nobody speaks until \(firstWord.exactClock): to leave that out, begin with the two lines '\(Instant.zero.exactClock) - skip' and '\(firstWord.exactClock) TITLE'"
    }
    if let lastWord {
      let offer =
        "nobody speaks from \(lastWord.exactClock) on: to leave that out, end with the line '\(lastWord.exactClock) - skip'"
      let last = plan.chapters.count - 1
      offers[last] = [offers[last], offer].compactMap(\.self).joined(separator: "; ")
    }
    return offers
  }
}
