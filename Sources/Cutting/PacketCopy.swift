internal import Foundation
internal import Lesson
internal import Media
internal import Timeline

/// A chapter as an MP4 file: of each picture the head, where it has one, encoded again, then copied packets. Without a head they begin with the keyframe at or before the start,
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
    var pictures: [ChapterPicture] = []
    for cut in chapter.pictures(of: info) {
      if let picture = try ChapterPicture(cut, &source) { pictures.append(picture) }
    }
    var muxer = try Muxer(to: place, named: place.lastPathComponent, options())
    for index in pictures.indices { try pictures[index].add(to: &muxer, of: source.demuxer) }
    var sounds = try ChapterSounds(chapter, source, &muxer)
    guard !pictures.isEmpty || !sounds.isEmpty else {
      throw CutError(name, "has neither picture nor sound in a chapter")
    }
    try muxer.begin()
    let wanted = pictures.compactMap { $0.copied?.stream } + sounds.streams
    if info.container == "matroska" {
      // It has no decoding times, and those that libavformat makes depend on where it starts to read: they are looked at before.
      for index in pictures.indices where pictures[index].head != nil {
        guard let trial = pictures[index].copied else { continue }
        try seek(&source, pictures, sounds.first)
        source.demuxer.read(only: wanted)
        pictures[index].head?.delay = try trial.delay(in: &source.demuxer)
      }
    }
    try seek(&source, pictures, sounds.first)
    source.demuxer.read(only: wanted)

    var count = 0
    func report(_ shown: Instant) throws {
      count += 1
      if count % 100 == 0 { try progress(Instant.zero + (shown - chapter.cut.range.start)) }
    }
    /// Writes what is encoded and is decoded before `limit`, in order, and all of the head of the picture that is at `whole`; all that is left for nil.
    func writeEncoded(to muxer: inout Muxer, before limit: PacketTimes?, whole: Int? = nil) throws {
      while let (index, times) = try pictures.nextEncoded(),
        try index == whole || limit.map({ try times.isDecoded(before: $0) }) ?? true
      {
        guard let encoder = pictures[index].head?.encoder else { break }
        try sounds.writeEncoded(before: times, to: &muxer)
        try muxer.write(
          encoder.packet, to: pictures[index].target, pts: times.pts, dts: times.dts, duration: times.duration,
          in: times.base)
        try report(times.shown)
        try encoder.advance()
      }
      try sounds.writeEncoded(before: limit, to: &muxer)
    }
    var packet = try Packet()
    var damaged = 0
    while pictures.contains(where: { $0.copied?.isDone == false }) || !sounds.areDone,
      try source.demuxer.next(into: &packet, countingDamage: &damaged)
    {
      if let index = pictures.firstIndex(where: { $0.copied?.stream == packet.stream }) {
        let isFirst = pictures[index].copied?.hasStarted == false
        guard let times = try pictures[index].copied?.take(packet) else { continue }
        if isFirst, let coding = pictures[index].head?.encoder.coding {
          try packet.replaceBytes(coding.firstCopied(packet.bytes))
        }
        try writeEncoded(to: &muxer, before: times, whole: isFirst ? index : nil)
        try muxer.write(
          packet, to: pictures[index].target, pts: times.pts, dts: times.dts, duration: times.duration, in: times.base)
        try report(times.shown)
      } else if let (track, times) = try sounds.take(&packet) {
        try writeEncoded(to: &muxer, before: times)
        try muxer.write(packet, to: track, pts: times.pts, dts: times.dts, duration: times.duration, in: times.base)
      }
    }
    try writeEncoded(to: &muxer, before: nil)
    _ = try muxer.finish()
    progress(chapter.cut.range.end)
    let lengths = try pictures.map { try $0.length() } + sounds.lengths()
    guard try EditListEnd.set(lengths, inFileAt: place) else {
      throw CutError(name, "the chapter's edit list is not where it should be")
    }
  }

  /// A movie clock on which both tracks' ticks fall, so that no edit is rounded; index in front, so that playing starts at once.
  private func options() -> Muxer.Options {
    var clocks: [Int64] = []
    var settings = [Muxer.Options.Setting("movflags", "+faststart")]
    if !info.pictures.isEmpty {
      let all = info.pictures.reduce(1) { leastCommonMultiple($0, Int64($1.timeBase.denominator)) ?? .max }
      var scale = all <= 10_000_000 ? all : Int64(info.pictures[0].timeBase.denominator)
      while scale < 10_000 { scale *= 2 }
      settings.append(.init("video_track_timescale", "\(scale)"))
      clocks.append(scale)
    }
    clocks += info.sounds.map { sound in
      let rate = max(1, sound.sampleRate)
      return sound.encodedAs.flatMap(SoundEncoder.Codec.init)?.rate(for: rate) ?? Int64(rate)
    }
    let common = clocks.reduce(1) { leastCommonMultiple($0, $1) ?? .max }
    let movie = common <= Int64(Int32.max) ? common : clocks.last ?? 1000
    settings.append(.init("movie_timescale", "\(movie)"))
    // libavformat calls FLAC in MP4 experimental, though every browser plays it (https://github.com/xiph/flac/blob/master/doc/isoflac.txt).
    if info.sounds.contains(where: { $0.codec == "flac" && $0.encodedAs == nil }) {
      settings.append(.init("strict", "experimental"))
    }
    return Muxer.Options(format: ChapterFormat(for: info).muxer, settings: settings, interleaves: false)
  }

  /// Goes back far enough that the first copied keyframe and the sound's first packet both follow.
  private func seek(_ source: inout OpenRecording, _ pictures: [ChapterPicture], _ sound: SoundTrack?) throws {
    let firsts = try pictures.compactMap { picture in try picture.first().map { (picture.cut.video, $0) } }
    if let (video, first) = firsts.min(by: { $0.1 < $1.1 }) {
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

extension [ChapterPicture] {
  /// The picture whose encoded packet is to be written next, and when that is shown; nil where none is left.
  fileprivate func nextEncoded() throws -> (index: Int, times: PacketTimes)? {
    var next: (index: Int, times: PacketTimes)?
    for (index, picture) in enumerated() {
      guard let times = try picture.head?.times() else { continue }
      if try next.map({ try times.isDecoded(before: $0.times) }) ?? true { next = (index, times) }
    }
    return next
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
