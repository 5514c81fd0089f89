/// What the packets of the main picture say, in ticks of its clock.
struct PictureTrack {
  /// When the first shown frame appears.
  private(set) var start: Int64?
  /// When the last shown frame ends.
  private(set) var end: Int64?
  private(set) var frames = 0
  /// Pictures at the beginning that nothing can decode: those before the first keyframe, and those shown before it.
  private(set) var undecodable = 0
  /// In order of decoding, at most two in any second.
  private(set) var keyframes: [Int64] = []
  /// The longest distance from keyframe to keyframe.
  private(set) var longestGroup: Int64 = 0
  private(set) var withoutTimes = 0
  /// Packets whose decoding time does not rise.
  private(set) var backwards = 0
  /// Where they first do, in ticks.
  private(set) var firstBackward: Int64?
  private(set) var changesConfiguration = false
  private(set) var intervals = IntervalHistogram()
  /// The frame that is shown last, where the container doesn't say for how long.
  private var lastWithoutDuration: Int64?
  private var lastDts: Int64?
  private var lastKey: Int64?
  private var firstKey: Int64?
  private let second: Int64

  /// - Parameter second: ticks in a second, at least 1.
  init(second: Int64) { self.second = max(1, second) }

  mutating func add(_ packet: borrowing Packet) {
    if packet.newExtradata != nil, frames > 0 { changesConfiguration = true }
    if firstKey == nil, packet.isKey { firstKey = packet.pts }
    // What can't be decoded may have any time.
    if firstKey != nil, let dts = packet.dts {
      if let lastDts {
        let (interval, overflow) = dts.subtractingReportingOverflow(lastDts)
        if overflow || interval <= 0 {
          backwards += 1
          firstBackward = firstBackward ?? lastDts
        } else {
          intervals.add(interval)
        }
      }
      lastDts = dts
    }
    guard !packet.isDiscarded else { return }
    guard let pts = packet.pts else { return withoutTimes += 1 }
    guard let firstKey, pts >= firstKey else { return undecodable += 1 }
    let (frameEnd, overflow) = pts.addingReportingOverflow(packet.duration)
    guard !overflow else { return withoutTimes += 1 }
    frames += 1
    start = min(start ?? pts, pts)
    if frameEnd >= end ?? .min {
      end = frameEnd
      lastWithoutDuration = packet.duration == 0 ? pts : nil
    }
    if packet.isKey { addKeyframe(pts) }
  }

  private mutating func addKeyframe(_ pts: Int64) {
    if let lastKey { longestGroup = max(longestGroup, Self.distance(lastKey, pts)) }
    lastKey = pts
    guard keyframes.count < 2 || Self.distance(keyframes[keyframes.count - 2], pts) >= second else { return }
    keyframes.append(pts)
  }

  /// To be called once, when no more packets come.
  mutating func finish() {
    if let pts = lastWithoutDuration, let usual = intervals.usual {
      let (frameEnd, overflow) = pts.addingReportingOverflow(usual)
      if !overflow { end = frameEnd }
    }
    if let lastKey, let end { longestGroup = max(longestGroup, Self.distance(lastKey, end)) }
  }

  private static func distance(_ first: Int64, _ second: Int64) -> Int64 {
    let (distance, overflow) = second.subtractingReportingOverflow(first)
    return overflow ? .max : max(0, distance)
  }
}
