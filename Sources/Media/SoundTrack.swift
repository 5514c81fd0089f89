internal import Timeline

/// What the packets of the main sound say, in ticks of its clock.
struct SoundTrack {
  /// When the first sample is heard, priming left out.
  private(set) var start: Int64?
  /// When the last sample ends, padding left out.
  private(set) var end: Int64?
  private(set) var packets = 0
  private var hasBegun = false
  private(set) var withoutTimes = 0
  private(set) var backwards = 0
  /// Places where more than a tenth of a second is missing, and the first of them.
  private(set) var gaps = 0
  private(set) var firstGap: Int64?
  private(set) var changesConfiguration = false
  /// Samples still to be passed over before anything is heard.
  private var priming: Int
  private var lastDts: Int64?
  private let stream: StreamInfo
  /// The container's packets say how long they are heard, not how long they are (libavformat's Ogg demuxer).
  private let isPaddingTakenOff: Bool
  private let base: TimeBase
  private let sampleBase: TimeBase
  private let tolerance: Int64

  /// The longest a packet can sound, in ticks: a container stretches the packet before a gap over it.
  private let longest: Int64

  init(_ stream: StreamInfo, of demuxer: borrowing Demuxer) {
    self.stream = stream
    // Samples to be passed over though no packet says so.
    priming = demuxer.droppedByDecoder(stream)
    isPaddingTakenOff = demuxer.container == "ogg"
    base = stream.timeBase ?? .microseconds
    let rate = stream.sound.flatMap { Int32(exactly: $0.sampleRate) }
    sampleBase = rate.flatMap { TimeBase(perSecond: $0) } ?? .microseconds
    let samplesPerPacket = stream.sound?.samplesPerPacket ?? 0
    longest = samplesPerPacket > 0 ? rescaled(Int64(samplesPerPacket), sampleBase, base) ?? .max : .max
    tolerance = rescaled(100, .milliseconds, base) ?? 1
  }

  mutating func add(_ packet: borrowing Packet) {
    if packet.newExtradata != nil, packets > 0 { changesConfiguration = true }
    if let dts = packet.dts {
      if let lastDts, dts <= lastDts { backwards += 1 }
      lastDts = dts
    }
    // Vorbis' first packet only makes the decoder ready (Vorbis I specification, §1.3.2 and §4.3.8).
    let isSilent = stream.codec == "vorbis" && !hasBegun
    hasBegun = true
    if isSilent { return }
    let skipped = packet.skippedSamples
    priming = max(priming, skipped.start)
    guard let pts = packet.pts else { return withoutTimes += 1 }
    let duration = min(length(of: packet, padding: skipped.end), longest)
    let (packetEnd, overflow) = pts.addingReportingOverflow(duration)
    guard !overflow, let held = rescaled(duration, base, sampleBase) else { return withoutTimes += 1 }
    guard !packet.isDiscarded, priming < held || held == 0 else {
      priming = max(0, priming - Int(held))
      return
    }
    let first = pts.addingReportingOverflow(ticks(priming))
    let last = packetEnd.subtractingReportingOverflow(ticks(skipped.end))
    guard !first.overflow, !last.overflow else { return withoutTimes += 1 }
    priming = 0
    packets += 1
    noteGap(before: first.partialValue)
    start = min(start ?? first.partialValue, first.partialValue)
    end = max(end ?? last.partialValue, last.partialValue)
  }

  /// In ticks, with its padding.
  private func length(of packet: borrowing Packet, padding: Int) -> Int64 {
    guard padding > 0 else { return packet.duration }
    // Opus packets say it themselves, whatever the container makes of their duration.
    if stream.codec == "opus", let samples = packet.sampleCount(in: stream) { return ticks(samples) }
    let (whole, overflow) = packet.duration.addingReportingOverflow(isPaddingTakenOff ? ticks(padding) : 0)
    return overflow ? packet.duration : whole
  }

  private func ticks(_ samples: Int) -> Int64 { rescaled(Int64(samples), sampleBase, base) ?? 0 }

  private mutating func noteGap(before pts: Int64) {
    guard let end else { return }
    let (missing, overflow) = pts.subtractingReportingOverflow(end)
    guard overflow || missing > tolerance else { return }
    gaps += 1
    firstGap = firstGap ?? end
  }
}
