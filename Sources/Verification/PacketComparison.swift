internal import Lesson
internal import Timeline
internal import Wording

/// Holds a chapter's copied packets against the source's: each packet that is shown in the chapter's stretch is there once, unchanged, at its time.
struct PacketComparison {
  private(set) var missing: [Instant] = []
  private(set) var changed: [Instant] = []
  private(set) var doubled: [Instant] = []
  private(set) var foreign: [Instant] = []
  private(set) var leftOut: [Instant] = []
  private(set) var expected = 0
  private(set) var matched = 0
  private var expectedBytes = 0
  private var matchedBytes = 0

  /// Matroska counts milliseconds, and a chapter's clock begins at a rounded tick: times agree within this.
  private static let tolerance = 1500

  /// Times of both count from the chapter's start; `length` is how long the chapter plays. Where a stretch that is left out lies before or behind
  /// it, no packet may reach into that, not even hidden: one that would isn't expected, and is a fault where it is there.
  init(
    source: [PacketRecord], chapter: [PacketRecord], length: TimeSpan, isStartStrict: Bool, isEndStrict: Bool
  ) {
    let end = Seconds(length).microseconds
    let wanted = source.sorted { $0.time < $1.time }
    let found = chapter.sorted { $0.time < $1.time }
    var used = found.map { _ in false }
    var first = 0
    for packet in wanted {
      let time = Seconds(packet.time).microseconds
      while first < found.count, Seconds(found[first].time).microseconds < time - Int64(Self.tolerance) { first += 1 }
      var near = first..<first
      while near.upperBound < found.count,
        Seconds(found[near.upperBound].time).microseconds <= time + Int64(Self.tolerance)
      { near = first..<near.upperBound + 1 }
      let reachesOver = isEndStrict && Seconds(packet.end).microseconds > end + Int64(Self.tolerance)
      let isPlayed =
        packet.isShown && time >= -Int64(Self.tolerance) && time < end - Int64(Self.tolerance) && !reachesOver
      if isPlayed {
        expected += 1
        expectedBytes += packet.size
      }
      if let same = near.first(where: { !used[$0] && found[$0].digest == packet.digest }) {
        used[same] = true
        if isPlayed {
          matched += 1
          matchedBytes += packet.size
        }
      } else if isPlayed, time >= Int64(Self.tolerance) {
        if let other = near.first(where: { !used[$0] }) {
          used[other] = true
          changed.append(packet.time)
        } else {
          missing.append(packet.time)
        }
      }
    }
    for packet in found {
      let isBefore = isStartStrict && Seconds(packet.time).microseconds < -Int64(Self.tolerance)
      let isBehind = isEndStrict && Seconds(packet.end).microseconds > end + Int64(Self.tolerance)
      if isBefore || isBehind { leftOut.append(packet.time) }
    }
    let known = Set(wanted.map(\.digest))
    for index in found.indices where !used[index] {
      let time = Seconds(found[index].time).microseconds
      guard time >= 0, time < end else { continue }
      if known.contains(found[index].digest) {
        doubled.append(found[index].time)
      } else {
        foreign.append(found[index].time)
      }
    }
  }

  /// Most of it is not what belongs there, by bytes: the small packets of a picture that stands still are alike in all chapters, and in all recordings.
  var isMostlyOther: Bool { matchedBytes * 2 < expectedBytes }

  /// Most of it is not what belongs there, by packets too: more than a few damaged keyframes.
  var isAnotherRecording: Bool { isMostlyOther && matched * 2 < expected }

  /// What is wrong, as sentences about the file; times are of the chapter.
  func sentences(_ what: String) -> [String] {
    func sentence(_ times: [Instant], _ words: String) -> String? {
      times.first.map { first in
        "\(counted(times.count, "\(what) packet")) \(words), the first at \(first.clock())"
      }
    }
    return [
      sentence(missing, "of the source missing"), sentence(changed, "changed"),
      sentence(doubled, "doubled or out of place"),
      sentence(foreign, "that the source doesn't have"),
      sentence(leftOut, "of a stretch that is left out"),
    ].compactMap(\.self)
  }
}
