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

  init(_ url: URL, named name: String, _ video: VideoInfo, origin: Instant) throws(MediaError) {
    var demuxer = try Demuxer(url, named: name)
    demuxer.read(only: [video.stream])
    let decoder = try Decoder(for: video.stream, of: demuxer)
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
