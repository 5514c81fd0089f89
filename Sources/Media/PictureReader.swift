internal import CFFmpeg
internal import Foundation
internal import Lesson
internal import Timeline

/// Decodes single frames of a recording's main picture.
struct PictureReader: ~Copyable {
  private var demuxer: Demuxer
  private var decoder: Decoder
  private var packet: Packet
  private let video: VideoInfo
  private let origin: Instant

  init(
    _ url: URL, named name: String, _ video: VideoInfo, origin: Instant, skipsLoopFilter: Bool = false
  ) throws(MediaError) {
    var demuxer = try Demuxer(url, named: name)
    demuxer.read(only: [video.stream])
    let decoder = try Decoder(for: video.stream, of: demuxer, skipsLoopFilter: skipsLoopFilter)
    let packet = try Packet()
    self.demuxer = demuxer
    self.decoder = decoder
    self.packet = packet
    self.video = video
    self.origin = origin
  }

  /// Decodes the first shown frame at or after `wished` that lies in `range`; nil where there is none, else its instant.
  mutating func frame(
    atOrAfter wished: Instant, in range: TimeRange, into frame: inout Frame
  ) throws(MediaError) -> Instant? {
    let first = try ticks(max(wished, range.start))
    let end = try ticks(range.end)
    guard first < end else { return nil }
    try demuxer.seek(to: first, in: video.stream)
    decoder.flush()
    var damaged = 0
    var (isOpen, isFirst) = (true, true)
    while isOpen {
      isOpen = try demuxer.next(into: &packet, countingDamage: &damaged)
      if isOpen {
        guard packet.stream == video.stream else { continue }
        if isFirst, try decodeAlone(into: &frame, at: first) { return try instant(first) }
        isFirst = false
        // Frames before the wished one only serve as references.
        decoder.setSkip((packet.pts ?? first) < first ? .nonReference : .nothing)
        guard try decoder.send(packet) else { continue }
      } else {
        try decoder.sendEnd()
      }
      while try decoder.receive(into: &frame) {
        guard let pts = frame.pts, pts >= first else { continue }
        return pts < end ? try instant(pts) : nil
      }
    }
    return nil
  }

  /// Decodes the frames from the keyframe at `range.start` to `range.end` and shows those from `first` on to `visit`, in order, until that says false.
  mutating func frames(
    in range: TimeRange, from first: Instant, using frame: inout Frame,
    _ visit: (Instant, borrowing Frame) throws(MediaError) -> Bool
  ) throws(MediaError) {
    let (start, shown, end) = (try ticks(range.start), try ticks(first), try ticks(range.end))
    guard start < end else { return }
    try demuxer.seek(to: start, in: video.stream)
    decoder.flush()
    var damaged = 0
    var isOpen = true
    while isOpen {
      isOpen = try demuxer.next(into: &packet, countingDamage: &damaged) && (packet.dts ?? start) < end
      if isOpen {
        guard packet.stream == video.stream else { continue }
        decoder.setSkip((packet.pts ?? shown) < shown ? .nonReference : .nothing)
        guard try decoder.send(packet) else { continue }
      } else {
        try decoder.sendEnd()
      }
      while try decoder.receive(into: &frame) {
        guard let pts = frame.pts, pts >= shown else { continue }
        guard pts < end else { return decoder.flush() }
        let goesOn = try visit(instant(pts), frame)
        if !goesOn { return decoder.flush() }
      }
    }
    decoder.flush()
  }

  /// The sizes in bytes of the frames that are coded between the keyframe at `range.start` and `range.end`, in order of decoding, without that keyframe.
  mutating func sizes(in range: TimeRange) throws(MediaError) -> [(time: Instant, bytes: Int)] {
    let (start, end) = (try ticks(range.start), try ticks(range.end))
    try demuxer.seek(to: start, in: video.stream)
    var sizes: [(time: Instant, bytes: Int)] = []
    var damaged = 0
    while try demuxer.next(into: &packet, countingDamage: &damaged) {
      guard packet.stream == video.stream, let pts = packet.pts else { continue }
      guard (packet.dts ?? pts) < end, sizes.count < Self.sizesLimit else { break }
      if pts > start, pts < end { sizes.append((try instant(pts), packet.size)) }
    }
    return sizes
  }

  private static var sizesLimit: Int { 100_000 }

  /// Decodes the packet alone, where it is a keyframe that is shown at `first`: a decoder that has to put frames in order gives none before it has seen several.
  /// False where that gives nothing; the decoder is then as before.
  private mutating func decodeAlone(into frame: inout Frame, at first: Int64) throws(MediaError) -> Bool {
    guard packet.isKey, packet.pts == first else { return false }
    decoder.setSkip(.nothing)
    guard try decoder.send(packet) else { return false }
    try decoder.sendEnd()
    let found = try decoder.receive(into: &frame)
    decoder.flush()
    return found && frame.pts == first
  }

  /// The first tick at or after an instant of the time line.
  private func ticks(_ instant: Instant) throws(MediaError) -> Int64 {
    do throws(TimeOverflow) {
      return try (origin + (instant - .zero)).ticks(in: video.timeBase, rounding: .up)
    } catch {
      throw Operation("decode", demuxer.file).error(.outOfRange, error.description)
    }
  }

  private func instant(_ ticks: Int64) throws(MediaError) -> Instant {
    do throws(TimeOverflow) {
      return try .zero + (Instant(ticks: ticks, in: video.timeBase) - origin)
    } catch {
      throw Operation("decode", demuxer.file).error(.outOfRange, error.description)
    }
  }
}
