internal import Lesson
internal import Media
internal import Timeline

/// All sound tracks of a chapter, in the recording's order.
struct ChapterSounds {
  private var copied: [SoundTrack] = []
  private var encoded: [EncodedTrack] = []
  /// Which of both each track is, as the file has them.
  private var order: [Kind] = []
  private enum Kind { case copied, encoded }

  init(_ chapter: ChapterCut, _ source: borrowing OpenRecording, _ muxer: inout Muxer) throws {
    for sound in source.info.sounds {
      if sound.encodedAs != nil {
        guard let track = try EncodedTrack(sound, chapter, source, &muxer) else { continue }
        encoded.append(track)
        order.append(.encoded)
      } else {
        guard let track = try SoundTrack(sound, chapter, source, &muxer) else { continue }
        copied.append(track)
        order.append(.copied)
      }
    }
  }

  var isEmpty: Bool { order.isEmpty }
  /// Those whose packets are copied.
  var streams: [Int] { copied.map(\.stream) }
  var areDone: Bool { copied.allSatisfy(\.isDone) }
  var first: SoundTrack? { copied.first }

  /// To which stream of the chapter a packet goes, and when it is heard there; nil for one that doesn't belong to it.
  mutating func take(_ packet: inout Packet) throws -> (target: Int, times: PacketTimes)? {
    guard let index = copied.firstIndex(where: { $0.stream == packet.stream }),
      let times = try copied[index].take(&packet)
    else { return nil }
    return (copied[index].target, times)
  }

  /// Writes what was encoded and is decoded before a packet; all that is left for nil.
  mutating func writeEncoded(before limit: PacketTimes?, to muxer: inout Muxer) throws {
    guard !encoded.isEmpty else { return }
    let instant = try limit.map { try TimeSpan(ticks: $0.dts, in: $0.base) }
    for index in encoded.indices { try encoded[index].write(before: instant, to: &muxer) }
  }

  /// How long each plays, from the chapter's start.
  func lengths() throws -> [TimeSpan] {
    var (copied, encoded) = (copied.makeIterator(), encoded.makeIterator())
    return try order.compactMap { kind in
      switch kind {
      case .copied: try copied.next()?.length()
      case .encoded: encoded.next()?.length()
      }
    }
  }
}
