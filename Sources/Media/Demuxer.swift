internal import CFFmpeg
package import Foundation
internal import Timeline

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
  package internal(set) var endedEarly = false
  /// By stream: how its packets are brought into the form that MP4 holds.
  let rewrites: [Int: PacketRewrite]
  /// How many packets carried a codec configuration other than the stream's.
  package internal(set) var changedConfigurations = 0
  /// Where a seek goes on from: packets of the stream before that decoding time are passed over.
  var resumption: (stream: Int, dts: Int64)?
  /// The picture's times, where the container has only decoding times.
  var reorder: ReorderedTimes?
  /// By stream: what ``fillDecodingTime(of:)`` has seen since the start or the last seek.
  var restarts: [Restart] = []

  /// Opens the file at `url`; `name` is what messages call it.
  ///
  /// Where `ignoresEditLists`, which only MP4 and MOV have, the index holds every packet, also those that nothing would play; what the streams are is
  /// known only as far as the container's header says.
  package init(_ url: URL, named name: String, ignoresEditLists: Bool = false) throws(MediaError) {
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
    var options = OptionDictionary(
      [
        ("protocol_whitelist", "file"), ("format_whitelist", SupportedFormats.demuxers.joined(separator: ",")),
        ("codec_whitelist", SupportedFormats.decoders.joined(separator: ",")),
      ] + (ignoresEditLists ? [("ignore_editlist", "1")] : []))
    // Frees the context itself where it fails.
    let result = avformat_open_input(&context, "file:" + url.path(percentEncoded: false), nil, &options.pointer)
    if result < 0 {
      let error = operation.error(for: result)
      throw error.code == .noIndex && !startsLikeMP4(url) ? operation.error(for: chop_AVERROR_DEMUXER_NOT_FOUND) : error
    }
    let opened = try operation.allocated(context)
    var rewrites: [Int: PacketRewrite] = [:]
    var reorder: ReorderedTimes?
    var isReordered = false
    do throws(MediaError) {
      try options.checkAllTaken(operation)
      if !ignoresEditLists { try operation.check(avformat_find_stream_info(opened, nil)) }
      let container = containerName(opened)
      for index in 0..<min(Int(opened.pointee.nb_streams), Int(SupportedFormats.maximumStreams)) {
        guard let stream = opened.pointee.streams[index] else { continue }
        if container == "avi", !isReordered {
          reorder = try ReorderedTimes(stream, operation)
          isReordered = stream.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_VIDEO
        }
        rewrites[index] = try PacketRewrite(stream, in: container, operation)
      }
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
    self.rewrites = rewrites
    self.reorder = reorder
    self.streams = streams
    file = name
    fileSize = size
  }

  deinit {
    var context: UnsafeMutablePointer<AVFormatContext>? = context
    avformat_close_input(&context)
  }

  /// FFmpeg's first name of the container: `mov`, `matroska`, `mp3`, `wav`.
  package var container: String { containerName(context) }

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

  /// When the last of these streams ends by what the container says of each, in microseconds; nil where it doesn't say it of all.
  func claimedEnd(of streams: [StreamInfo]) -> Int64? {
    var last: Int64?
    for stream in streams {
      guard let end = claimedEnd(of: stream) else { return nil }
      last = max(last ?? end, end)
    }
    return last
  }

  private func claimedEnd(of stream: StreamInfo) -> Int64? {
    if let base = stream.timeBase, let duration = stream.duration {
      let (end, overflow) = (stream.start ?? 0).addingReportingOverflow(duration)
      return overflow ? nil : rescaled(end, base, .microseconds)
    }
    // Matroska's statistics: `00:00:50.021000000`; mkvmerge gives them a language.
    let told = native(stream.index).flatMap { native in
      tag("DURATION", in: native.pointee.metadata) ?? tag("DURATION-eng", in: native.pointee.metadata)
    }
    return told.flatMap { Instant(clock: $0) }.flatMap { try? $0.ticks(in: .microseconds, rounding: .nearest) }
  }

  /// Samples at a stream's start that its decoder drops without being told so by the first packet: Opus in Matroska (its CodecDelay; RFC 7845, 4.2).
  func droppedByDecoder(_ stream: StreamInfo) -> Int {
    container == "matroska" && stream.codec == "opus" ? stream.sound?.priming ?? 0 : 0
  }

  /// Whether packets of a stream are read; all are at first. What isn't read costs next to nothing.
  package mutating func setReads(_ reads: Bool, stream: Int) {
    native(stream)?.pointee.discard = reads ? AVDISCARD_DEFAULT : AVDISCARD_ALL
  }

  /// Reads only these streams.
  package mutating func read(only streams: [Int]) {
    for stream in self.streams { setReads(streams.contains(stream.index), stream: stream.index) }
  }

  func native(_ stream: Int) -> UnsafeMutablePointer<AVStream>? {
    stream >= 0 && stream < Int(context.pointee.nb_streams) ? context.pointee.streams[stream] : nil
  }
}

private func containerName(_ context: UnsafeMutablePointer<AVFormatContext>) -> String {
  String(cString: context.pointee.iformat.pointee.name).split(separator: ",").first.map(String.init) ?? ""
}
