internal import Lesson
internal import Media
internal import Timeline

/// A sound track of a chapter that is encoded again: its packets are made and written as their turn comes.
struct EncodedTrack {
  private let target: Int
  private let sound: EncodedSound
  private let clock: TimeBase
  /// Where its sound ends, from the chapter's start.
  private let end: TimeSpan
  /// Made, but not yet written.
  private var waiting: EncodedSound.Packet?

  /// Adds the track to `muxer`; nil where the chapter has none of it.
  init?(
    _ sound: SoundInfo, _ chapter: ChapterCut, _ source: borrowing OpenRecording, _ muxer: inout Muxer
  ) throws {
    guard let played = chapter.cut.range.intersection(sound.range) else { return nil }
    guard let grid = source.grids[sound.stream], let codec = sound.encodedAs.flatMap(SoundEncoder.Codec.init) else {
      throw CutError(source.name, "its sound of stream \(sound.stream) (\(sound.codec)) can't be encoded again")
    }
    let recordingClock = RecordingClock(source.info)
    // Where the sound begins later it is silent until then: an encoder's own beginning, which lies before what it is given, is to be heard nowhere.
    let first = try recordingClock.ticks(chapter.cut.range.start, in: grid.clock, rounding: .nearest)
    let last = try recordingClock.ticks(played.end, in: grid.clock, rounding: .nearest)
    self.sound = try EncodedSound(
      source.url, named: source.name, stream: sound.stream, on: grid, channels: sound.channels,
      samples: first..<max(first, last), as: codec)
    guard let clock = Int32(exactly: self.sound.rate).flatMap({ TimeBase(perSecond: $0) }) else {
      throw CutError(source.name, "its sound has \(self.sound.rate) samples a second, which no clock can count")
    }
    self.clock = clock
    end = try played.end - chapter.cut.range.start
    target = try muxer.addStream(encodedAs: self.sound, from: sound.stream, of: source.demuxer)
  }

  /// Writes what is decoded before `instant`, which counts from the chapter's start; all that is left for nil.
  mutating func write(before instant: TimeSpan?, to muxer: inout Muxer) throws {
    let last = try end.ticks(in: clock, rounding: .up)
    let limit = try instant.map { min(last, try $0.ticks(in: clock, rounding: .up)) } ?? last
    while true {
      if waiting == nil { waiting = try sound.next() }
      guard let packet = waiting, packet.pts < limit else { return }
      try muxer.write(
        Packet.made(of: packet.bytes), to: target, pts: packet.pts, dts: packet.pts, duration: packet.duration,
        in: clock)
      waiting = nil
    }
  }

  /// How long it plays, from the chapter's start.
  func length() -> TimeSpan { end }
}
