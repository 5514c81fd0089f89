internal import CFFmpeg

extension Demuxer {
  /// Takes the next packet; false at the end, also where the file ends before its index does (``endedEarly``).
  ///
  /// Throws where the file can't be read or is damaged; reading may then be tried again and goes on behind the damage.
  package mutating func next(into packet: inout Packet) throws(MediaError) -> Bool {
    FFmpegLog.begin()
    packet.clear()
    if Task.isCancelled { try Operation("read", file).checkCancellation() }
    var result = av_read_frame(context, packet.pointer)
    // Packets that were read ahead to learn what the streams are come whether they are wanted or not.
    while result >= 0, native(packet.stream)?.pointee.discard == AVDISCARD_ALL {
      packet.clear()
      result = av_read_frame(context, packet.pointer)
    }
    if result >= 0 {
      // What the file's end cut off is no packet.
      guard packet.isCorrupt, let start = packet.position, start > fileSize - Int64(packet.size) - 1 else {
        fillDecodingTime(of: packet)
        return true
      }
      packet.clear()
      endedEarly = true
      return false
    }
    if result == chop_AVERROR_EOF {
      if indexLeadsBeyondEnd { endedEarly = true }
      return false
    }
    let error = Operation("read", file).error(for: result)
    guard error.log.contains(where: { $0.contains("partial file") }) else { throw error }
    endedEarly = true
    return false
  }

  /// Takes the next packet and passes over damaged places, counting them; false at the end or where nothing but damage follows.
  package mutating func next(into packet: inout Packet, countingDamage damage: inout Int) throws(MediaError) -> Bool {
    for _ in 0..<Self.damageLimit {
      do throws(MediaError) {
        let found = try next(into: &packet)
        if found, packet.isCorrupt { damage += 1 }
        return found
      } catch {
        guard error.code == .damaged else { throw error }
        damage += 1
      }
    }
    endedEarly = true
    return false
  }

  /// So many damaged places in a row are the end.
  private static var damageLimit: Int { 64 }

  /// The first packet of a stream since the start or the last seek, and how many came without a decoding time.
  struct Restart {
    var firstPts: Int64?
    var count: Int64 = 0
  }

  /// Gives the first packets of a picture with B-frames their decoding times where the container has none (Matroska): libavformat knows them only
  /// once it has seen as many packets as frames are reordered. They count up to the first frame's presentation time, one frame's duration
  /// each.
  private mutating func fillDecodingTime(of packet: borrowing Packet) {
    guard packet.dts == nil, let pts = packet.pts, let parameters = native(packet.stream)?.pointee.codecpar,
      parameters.pointee.codec_type == AVMEDIA_TYPE_VIDEO
    else { return }
    while restarts.count <= packet.stream { restarts.append(Restart()) }
    let first = restarts[packet.stream].firstPts ?? pts
    restarts[packet.stream].firstPts = first
    let behind = Int64(parameters.pointee.video_delay) - restarts[packet.stream].count
    restarts[packet.stream].count += 1
    let (offset, overflow) = behind.multipliedReportingOverflow(by: max(1, packet.duration))
    let dts = first.subtractingReportingOverflow(offset)
    if behind > 0, !overflow, !dts.overflow { packet.pointer.pointee.dts = dts.partialValue }
  }

  /// Goes to the last keyframe of `stream` whose presentation time is at or before `ticks` (in MP4 and Matroska; elsewhere the last place to start from), or to
  /// the first one.
  package mutating func seek(to ticks: Int64, in stream: Int) throws(MediaError) {
    FFmpegLog.begin()
    let operation = Operation("seek", file)
    try operation.checkCancellation()
    guard native(stream) != nil, let index = Int32(exactly: stream), ticks != chop_AV_NOPTS_VALUE else {
      throw operation.error(.notPossible, "has no stream \(stream)")
    }
    restarts.removeAll(keepingCapacity: true)
    let result = av_seek_frame(context, index, ticks, AVSEEK_FLAG_BACKWARD)
    guard result < 0 else { return }
    // Before the first keyframe there is none to go back to: the file's first one will do.
    try operation.check(avformat_seek_file(context, index, .min, ticks, .max, 0))
  }
}
