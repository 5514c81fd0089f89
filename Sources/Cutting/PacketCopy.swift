internal import Foundation
internal import Lesson
internal import Media
internal import Timeline

/// A chapter as an MP4 file: the head, where it has one, encoded again, then copied packets. Without a head they begin with the keyframe at or before the start,
/// and an edit list hides what lies before that; it also hides what lies behind the end.
///
/// Sound starts and ends at the sample: the packets that reach over the ends are whole in the file, with as many before them as the decoder needs to
/// give the same samples (ISO/IEC 14496-12, §8.6.6; AAC: one packet of overlap, MP3: the bit reservoir).
struct PacketCopy {
  let info: MediaInfo

  func write(
    _ chapter: ChapterCut, of source: inout OpenRecording, to place: URL, progress: (Instant) -> Void
  ) throws {
    let name = source.name
    var picture = try PictureTrack(chapter, &source)
    var head = try HeadTrack(chapter, &source, before: picture)
    var muxer = try Muxer(to: place, named: place.lastPathComponent, options())
    let target = try (head?.stream ?? picture?.stream).map {
      try head?.encoder.addStream(to: &muxer, of: source.demuxer) ?? muxer.addStream(like: $0, of: source.demuxer)
    }
    var sounds = try ChapterSounds(chapter, source, &muxer)
    guard target != nil || !sounds.isEmpty else { throw CutError(name, "has neither picture nor sound in a chapter") }
    try muxer.begin()
    let wanted = [picture?.stream].compactMap(\.self) + sounds.streams
    try seek(&source, head, picture, sounds.first)
    source.demuxer.read(only: wanted)
    if info.container == "matroska", let trial = picture, head != nil {
      // It has no decoding times, and those that libavformat makes depend on where it starts to read: they are looked at before.
      try head?.delay = trial.delay(in: &source.demuxer)
      try seek(&source, head, picture, sounds.first)
      source.demuxer.read(only: wanted)
    }

    var count = 0
    func report(_ shown: Instant) throws {
      count += 1
      if count % 100 == 0 { try progress(Instant.zero + (shown - chapter.cut.range.start)) }
    }
    var packet = try Packet()
    var isFirst = true
    var damaged = 0
    while picture?.isDone == false || !sounds.areDone,
      try source.demuxer.next(into: &packet, countingDamage: &damaged)
    {
      if packet.stream == picture?.stream {
        guard let times = try picture?.take(packet), let target else { continue }
        if let head, isFirst {
          try head.write(to: &muxer, target, with: &sounds, report)
          try packet.replaceBytes(head.encoder.coding.firstCopied(packet.bytes))
        }
        isFirst = false
        try sounds.writeEncoded(before: times, to: &muxer)
        try muxer.write(
          packet, to: target, pts: times.pts, dts: times.dts, duration: times.duration, in: times.base)
        try report(times.shown)
      } else if let (track, times) = try sounds.take(&packet) {
        try head?.write(to: &muxer, target, with: &sounds, before: times, report)
        try sounds.writeEncoded(before: times, to: &muxer)
        try muxer.write(packet, to: track, pts: times.pts, dts: times.dts, duration: times.duration, in: times.base)
      }
    }
    try head?.write(to: &muxer, target, with: &sounds, report)
    try sounds.writeEncoded(before: nil, to: &muxer)
    _ = try muxer.finish()
    progress(chapter.cut.range.end)
    let lengths = try (target == nil ? [] : [pictureLength(chapter)]) + sounds.lengths()
    guard try EditListEnd.set(lengths, inFileAt: place) else {
      throw CutError(name, "the chapter's edit list is not where it should be")
    }
  }

  /// How long the picture plays, from the chapter's start.
  private func pictureLength(_ chapter: ChapterCut) throws -> TimeSpan {
    let range = chapter.cut.range
    return try min(range.end, info.video?.range.end ?? range.end) - range.start
  }

  /// A movie clock on which both tracks' ticks fall, so that no edit is rounded; index in front, so that playing starts at once.
  private func options() -> Muxer.Options {
    var clocks: [Int64] = []
    var settings = [Muxer.Options.Setting("movflags", "+faststart")]
    if let video = info.video {
      var scale = Int64(video.timeBase.denominator)
      while scale < 10_000 { scale *= 2 }
      settings.append(.init("video_track_timescale", "\(scale)"))
      clocks.append(scale)
    }
    clocks += info.sounds.map {
      SoundCodec($0.codec) == .encodedAgain ? EncodedSound.rate : Int64(max(1, $0.sampleRate))
    }
    let common = clocks.reduce(1) { leastCommonMultiple($0, $1) ?? .max }
    let movie = common <= Int64(Int32.max) ? common : clocks.last ?? 1000
    settings.append(.init("movie_timescale", "\(movie)"))
    // libavformat calls FLAC in MP4 experimental, though every browser plays it (https://github.com/xiph/flac/blob/master/doc/isoflac.txt).
    if info.sounds.contains(where: { $0.codec == "flac" }) { settings.append(.init("strict", "experimental")) }
    return Muxer.Options(format: ChapterFormat(for: info).muxer, settings: settings, interleaves: false)
  }

  /// Goes back far enough that the first copied keyframe and the sound's first packet both follow.
  private func seek(
    _ source: inout OpenRecording, _ head: HeadTrack?, _ picture: PictureTrack?, _ sound: SoundTrack?
  ) throws {
    let first = try head?.firstShown() ?? picture.map { try Instant(ticks: $0.stretch.keyframe, in: $0.base) }
    if let first, let video = info.video {
      let start = try video.range.start + (info.origin - .zero)
      // Only where the recording's picture starts later than its sound does sound come first: there no seek leads to both. At the recording's very start a seek in the
      // picture would leave out what is decoded before the first sample that is heard.
      guard try sound.map({ try $0.firstHeard() + 1.ms >= first && first - 1.s > start }) ?? true else {
        return try source.reopen()
      }
      try source.demuxer.seek(to: (first - 1.s).ticks(in: video.timeBase, rounding: .down), in: video.stream)
    } else if let sound {
      try source.demuxer.seek(to: sound.seekTarget(), in: sound.stream)
    }
  }
}

/// When a packet is shown and decoded in the chapter.
struct PacketTimes {
  var pts: Int64
  var dts: Int64
  var duration: Int64
  var base: TimeBase
  /// Where in the recording it is shown.
  var shown: Instant

  func isDecoded(before other: PacketTimes) throws -> Bool {
    try Instant(ticks: dts, in: base) < Instant(ticks: other.dts, in: other.base)
  }
}

func leastCommonMultiple(_ first: Int64, _ second: Int64) -> Int64? {
  var (a, b) = (first, second)
  while b != 0 { (a, b) = (b, a % b) }
  guard a > 0 else { return nil }
  let (product, overflow) = (first / a).multipliedReportingOverflow(by: second)
  return overflow ? nil : product
}
