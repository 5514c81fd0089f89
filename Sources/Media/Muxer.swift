internal import CFFmpeg
package import Foundation
package import Timeline

/// Writes one media file (`AVFormatContext`): streams first, then ``begin()``, packets, ``finish()``.
///
/// A muxer that goes out of scope before `finish()` came to its end removes what it wrote.
package struct Muxer: ~Copyable {
  private let context: UnsafeMutablePointer<AVFormatContext>
  private let url: URL
  private let file: String
  private let options: [(String, String)]
  private let interleaves: Bool
  private let scratch: UnsafeMutablePointer<AVPacket>
  private var hasBegun = false
  private var isFinished = false
  private var path: String { url.path(percentEncoded: false) }

  /// How a file is written.
  package struct Options: Hashable, Sendable {
    /// FFmpeg's name of the container: `mp4`, `mov`, `ipod` (M4A), `mp3`, `wav`, `matroska`.
    package var format: String
    /// The muxer's options, such as `("movie_timescale", "240000")`, `("video_track_timescale", "30000")`, `("moov_size", "65536")`,
    /// `("movflags", "+faststart")` (ffmpeg -h muxer=mp4). What the muxer doesn't know is an error.
    package var settings: [Setting]
    /// False: packets come in the order of their decoding times and are written as they come. True: the muxer sorts them
    /// across streams, holding some back.
    package var interleaves: Bool

    package struct Setting: Hashable, Sendable {
      package var name: String
      package var value: String
      package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
      }
    }

    package init(format: String, settings: [Setting] = [], interleaves: Bool = true) {
      self.format = format
      self.settings = settings
      self.interleaves = interleaves
    }
  }

  /// Makes (or replaces) the file at `url`; `name` is what messages call it. Files are bit-exact: no program's name, no clock.
  package init(to url: URL, named name: String, _ options: Options) throws(MediaError) {
    _ = FFmpegLog.install
    FFmpegLog.begin()
    let operation = Operation("write", name)
    let address = "file:" + url.path(percentEncoded: false)
    var context: UnsafeMutablePointer<AVFormatContext>?
    try operation.check(avformat_alloc_output_context2(&context, nil, options.format, address))
    let made = try operation.allocated(context)
    made.pointee.flags |= AVFMT_FLAG_BITEXACT
    made.pointee.interrupt_callback.callback = { _ in Task.isCancelled ? 1 : 0 }
    var scratch = av_packet_alloc()
    let allocated: UnsafeMutablePointer<AVPacket>
    do throws(MediaError) {
      allocated = try operation.allocated(scratch)
      try operation.check(avio_open2(&made.pointee.pb, address, AVIO_FLAG_WRITE, &made.pointee.interrupt_callback, nil))
    } catch {
      av_packet_free(&scratch)
      avformat_free_context(made)
      throw error
    }
    self.context = made
    self.scratch = allocated
    self.url = url
    file = name
    self.options = options.settings.map { ($0.name, $0.value) }
    interleaves = options.interleaves
  }

  deinit {
    var scratch: UnsafeMutablePointer<AVPacket>? = scratch
    av_packet_free(&scratch)
    if context.pointee.pb != nil { avio_closep(&context.pointee.pb) }
    avformat_free_context(context)
    if !isFinished { removePlainFile(path) }
  }

  /// Adds a stream like one of `demuxer`: codec parameters, language, disposition and what the picture needs to be shown right (display
  /// matrix, colour) are carried, the container's tags are not. Returns the new stream's index.
  ///
  /// - Parameter extradata: codec configuration to write instead of the source's.
  @discardableResult
  package mutating func addStream(
    like stream: Int, of demuxer: borrowing Demuxer, extradata: [UInt8]? = nil
  ) throws(MediaError) -> Int {
    FFmpegLog.begin()
    let operation = Operation("write", file)
    guard let source = demuxer.native(stream), !hasBegun else {
      throw operation.error(.notPossible, "can't take stream \(stream) of \(demuxer.file)")
    }
    let target = try operation.allocated(avformat_new_stream(context, nil))
    try operation.check(avcodec_parameters_copy(target.pointee.codecpar, source.pointee.codecpar))
    if let extradata { try set(extradata, on: target.pointee.codecpar, operation) }
    target.pointee.codecpar.pointee.codec_tag = codecTag(target.pointee.codecpar.pointee)
    target.pointee.time_base = source.pointee.time_base
    target.pointee.avg_frame_rate = source.pointee.avg_frame_rate
    target.pointee.sample_aspect_ratio = source.pointee.sample_aspect_ratio
    target.pointee.disposition = source.pointee.disposition
    if let language = tag("language", in: source.pointee.metadata) {
      try operation.check(av_dict_set(&target.pointee.metadata, "language", language, 0))
    }
    if let title = demuxer.streams.first(where: { $0.index == stream })?.title {
      try operation.check(av_dict_set(&target.pointee.metadata, "title", title, 0))
    }
    for type in carriedSideData {
      var size = 0
      guard let data = av_stream_get_side_data(source, type, &size), size > 0 else { continue }
      let copy = try operation.allocated(av_stream_new_side_data(target, type, size))
      memcpy(copy, data, size)
    }
    return Int(target.pointee.index)
  }

  /// Adds a stream of what `encoder` makes of a stream of `demuxer`; language, disposition and display matrix are carried as by ``addStream(like:of:extradata:)``.
  @discardableResult
  package mutating func addStream(
    of encoder: borrowing Encoder, like stream: Int, of demuxer: borrowing Demuxer
  ) throws(MediaError) -> Int {
    let index = try addStream(like: stream, of: demuxer)
    let operation = Operation("write", file)
    guard let target = native(index) else { throw operation.error(.notPossible, "has no stream \(index)") }
    try operation.check(avcodec_parameters_from_context(target.pointee.codecpar, encoder.context))
    // The container's word on the shape of a pixel stands above the codec's, which MPEG-2 can't say exactly.
    let aspect = target.pointee.sample_aspect_ratio
    if aspect.num > 0, aspect.den > 0 { target.pointee.codecpar.pointee.sample_aspect_ratio = aspect }
    return index
  }

  /// Adds a stream for sound that was encoded again; language, disposition and title are those of the stream of `demuxer` that it was made of.
  package mutating func addStream(
    encodedAs sound: EncodedSound, from stream: Int, of demuxer: borrowing Demuxer
  ) throws(MediaError) -> Int {
    let index = try addStream(like: stream, of: demuxer)
    let operation = Operation("write", file)
    let target = try operation.allocated(native(index))
    let parameters = try operation.allocated(target.pointee.codecpar)
    try operation.check(avcodec_parameters_from_context(parameters, sound.context))
    try set(sound.configuration, on: parameters, operation)
    // What is not to be heard lies before time 0.
    parameters.pointee.initial_padding = 0
    target.pointee.time_base = AVRational(num: 1, den: parameters.pointee.sample_rate)
    return index
  }

  /// Sets a tag of the file as a whole, such as `title`, before ``begin()``.
  package mutating func setMetadata(_ name: String, _ value: String) throws(MediaError) {
    try Operation("write", file).check(av_dict_set(&context.pointee.metadata, name, value, 0))
  }

  /// Writes the header; from here on the streams' time bases are known.
  package mutating func begin() throws(MediaError) {
    FFmpegLog.begin()
    let operation = Operation("write", file)
    var dictionary = OptionDictionary(options)
    try operation.check(avformat_write_header(context, &dictionary.pointer))
    hasBegun = true
    try dictionary.checkAllTaken(operation)
  }

  /// The time base that the muxer chose for a stream; nil before ``begin()``.
  package func timeBase(of stream: Int) -> TimeBase? {
    guard hasBegun, let native = native(stream) else { return nil }
    return TimeBase(native.pointee.time_base.num, native.pointee.time_base.den)
  }

  /// Writes `packet`'s bytes, flags and side data to `stream`, with these times, given in ticks of `base` and rounded to the nearest tick of the muxer's own base. Times may
  /// be negative where the container allows it: MP4 then starts by an edit list. Decoding times must rise strictly within a stream.
  package mutating func write(
    _ packet: borrowing Packet, to stream: Int, pts: Int64, dts: Int64, duration: Int64, in base: TimeBase
  ) throws(MediaError) {
    FFmpegLog.begin()
    let operation = Operation("write", file)
    guard let target = timeBase(of: stream), let index = Int32(exactly: stream) else {
      throw operation.error(.notPossible, "has no stream \(stream), or has not begun")
    }
    guard let pts = rescaled(pts, base, target), let dts = rescaled(dts, base, target),
      let duration = rescaled(max(0, duration), base, target)
    else { throw operation.error(.outOfRange, "a time in it is too large for its container") }
    try operation.check(av_packet_ref(scratch, packet.pointer))
    scratch.pointee.pts = pts
    scratch.pointee.dts = dts
    scratch.pointee.duration = duration
    scratch.pointee.stream_index = index
    scratch.pointee.pos = -1
    scratch.pointee.flags &= ~AV_PKT_FLAG_DISCARD
    let result =
      interleaves ? av_interleaved_write_frame(context, scratch) : av_write_frame(context, scratch)
    av_packet_unref(scratch)
    try operation.check(result)
  }

  /// Writes what is held back and the index, and closes the file; only now is it whole. Returns its size in bytes.
  package consuming func finish() throws(MediaError) -> Int64 {
    FFmpegLog.begin()
    let operation = Operation("write", file)
    guard hasBegun else { throw operation.error(.notPossible, "has not begun") }
    try operation.check(av_write_trailer(context))
    try operation.check(avio_closep(&context.pointee.pb))
    var status = stat()
    guard stat(path, &status) == 0 else { throw operation.error(for: chop_AVERROR(errno)) }
    isFinished = true
    return Int64(status.st_size)
  }

  private func native(_ stream: Int) -> UnsafeMutablePointer<AVStream>? {
    stream >= 0 && stream < Int(context.pointee.nb_streams) ? context.pointee.streams[stream] : nil
  }
}

