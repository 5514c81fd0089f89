internal import Lesson
internal import Timeline
internal import Wording

/// Holds a chapter's copied packets against the source's: each packet that is shown in the chapter's stretch is there once, unchanged, at its time.
struct PacketComparison {
  /// Where packets are not as they should be, in microseconds from the chapter's start.
  private(set) var missing: [Int64] = []
  private(set) var changed: [Int64] = []
  private(set) var doubled: [Int64] = []
  private(set) var foreign: [Int64] = []
  private(set) var leftOut: [Int64] = []
  /// Packets before the start without which its first samples don't sound as they should.
  private(set) var lacksPreRoll = false
  /// How much later than in the source the packets that agree are played, in microseconds, as the median; nil where none agrees.
  private(set) var shift: Int64?
  /// Packets at the file's end that nothing in the chapter needs.
  private(set) var behind: Int
  private(set) var expected = 0
  private(set) var matched = 0
  private var expectedBytes = 0
  private var matchedBytes = 0
  /// How much later than in the source most of it plays, in microseconds; nil where it is in step, or isn't the source's.
  private(set) var lateness: Int64?

  /// Matroska counts milliseconds, and a chapter's clock begins at a rounded tick: times agree within this.
  private static let tolerance: Int64 = 1500
  /// More packets of one time are no media that anything plays.
  private static let mostAtOneTime = 64

  /// Times of both count from the chapter's start; `length` is how long the chapter plays. `hiddenAtEnd` packets of the file are not in `chapter`.
  /// Where a stretch that is left out lies before or behind it, no packet may reach into that, not even hidden: one that would isn't expected, and is a fault where it is there.
  /// Otherwise the `preRoll` packets before the first that is heard have to be in the file. Where the source's times are `coarse`, in whole milliseconds, nobody can tell by them which
  /// packet reaches over by less.
  init(
    source: [PacketRecord], chapter: [PacketRecord], hiddenAtEnd: Int, length: TimeSpan, preRoll: Int = 0,
    isStartStrict: Bool, isEndStrict: Bool, isCoarse: Bool = false
  ) {
    let end = Seconds(length).microseconds
    let lastSureEnd = isCoarse ? end - Self.tolerance : end
    let wanted = source.sorted { $0.time < $1.time }
    let found = chapter.sorted { $0.time < $1.time }
    var used = found.map { _ in false }
    var first = 0
    var shifts: [Int64] = []
    var before: [(packet: PacketRecord, isThere: Bool)] = []
    for packet in wanted {
      let time = packet.time
      while first < found.count, found[first].time < time - Self.tolerance { first += 1 }
      var near = first..<first
      while near.count < Self.mostAtOneTime, near.upperBound < found.count,
        found[near.upperBound].time <= time + Self.tolerance
      { near = first..<near.upperBound + 1 }
      let reachesOver = isEndStrict && packet.end > end + Self.tolerance
      let isPlayed =
        packet.isShown && time >= -Self.tolerance && time < end - Self.tolerance && !reachesOver
      if isPlayed {
        expected += 1
        expectedBytes += packet.size
      }
      if let same = near.first(where: { !used[$0] && found[$0].digest == packet.digest }) {
        used[same] = true
        if time < -Self.tolerance { before.append((packet, true)) }
        if isPlayed {
          shifts.append(found[same].time - time)
          matched += 1
          matchedBytes += packet.size
        }
      } else if time < -Self.tolerance {
        before.append((packet, false))
      } else if isPlayed, time >= Self.tolerance, !isEndStrict || packet.end <= lastSureEnd {
        if let other = near.first(where: { !used[$0] }) {
          used[other] = true
          changed.append(packet.time)
        } else {
          missing.append(packet.time)
        }
      }
    }
    shift = shifts.isEmpty ? nil : shifts.sorted()[shifts.count / 2]
    if !isStartStrict, let last = before.last?.packet {
      let needed = preRoll + (last.end > Self.tolerance ? 1 : 0)
      lacksPreRoll = before.suffix(needed).contains { !$0.isThere }
    }
    for packet in found {
      let isBefore = isStartStrict && packet.time < -Self.tolerance
      let isBehind = isEndStrict && packet.end > end + Self.tolerance
      if isBefore || isBehind { leftOut.append(packet.time) }
    }
    behind = hiddenAtEnd + (isEndStrict ? 0 : Self.behind(chapter, end))
    if isMostlyOther { lateness = Self.lateness(of: found, behind: wanted, expected: expected) }
    let unused = found.indices.filter { !used[$0] && found[$0].time >= 0 && found[$0].time < end }
    let known = unused.isEmpty ? [] : Set(wanted.map(\.digest))
    for index in unused {
      if known.contains(found[index].digest) {
        doubled.append(found[index].time)
      } else {
        foreign.append(found[index].time)
      }
    }
  }

  /// A frame that is shown behind the end has its place only where one that is shown before it is decoded later. `chapter` is in decoding order.
  private static func behind(_ chapter: [PacketRecord], _ end: Int64) -> Int {
    let needed = chapter.lastIndex { $0.time < end } ?? chapter.startIndex
    return chapter[needed...].dropFirst().count { $0.time > end + tolerance }
  }

  /// By the packets that are like no other: most of those expected have to agree.
  private static func lateness(of found: [PacketRecord], behind wanted: [PacketRecord], expected: Int) -> Int64? {
    let times = Dictionary(wanted.map { ($0.digest, Optional($0.time)) }) { _, _ in nil }
    let shifts = found.compactMap { packet in
      times[packet.digest].flatMap(\.self).map { packet.time - $0 }
    }.sorted()
    guard !shifts.isEmpty else { return nil }
    let middle = shifts[shifts.count / 2]
    let agreed = shifts.count { abs($0 - middle) <= tolerance }
    return agreed * 2 > expected && abs(middle) > tolerance ? middle : nil
  }

  /// Most of it is not what belongs there, by bytes: the small packets of a picture that stands still are alike in all chapters, and in all recordings.
  var isMostlyOther: Bool { matchedBytes * 2 < expectedBytes }

  /// Most of it is not what belongs there, by packets too: more than a few damaged keyframes.
  var isAnotherRecording: Bool { isMostlyOther && matched * 2 < expected }

  /// What is wrong, as sentences about the file; times are of the chapter.
  func sentences(_ what: String) -> [String] {
    func sentence(_ times: [Int64], _ words: String) -> String? {
      times.first.flatMap { try? Instant(ticks: $0, in: .microseconds) }.map { first in
        "\(counted(times.count, "\(what) packet")) \(words), the first at \(first.clock())"
      }
    }
    return [
      sentence(missing, "of the source missing"), sentence(changed, "changed"),
      sentence(doubled, "doubled or out of place"),
      sentence(foreign, "that the source doesn't have"),
      sentence(leftOut, "of a stretch that is left out"),
      lacksPreRoll ? "\(what) starts without the packets before it that its decoder needs" : nil,
      behind > 0 ? "\(counted(behind, "\(what) packet")) behind the chapter's end" : nil,
    ].compactMap(\.self)
  }
}
