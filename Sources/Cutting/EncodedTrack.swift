internal import Lesson
internal import Media
internal import Timeline

/// A sound track of a chapter that can't be copied: its packets are made before the others are read, and written in their turn.
struct EncodedTrack {
  private let target: Int
  private let sound: EncodedSound
  /// Where its sound begins and ends, from the chapter's start.
  private let delay: TimeSpan
  private let end: TimeSpan
  private let delaySamples: Int64
  private var written = 0
  private static let clock = TimeBase(perSecond: Int32(EncodedSound.rate))

  /// Adds the track to `muxer`; nil where the chapter has none of it.
  init?(
    _ sound: SoundInfo, _ chapter: ChapterCut, _ source: borrowing OpenRecording, _ muxer: inout Muxer
  ) throws {
    guard let played = chapter.cut.range.intersection(sound.range), let clock = Self.clock else { return nil }
    self.sound = try EncodedSound(source.url, named: source.name, sound, origin: source.info.origin, in: played)
    delay = try played.start - chapter.cut.range.start
    end = try played.end - chapter.cut.range.start
    delaySamples = try delay.ticks(in: clock, rounding: .nearest)
    target = try muxer.addStream(encodedAs: self.sound, from: sound.stream, of: source.demuxer)
  }

  /// Writes what is decoded before `instant`, which counts from the chapter's start; all that is left for nil.
  mutating func write(before instant: TimeSpan?, to muxer: inout Muxer) throws {
    guard let clock = Self.clock else { return }
    let last = try end.ticks(in: clock, rounding: .up)
    let limit = try instant.map { min(last, try $0.ticks(in: clock, rounding: .up)) } ?? last
    while written < sound.packets.count {
      let packet = sound.packets[written]
      let pts = packet.pts + delaySamples
      guard pts < limit else { return }
      try muxer.write(
        Packet.made(of: packet.bytes), to: target, pts: pts, dts: pts, duration: packet.duration, in: clock)
      written += 1
    }
  }

  /// How long it plays, from the chapter's start.
  func length() -> TimeSpan { end }
}
