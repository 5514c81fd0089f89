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
  var placed = try placeCuts(for: plan, in: info, of: url, named: name, as: style, for: audience, progress)
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

/// - Parameter info: the recording as its chapters carry it.
private func placeCuts(
  for plan: ChapterPlan, in info: MediaInfo, of url: URL, named name: String, as style: CutStyle,
  for audience: Audience?, _ progress: (Double, Double) -> Void
) throws -> CutPlan {
  guard let video = info.video else { return try placeSoundCuts(for: plan, in: info, of: url, named: name) }
  var demuxer = try Demuxer(url, named: name)
  // Where nothing has to be encoded for another's sake, only exact cuts are worth it.
  let encodes = style == .exact || video.encodedAs != nil
  let known = encodes ? try headCoding(for: video, in: &demuxer) : headCoding(for: video, among: demuxer.streams)
  let coding = !encodes && known?.replacesCodec == true ? nil : known
  var finder = try FrameFinder(stream: video.stream, coding: coding)
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
    if index == 0, wished == .zero, behindOmission == nil {
      // From the very start: the sound may begin before the picture does.
      cuts.append(Cut(method: .copy, requested: wished, range: TimeRange(.zero, end)))
      continue
    }
    let needsKeyframe = style == .copy || behindOmission != nil && (!encodes || coding == nil)
    var start =
      needsKeyframe
      ? try finder.cleanKeyframe(near: ticks, isBound: behindOmission != nil, in: &demuxer)
      : try finder.firstFrame(atOrAfter: ticks, in: &demuxer)
    if !needsKeyframe, behindOmission == nil, chapter.boundary.kind.isChosen, let first = start,
      let clean = try finder.cleanEnd(atOrBefore: first, in: &demuxer), let last = cuts.last?.range.start
    {
      let instant = try clock.instant(clean, in: video.timeBase)
      if instant > last, try clock.instant(first, in: video.timeBase) - instant <= 250.ms { start = clean }
    }
    if start == nil, behindOmission == nil, wished >= video.range.end, let sound = info.sound, wished < sound.range.end,
      let samples = Int32(exactly: sound.sampleRate).flatMap({ TimeBase(perSecond: $0) })
    {
      // The picture has ended and the sound goes on: its samples are the only places.
      cuts.append(
        Cut(method: .copy, requested: wished, range: TimeRange(try wished.rounded(.up, to: samples), end)))
      continue
    }
    guard let start else {
      throw CutError(
        name,
        "no \(needsKeyframe ? "keyframe" : "frame") follows at \(wished.clock()), where a chapter is to start; move that time forward or leave it out"
      )
    }
    let actual = try clock.instant(start, in: video.timeBase)
    if let behindOmission {
      omitted[behindOmission].range = TimeRange(omitted[behindOmission].range.start, actual)
    }
    cuts.append(Cut(method: .copy, requested: wished, range: TimeRange(actual, end)))
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
  var placed = try closed(cuts, omitted: omitted, named: name)
  for index in placed.cuts.indices {
    try Task.checkCancellation()
    // Chromium can't go to an H.264 keyframe that needs frames before it.
    let wantsClean = audience == .web && encodes
    try finder.choose(encodes ? coding : nil, at: index, of: &placed, video, clock, &demuxer, wantsClean: wantsClean)
  }
  for further in info.morePictures { try placed.add(further, as: style, clock, &demuxer, named: name) }
  if video.encodedAs == nil, style == .exact, coding?.replacesCodec == true {
    let reason =
      video.codec == "h264" ? "its pictures are coded as two fields each" : "it is coded as \(video.codec)"
    placed.warnings.append(
      "the picture is encoded again as a whole, as H.264: \(reason), of which nothing can be copied behind a cut")
  } else if style == .exact, coding == nil, placed.cuts.contains(where: { $0.method == .editList }) {
    placed.warnings.append(
      "chapters that begin between keyframes hold frames from before their start, hidden by an edit list that some players ignore: this kind of picture (\(video.codec), \(video.pixelFormat)) can't be encoded again"
    )
  }
  return placed
}

extension Boundary.Kind {
  /// Whether chop chose the instant itself.
  fileprivate var isChosen: Bool { self == .pause || self == .forced }
}

extension FrameFinder {
  /// Decides by which method a chapter is cut: by a copy where a clean keyframe stands at its start, else by a head, or without `coding` by an edit list.
  fileprivate mutating func choose(
    _ coding: (any HeadCoding)?, at index: Int, of plan: inout CutPlan, _ video: VideoInfo, _ clock: RecordingClock,
    _ demuxer: inout Demuxer, wantsClean: Bool
  ) throws {
    let cut = plan.cuts[index]
    guard let shown = cut.range.intersection(video.range) else { return }
    let start = try clock.ticks(shown.start, in: video.timeBase, rounding: .nearest)
    let end = shown.end < video.range.end ? try clock.ticks(shown.end, in: video.timeBase, rounding: .up) : nil
    let isWhole = try wantsClean && !hasOnlyCleanKeyframes(from: start, to: end, in: &demuxer)
    let head = try head(from: start, to: end, in: &demuxer, isWhole: isWhole)
    guard head.frames > 0 else { return }
    plan.cuts[index].method = coding == nil ? .editList : .exact
    guard let coding else { return }
    let join = try head.join.map { try clock.instant($0, in: video.timeBase) }
    plan.cuts[index].head = Cut.Head(
      end: join ?? cut.range.end, frames: head.frames, encoder: coding.encoder.text)
    if coding.replacesCodec {
      plan.cuts[index].method = .transcode
    } else if join == nil, head.hasOtherKeyframes {
      plan.cuts[index].method = .transcode
      plan.warnings.append(
        "the picture from \(cut.range.start.shortClock) to \(cut.range.end.shortClock) is encoded again as a whole: the recording's keyframes there need frames before them (open GOP), so nothing can be copied behind a cut"
      )
    }
  }
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
