public import Foundation
public import Lesson
internal import Media
internal import Timeline
internal import Wording

/// Places each cut of a plan: the frame or sample at which each chapter starts and ends, and the method by which it is made.
///
/// A chapter starts at the first frame at or after the instant asked for, and the one before it ends there; without a picture it is the first sample. Where a stretch is
/// left out, nothing of it may be in any chapter: the chapter before ends at a clean end (no later frame is needed to decode it), the chapter
/// behind starts at the next keyframe.
///
/// Throws ``CutError`` where two chapters would start at one frame, and what Media throws.
public func placeCuts(
  for plan: ChapterPlan, in info: MediaInfo, of url: URL, named name: String,
  progress: (Double, Double) -> Void = { _, _ in }
) throws -> CutPlan {
  guard let video = info.video else { return try placeSoundCuts(for: plan, in: info, of: url, named: name) }
  var demuxer = try Demuxer(url, named: name)
  var finder = try FrameFinder(stream: video.stream)
  let clock = RecordingClock(info)
  let end = try Instant.zero + info.duration
  var omitted = plan.omitted
  var cuts: [Cut] = []

  for (index, chapter) in plan.chapters.enumerated() {
    try Task.checkCancellation()
    progress(Double(index), Double(plan.chapters.count))
    let wished = chapter.range.start
    let ticks = try clock.ticks(wished, in: video.timeBase, rounding: .up)
    let behindOmission = omitted.firstIndex { $0.range.end == wished }
    let start: (pts: Int64, isKey: Bool)?
    if index == 0, wished == .zero, behindOmission == nil {
      // From the very start: the sound may begin before the picture does.
      cuts.append(Cut(method: .copy, requested: wished, range: TimeRange(.zero, end)))
      continue
    } else if behindOmission != nil {
      start = try finder.firstKeyframe(atOrAfter: ticks, in: &demuxer).map { ($0, true) }
    } else {
      start = try finder.firstFrame(atOrAfter: ticks, in: &demuxer).map { ($0.pts, $0.isKey) }
    }
    guard let start else {
      throw CutError(
        name,
        "no \(behindOmission == nil ? "frame" : "keyframe") follows at \(wished.clock()), where a chapter is to start; move that time forward or leave it out"
      )
    }
    let actual = try clock.instant(start.pts, in: video.timeBase)
    if let behindOmission {
      omitted[behindOmission].range = TimeRange(omitted[behindOmission].range.start, actual)
    }
    cuts.append(Cut(method: start.isKey ? .copy : .editList, requested: wished, range: TimeRange(actual, end)))
  }

  for index in omitted.indices {
    let wished = omitted[index].range.start
    guard wished > .zero else { continue }
    let ticks = try clock.ticks(wished, in: video.timeBase, rounding: .up)
    // Behind the last frame there is nothing that could be needed.
    guard try finder.firstFrame(atOrAfter: ticks, in: &demuxer) != nil,
      let clean = try finder.cleanEnd(atOrBefore: ticks, in: &demuxer)
    else {
      continue
    }
    omitted[index].range = TimeRange(try clock.instant(clean, in: video.timeBase), omitted[index].range.end)
  }
  return try closed(cuts, omitted: omitted, named: name)
}

/// Without a picture every sample can be a start. A stretch that is left out begins and ends with a packet, so that no sample on either side is lost.
private func placeSoundCuts(for plan: ChapterPlan, in info: MediaInfo, of url: URL, named name: String) throws
  -> CutPlan
{
  var demuxer = try Demuxer(url, named: name)
  guard let sound = info.sound, let grid = try SoundGrid(sound.stream, of: &demuxer) else {
    throw CutError(name, "has neither picture nor sound")
  }
  let clock = RecordingClock(info)
  let end = try Instant.zero + info.duration
  func packetEdge(_ wished: Instant, _ rounding: Rounding) throws -> Instant {
    guard wished > .zero, wished < end else { return wished }
    let sample = try clock.ticks(wished, in: grid.clock, rounding: .up)
    return try clock.instant(grid.edge(at: sample, rounding), in: grid.clock)
  }
  let omitted = try plan.omitted.map { omission in
    let range = try TimeRange(packetEdge(omission.range.start, .down), packetEdge(omission.range.end, .up))
    return Omission(range: range, reason: omission.reason)
  }
  let cuts = try plan.chapters.map { chapter in
    let wished = chapter.range.start
    let omission = plan.omitted.firstIndex { $0.range.end == wished }
    let start = try omission.map { omitted[$0].range.end } ?? wished.rounded(.up, to: grid.clock)
    return Cut(method: .copy, requested: wished, range: TimeRange(start, end))
  }
  return try closed(cuts, omitted: omitted, named: name)
}

/// Each chapter ends where the next one, or a stretch left out, begins.
private func closed(_ cuts: [Cut], omitted: [Omission], named name: String) throws -> CutPlan {
  var cuts = cuts
  for index in cuts.indices {
    let start = cuts[index].range.start
    let next = index + 1 < cuts.count ? cuts[index + 1].range.start : cuts[index].range.end
    let end = omitted.map(\.range.start).filter { $0 > start && $0 < next }.min() ?? next
    guard start < end else {
      throw CutError(
        name,
        "chapters \(index + 1) and \(index + 2) would start at the same frame (\(start.clock())); move one of their times"
      )
    }
    cuts[index].range = TimeRange(start, end)
  }
  return CutPlan(cuts: cuts, omitted: omitted)
}
