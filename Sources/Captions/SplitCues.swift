public import Lesson
public import Timeline

/// The cues of a recording that fall into `range`, with times counted from its start: what a chapter shows.
///
/// A cue that lies across a boundary is divided: each side shows the whole text for its share of the time, since a viewer of one
/// chapter doesn't see the other. A share that nobody can read, since the cut fell a few frames from the cue's own end, is left to the other side. Cues in stretches that are left out are in no chapter's range and so in no chapter.
/// Throws ``TimeOverflow`` where a time doesn't fit an exact fraction.
public func cues(of track: [Cue], within range: TimeRange) throws(TimeOverflow) -> [Cue] {
  var result: [Cue] = []
  for cue in track {
    guard let share = cue.range.intersection(range) else { continue }
    let length = try share.length()
    if length < shortestShare, try length * 2 < cue.range.length() { continue }
    var part = cue
    part.range = try TimeRange(.zero + (share.start - range.start), .zero + (share.end - range.start))
    result.append(part)
  }
  return result
}

/// A few frames.
private let shortestShare = 100.ms
