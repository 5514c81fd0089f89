internal import Lesson
internal import Media
internal import Timeline

/// Which packets of the sound belong to a chapter, and when they are heard in it: all in samples of the recording's sound.
struct SoundTrack {
  let stream: Int
  var target = 0
  private(set) var isDone = false
  private let base: TimeBase
  private let grid: SoundGrid
  private let clock: RecordingClock
  /// Samples on the file's own clock: where the chapter starts and ends.
  private let start: Int64
  private let end: Int64
  private let isStartStrict: Bool
  private let isEndStrict: Bool
  private let preroll: Int64
  private var lastPlace: Int64?
  private var lastEnd: Int64?

  /// nil where the chapter has no sound.
  init?(_ chapter: ChapterCut, _ source: borrowing OpenRecording) throws {
    let info = source.info
    guard let sound = info.sound, let played = chapter.cut.range.intersection(sound.range), let grid = source.grid
    else { return nil }
    self.stream = sound.stream
    base = sound.timeBase
    self.grid = grid
    clock = RecordingClock(info)
    start = try clock.ticks(chapter.cut.range.start, in: grid.clock, rounding: .nearest)
    end = try clock.ticks(played.end, in: grid.clock, rounding: .nearest)
    isStartStrict = chapter.isStartStrict
    isEndStrict = chapter.isEndStrict
    // Packets before the first one heard that the decoder needs: AAC overlaps by one, MP3 reaches back into its bit reservoir (511 bytes, up to nine frames).
    preroll = sound.codec == "mp3" ? 9 : sound.codec.hasPrefix("pcm_") ? 0 : 1
  }

  /// The first sample that is heard, on the file's own clock.
  func firstHeard() throws -> Instant { try Instant(ticks: start, in: grid.clock) }

  /// A tick before all that is needed.
  func seekTarget() throws -> Int64 {
    let early = try TimeSpan(ticks: 1, in: .milliseconds) * 500
    return try (Instant(ticks: start, in: grid.clock) - early).ticks(in: base, rounding: .down)
  }

  /// When the packet just read is heard in the chapter; nil for one that doesn't belong to it.
  mutating func take(_ packet: borrowing Packet) throws -> PacketTimes? {
    guard !isDone, let pts = packet.pts ?? packet.dts else { return nil }
    let place = try grid.place(of: pts)
    let length =
      grid.step > 0
      ? grid.step : try TimeSpan(ticks: packet.duration, in: base).ticks(in: grid.clock, rounding: .nearest)
    guard place < end else {
      isDone = true
      return nil
    }
    if isStartStrict ? place < start : place + length * (1 + preroll) <= start { return nil }
    if isEndStrict, place + length > end { return nil }
    // A packet that stands where one stood already can't be written; libavformat gives such only for damaged files.
    if let lastPlace, place <= lastPlace { return nil }
    lastPlace = place
    lastEnd = place + length
    return PacketTimes(
      pts: place - start, dts: place - start, duration: length, base: grid.clock,
      shown: try clock.instant(place, in: grid.clock))
  }

  /// How long it plays, from the chapter's start: known when all packets are taken.
  func length() throws -> TimeSpan { try TimeSpan(ticks: min(end, lastEnd ?? end) - start, in: grid.clock) }
}
