internal import CFFmpeg
internal import Foundation
internal import Timeline

/// Samples of a sound track that follow each other: as Float of -1…1, the channels' in turn.
struct SampleRun {
  var samples: [Float]
  let channels: Int
  /// The place of the first, counted in samples of one channel.
  var start: Int64
  var end: Int64 { start + Int64(samples.count / channels) }

  /// What of it lies in `range`; nil for nothing.
  func clamped(to range: Range<Int64>) -> SampleRun? {
    let (from, to) = (max(start, range.lowerBound), min(end, range.upperBound))
    guard from < to else { return nil }
    let wanted = Int(from - start) * channels..<Int(to - start) * channels
    return SampleRun(samples: Array(samples[wanted]), channels: channels, start: from)
  }
}

/// Decodes a sound track from some place on, one run of samples after the other.
struct SampleReader: ~Copyable {
  private var demuxer: Demuxer
  private var decoder: Decoder
  private var packet: Packet
  private var frame: Frame
  private var planes = FloatPlanes()
  private let stream: StreamInfo
  private let base: TimeBase
  private let grid: SoundGrid
  /// Where the next run begins, if nothing is missing.
  private var expected: Int64?
  private let channels: Int
  private var hasEnded = false

  init(_ url: URL, named name: String, stream index: Int, on grid: SoundGrid, channels: Int) throws(MediaError) {
    var demuxer = try Demuxer(url, named: name)
    guard let stream = demuxer.streams.first(where: { $0.index == index }), let base = stream.timeBase else {
      throw Operation("decode", name).error(.notPossible, "has no sound at stream \(index)")
    }
    demuxer.read(only: [index])
    let decoder = try Decoder(for: index, of: demuxer)
    let packet = try Packet()
    let frame = try Frame()
    self.demuxer = demuxer
    self.decoder = decoder
    self.packet = packet
    self.frame = frame
    self.stream = stream
    self.base = base
    self.grid = grid
    self.channels = channels
  }

  /// Goes to a place on the grid's clock, and so far before it that the decoder is ready there. What can't be found again by its time is decoded from the start.
  mutating func begin(at place: Int64) throws {
    guard grid.isExactAnywhere else { return }
    // Half a second more, since not every container leads to the very packet.
    let early = try TimeSpan(ticks: PreRoll(stream).samples(in: grid.step), in: grid.clock) + 500.ms
    let start = try (Instant(ticks: place, in: grid.clock) - early).ticks(in: base, rounding: .down)
    // Before its first packet is nowhere to go.
    if let first = stream.start, start > first { try demuxer.seek(to: start, in: stream.index) }
  }

  /// The next run; nil where none is left.
  mutating func next() throws -> SampleRun? {
    while true {
      if try decoder.receive(into: &frame) { return try run() }
      if hasEnded { return nil }
      var damaged = 0
      if try demuxer.next(into: &packet, countingDamage: &damaged) {
        if packet.stream == stream.index { _ = try decoder.send(packet) }
      } else {
        hasEnded = true
        try decoder.sendEnd()
      }
    }
  }

  private mutating func run() throws -> SampleRun {
    let operation = Operation("decode", demuxer.file)
    guard frame.sampleRate == Int(grid.rate), frame.channels == channels else {
      throw operation.error(
        .notYet, "its sound changes its sample rate or its channels in mid-file, which is not handled yet")
    }
    guard planes.take(frame), planes.pointers.count == channels || frame.sampleCount == 0 else {
      throw operation.error(.notYet, "its sound has a sample format that is not handled yet")
    }
    let stamped = try frame.pts.map { try grid.place(of: $0) }
    var run = SampleRun(samples: [], channels: channels, start: place(stamped))
    run.samples.reserveCapacity(frame.sampleCount * channels)
    for sample in 0..<frame.sampleCount {
      for plane in planes.pointers { run.samples.append(plane[sample]) }
    }
    expected = run.end
    return run
  }

  /// Where a packet stands is as good as it gets. Other runs, such as the first one behind a seek, of which the decoder drops a part, are counted on from the run before; the
  /// timestamp decides where it is off by more than rounding.
  private func place(_ stamped: Int64?) -> Int64 {
    guard let stamped else { return expected ?? 0 }
    guard let expected, !grid.isOnGrid(stamped) else { return stamped }
    return (stamped - expected).magnitude <= UInt64(grid.rate / 200) ? expected : stamped
  }
}
