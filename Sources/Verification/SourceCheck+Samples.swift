internal import Foundation
internal import Lesson
internal import Media
internal import Timeline
internal import Wording

extension SourceCheck {
  /// Uncompressed sound: the chapter's bytes are the source's between its first and its last sample. `number` is the track's in the file.
  func checkSamples(
    _ media: Manifest.Media, _ range: TimeRange, of file: URL, _ number: Int, against source: Source,
    _ sound: SoundInfo, _ report: inout VerificationReport
  ) throws -> Int {
    let origin = try source.info.origin - Instant.zero
    let length = try Instant.zero + range.length()
    let wanted = try samples(
      of: source.url, named: source.name, from: range.start + origin, to: range.end + origin
    ) { streams in streams.first { $0.index == sound.stream } }
    let found = try samples(of: file, named: file.lastPathComponent, from: .zero, to: length) { streams in
      let tracks = streams.filter { $0.kind == .audio }
      return tracks.indices.contains(number) ? tracks[number] : nil
    }
    guard wanted.hash != found.hash else { return found.packets }
    report.fault(
      media.path,
      wanted.count == found.count
        ? "holds other samples than the source" : "has \(found.count) bytes of samples, the source \(wanted.count)")
    return 0
  }

  private func samples(
    of url: URL, named name: String, from: Instant, to: Instant, in choose: ([StreamInfo]) -> StreamInfo?
  ) throws -> (hash: UInt64, count: Int, packets: Int) {
    var demuxer = try Demuxer(url, named: name)
    guard let stream = choose(demuxer.streams), let base = stream.timeBase, let width = stream.sound?.bytesPerSample,
      let grid = try SoundGrid.grids(of: [stream.index], in: &demuxer)[stream.index]
    else { return (0, 0, 0) }
    let start = try from.ticks(in: grid.clock, rounding: .nearest)
    let end = try to.ticks(in: grid.clock, rounding: .nearest)
    try demuxer.seek(to: (from - 500.ms).ticks(in: base, rounding: .down), in: stream.index)
    var packet = try Packet()
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var (count, packets, damaged) = (0, 0, 0)
    while try demuxer.next(into: &packet, countingDamage: &damaged) {
      guard let pts = packet.pts ?? packet.dts else { continue }
      let place = try grid.place(of: pts)
      guard place < end else { break }
      let (first, last) = (max(start - place, 0), min(end - place, Int64(packet.size / width)))
      guard first < last else { continue }
      packet.withBytes { bytes in
        for offset in Int(first) * width..<Int(last) * width {
          hash = (hash ^ UInt64(bytes[offset])) &* 0x100_0000_01b3
        }
      }
      count += Int(last - first) * width
      packets += 1
    }
    return (hash, count, packets)
  }
}
