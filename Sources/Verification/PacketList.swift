internal import Foundation
internal import Lesson
internal import Media
internal import Timeline

/// One packet of a stream, as far as a comparison needs it. Times are microseconds from the chapter's start.
struct PacketRecord {
  /// When it is shown.
  var time: Int64
  var end: Int64
  var digest: UInt64
  /// In bytes.
  var size: Int
  /// False for one that an edit list hides.
  var isShown: Bool
  /// Where it lies in the file; nil where that isn't known.
  var position: Int64?
}

/// The packets of a chapter's file, of each track in the file's order.
struct Tracks {
  var pictures: [[PacketRecord]]
  var sounds: [[PacketRecord]]
}

/// Reads packets of one file as records, in decoding order; opened once, however often it is asked.
struct PacketList: ~Copyable {
  private var demuxer: Demuxer
  private var packet: Packet

  init(_ url: URL, named name: String) throws {
    let packet = try Packet()
    demuxer = try Demuxer(url, named: name)
    self.packet = packet
  }

  /// How long the container says that it plays, in microseconds; 0 where it doesn't say.
  var claimedDuration: Int64 { demuxer.claimedDuration ?? 0 }

  /// How many packets a sound stream's decoder needs before the first one that is heard. `step`: how long a packet plays, in microseconds.
  func preRoll(of stream: Int, step: Int64) -> Int {
    guard let info = demuxer.streams.first(where: { $0.index == stream }), let sound = info.sound else { return 0 }
    let samples =
      sound.samplesPerPacket > 0 ? Int64(sound.samplesPerPacket) : step * Int64(sound.sampleRate) / 1_000_000
    return Int(clamping: PreRoll(info).packets(of: samples))
  }

  /// How long the file says that its tracks play, the sound ones after the picture, in microseconds; nil for what it doesn't say.
  var trackLengths: [(kind: StreamInfo.Kind, length: Int64?)] {
    demuxer.streams.filter { ($0.kind == .video && !$0.isCover) || $0.kind == .audio }.map { stream in
      let clock = StreamClock(stream, shift: .zero)
      return (stream.kind, stream.duration.flatMap { clock?.time(at: $0) })
    }
  }

  /// All packets of the file's pictures and sound, from where the file begins. To be asked once, before anything else.
  mutating func tracks() throws -> Tracks {
    func streams(_ kind: StreamInfo.Kind) -> [StreamInfo] {
      demuxer.streams.filter { $0.kind == kind && !$0.isCover && $0.timeBase != nil }
    }
    let pictures = streams(.video)
    let streams = pictures + streams(.audio)
    demuxer.read(only: streams.map(\.index))
    let clocks = streams.map { StreamClock($0, shift: .zero) }
    var records = streams.map { _ in [PacketRecord]() }
    var damaged = 0
    while try demuxer.next(into: &packet, countingDamage: &damaged) {
      guard let track = streams.firstIndex(where: { $0.index == packet.stream }) else { continue }
      if let record = clocks[track]?.record(of: packet) { records[track].append(record) }
    }
    return Tracks(pictures: Array(records.prefix(pictures.count)), sounds: Array(records.dropFirst(pictures.count)))
  }

  /// The packets of one stream around a stretch: from the keyframe a second before it, since sound needs packets before its first one, until
  /// decoding times have passed its end. `range` is on the file's own clock; nil where there is no such stream.
  mutating func records(of stream: Int, in range: TimeRange) throws -> [PacketRecord]? {
    guard let info = demuxer.streams.first(where: { $0.index == stream }), let base = info.timeBase,
      let clock = try StreamClock(info, shift: Instant.zero - range.start)
    else { return nil }
    // A packet that begins before the end in samples may begin behind it in a container's milliseconds.
    let end = try (range.end + 2.ms).ticks(in: base, rounding: .up)
    demuxer.read(only: [stream])
    try demuxer.seek(to: (range.start - 1.s).ticks(in: base, rounding: .down), in: stream)
    var records: [PacketRecord] = []
    var damaged = 0
    // Pictures before the first keyframe can't be decoded, nor those that refer to what lies before it.
    var key = demuxer.streams.first { $0.index == stream }?.kind == .video ? nil : Int64.min
    while try demuxer.next(into: &packet, countingDamage: &damaged) {
      guard packet.stream == stream else { continue }
      if key == nil, packet.isKey { key = packet.pts }
      guard let key, packet.pts ?? .max >= key else { continue }
      if let dts = packet.dts, dts >= end { break }
      if let record = clock.record(of: packet) { records.append(record) }
    }
    return records
  }
}

/// Leads from a stream's ticks to microseconds. A thousand years at most, so that sums don't overflow, whatever a file says.
struct StreamClock {
  private let numerator: Int64
  private let denominator: Int64
  private let shift: Int64
  private let stream: StreamInfo
  private static let limit: Int64 = 1000 * 366 * 86_400 * 1_000_000

  /// nil for a stream without a clock.
  init?(_ stream: StreamInfo, shift: TimeSpan) {
    guard let base = stream.timeBase else { return nil }
    self.stream = stream
    numerator = Int64(base.numerator) * 1_000_000
    denominator = Int64(base.denominator)
    self.shift = Self.within(Seconds(shift).microseconds)
  }

  /// nil for a packet without a time.
  func record(of packet: borrowing Packet) -> PacketRecord? {
    guard let pts = packet.pts ?? packet.dts else { return nil }
    let time = time(at: pts)
    return PacketRecord(
      time: time, end: time + microseconds(packet.duration), digest: packet.codedDigest(in: stream), size: packet.size,
      isShown: !packet.isDiscarded, position: packet.position)
  }

  /// Microseconds from where counting begins.
  func time(at ticks: Int64) -> Int64 { microseconds(ticks) + shift }

  private func microseconds(_ ticks: Int64) -> Int64 {
    let (product, overflow) = ticks.multipliedReportingOverflow(by: numerator)
    guard overflow else { return Self.within(product / denominator) }
    return Self.within(Int64(clamping: Int128(ticks) * Int128(numerator) / Int128(denominator)))
  }

  private static func within(_ time: Int64) -> Int64 { min(max(time, -limit), limit) }
}

/// How many packets of a stream lie behind `last` in an MP4 or MOV file, where an edit list hides them from whoever plays it.
///
/// - Parameter number: which of the streams of this kind, from 0.
func packetsHidden(
  behind last: Int64, of kind: StreamInfo.Kind, _ number: Int, in url: URL, named name: String
) throws -> Int {
  let demuxer = try Demuxer(url, named: name, ignoresEditLists: true)
  let streams = demuxer.streams.filter { $0.kind == kind && !$0.isCover }
  guard streams.indices.contains(number) else { return 0 }
  let stream = streams[number].index
  return (0..<demuxer.indexCount(of: stream)).count { number in
    demuxer.indexEntry(number, of: stream).map { $0.position > last } ?? false
  }
}
