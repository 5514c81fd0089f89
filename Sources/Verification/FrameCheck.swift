internal import Foundation
internal import Lesson
internal import Media
internal import Timeline
internal import Wording

/// What became of a chapter's frames when all were decoded.
struct FrameTally {
  var decoded = 0
  /// The same as the recording's to the bit.
  var identical = 0
  /// Encoded again, and like the recording's.
  var alike = 0
  /// Of those the least likeness, in dB.
  var leastLikeness = Double.infinity
  var faults: [String] = []
  /// Times of frames where the recording itself is damaged, in microseconds from the chapter's start.
  var doubtful: [Int64] = []
}

/// Decodes all frames of a chapter and, where the recording is at hand, the same stretch of that beside them, a frame of each at a time.
///
/// A frame of copied packets is the recording's to the bit, its time within 1.5 ms of it. One that was encoded again has the recording's size and pixel format, and at least ``leastLikeness``
/// of PSNR in brightness. A packet that breaks its codec's rules, which a player may conceal, is a fault, except where the recording is damaged in the same place: frames from
/// there to its next keyframe are not judged.
struct FrameCheck {
  /// How long the chapter plays, in microseconds.
  let length: Int64
  let head: HeadCheck

  /// Heads are encoded at 43 dB and more; another picture has less than 25.
  static let leastLikeness = 30.0

  /// - Parameter picture: Which of the recording's pictures, from 0.
  init(_ chapter: Manifest.Chapter, _ range: TimeRange, picture: Int = 0) throws {
    length = Seconds(try range.length()).microseconds
    head = HeadCheck(chapter, picture: picture)
  }

  private var end: Int64 { length - ShownFrames.tolerance }

  /// Of the chapter alone.
  func tally(_ own: inout ShownFrames) throws -> FrameTally {
    var tally = FrameTally()
    try own.begin(at: .zero, end: end)
    while let time = try own.next(), time < end { tally.decoded += 1 }
    tally.faults = [Self.sentence(own.damage.filter { $0 < end }, "can't be decoded")].compactMap(\.self)
    if tally.faults.isEmpty, tally.decoded != own.shown {
      tally.faults = ["has \(counted(own.shown, "picture packet")), which give \(counted(tally.decoded, "frame"))"]
    }
    return tally
  }

  /// Of the chapter, held against the recording, where it starts at `start` on that file's own clock.
  func tally(_ own: inout ShownFrames, against source: inout ShownFrames, from start: Instant) throws -> FrameTally {
    var tally = FrameTally()
    var (missing, foreign, different, unlike): ([Int64], [Int64], [Int64], [Int64]) = ([], [], [], [])
    try own.begin(at: .zero, end: end)
    try source.begin(at: start, end: end)
    var isDoubtful = false
    func nextOfSource() throws -> Int64? {
      let before = source.damage.count
      let time = try source.next()
      if source.damage.count > before { isDoubtful = true } else if source.frame.isKey { isDoubtful = false }
      return time.flatMap { $0 < end ? $0 : nil }
    }
    func nextOfOwn() throws -> Int64? {
      let time = try own.next().flatMap { $0 < end ? $0 : nil }
      if time != nil { tally.decoded += 1 }
      return time
    }
    var (ours, theirs) = (try nextOfOwn(), try nextOfSource())
    while let time = [ours, theirs].compactMap(\.self).min() {
      if let found = ours, let wanted = theirs, abs(found - wanted) <= ShownFrames.tolerance {
        if isDoubtful {
          tally.doubtful.append(time)
        } else if found >= head.join - ShownFrames.tolerance {
          if own.frame.isIdentical(to: source.frame) { tally.identical += 1 } else { different.append(time) }
        } else {
          let likeness = try likeness(own, source)
          tally.leastLikeness = min(tally.leastLikeness, likeness)
          if likeness >= Self.leastLikeness { tally.alike += 1 } else { unlike.append(time) }
        }
        (ours, theirs) = (try nextOfOwn(), try nextOfSource())
      } else if theirs == time {
        if isDoubtful { tally.doubtful.append(time) } else { missing.append(time) }
        theirs = try nextOfSource()
      } else {
        if isDoubtful { tally.doubtful.append(time) } else { foreign.append(time) }
        ours = try nextOfOwn()
      }
    }
    let damage = own.damage.filter { $0 < end }
    let inherited = damage.filter { time in
      source.damage.contains { abs($0 - time) <= ShownFrames.tolerance }
    }
    tally.doubtful += inherited.filter { !tally.doubtful.contains($0) }
    tally.faults = [
      Self.sentence(damage.filter { !inherited.contains($0) }, "can't be decoded"),
      Self.sentence(missing, "of the source missing"),
      Self.sentence(foreign, "that the source doesn't show"),
      Self.sentence(different, "other than in the source"),
      Self.sentence(unlike, "encoded again, unlike the source's"),
    ].compactMap(\.self)
    return tally
  }

  /// In dB. Pictures that have no PSNR are compared as thumbnails.
  private func likeness(_ own: borrowing ShownFrames, _ source: borrowing ShownFrames) throws -> Double {
    if let likeness = own.frame.luminancePSNR(to: source.frame) { return likeness }
    return try difference(own.thumbnail(), source.thumbnail()) <= HeadCheck.likeness ? Self.leastLikeness : 0
  }

  static func sentence(_ times: [Int64], _ words: String, _ what: String = "frame") -> String? {
    times.min().flatMap { try? Instant(ticks: $0, in: .microseconds) }.map { first in
      "\(counted(times.count, what)) \(words), the first at \(first.clock())"
    }
  }
}
