internal import Foundation
internal import Lesson
internal import Media
internal import Timeline

/// A chapter as an MP4 file of copied packets, from the keyframe at or before its start; an edit list hides what lies before the start and behind the end.
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
    var sound = try SoundTrack(chapter, source)
    guard picture != nil || sound != nil else { throw CutError(name, "has neither picture nor sound in a chapter") }
    var muxer = try Muxer(to: place, named: place.lastPathComponent, options(sound))
    if let stream = picture?.stream { picture?.target = try muxer.addStream(like: stream, of: source.demuxer) }
    if let stream = sound?.stream { sound?.target = try muxer.addStream(like: stream, of: source.demuxer) }
    try muxer.begin()
    source.demuxer.read(only: [picture?.stream, sound?.stream].compactMap(\.self))
    try seek(&source.demuxer, picture, sound)

    var packet = try Packet()
    var count = 0
    while picture?.isDone == false || sound?.isDone == false, try source.demuxer.next(into: &packet) {
      if packet.stream == picture?.stream {
        guard let times = try picture?.take(packet) else { continue }
        try muxer.write(
          packet, to: picture?.target ?? 0, pts: times.pts, dts: times.dts, duration: times.duration, in: times.base)
        count += 1
        if count % 100 == 0 { try progress(Instant.zero + (times.shown - chapter.cut.range.start)) }
      } else if packet.stream == sound?.stream {
        guard let times = try sound?.take(packet) else { continue }
        try muxer.write(
          packet, to: sound?.target ?? 0, pts: times.pts, dts: times.dts, duration: times.duration, in: times.base)
      }
    }
    _ = try muxer.finish()
    progress(chapter.cut.range.end)
    let lengths = [try picture?.length(), try sound?.length()].compactMap(\.self)
    guard try EditListEnd.set(lengths, inFileAt: place) else {
      throw CutError(name, "the chapter's edit list is not where it should be")
    }
  }

  /// A movie clock on which both tracks' ticks fall, so that no edit is rounded; index in front, so that playing starts at once.
  private func options(_ sound: SoundTrack?) -> Muxer.Options {
    var clocks: [Int64] = []
    var settings = [Muxer.Options.Setting("movflags", "+faststart")]
    if let video = info.video {
      var scale = Int64(video.timeBase.denominator)
      while scale < 10_000 { scale *= 2 }
      settings.append(.init("video_track_timescale", "\(scale)"))
      clocks.append(scale)
    }
    if sound != nil { clocks.append(Int64(info.sound?.sampleRate ?? 1)) }
    let common = clocks.reduce(1) { leastCommonMultiple($0, $1) ?? .max }
    let movie = common <= Int64(Int32.max) ? common : clocks.last ?? 1000
    settings.append(.init("movie_timescale", "\(movie)"))
    return Muxer.Options(format: ChapterFormat(for: info).muxer, settings: settings, interleaves: false)
  }

  /// Goes back far enough that the keyframe and the sound's first packet both follow: by the stream of which more is needed.
  private func seek(_ demuxer: inout Demuxer, _ picture: PictureTrack?, _ sound: SoundTrack?) throws {
    if let picture {
      let keyframe = try Instant(ticks: picture.stretch.keyframe, in: picture.base)
      // Only where the recording's picture starts later than its sound does sound come first.
      if try sound.map({ try $0.firstHeard() >= keyframe }) ?? true {
        let slack = try TimeSpan(ticks: 1, in: .milliseconds) * 1000
        return try demuxer.seek(to: (keyframe - slack).ticks(in: picture.base, rounding: .down), in: picture.stream)
      }
    }
    if let sound { try demuxer.seek(to: sound.seekTarget(), in: sound.stream) }
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
}

func leastCommonMultiple(_ first: Int64, _ second: Int64) -> Int64? {
  var (a, b) = (first, second)
  while b != 0 { (a, b) = (b, a % b) }
  guard a > 0 else { return nil }
  let (product, overflow) = (first / a).multipliedReportingOverflow(by: second)
  return overflow ? nil : product
}
