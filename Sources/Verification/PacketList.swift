internal import Foundation
internal import Media
internal import Timeline

/// One packet of a stream, as far as a comparison needs it.
struct PacketRecord {
  /// When it is shown, from the chapter's start.
  var time: Instant
  var end: Instant
  var digest: UInt64
  /// In bytes.
  var size: Int
  /// False for one that an edit list hides.
  var isShown: Bool
  /// Where it lies in the file; nil where that isn't known.
  var position: Int64?
}

/// Which packets to read, and how to count their times.
struct PacketQuery {
  var kind: StreamInfo.Kind
  /// The stream's index; nil for the first of its kind that is no cover picture.
  var stream: Int?
  /// Leads from the file's own clock to the records' times.
  var shift: TimeSpan
  /// On the file's own clock: read from the keyframe before, and until decoding times have passed the end.
  var range: TimeRange?
}

/// The packets of one stream as records, in decoding order; nil where there is no such stream.
func packetRecords(of url: URL, named name: String, _ query: PacketQuery) throws -> [PacketRecord]? {
  var demuxer = try Demuxer(url, named: name)
  let candidates = demuxer.streams.filter { $0.kind == query.kind && !$0.isCover }
  guard let stream = query.stream.map({ wanted in candidates.first { $0.index == wanted } }) ?? candidates.first,
    let base = stream.timeBase
  else { return nil }
  demuxer.read(only: [stream.index])
  if let range = query.range {
    // Half a second earlier, since sound needs packets before its first one.
    let early = try range.start - 500.ms
    try demuxer.seek(to: early.ticks(in: base, rounding: .down), in: stream.index)
  }
  let end = try query.range.map { try $0.end.ticks(in: base, rounding: .up) }
  var packet = try Packet()
  var records: [PacketRecord] = []
  while try demuxer.next(into: &packet) {
    try Task.checkCancellation()
    guard packet.stream == stream.index, let pts = packet.pts ?? packet.dts else { continue }
    if let end, let dts = packet.dts, dts >= end { break }
    records.append(
      PacketRecord(
        time: try Instant(ticks: pts, in: base) + query.shift,
        end: try Instant(ticks: pts, in: base) + TimeSpan(ticks: packet.duration, in: base) + query.shift,
        digest: packet.digest, size: packet.size, isShown: !packet.isDiscarded,
        position: packet.position))
  }
  return records
}

/// How many packets of the first stream of a kind lie behind `last` in an MP4 or MOV file, where an edit list hides them from whoever plays it.
func packetsHidden(behind last: Int64, of kind: StreamInfo.Kind, in url: URL, named name: String) throws -> Int {
  var demuxer = try Demuxer(url, named: name, ignoresEditLists: true)
  guard let stream = demuxer.streams.first(where: { $0.kind == kind && !$0.isCover }) else { return 0 }
  demuxer.read(only: [stream.index])
  var packet = try Packet()
  var count = 0
  while try demuxer.next(into: &packet) {
    if packet.stream == stream.index, packet.position ?? 0 > last { count += 1 }
  }
  return count
}
