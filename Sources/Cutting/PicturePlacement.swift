internal import Foundation
internal import Lesson
internal import Media
internal import Timeline

/// Places the cuts of a recording's main picture; its further ones follow at the same instants.
struct PicturePlacement: ~Copyable {
  private let video: VideoInfo
  private let info: MediaInfo
  private let name: String
  private let style: CutStyle
  /// Where nothing has to be encoded for another's sake, only exact cuts are worth it.
  private let encodes: Bool
  private let coding: (any HeadCoding)?
  private let clock: RecordingClock
  private let end: Instant
  private var demuxer: Demuxer
  private var finder: FrameFinder

  /// - Parameter info: the recording as its chapters carry it.
  init(of video: VideoInfo, in info: MediaInfo, at url: URL, named name: String, as style: CutStyle) throws {
    var demuxer = try Demuxer(url, named: name)
    let encodes = style == .exact || video.encodedAs != nil
    let known = encodes ? try headCoding(for: video, in: &demuxer) : headCoding(for: video, among: demuxer.streams)
    let coding = !encodes && known?.replacesCodec == true ? nil : known
    let finder = try FrameFinder(stream: video.stream, coding: coding)
    let end = try Instant.zero + info.duration
    self.video = video
    self.info = info
    self.name = name
    self.style = style
    self.encodes = encodes
    self.coding = coding
    self.clock = RecordingClock(info)
    self.end = end
    self.demuxer = demuxer
    self.finder = finder
  }

  /// - Parameter wantsClean: Chromium can't go to an H.264 keyframe that needs frames before it, so no chapter has one where frames may be encoded again.
  mutating func place(_ plan: ChapterPlan, wantsClean: Bool, _ progress: (Double, Double) -> Void) throws -> CutPlan {
    var omitted = plan.omitted
    var cuts: [Cut] = []
    var warnings: [String] = []
    for (index, chapter) in plan.chapters.enumerated() {
      try Task.checkCancellation()
      progress(Double(index), Double(plan.chapters.count))
      let wished = chapter.range.start
      let omission = omitted.firstIndex { $0.range.end == wished }
      // At the very start the sound may begin before the picture does.
      let isWhole = index == 0 && wished == .zero && omission == nil
      let start =
        try isWhole ? .zero : start(of: chapter, isBehindOmission: omission != nil, after: cuts.last?.range.start)
      if let omission {
        omitted[omission].range = TimeRange(omitted[omission].range.start, start)
        warnings += try warning(about: start - wished, lostBehind: wished)
      }
      cuts.append(Cut(method: .copy, requested: wished, range: TimeRange(start, end)))
    }
    for index in omitted.indices {
      guard let start = try cleanStart(of: omitted[index]) else { continue }
      omitted[index].range = TimeRange(start, omitted[index].range.end)
    }
    var placed = try closed(cuts, omitted: omitted, named: name)
    placed.warnings += warnings
    for index in placed.cuts.indices {
      try Task.checkCancellation()
      try choose(at: index, of: &placed, wantsClean: wantsClean && encodes)
    }
    for further in info.morePictures { try placed.add(further, as: style, clock, &demuxer, named: name) }
    placed.warnings += warning(about: placed)
    return placed
  }

  /// The frame with which a chapter starts. Throws where none follows.
  ///
  /// - Parameter last: where the chapter before starts.
  private mutating func start(of chapter: PlannedChapter, isBehindOmission: Bool, after last: Instant?) throws
    -> Instant
  {
    let wished = chapter.range.start
    let ticks = try clock.ticks(wished, in: video.timeBase, rounding: .up)
    let needsKeyframe = style == .copy || isBehindOmission && (!encodes || coding == nil)
    let found =
      try needsKeyframe
      ? finder.cleanKeyframe(near: ticks, isBound: isBehindOmission, in: &demuxer)
      : finder.firstFrame(atOrAfter: ticks, in: &demuxer)
    guard let found else {
      if !isBehindOmission, let sample = try sampleBehindThePicture(at: wished) { return sample }
      throw CutError(
        name,
        "no \(needsKeyframe ? "keyframe" : "frame") follows at \(wished.clock()), where a chapter is to start; move that time forward or leave it out"
      )
    }
    let start = try clock.instant(found, in: video.timeBase)
    guard !needsKeyframe, !isBehindOmission, chapter.boundary.kind.isChosen, let last,
      let clean = try finder.cleanEnd(atOrBefore: found, in: &demuxer)
    else { return start }
    let earlier = try clock.instant(clean, in: video.timeBase)
    return try earlier > last && start - earlier <= 250.ms ? earlier : start
  }

