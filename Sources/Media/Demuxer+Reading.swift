internal import CFFmpeg
internal import Timeline

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
    while result >= 0, native(packet.stream)?.pointee.discard == AVDISCARD_ALL || isBeforeResumption(packet) {
      packet.clear()
      result = av_read_frame(context, packet.pointer)
    }
    if result >= 0 {
      // What the file's end cut off is no packet.
      guard packet.isCorrupt, let start = packet.position, start > fileSize - Int64(packet.size) - 1 else {
        try reorder?.fill(&packet, file)
        try rewrite(&packet)
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

  /// Goes to the last keyframe of `stream` whose presentation time is at or before `ticks` (in MP4, AVI, FLV and Matroska; elsewhere the last place to start from), or to
  /// the first one.
  package mutating func seek(to ticks: Int64, in stream: Int) throws(MediaError) {
    FFmpegLog.begin()
    let operation = Operation("seek", file)
    try operation.checkCancellation()
    guard native(stream) != nil, let index = Int32(exactly: stream), ticks != chop_AV_NOPTS_VALUE else {
      throw operation.error(.notPossible, "has no stream \(stream)")
    }
    if streams.contains(where: { $0.index == stream && $0.kind == .video }) {
      if container == "mpegts" { return try seekToKeyframe(ticks, index, operation) }
      if Self.seeksByDecodingTime.contains(container) { return try seekToShownKeyframe(ticks, index, operation) }
    }
    // Behind a seek libavformat counts FLAC in Ogg from the wrong place near the file's end; from its start on it is right.
    let isMiscounted = container == "ogg" && streams.contains { $0.index == stream && $0.codec == "flac" }
    try seekAnywhere(isMiscounted ? min(ticks, 0) : ticks, index, operation)
  }

  /// To the last place at or before `ticks` that the container leads to, else to the first one.
  private mutating func seekAnywhere(_ ticks: Int64, _ index: Int32, _ operation: Operation) throws(MediaError) {
    restarts.removeAll(keepingCapacity: true)
    resumption = nil
    reorder?.restart()
    let result = av_seek_frame(context, index, ticks, AVSEEK_FLAG_BACKWARD)
    guard result < 0 else { return }
    if container == "mpegts" {
      // The file's very start: sound may lie before the first picture.
      try operation.check(av_seek_frame(context, -1, 0, AVSEEK_FLAG_BYTE))
      return
    }
    // Before the first keyframe there is none to go back to: the file's first one will do.
    try operation.check(avformat_seek_file(context, index, .min, ticks, .max, 0))
  }

  /// Containers whose index counts decoding times.
  private static let seeksByDecodingTime: Set = ["mov", "avi", "flv"]

  /// A keyframe that is decoded before `ticks` may be shown only later, and the frames before it may need an earlier one (open groups of pictures): goes back to that.
  private mutating func seekToShownKeyframe(_ ticks: Int64, _ index: Int32, _ operation: Operation) throws(MediaError) {
    var place = ticks
    var earliest = Int64.max
    try seekAnywhere(place, index, operation)
    while let key = try nextKeyframe(of: index), key.pts > ticks, earliest > key.dts, key.dts > .min + 1 {
      earliest = key.dts
      place = key.dts - 1
      try seekAnywhere(place, index, operation)
    }
    try seekAnywhere(place, index, operation)
  }

  /// Reads up to the stream's next packet, for its times alone; nil where it is no keyframe, or has none.
  private func nextKeyframe(of index: Int32) throws(MediaError) -> (pts: Int64, dts: Int64)? {
    let packet = try Packet()
    for _ in 0..<Self.interleavingLimit {
      av_packet_unref(packet.pointer)
      guard av_read_frame(context, packet.pointer) >= 0 else { return nil }
      guard packet.stream == Int(index) else { continue }
      guard packet.isKey, let pts = packet.pts, let dts = packet.dts else { return nil }
      return (pts, dts)
    }
    return nil
  }

  /// So many packets of other streams may come before one of a picture.
  private static var interleavingLimit: Int { 10_000 }

  /// MPEG-TS has no index, and a seek ends at any packet: goes back in growing steps until a keyframe lies before `ticks`, then to that.
  private mutating func seekToKeyframe(_ ticks: Int64, _ index: Int32, _ operation: Operation) throws(MediaError) {
    guard let base = streams.first(where: { $0.index == Int(index) })?.timeBase,
      let second = rescaled(1000, .milliseconds, base)
    else { return try seekAnywhere(ticks, index, operation) }
    var packet = try Packet()
    var step = max(1, second)
    let start = streams.first { $0.index == Int(index) }?.start ?? .min
    while true {
      let (from, overflow) = ticks.subtractingReportingOverflow(step)
      try seekAnywhere(overflow ? .min + 1 : from, index, operation)
      var found: Int64?
      var isPast = false
      var damaged = 0
      while !isPast, try next(into: &packet, countingDamage: &damaged) {
        guard packet.stream == Int(index), let dts = packet.dts ?? packet.pts else { continue }
        if packet.isKey, let pts = packet.pts, pts <= ticks { found = dts }
        isPast = dts > ticks
      }
      if let found {
        try seekAnywhere(found, index, operation)
        resumption = (Int(index), found)
        return
      }
      if overflow || from <= start {
        restarts.removeAll(keepingCapacity: true)
        resumption = nil
        try operation.check(av_seek_frame(context, -1, 0, AVSEEK_FLAG_BYTE))
        return
      }
      step = step > .max / 4 ? .max / 2 : step * 4
    }
  }

  private func isBeforeResumption(_ packet: borrowing Packet) -> Bool {
    guard let resumption, packet.stream == resumption.stream, let dts = packet.dts ?? packet.pts else { return false }
    return dts < resumption.dts
  }

  private mutating func rewrite(_ packet: inout Packet) throws(MediaError) {
    guard let rewrite = rewrites[packet.stream], let data = packet.pointer.pointee.data else { return }
    var changes = false
    let bytes = rewrite.rewritten(UnsafeBufferPointer(start: data, count: packet.size), changes: &changes)
    if changes { changedConfigurations += 1 }
    if let bytes { try packet.replaceBytes(bytes) }
  }
}
