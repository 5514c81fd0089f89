public import Foundation
public import Lesson
internal import Timeline

/// What a recording is: its streams, their exact times and what will be hard about it, from one pass over all its packets.
///
/// Time 0 is the first shown frame or sample of the main picture and the main sound, as libavformat reports it after edit lists: what an
/// edit list cuts off and the priming of a sound codec don't count. Memory doesn't grow with the recording, but for the
/// container's own index and the keyframes.
///
/// What chop can't handle yet, and a file whose index points beyond its end, are findings with severity `error`; what is no
/// recording at all throws ``MediaError``. Throws `CancellationError` where the task is cancelled.
///
/// - Parameters:
///   - name: what messages call the file.
///   - acceptTruncated: half a download is surveyed as far as it goes, with a warning in place of the error.
///   - progress: called now and then with bytes done and bytes in all.
public func survey(
  _ url: URL, named name: String, acceptTruncated: Bool = false,
  progress: (_ done: Double, _ total: Double) -> Void = { _, _ in }
) throws -> MediaInfo {
  try cancellable { () throws(MediaError) in
    var demuxer = try Demuxer(url, named: name)
    let main = MainStreams(demuxer.streamsBesideChapters)
    guard main.picture != nil || main.sound != nil else {
      throw Operation("open", name).error(
        .notARecording, "holds neither a picture track nor a sound track",
        remedy: "chop needs a recording with sound, a picture, or both")
    }
    var survey = Survey(main, of: demuxer)
    try survey.read(&demuxer, progress)
    do throws(TimeOverflow) {
      return try survey.info(demuxer, acceptTruncated: acceptTruncated)
    } catch {
      throw Operation("read", name).error(.outOfRange, error.description)
    }
  }
}

/// Runs `body`; a ``MediaError`` that says that the task was cancelled leaves as `CancellationError`.
func cancellable<Value: ~Copyable>(_ body: () throws(MediaError) -> Value) throws -> Value {
  do throws(MediaError) {
    return try body()
  } catch {
    if error.code == .cancelled { throw CancellationError() }
    throw error
  }
}

/// The pass over the packets, and what it found.
struct Survey {
  let main: MainStreams
  /// As in `main`.
  var pictures: [PictureTrack] = []
  var parameters: [ParameterWatch] = []
  var picture: PictureTrack? { pictures.first }
  /// As in `main`.
  var sounds: [SoundTrack] = []
  var sound: SoundTrack? { sounds.first }
  /// When the last subtitle ends, in microseconds; nil where none was looked at.
  private(set) var subtitleEnd: Int64?
  var damaged = 0
  var changedConfigurations = 0
  let pictureBase: TimeBase
  let soundBase: TimeBase

  init(_ main: MainStreams, of demuxer: borrowing Demuxer) {
    self.main = main
    pictureBase = main.picture?.timeBase ?? .microseconds
    soundBase = main.sound?.timeBase ?? .microseconds
    pictures = main.pictures.map { stream in
      PictureTrack(second: rescaled(1000, .milliseconds, stream.timeBase ?? .microseconds) ?? 1)
    }
    parameters = main.pictures.map(ParameterWatch.init)
    for stream in main.sounds { sounds.append(SoundTrack(stream, of: demuxer)) }
  }

  mutating func read(_ demuxer: inout Demuxer, _ progress: (Double, Double) -> Void) throws(MediaError) {
    let (pictureIndices, soundIndices) = (main.pictures.map(\.index), main.sounds.map(\.index))
    // What Matroska claims as a whole reaches to the end of the last one.
    let subtitles = demuxer.container == "matroska" ? demuxer.streams.filter { $0.kind == .subtitle } : []
    demuxer.read(only: pictureIndices + soundIndices + subtitles.map(\.index))
    let total = Double(demuxer.fileSize)
    var packet = try Packet()
    var count = 0
    while try demuxer.next(into: &packet, countingDamage: &damaged) {
      if let track = pictureIndices.firstIndex(of: packet.stream) {
        pictures[track].add(packet)
        parameters[track].add(packet)
      } else if let track = soundIndices.firstIndex(of: packet.stream) {
        sounds[track].add(packet)
      } else if let base = subtitles.first(where: { $0.index == packet.stream })?.timeBase, let pts = packet.pts {
        let (end, overflow) = pts.addingReportingOverflow(packet.duration)
        subtitleEnd = max(subtitleEnd ?? .min, rescaled(overflow ? pts : end, base, .microseconds) ?? .min)
      }
      count += 1
      if count % 1024 == 0, let position = packet.position { progress(min(Double(position), total), total) }
    }
    changedConfigurations = demuxer.changedConfigurations
    for track in pictures.indices { pictures[track].finish() }
    progress(total, total)
  }

