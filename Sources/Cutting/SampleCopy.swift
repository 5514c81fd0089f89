internal import Foundation
internal import Lesson
internal import Media
internal import Timeline

/// A chapter of uncompressed sound: the first and the last packet are cut at the sample.
struct SampleCopy {
  let info: MediaInfo

  func write(
    _ chapter: ChapterCut, of source: inout OpenRecording, to place: URL, progress: (Instant) -> Void
  ) throws {
    let name = source.name
    guard let sound = info.sound, let grid = source.grids[sound.stream],
      let bytesPerSample = source.demuxer.streams.first(where: { $0.index == sound.stream })?.sound?.bytesPerSample
    else { throw CutError(name, "has no uncompressed sound") }
    let clock = RecordingClock(info)
    let start = try clock.ticks(chapter.cut.range.start, in: grid.clock, rounding: .nearest)
    let end = try clock.ticks(chapter.cut.range.end, in: grid.clock, rounding: .nearest)

    var muxer = try Muxer(
      to: place, named: place.lastPathComponent,
      Muxer.Options(format: ChapterFormat(for: info).muxer, interleaves: false))
    let target = try muxer.addStream(like: sound.stream, of: source.demuxer)
    try muxer.begin()
    source.demuxer.read(only: [sound.stream])
    let early = try TimeSpan(ticks: 1, in: .milliseconds) * 500
    try source.demuxer.seek(
      to: (Instant(ticks: start, in: grid.clock) - early).ticks(in: sound.timeBase, rounding: .down), in: sound.stream)
    var packet = try Packet()
    var damaged = 0
    while try source.demuxer.next(into: &packet, countingDamage: &damaged) {
      guard packet.stream == sound.stream, let pts = packet.pts ?? packet.dts else { continue }
      let first = try grid.place(of: pts)
      let count = Int64(packet.size / bytesPerSample)
      guard first < end else { break }
      guard first + count > start else { continue }
      let (from, to) = (max(first, start), min(first + count, end))
      if (from, to) != (first, first + count) {
        let bytes = Int(from - first) * bytesPerSample..<Int(to - first) * bytesPerSample
        let part = packet.withBytes { span in bytes.map { span[$0] } }
        try packet.replaceBytes(part)
      }
      try muxer.write(packet, to: target, pts: from - start, dts: from - start, duration: to - from, in: grid.clock)
      try progress(clock.instant(to, in: grid.clock))
    }
    _ = try muxer.finish()
  }
}