  /// Where the picture has ended and the sound goes on, its samples are the only places.
  private func sampleBehindThePicture(at wished: Instant) throws -> Instant? {
    guard wished >= video.range.end, let sound = info.sound, wished < sound.range.end,
      let samples = Int32(exactly: sound.sampleRate).flatMap({ TimeBase(perSecond: $0) })
    else { return nil }
    return try wished.rounded(.up, to: samples)
  }

  /// Where a stretch that is left out begins, so that no frame of it is needed before; nil where it stays as it is.
  private mutating func cleanStart(of omission: Omission) throws -> Instant? {
    let wished = omission.range.start
    guard wished > .zero else { return nil }
    let ticks = try clock.ticks(wished, in: video.timeBase, rounding: .up)
    // Behind the last frame there is nothing that could be needed.
    guard try finder.firstFrame(atOrAfter: ticks, in: &demuxer) != nil,
      let clean = try finder.cleanEnd(atOrBefore: ticks, in: &demuxer)
    else { return nil }
    return try clock.instant(clean, in: video.timeBase)
  }

  /// Decides by which method a chapter is cut: by a copy where a clean keyframe stands at its start, else by a head, or where nothing is to be encoded by an edit list.
  private mutating func choose(at index: Int, of plan: inout CutPlan, wantsClean: Bool) throws {
    let cut = plan.cuts[index]
    guard let shown = cut.range.intersection(video.range) else { return }
    let start = try clock.ticks(shown.start, in: video.timeBase, rounding: .nearest)
    let end = shown.end < video.range.end ? try clock.ticks(shown.end, in: video.timeBase, rounding: .up) : nil
    let isWhole = try wantsClean && !finder.hasOnlyCleanKeyframes(from: start, to: end, in: &demuxer)
    let head = try finder.head(from: start, to: end, in: &demuxer, isWhole: isWhole)
    guard head.frames > 0 else { return }
    guard encodes, let coding else {
      plan.cuts[index].method = .editList
      return
    }
    plan.cuts[index].method = .exact
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

  /// Where nothing is encoded again, a chapter behind what is left out can begin only at a keyframe, since nothing of that stretch may be in it, not even hidden.
  private func warning(about lost: TimeSpan, lostBehind place: Instant) -> [String] {
    guard lost >= 500.ms else { return [] }
    let seconds = (lost.approximateSeconds * 10).rounded() / 10
    return [
      "\(seconds) s behind \(place.clock()) are left out as well, up to the next keyframe, since \(encodes ? "this kind of picture can't be" : "nothing is to be") encoded again\(encodes ? "" : "; place-cuts.cuts=exact keeps them")"
    ]
  }

  private func warning(about placed: CutPlan) -> [String] {
    guard style == .exact else { return [] }
    if video.encodedAs == nil, coding?.replacesCodec == true {
      let reason =
        video.codec == "h264" ? "its pictures are coded as two fields each" : "it is coded as \(video.codec)"
      return [
        "the picture is encoded again as a whole, as H.264: \(reason), of which nothing can be copied behind a cut"
      ]
    }
    guard coding == nil, placed.cuts.contains(where: { $0.method == .editList }) else { return [] }
    return [
      "chapters that begin between keyframes hold frames from before their start, hidden by an edit list that some players ignore: this kind of picture (\(video.codec), \(video.pixelFormat)) can't be encoded again"
    ]
  }
}

extension Boundary.Kind {
  /// Whether chop chose the instant itself.
  fileprivate var isChosen: Bool { self == .pause || self == .forced }
}
