internal import CFFmpeg

/// One entry of a container's index.
package struct IndexEntry: Hashable, Sendable {
  /// In ticks of the stream, in MP4 a decoding time.
  package var timestamp: Int64?
  /// In bytes from the file's start.
  package var position: Int64
  /// In bytes; 0 where the container doesn't say.
  package var size: Int
  package var isKey: Bool
  package var isDiscarded: Bool
}

extension Demuxer {
  /// How many entries the container's index has for a stream: in MP4 one per packet, in Matroska one per cue.
  package func indexCount(of stream: Int) -> Int {
    native(stream).map { max(0, Int(avformat_index_get_entries_count($0))) } ?? 0
  }

  /// One entry of the container's index; nil outside it.
  package func indexEntry(_ number: Int, of stream: Int) -> IndexEntry? {
    guard let native = native(stream), let number = Int32(exactly: number), number >= 0,
      let entry = avformat_index_get_entry(native, number)
    else { return nil }
    return IndexEntry(
      timestamp: Media.timestamp(entry.pointee.timestamp), position: entry.pointee.pos, size: Int(entry.pointee.size),
      isKey: entry.pointee.flags & AVINDEX_KEYFRAME != 0,
      isDiscarded: entry.pointee.flags & AVINDEX_DISCARD_FRAME != 0)
  }

  /// Reads the packet that an index entry with a size leads to, whatever was read before; false where the file ends before it does. Only for MP4 and MOV, and codecs whose
  /// packets need no parser.
  mutating func read(entry number: Int, of stream: Int, into packet: inout Packet) throws(MediaError) -> Bool {
    FFmpegLog.begin()
    packet.clear()
    let operation = Operation("read", file)
    try operation.checkCancellation()
    guard let entry = indexEntry(number, of: stream), let size = Int32(exactly: entry.size), size > 0,
      let source = context.pointee.pb
    else { return false }
    let place = avio_seek(source, entry.position, SEEK_SET)
    guard place >= 0 else { throw operation.error(for: Int32(clamping: place)) }
    let result = av_get_packet(source, packet.pointer, size)
    if result == chop_AVERROR_EOF || (result >= 0 && result < size) { return false }
    try operation.check(result)
    packet.pointer.pointee.stream_index = Int32(stream)
    packet.pointer.pointee.dts = entry.timestamp ?? chop_AV_NOPTS_VALUE
    packet.pointer.pointee.pts = packet.pointer.pointee.dts
    return true
  }

  /// Whether the index, which grows while a fragmented MP4 is read, now leads beyond the end of the file.
  var indexLeadsBeyondEnd: Bool { streams.contains { indexLeadsBeyond(fileSize, native($0.index)) } }
}

/// Whether the last entry of a stream's index lies beyond the file's end; only MP4's entries have a size.
func indexLeadsBeyond(_ size: Int64, _ stream: UnsafeMutablePointer<AVStream>?) -> Bool {
  guard let stream, let entry = avformat_index_get_entry(stream, avformat_index_get_entries_count(stream) - 1) else {
    return false
  }
  return entry.pointee.size > 0 && entry.pointee.pos > size - Int64(entry.pointee.size)
}
