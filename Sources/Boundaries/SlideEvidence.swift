import Lesson
import Timeline

/// What slide changes say about boundaries.
struct SlideEvidence {
  /// In order of time.
  private let changes: [SlideChange]

  init(_ slides: SlideMap?) {
    changes = (slides?.changes ?? []).sorted { ($0.time, $0.earliest) < ($1.time, $1.earliest) }
  }

  /// What a slide change is worth, beside a pause (up to 1.5) and a sentence's end (1); nothing where there is none near.
  struct Weight {
    var worth = 0.0
    var evidence: String?
  }

  /// Of the change that is worth most of those in a pause or near it: a speaker turns the page shortly before or after the last word.
  func weight(near pause: TimeRange) throws(TimeOverflow) -> Weight {
    let (first, last) = (try pause.start - Self.reach, try pause.end + Self.reach)
    var best = Weight()
    for change in changes[changes.partitioned { $0.time >= first }...] {
      // Groups of frames in which a change is known to lie are short beside this.
      guard change.time <= (try last + 1.min) else { break }
      guard change.earliest <= last, change.worth > best.worth else { continue }
      best = Weight(worth: change.worth, evidence: change.evidence)
    }
    return best
  }

  private static let reach = 2.s

  /// A boundary at each change: for recordings in which nobody speaks.
  func candidates(until end: Instant) throws(TimeOverflow) -> [Candidate] {
    var candidates: [Candidate] = []
    for change in changes where change.time > .zero && change.time < end {
      candidates.append(
        Candidate(
          time: try change.time.ticks(in: .microseconds, rounding: .down), kind: .slide, cost: 2 - change.worth,
          evidence: change.evidence))
    }
    return candidates.filter { $0.time > 0 }
  }
}

extension SlideChange {
  /// A change that may lie seconds earlier says less about a place.
  var worth: Double {
    let exact = kind == .slide ? 1.5 : 0.3
    return (time.approximateSeconds - earliest.approximateSeconds) > 3 ? exact * 0.6 : exact
  }

  var evidence: String {
    switch (kind, firstShown) {
    case (_, let first?): "the slide changes here, back to the one of \(first.shortClock)"
    case (.slide, nil): "the slide changes here"
    case (.build, nil): "the slide gets more to show here"
    }
  }
}
