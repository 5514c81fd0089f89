internal import Lesson
internal import Media
internal import Timeline

extension CutPlan {
  /// Decides how a further picture of the recording is cut: at the instants of the main one's cuts, from its first frame there on.
  ///
  /// Where a stretch that is left out lies behind a chapter, and frames of that stretch would be needed for the chapter's last ones, all of the chapter's picture is encoded
  /// again. Throws ``CutError`` where that would be needed and can't be done.
  mutating func add(
    _ video: VideoInfo, as style: CutStyle, _ clock: RecordingClock, _ demuxer: inout Demuxer, named name: String
  ) throws {
    let encodes = style == .exact || video.encodedAs != nil
    let coding = encodes ? try headCoding(for: video, in: &demuxer) : nil
    var finder = try FrameFinder(stream: video.stream, coding: coding)
    for index in cuts.indices {
      try Task.checkCancellation()
      let range = cuts[index].range
      guard let shown = range.intersection(video.range) else {
        cuts[index].more.append(Cut.Further(method: .copy))
        continue
      }
      let start = try clock.ticks(shown.start, in: video.timeBase, rounding: .up)
      let end = shown.end < video.range.end ? try clock.ticks(shown.end, in: video.timeBase, rounding: .up) : nil
      let isBound = omitted.contains { $0.range.end == range.start }
      var isWhole = coding?.replacesCodec == true
      if !isWhole, let end, omitted.contains(where: { $0.range.start == range.end }),
        let next = try finder.firstFrame(atOrAfter: end, in: &demuxer)
      {
        isWhole = try finder.cleanEnd(atOrBefore: next, in: &demuxer) != next
      }
      let head = try finder.head(from: start, to: end, in: &demuxer, isWhole: isWhole)
      guard let coding, head.frames > 0 else {
        guard head.frames == 0 || !isBound && !isWhole else {
          let place = isBound ? range.start : range.end
          let reason = encodes ? "can't be encoded again" : "is not to be encoded again"
          let remedy = (encodes ? "" : "cut with place-cuts.cuts=exact, or ") + "leave nothing out there"
          throw CutError(
            name,
            "its picture of stream \(video.stream) (\(video.codec)) \(reason), so nothing can be left out of it at \(place.clock()); \(remedy)"
          )
        }
        cuts[index].more.append(Cut.Further(method: head.frames == 0 ? .copy : .editList))
        continue
      }
      let join = try head.join.map { try clock.instant($0, in: video.timeBase) }
      cuts[index].more.append(
        Cut.Further(
          method: isWhole || join == nil && head.hasOtherKeyframes ? .transcode : .exact,
          head: Cut.Head(end: join ?? range.end, frames: head.frames, encoder: coding.encoder.text)))
    }
  }
}