/// Removes what was half written, but never a device that was named as output.
private func removePlainFile(_ path: String) {
  var status = stat()
  if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG { unlink(path) }
}

/// Side data of a stream without which it would be shown wrongly.
private let carriedSideData = [
  AV_PKT_DATA_DISPLAYMATRIX, AV_PKT_DATA_STEREO3D, AV_PKT_DATA_SPHERICAL, AV_PKT_DATA_MASTERING_DISPLAY_METADATA,
  AV_PKT_DATA_CONTENT_LIGHT_LEVEL,
]

/// The tag of the source's container may mean something else in this one, so the muxer chooses; but for ProRes, whose tag says which of its kinds it is, and HEVC whose parameter sets stand in the `hvcC`, which are more than its
/// first 23 bytes: Apple's players take it as `hvc1` only (ISO/IEC 14496-15, §8.4.1.1).
private func codecTag(_ parameters: AVCodecParameters) -> UInt32 {
  if parameters.codec_id == AV_CODEC_ID_PRORES { return parameters.codec_tag }
  guard parameters.codec_id == AV_CODEC_ID_HEVC, parameters.extradata_size > 23, parameters.extradata?.pointee == 1
  else { return 0 }
  return "hvc1".utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) }
}

/// `ticks` of one base in another, to the nearest; nil where it doesn't fit, or would mean "no timestamp".
func rescaled(_ ticks: Int64, _ from: TimeBase, _ to: TimeBase) -> Int64? {
  if from == to { return ticks == chop_AV_NOPTS_VALUE ? nil : ticks }
  let top = Int128(ticks) * Int128(from.numerator) * Int128(to.denominator)
  let bottom = Int128(from.denominator) * Int128(to.numerator)
  let (quotient, rest) = top.quotientAndRemainder(dividingBy: bottom)
  let step: Int128 = rest.magnitude * 2 >= bottom.magnitude ? (top < 0 ? -1 : 1) : 0
  return Int64(exactly: quotient + step).flatMap { $0 == chop_AV_NOPTS_VALUE ? nil : $0 }
}
