internal import Media

/// Finds frames near an instant by their packets' times alone: a seek and at most a group of pictures are read for each question.
///
/// Reading goes on elsewhere in the demuxer afterwards, and only in the picture's stream.
struct FrameFinder: ~Copyable {
  private var packet: Packet
  private let stream: Int
  private let coding: (any HeadCoding)?

  /// - Parameter coding: what knows a clean keyframe of this stream; without it every keyframe counts as clean.
  init(stream: Int, coding: (any HeadCoding)? = nil) throws {
    packet = try Packet()
    self.stream = stream
    self.coding = coding
  }

  /// A packet's times, in decoding order.
  struct Entry {
    var pts: Int64
    var dts: Int64?
    /// In ticks; 0 where unknown.
    var duration: Int64
    var isKey: Bool
    /// A keyframe from which copying may begin.
    var isClean: Bool
    var isShown: Bool
  }

  /// The first shown frame at or after `ticks`; nil where none follows.
  mutating func firstFrame(atOrAfter ticks: Int64, in demuxer: inout Demuxer) throws -> Int64? {
    var best: Int64?
    try read(&demuxer, from: ticks) { entry in
      if let dts = entry.dts, let best, dts >= best { return false }
      if entry.isShown, entry.pts >= ticks, entry.pts < best ?? .max { best = entry.pts }
      return true
    }
    return best
  }

  /// The clean keyframe nearest to `ticks`, the later of two; not before it where `isBound`. nil where there is none.
  mutating func cleanKeyframe(near ticks: Int64, isBound: Bool, in demuxer: inout Demuxer) throws -> Int64? {
    var before: Int64?
    var after: Int64?
    try read(&demuxer, from: ticks) { entry in
      guard entry.isClean, entry.isShown else { return true }
      if entry.pts >= ticks { after = entry.pts } else { before = entry.pts }
      return after == nil
    }
    guard let before, !isBound else { return after }
    guard let after else { return before }
    let (back, forth) = (ticks.subtractingReportingOverflow(before), after.subtractingReportingOverflow(ticks))
    return !back.overflow && (forth.overflow || back.partialValue < forth.partialValue) ? before : after
  }

  /// The frames from the first one at or after `start` to the first clean keyframe, or to `end`, or to the stream's end; `isWhole` passes clean keyframes over.
  mutating func head(
    from start: Int64, to end: Int64?, in demuxer: inout Demuxer, isWhole: Bool = false
  ) throws -> Head {
    var join: Int64?
    var shown: [Int64] = []
    var hasOtherKeyframes = false
    try read(&demuxer, from: start) { entry in
      if entry.isShown, entry.pts >= start { shown.append(entry.pts) }
      if entry.pts >= start, entry.pts < end ?? .max, join == nil {
        if entry.isClean, !isWhole { join = entry.pts } else if entry.isKey, !entry.isClean { hasOtherKeyframes = true }
      }
      return join != start && (entry.dts ?? .min) < min(join ?? .max, end ?? .max)
    }
    let limit = min(join ?? .max, end ?? .max)
    return Head(join: join, frames: shown.count { $0 < limit }, hasOtherKeyframes: hasOtherKeyframes)
  }

  /// Whether copying may begin with every keyframe from `start` up to `end`, or to the stream's end.
  mutating func hasOnlyCleanKeyframes(from start: Int64, to end: Int64?, in demuxer: inout Demuxer) throws -> Bool {
    var isClean = true
    try read(&demuxer, from: start) { entry in
      if entry.isKey, !entry.isClean, entry.pts >= start, entry.pts < end ?? .max { isClean = false }
      return isClean && (entry.dts ?? .min) < end ?? .max
    }
    return isClean
  }

  struct Head {
    /// The clean keyframe at or behind the start; nil where none lies before the end.
    var join: Int64?
    /// How many are shown before it.
    var frames: Int
    /// Keyframes that are not clean lie before the join.
    var hasOtherKeyframes: Bool
  }

  /// The last instant at or before `ticks` at which the stream may end without a loss: all packets before it in decoding order are also shown
  /// before it, and all behind it are shown behind it. nil where there is none back to the keyframe before.
  mutating func cleanEnd(atOrBefore ticks: Int64, in demuxer: inout Demuxer) throws -> Int64? {
    var shown: [Int64] = []
    try read(&demuxer, from: ticks) { entry in
      shown.append(entry.pts)
      return (entry.dts ?? .min) < ticks
    }
    var earliestBehind = shown.map { _ in Int64.max }
    var earliest = Int64.max
    for index in shown.indices.reversed() {
      earliest = min(earliest, shown[index])
      earliestBehind[index] = earliest
    }
    var latestBefore = Int64.min
    var best: Int64?
    for index in shown.indices {
      if latestBefore < earliestBehind[index], earliestBehind[index] <= ticks { best = earliestBehind[index] }
      latestBefore = max(latestBefore, shown[index])
    }
    return best
  }

  /// What a copy of the stretch from `start` up to `end` needs to know before it reads.
  mutating func stretch(
    from start: Int64, to end: Int64?, in demuxer: inout Demuxer
  ) throws -> Stretch? {
    var stretch: Stretch?
    var pending = 0
    try read(&demuxer, from: start) { entry in
      if entry.isKey, entry.pts <= start {
        stretch = Stretch(keyframe: entry.pts, firstDecoding: entry.dts, step: entry.duration, last: nil)
        pending = entry.dts == nil ? 1 : 0
      } else if let dts = entry.dts, pending > 0 {
        let step = max(1, stretch?.step ?? 1)
        stretch?.firstDecoding = dts - Int64(pending) * step
        pending = 0
      } else if pending > 0 {
        pending += 1
      }
      return pending > 0 || (entry.dts ?? .min) <= start
    }
    guard stretch != nil, let end else { return stretch }
    // Where the end is a keyframe, a seek to it lands behind all that is shown before it, save for leading frames.
    for place in [end, max(start, end - 1), start] where stretch?.last == nil {
      try read(&demuxer, from: place) { entry in
        if entry.pts < end { stretch?.last = entry.pts }
        return (entry.dts ?? .min) < end
      }
    }
    return stretch
  }

  struct Stretch {
    /// Presentation time of the last keyframe at or before the start.
    var keyframe: Int64
    /// Its decoding time; made from those that follow where the container gives none (Matroska behind a seek).
    var firstDecoding: Int64?
    /// A frame's duration; 0 where unknown.
    var step: Int64
    /// Presentation time of the packet that is last in decoding order among those shown before the end; nil for the stream's own end.
    var last: Int64?
  }

  /// Reads entries in decoding order from the keyframe at or before `ticks` for as long as `wants` says so.
  private mutating func read(
    _ demuxer: inout Demuxer, from ticks: Int64, _ wants: (Entry) -> Bool
  ) throws {
    demuxer.read(only: [stream])
    try demuxer.seek(to: ticks, in: stream)
    var damaged = 0
    while try demuxer.next(into: &packet, countingDamage: &damaged) {
      guard packet.stream == stream, let pts = packet.pts ?? packet.dts else { continue }
      let entry = Entry(
        pts: pts, dts: packet.dts, duration: packet.duration, isKey: packet.isKey,
        isClean: packet.isKey && coding?.isClean(packet.bytes) != false, isShown: !packet.isDiscarded)
      guard wants(entry) else { return }
    }
  }
}
