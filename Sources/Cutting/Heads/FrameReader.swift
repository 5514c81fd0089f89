internal import Foundation
internal import Media

/// Decodes the frames of a stretch of a recording's picture, in the order they are shown; opened once for as many stretches as there are.
///
/// Gives as many frames as the stretch has packets that are shown: in place of one that can't be decoded stands the frame before it.
final class FrameReader {
  let stream: Int
  private(set) var demuxer: Demuxer
  private var decoder: Decoder
  private var packet: Packet
  /// The frame to show, the one before it, and whether these hold one.
  private var frame: Frame
  private var previous: Frame
  private var hasPrevious = false
  private var decoded: Int64?
  /// Of the packets given to the decoder, those whose frames are still to come.
  private var expected: [(pts: Int64, duration: Int64)] = []
  private var range: Range<Int64> = 0..<0
  private var hasBegun = false
  private var hasEnded = false

  init(_ url: URL, named name: String, stream: Int) throws {
    var demuxer = try Demuxer(url, named: name)
    demuxer.read(only: [stream])
    let decoder = try Decoder(for: stream, of: demuxer)
    let packet = try Packet()
    let frame = try Frame()
    let previous = try Frame()
    self.stream = stream
    self.demuxer = demuxer
    self.decoder = decoder
    self.packet = packet
    self.frame = frame
    self.previous = previous
  }

  /// Goes to the frames that are shown at `range`, in ticks of the stream.
  func begin(_ range: Range<Int64>) throws {
    try demuxer.seek(to: range.lowerBound, in: stream)
    decoder.flush()
    self.range = range
    expected = []
    decoded = nil
    (hasBegun, hasEnded, hasPrevious) = (false, false, false)
  }

  /// Calls `body` with the next frame, its time and how long it is shown (0 where unknown); false where none is left.
  func next(_ body: (borrowing Frame, _ pts: Int64, _ duration: Int64) throws -> Void) throws -> Bool {
    if decoded == nil { decoded = try decode() }
    guard let due = expected.first else { return false }
    if let decoded, decoded <= due.pts {
      expected.removeFirst()
      try body(frame, due.pts, due.duration)
      swap(&frame, &previous)
      self.decoded = nil
      hasPrevious = true
    } else if hasPrevious {
      expected.removeFirst()
      try body(previous, due.pts, due.duration)
    } else if decoded != nil {
      expected.removeFirst()
      try body(frame, due.pts, due.duration)
    } else {
      // Not one frame of the stretch could be decoded.
      return false
    }
    return true
  }

  /// Decodes the next expected frame; nil at the end.
  private func decode() throws -> Int64? {
    while true {
      while try decoder.receive(into: &frame) {
        guard let pts = frame.pts, expected.contains(where: { $0.pts == pts }) else { continue }
        return pts
      }
      if hasEnded { return nil }
      if try give() { continue }
      hasEnded = true
      try decoder.sendEnd()
    }
  }

  /// Gives the decoder the next packet; false where all are given that the stretch needs.
  private func give() throws -> Bool {
    var damaged = 0
    while try demuxer.next(into: &packet, countingDamage: &damaged) {
      guard packet.stream == stream, let pts = packet.pts ?? packet.dts else { continue }
      if !hasBegun {
        guard packet.isKey else { continue }
        hasBegun = true
      }
      if let dts = packet.dts, dts >= range.upperBound { return false }
      if range.contains(pts), !packet.isDiscarded {
        let place = expected.firstIndex { $0.pts >= pts } ?? expected.endIndex
        if place == expected.endIndex || expected[place].pts != pts {
          expected.insert((pts, packet.duration), at: place)
        }
      }
      // Frames before the stretch only serve as references.
      decoder.setSkip(pts < range.lowerBound ? .nonReference : .nothing)
      _ = try decoder.send(packet)
      return true
    }
    return false
  }
}