  func info(_ demuxer: borrowing Demuxer, acceptTruncated: Bool) throws(TimeOverflow) -> MediaInfo {
    var pictureRanges: [TimeRange?] = []
    for (stream, track) in zip(main.pictures, pictures) {
      pictureRanges.append(try range(track.start, track.end, stream.timeBase ?? .microseconds))
    }
    var soundRanges: [TimeRange?] = []
    for (stream, track) in zip(main.sounds, sounds) {
      soundRanges.append(try range(track.start, track.end, stream.timeBase ?? .microseconds))
    }
    let starts = (pictureRanges + soundRanges).compactMap { $0?.start }
    let ends = (pictureRanges + soundRanges).compactMap { $0?.end }
    let origin = starts.min() ?? .zero
    func fromOrigin(_ instant: Instant) throws(TimeOverflow) -> Instant { try .zero + (instant - origin) }
    func fromOrigin(_ range: TimeRange) throws(TimeOverflow) -> TimeRange {
      TimeRange(try fromOrigin(range.start), try fromOrigin(range.end))
    }
    var info = MediaInfo(
      container: demuxer.container, size: demuxer.fileSize, origin: origin,
      duration: try (ends.max() ?? .zero) - origin, video: nil, sound: nil, cover: main.cover?.index,
      leftOut: main.leftOut, title: demuxer.metadata("title").flatMap { $0.isEmpty ? nil : $0 },
      language: (main.sound ?? main.picture)?.language.map(shortLanguage), findings: [])
    for (place, (stream, track)) in zip(main.pictures, pictures).enumerated() {
      guard let range = pictureRanges[place], let base = stream.timeBase else { continue }
      var keyframes: [Instant] = []
      for pts in track.keyframes { keyframes.append(try fromOrigin(Instant(ticks: pts, in: base))) }
      let video = videoInfo(
        stream, track, base, range: try fromOrigin(range), keyframes: keyframes.sorted())
      if place == 0 { info.video = video } else if let video { info.morePictures.append(video) }
    }
    for (place, stream) in main.sounds.enumerated() {
      guard let format = stream.sound, let base = stream.timeBase, let range = soundRanges[place] else { continue }
      let sound = SoundInfo(
        stream: stream.index, codec: stream.codec, encodedAs: SoundCodec(stream.codec)?.encodedAs,
        codecString: codecString(of: stream), sampleRate: format.sampleRate,
        channels: format.channels, timeBase: base, range: try fromOrigin(range))
      if place == 0 { info.sound = sound } else { info.moreSounds.append(sound) }
    }
    info.subtitles = main.subtitles.map {
      SubtitleInfo(stream: $0.index, codec: $0.codec, language: $0.language.map(shortLanguage))
    }
    info.chapters = demuxer.chapterMarks(from: origin)
    info.findings = findings(info, demuxer, acceptTruncated: acceptTruncated)
    return info
  }

  private func range(_ start: Int64?, _ end: Int64?, _ base: TimeBase) throws(TimeOverflow) -> TimeRange? {
    guard let start, let end else { return nil }
    return TimeRange(try Instant(ticks: start, in: base), try Instant(ticks: end, in: base))
  }

  private func videoInfo(
    _ stream: StreamInfo, _ track: PictureTrack, _ base: TimeBase, range: TimeRange, keyframes: [Instant]
  ) -> VideoInfo? {
    guard let picture = stream.picture else { return nil }
    let size = picture.displaySize
    let seconds = range.end.approximateSeconds - range.start.approximateSeconds
    return VideoInfo(
      stream: stream.index, codec: stream.codec, codecString: codecString(of: stream),
      pixelFormat: picture.pixelFormat, codedWidth: picture.width, codedHeight: picture.height, width: size.width,
      height: size.height, rotation: picture.rotation, timeBase: base, range: range, frames: track.frames,
      frameRate: seconds > 0 ? Double(track.frames) / seconds : 0, keyframes: keyframes)
  }
}

extension StreamInfo.Picture {
  /// As players show it: upright and with square pixels; pixels that aren't square are enlarged, never shrunk, as browsers do.
  package var displaySize: (width: Int, height: Int) {
    func scaled(_ length: Int, _ top: Int, _ bottom: Int) -> Int {
      Int(exactly: (Double(length) * Double(top) / Double(bottom)).rounded()).map { min(max(1, $0), 1 << 20) } ?? length
    }
    let (horizontal, vertical) = pixelAspect
    let isWide = horizontal >= vertical
    let shownWidth = isWide ? scaled(width, horizontal, vertical) : width
    let shownHeight = isWide ? height : scaled(height, vertical, horizontal)
    return rotation % 180 == 0 ? (shownWidth, shownHeight) : (shownHeight, shownWidth)
  }
}

/// The two-letter code of a language where there is one: containers write ISO 639-2, BCP 47 wants ISO 639-1.
private func shortLanguage(_ code: String) -> String {
  let terminology = bibliographicCodes[code] ?? code
  return Locale.LanguageCode(terminology).identifier(.alpha2) ?? terminology
}

/// ISO 639-2's bibliographic codes that differ from its terminological ones; Matroska uses these.
private let bibliographicCodes = [
  "alb": "sqi", "arm": "hye", "baq": "eus", "bur": "mya", "chi": "zho", "cze": "ces", "dut": "nld", "fre": "fra",
  "geo": "kat", "ger": "deu", "gre": "ell", "ice": "isl", "mac": "mkd", "mao": "mri", "may": "msa", "per": "fas",
  "rum": "ron", "slo": "slk", "tib": "bod", "wel": "cym",
]
