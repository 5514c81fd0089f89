internal import Foundation
internal import Lesson
internal import Media
internal import Timeline

/// Decodes single frames of a file's picture, to hold them against others.
struct EdgeFrames: ~Copyable {
  private var demuxer: Demuxer
  private var decoder: Decoder
  private var packet: Packet
  private var frame: Frame
  private let stream: Int
  private let base: TimeBase

  /// Of the given stream, or the file's first picture. nil where there is none.
  init?(_ url: URL, named name: String, stream: Int? = nil) throws {
    var demuxer = try Demuxer(url, named: name)
    guard
      let found = demuxer.streams.first(where: {
        stream == nil ? $0.kind == .video && !$0.isCover : $0.index == stream
      }), let base = found.timeBase
    else { return nil }
    demuxer.read(only: [found.index])
    let decoder = try Decoder(for: found.index, of: demuxer)
    let packet = try Packet()
    let frame = try Frame()
    self.demuxer = demuxer
    self.decoder = decoder
    self.packet = packet
    self.frame = frame
    self.stream = found.index
    self.base = base
  }

  /// The first frame that is shown at `instant`, on the file's own clock, or within 1.5 ms before or any time after it; nil where there is none.
  mutating func thumbnail(at instant: Instant) throws -> [UInt8]? {
    let slack = try TimeSpan(ticks: 1500, in: .microseconds)
    let first = try (instant - slack).ticks(in: base, rounding: .up)
    try demuxer.seek(to: first, in: stream)
    decoder.flush()
    var damaged = 0
    var isOpen = true
    while isOpen {
      isOpen = try demuxer.next(into: &packet, countingDamage: &damaged)
      if isOpen {
        guard packet.stream == stream else { continue }
        // Frames before the wished one only serve as references.
        decoder.setSkip((packet.pts ?? first) < first ? .nonReference : .nothing)
        guard try decoder.send(packet) else { continue }
      } else {
        try decoder.sendEnd()
      }
      while try decoder.receive(into: &frame) {
        if let pts = frame.pts, pts >= first { return try frame.thumbnail(named: demuxer.file) }
      }
    }
    return nil
  }
}

/// The mean difference of two thumbnails' points, 0…255; the greatest there is where they can't be compared.
func difference(_ first: [UInt8], _ second: [UInt8]) -> Double {
  guard first.count == second.count, !first.isEmpty else { return 255 }
  return Double(zip(first, second).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }) / Double(first.count)
}
