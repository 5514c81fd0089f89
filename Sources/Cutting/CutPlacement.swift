public import Foundation
public import Lesson
internal import Media
internal import Timeline
internal import Wording

/// How cuts are to be made, as far as the recording lets them.
public enum CutStyle: String, Hashable, Sendable, CaseIterable {
  /// At the very frame: what lies before the next clean keyframe is encoded again.
  case exact
  /// At the nearest clean keyframe: nothing is encoded again.
  case copy
  /// At the very frame: an edit list hides what has to be decoded before it, which some players show all the same.
  case editList = "edit-list"
}

/// Places each cut of a plan: the frame or sample at which each chapter starts and ends, and the method by which it is made.
///
/// A chapter starts at the first frame at or after the instant asked for, and the one before it ends there; without a picture it is the first sample. A boundary
/// that chop chose itself moves to a clean end a few frames before, where there is one. Where a stretch is
/// left out, nothing of it may be in any chapter: the chapter before ends at a clean end (no later frame is needed to decode it), and where no frame
/// can be encoded again the chapter behind starts at the next clean keyframe.
///
/// Throws ``CutError`` where two chapters would start at one frame, and what Media throws.
public func placeCuts(
  for plan: ChapterPlan, in source: MediaInfo, of url: URL, named name: String, as style: CutStyle = .exact,
  for audience: Audience? = nil, pictures: PictureLayout = .together, progress: (Double, Double) -> Void = { _, _ in }
) throws -> CutPlan {
  let info = source.carried(for: audience)
  var placed: CutPlan
  if let video = info.video {
    var placement = try PicturePlacement(of: video, in: info, at: url, named: name, as: style)
    placed = try placement.place(plan, wantsClean: audience == .web, progress)
  } else {
    placed = try placeSoundCuts(for: plan, in: info, of: url, named: name)
  }
  if let loss = try placed.lossOfSound(of: info, at: url, named: name) { placed.warnings.append(loss) }
  placed.audience = audience
  placed.pictures = pictures
  if info.pictures.count > 1, pictures == .together {
    placed.warnings.append(
      "chapters hold \(info.pictures.count) pictures in one file, of which most players show only the first; --set place-cuts.pictures=apart writes each to a file of its own"
    )
  }
  placed.warnings = source.saidOfEncoding(for: audience) + placed.warnings
  if audience == nil {
    placed.warnings += info.notPlayedEverywhere.map { "\($0); --for web makes chapters that every browser plays" }
  }
  return placed
}

/// Without a picture every sample can be a start. A stretch that is left out begins and ends with a packet, so that no sample on either side is lost.
private func placeSoundCuts(for plan: ChapterPlan, in info: MediaInfo, of url: URL, named name: String) throws
  -> CutPlan
{
  var demuxer = try Demuxer(url, named: name)
  guard let sound = info.sound, let grid = try SoundGrid.grids(of: [sound.stream], in: &demuxer)[sound.stream]
  else {
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
func closed(_ cuts: [Cut], omitted: [Omission], named name: String) throws -> CutPlan {
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
