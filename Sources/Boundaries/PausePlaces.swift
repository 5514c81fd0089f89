import Lesson
import Timeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where in a pause a boundary lies, and what speaks for it.
struct PausePlaces {
  private let sentenceEnds: [Instant]
  private let keyframes: [Instant]
  private let topics: TopicChange?
  private let announcements: Announcements?
  private let slides: SlideEvidence

  init(_ request: PlanRequest) throws {
    sentenceEnds = request.sentenceEnds.sorted()
    keyframes = request.keyframes.sorted()
    topics = request.topics
    announcements = request.announcements
    slides = SlideEvidence(request.slides)
  }

  struct Place {
    /// On a millisecond, or on the microsecond at or before a keyframe.
    var time: Instant
    var cost: Double
    var evidence: String
  }

  /// The end of the safe part, or a keyframe shortly before it, within `limits`; nil where no part of the pause lies
  /// within them.
  func place(in pause: Pause, within limits: TimeRange? = nil) throws -> Place? {
    let safe = try safePart(of: pause)
    let (first, last) = (max(safe.start, limits?.start ?? safe.start), min(safe.end, limits?.end ?? safe.end))
    guard first <= last else { return nil }
    let soonest = max(first, try last - Self.longestLead)
    var time = try max(first, last.rounded(.down, to: .milliseconds))
    var (hasKeyframe, cutCost) = (false, Self.longestHead)
    let after = keyframes.partitioned { $0 > last }
    if after > 0, keyframes[after - 1] >= soonest {
      time = try keyframes[after - 1].rounded(.down, to: .microseconds)
      (hasKeyframe, cutCost) = (true, 0)
    } else if after < keyframes.count {
      let head = try keyframes[after] - time
      cutCost *= min(1, 0.25 + 0.75 * head.approximateSeconds / Self.longHead)
    }
    let endsSentence = try sentenceEnds(near: pause.range)
    let sentenceCost = sentenceEnds.isEmpty || endsSentence ? 0 : 1.0
    let topic = topics?.score(at: time.approximateSeconds) ?? 0
    let announcement = announcements?.phrase(after: pause.range)
    let slide = try slides.weight(near: pause.range)
    let length = try pause.range.length()
    let evidence =
      "a pause of \(tenths(length.approximateSeconds)) s, \(decibelText(pause.depth)) dB below speech"
      + (endsSentence ? "; a sentence ends here" : "")
      + (topic >= TopicChange.clear ? "; \(TopicChange.evidence)" : "")
      + (announcement.map { "; \(Announcements.evidence($0))" } ?? "")
      + (slide.evidence.map { "; \($0)" } ?? "") + (hasKeyframe ? "; a keyframe lies in it" : "")
    return Place(
      time: time,
      cost: 1.5 * (1 - strength(of: pause, try safe.length())) + sentenceCost + cutCost
        - TopicChange.weight * topic - (announcement == nil ? 0 : Announcements.weight) - slide.worth,
      evidence: evidence)
  }

  /// What it costs to encode many frames again up to the next keyframe, beside what a pause costs; fewer cost less, and a keyframe in the pause nothing.
  private static let longestHead = 0.2
  /// In seconds.
  private static let longHead = 8.0
  /// A keyframe is worth this much more silence before the first word.
  private static let longestLead = 1500.ms

  /// The pause without its last and its first part, where nothing better is known.
  private func safePart(of pause: Pause) throws -> TimeRange {
    guard pause.safe == pause.range else { return pause.safe }
    let margin = min(250.ms, try pause.range.length() / 4)
    return TimeRange(try pause.range.start + margin, try pause.range.end - margin)
  }

  /// Captions are seldom exact to more than half a second.
  private func sentenceEnds(near range: TimeRange) throws -> Bool {
    let (first, last) = (try range.start - 750.ms, try range.end + 500.ms)
    let index = sentenceEnds.partitioned { $0 >= first }
    return index < sentenceEnds.count && sentenceEnds[index] <= last
  }

  /// 0...1: from 0.7 to 5 seconds, by the logarithm; a pause as loud as speech is none, however long. Measured by the
  /// safe part and half a second around it, since noise moves the edges of the whole.
  private func strength(of pause: Pause, _ safe: TimeSpan) -> Double {
    let longer = log((max(safe.approximateSeconds, 0) + 0.5) / 0.7) / log(5 / 0.7)
    let deeper = min(max(pause.depth / 12, 0), 1)
    return min(max(longer, -0.5), 1) * (deeper.isNaN ? 0 : deeper)
  }
}

extension Array {
  /// The first index whose element is `late`, or the count; all before it are not.
  func partitioned(_ late: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if late(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// `1.8`, for people; numbers beyond all use as `999999.9`.
func tenths(_ value: Double) -> String {
  let rounded = Int(min(max(value * 10, 0), 9_999_999).rounded())
  return "\(rounded / 10).\(rounded % 10)"
}

private func decibelText(_ depth: Double) -> String {
  depth.isNaN ? "0" : String(Int(min(max(depth, 0), 99).rounded()))
}
