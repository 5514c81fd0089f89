internal import Lesson
internal import Media
internal import Timeline

/// Which packets of a sound track belong to a chapter, and when they are heard in it: all in samples of the recording's sound.
struct SoundTrack {
  let stream: Int
  let target: Int
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
  /// Of one sample in all channels, where packets are divided.
  private let bytesPerSample: Int?
  private var lastPlace: Int64?
  private var lastEnd: Int64?

  /// Adds the track to `muxer`; nil where the chapter has none of it.
  init?(
    _ sound: SoundInfo, _ chapter: ChapterCut, _ source: borrowing OpenRecording, _ muxer: inout Muxer
  ) throws {
    guard let played = chapter.cut.range.intersection(sound.range), let grid = source.grids[sound.stream],
      let codec = SoundCodec(sound.codec),
      let stream = source.demuxer.streams.first(where: { $0.index == sound.stream })
    else { return nil }
    self.stream = sound.stream
    base = sound.timeBase
    self.grid = grid
    clock = RecordingClock(source.info)
    start = try clock.ticks(chapter.cut.range.start, in: grid.clock, rounding: .nearest)
    end = try clock.ticks(played.end, in: grid.clock, rounding: .nearest)
    isStartStrict = chapter.isStartStrict
    isEndStrict = chapter.isEndStrict
    preroll = codec == .copied ? PreRoll(stream).packets(of: grid.step) : 0
    bytesPerSample = codec == .uncompressed ? stream.sound?.bytesPerSample : nil
    var configuration: [UInt8]?
    // Opus: players take the pre-skip away beside the edit list, which holds all of the pre-roll already (RFC 7845, 5.1: bytes 10 and 11 of OpusHead).
    if sound.codec == "opus", stream.extradata.count >= 19 {
      configuration = stream.extradata[..<10] + [0, 0] + stream.extradata[12...]
    }
    target = try muxer.addStream(like: sound.stream, of: source.demuxer, extradata: configuration)
  }

  /// The first sample that is heard, on the file's own clock.
  func firstHeard() throws -> Instant { try Instant(ticks: start, in: grid.clock) }

  /// A tick before all that is needed.
  func seekTarget() throws -> Int64 {
    let early = try TimeSpan(ticks: 1, in: .milliseconds) * 1000
    return try (Instant(ticks: start, in: grid.clock) - early).ticks(in: base, rounding: .down)
  }

  /// When the packet just read is heard in the chapter; nil for one that doesn't belong to it. Of one that isn't compressed only the part that is heard is left.
  mutating func take(_ packet: inout Packet) throws -> PacketTimes? {
    guard !isDone, let pts = packet.pts ?? packet.dts else { return nil }
    var place = try grid.place(of: pts)
    var length =
      if let bytesPerSample { Int64(packet.size / bytesPerSample) } else if grid.step > 0 { grid.step } else {
        try TimeSpan(ticks: packet.duration, in: base).ticks(in: grid.clock, rounding: .nearest)
      }
    guard place < end else {
      isDone = true
      return nil
    }
    if let bytesPerSample {
      guard place + length > start else { return nil }
      let (from, to) = (max(place, start), min(place + length, end))
      if to - from < length {
        let range = Int(from - place) * bytesPerSample..<Int(to - place) * bytesPerSample
        try packet.replaceBytes(packet.withBytes { bytes in range.map { bytes[$0] } })
        (place, length) = (from, to - from)
      }
    } else {
      if isStartStrict ? place < start : place + length * (1 + preroll) <= start { return nil }
      if isEndStrict, place + length > end { return nil }
    }
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
