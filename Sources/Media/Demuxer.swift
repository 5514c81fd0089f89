internal import CFFmpeg
package import Foundation

/// Reads the packets of one recording (`AVFormatContext`), in the file's order.
///
/// Only regular files are opened, only by the demuxers of ``SupportedFormats``, and nothing but the file itself is read. Use it within one
/// task; cancelling that task makes a blocked read end with ``MediaError/Code/cancelled``.
package struct Demuxer: ~Copyable {
  let context: UnsafeMutablePointer<AVFormatContext>
  /// As the user gave it, for messages.
  package let file: String
  /// In bytes, when it was opened.
  package let fileSize: Int64
  package let streams: [StreamInfo]
  /// Whether the container's index holds packets that lie beyond the end of the file: half a download. Only MP4 and MOV have such an index.
  package let isTruncated: Bool
  /// True once reading ended because the file is shorter than its index says.
  package private(set) var endedEarly = false

  /// Opens the file at `url`; `name` is what messages call it.
  package init(_ url: URL, named name: String) throws(MediaError) {
    _ = FFmpegLog.install
    FFmpegLog.begin()
    let operation = Operation("open", name)
    try operation.checkCancellation()
    let size = try regularFileSize(at: url, operation)
    var context: UnsafeMutablePointer<AVFormatContext>? = try operation.allocated(avformat_alloc_context())
    context?.pointee.interrupt_callback.callback = { _ in Task.isCancelled ? 1 : 0 }
    context?.pointee.max_streams = SupportedFormats.maximumStreams
    context?.pointee.probesize = SupportedFormats.probeSize
    context?.pointee.max_analyze_duration = SupportedFormats.analyzeDuration
    var options = OptionDictionary([
      ("protocol_whitelist", "file"), ("format_whitelist", SupportedFormats.demuxers.joined(separator: ",")),
      ("codec_whitelist", SupportedFormats.decoders.joined(separator: ",")),
    ])
    // Frees the context itself where it fails.
    let result = avformat_open_input(&context, "file:" + url.path(percentEncoded: false), nil, &options.pointer)
    if result < 0 {
      let error = operation.error(for: result)
      throw error.code == .noIndex && !startsLikeMP4(url) ? operation.error(for: chop_AVERROR_DEMUXER_NOT_FOUND) : error
    }
    let opened = try operation.allocated(context)
    do throws(MediaError) {
      try options.checkAllTaken(operation)
      try operation.check(avformat_find_stream_info(opened, nil))
    } catch {
      avformat_close_input(&context)
      throw error
    }
    let streams = (0..<min(Int(opened.pointee.nb_streams), Int(SupportedFormats.maximumStreams))).compactMap {
      opened.pointee.streams[$0].map(StreamInfo.init)
    }
    // A fragmented file that was cut off is whole as far as it goes: its streams' tables (claimed frames) are empty.
    isTruncated = streams.contains {
      $0.claimedFrames > 0 && indexLeadsBeyond(size, opened.pointee.streams[$0.index])
    }
    self.context = opened
    self.streams = streams
    file = name
    fileSize = size
  }

  deinit {
    var context: UnsafeMutablePointer<AVFormatContext>? = context
    avformat_close_input(&context)
  }

  /// FFmpeg's first name of the container: `mov`, `matroska`, `mp3`, `wav`.
  package var container: String {
    String(cString: context.pointee.iformat.pointee.name).split(separator: ",").first.map(String.init) ?? ""
  }

  /// A tag of the container as a whole, such as `title`.
  package func metadata(_ name: String) -> String? { tag(name, in: context.pointee.metadata) }

  /// The names of all tags of the container and its streams.
  package var metadataNames: [String] {
    tagNames(in: context.pointee.metadata) + streams.flatMap { tagNames(in: native($0.index)?.pointee.metadata) }
  }

  /// How long the container claims to be, in microseconds; nil where it doesn't say.
  package var claimedDuration: Int64? { timestamp(context.pointee.duration).flatMap { $0 > 0 ? $0 : nil } }

  /// Whether ``claimedDuration`` comes from the container, not from a guess by size and bit rate.
  package var claimsDuration: Bool { context.pointee.duration_estimation_method != AVFMT_DURATION_FROM_BITRATE }

  /// Whether packets of a stream are read; all are at first. What isn't read costs next to nothing.
  package mutating func setReads(_ reads: Bool, stream: Int) {
    native(stream)?.pointee.discard = reads ? AVDISCARD_DEFAULT : AVDISCARD_ALL
  }

  /// Reads only these streams.
  package mutating func read(only streams: [Int]) {
    for stream in self.streams { setReads(streams.contains(stream.index), stream: stream.index) }
  }

  /// Takes the next packet; false at the end, also where the file ends before its index does (``endedEarly``).
  ///
  /// Throws where the file can't be read or is damaged; reading may then be tried again and goes on behind the damage.
  package mutating func next(into packet: inout Packet) throws(MediaError) -> Bool {
    FFmpegLog.begin()
    packet.clear()
    if Task.isCancelled { try Operation("read", file).checkCancellation() }
    let result = av_read_frame(context, packet.pointer)
    if result >= 0 {
      // What the file's end cut off is no packet.
      guard packet.isCorrupt, let start = packet.position, start > fileSize - Int64(packet.size) - 1 else {
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
  private static let damageLimit = 64

  /// Whether the index, which grows while a fragmented MP4 is read, now leads beyond the end of the file.
  private var indexLeadsBeyondEnd: Bool {
    streams.contains { Media.indexLeadsBeyond(fileSize, native($0.index)) }
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
    let result = av_seek_frame(context, index, ticks, AVSEEK_FLAG_BACKWARD)
    guard result < 0 else { return }
    // Before the first keyframe there is none to go back to: the file's first one will do.
    try operation.check(avformat_seek_file(context, index, .min, ticks, .max, 0))
  }

  /// How many entries the container's index has for a stream: in MP4 one per packet, in Matroska one per cue.
  package func indexCount(of stream: Int) -> Int {
    native(stream).map { max(0, Int(avformat_index_get_entries_count($0))) } ?? 0
  }

  /// One entry of the container's index; nil outside it. `timestamp` is in ticks of the stream, in MP4 a decoding time.
  package func indexEntry(_ number: Int, of stream: Int) -> IndexEntry? {
    guard let native = native(stream), let number = Int32(exactly: number), number >= 0,
      let entry = avformat_index_get_entry(native, number)
    else { return nil }
    return IndexEntry(
      timestamp: Media.timestamp(entry.pointee.timestamp), position: entry.pointee.pos, size: Int(entry.pointee.size),
      isKey: entry.pointee.flags & AVINDEX_KEYFRAME != 0,
      isDiscarded: entry.pointee.flags & AVINDEX_DISCARD_FRAME != 0)
  }

  package struct IndexEntry: Hashable, Sendable {
    package var timestamp: Int64?
    /// In bytes from the file's start.
    package var position: Int64
    /// In bytes.
    package var size: Int
    package var isKey: Bool
    package var isDiscarded: Bool
  }

  func native(_ stream: Int) -> UnsafeMutablePointer<AVStream>? {
    stream >= 0 && stream < Int(context.pointee.nb_streams) ? context.pointee.streams[stream] : nil
  }
}

/// Whether the last entry of a stream's index lies beyond the file's end; only MP4's entries have a size.
private func indexLeadsBeyond(_ size: Int64, _ stream: UnsafeMutablePointer<AVStream>?) -> Bool {
  guard let stream, let entry = avformat_index_get_entry(stream, avformat_index_get_entries_count(stream) - 1) else {
    return false
  }
  return entry.pointee.size > 0 && entry.pointee.pos > size - Int64(entry.pointee.size)
}

/// The size of a regular, readable, non-empty file; throws for anything else, so that no pipe or device blocks.
private func regularFileSize(at url: URL, _ operation: Operation) throws(MediaError) -> Int64 {
  let path = url.path(percentEncoded: false)
  var status = stat()
  guard url.isFileURL, !path.utf8.contains(0), stat(path, &status) == 0 else {
    switch errno {
    case EACCES:
      throw operation.error(
        .noPermission, "you have no permission to look into its folder", remedy: "chmod +x on the folder opens it")
    default:
      throw operation.error(.noSuchFile, "there is no such file", remedy: "check its name and folder")
    }
  }
  switch status.st_mode & S_IFMT {
  case S_IFREG: break
  case S_IFDIR:
    throw operation.error(
      .notAFile, "is a folder, not a recording", remedy: "name a recording in it")
  default:
    throw operation.error(.notAFile, "is not a plain file", remedy: "copy the recording to a file first")
  }
  guard access(path, R_OK) == 0 else {
    throw operation.error(.noPermission, "you have no permission to read it", remedy: "chmod +r makes it readable")
  }
  guard status.st_size > 0 else {
    throw operation.error(
      .empty, "is empty: nothing was recorded or downloaded", remedy: "copy it again from where it was recorded")
  }
  return Int64(status.st_size)
}

/// Whether the first box is one that an MP4 or MOV file may start with: the name `.mp4` alone makes FFmpeg try.
private func startsLikeMP4(_ url: URL) -> Bool {
  guard let file = try? FileHandle(forReadingFrom: url), let head = try? file.read(upToCount: 8), head.count == 8 else {
    return false
  }
  return ["ftyp", "mdat", "wide", "free", "skip", "uuid", "pnot"].contains(
    String(decoding: head.suffix(4), as: UTF8.self))
}
