internal import CFFmpeg
package import Foundation
package import Lesson
package import Timeline

/// A stretch of a recording's sound, encoded again as Opus: the same bytes each time.
package struct EncodedSound: Sendable {
  /// Samples per second of everything in it.
  package static let rate: Int64 = 48000

  package struct Packet: Sendable {
    package let bytes: [UInt8]
    /// In samples from the stretch's start; the first packets begin before it.
    package let pts: Int64
    package let duration: Int64
  }

  /// An `OpusHead` (RFC 7845, 5.1) with a pre-skip of 0: what is not to be heard lies before time 0.
  package let configuration: [UInt8]
  /// In order. The last one may reach over the end.
  package let packets: [Packet]

  /// Decodes and encodes `range` of a recording's sound, which counts from time 0 of the recording. Where the recording has a gap there is silence.
  ///
  /// Throws ``MediaError``, and `CancellationError`.
  package init(_ url: URL, named name: String, _ sound: SoundInfo, origin: Instant, in range: TimeRange) throws {
    self = try cancellable { () throws(MediaError) in
      try EncodedSound(checked: url, name, sound, origin, range)
    }
  }

  private init(
    checked url: URL, _ name: String, _ sound: SoundInfo, _ origin: Instant, _ range: TimeRange
  ) throws(MediaError) {
    let operation = Operation("encode", name)
    var reader = try SoundReader(url, named: name, sound, origin: origin)
    let (start, end): (Int64, Int64)
    do throws(TimeOverflow) {
      guard let base = Int32(exactly: sound.sampleRate).flatMap({ TimeBase(perSecond: $0) }) else {
        throw TimeOverflow()
      }
      start = try (range.start - sound.range.start).ticks(in: base, rounding: .nearest)
      end = try (range.end - sound.range.start).ticks(in: base, rounding: .nearest)
    } catch {
      throw operation.error(.outOfRange, error.description)
    }
    var encoder = try OpusEncoder(channels: sound.channels, sampleRate: sound.sampleRate, operation)
    var next = start
    var failure: MediaError?
    // From the sound's very start: a container's clock may be coarser than a sample, so they are counted.
    try reader.read([min(0, start)..<end]) { planes, count, place in
      let from = max(place, next)
      let to = min(place + Int64(count), end)
      guard failure == nil, from < to, planes.count == sound.channels else { return }
      do throws(MediaError) {
        try encoder.addSilence(Int(from - next))
        try encoder.add(planes.map { $0 + Int(from - place) }, Int(to - from))
        next = to
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    try encoder.addSilence(Int(max(0, end - next)))
    try encoder.finish()
    packets = encoder.packets
    configuration = encoder.configuration
  }
}

/// libopus behind a resampler to 48 kHz.
private struct OpusEncoder: ~Copyable {
  private let context: UnsafeMutablePointer<AVCodecContext>
  private let resampler: OpaquePointer
  private let operation: Operation
  private let channels: Int
  /// Resampled, interleaved, not yet encoded.
  private var waiting: [Float] = []
  private var sent: Int64 = 0
  private(set) var packets: [EncodedSound.Packet] = []

  init(channels: Int, sampleRate: Int, _ operation: Operation) throws(MediaError) {
    FFmpegLog.begin()
    guard (1...8).contains(channels), (1...768_000).contains(sampleRate) else {
      throw operation.error(.notYet, "its sound has \(channels) channels at \(sampleRate) Hz, which Opus can't hold")
    }
    guard let codec = avcodec_find_encoder_by_name("libopus") else {
      throw operation.error(
        .notPossible, "its sound has to be encoded again, and this FFmpeg has no Opus encoder",
        remedy: "install an FFmpeg with libopus")
    }
    var context: UnsafeMutablePointer<AVCodecContext>? = try operation.allocated(avcodec_alloc_context3(codec))
    let opened = try operation.allocated(context)
    opened.pointee.sample_fmt = AV_SAMPLE_FMT_FLT
    opened.pointee.sample_rate = Int32(EncodedSound.rate)
    // Transparent for speech and music by the codec's own listening tests.
    opened.pointee.bit_rate = Int64(max(96_000, 64_000 * channels))
    opened.pointee.flags |= AV_CODEC_FLAG_BITEXACT
    opened.pointee.thread_count = 1
    av_channel_layout_default(&opened.pointee.ch_layout, Int32(channels))
    var resampler: OpaquePointer?
    do throws(MediaError) {
      try operation.check(avcodec_open2(opened, codec, nil))
      try operation.check(
        swr_alloc_set_opts2(
          &resampler, &opened.pointee.ch_layout, AV_SAMPLE_FMT_FLT, Int32(EncodedSound.rate), &opened.pointee.ch_layout,
          AV_SAMPLE_FMT_FLTP, Int32(sampleRate), 0, nil))
      try operation.check(swr_init(resampler))
      self.resampler = try operation.allocated(resampler)
    } catch {
      swr_free(&resampler)
      avcodec_free_context(&context)
      throw error
    }
    self.context = opened
    self.operation = operation
    self.channels = channels
  }

  deinit {
    var context: UnsafeMutablePointer<AVCodecContext>? = context
    var resampler: OpaquePointer? = resampler
    avcodec_free_context(&context)
    swr_free(&resampler)
  }

  /// The encoder's `OpusHead` with a pre-skip of 0 (bytes 10 and 11).
  var configuration: [UInt8] {
    guard let bytes = context.pointee.extradata, context.pointee.extradata_size >= 19 else { return [] }
    var head = Array(UnsafeBufferPointer(start: bytes, count: Int(context.pointee.extradata_size)))
    (head[10], head[11]) = (0, 0)
    return head
  }

  mutating func add(_ planes: [UnsafePointer<Float>], _ count: Int) throws(MediaError) {
    var inputs = planes.map { Optional(UnsafeRawPointer($0).assumingMemoryBound(to: UInt8.self)) }
    try resample(&inputs, count)
  }

  /// A tenth of a second at a time.
  mutating func addSilence(_ count: Int) throws(MediaError) {
    var left = count
    let zeros = [Float](repeating: 0, count: min(left, 4800))
    while left > 0 {
      let part = min(left, zeros.count)
      let error = zeros.withUnsafeBufferPointer { buffer -> MediaError? in
        guard let start = buffer.baseAddress else { return nil }
        do throws(MediaError) {
          try add(Array(repeating: start, count: channels), part)
          return nil
        } catch {
          return error
        }
      }
      if let error { throw error }
      left -= part
    }
  }

  mutating func finish() throws(MediaError) {
    var nothing: [UnsafePointer<UInt8>?] = []
    try resample(&nothing, 0)
    // The encoder's delay on top, so that the last sample comes out of it.
    let missing = Int(context.pointee.frame_size) * 2 * channels
    waiting += [Float](repeating: 0, count: missing)
    try encodeWholeFrames()
    try operation.check(avcodec_send_frame(context, nil))
    try takePackets()
  }

  private mutating func resample(_ inputs: inout [UnsafePointer<UInt8>?], _ count: Int) throws(MediaError) {
    let isEnd = inputs.isEmpty
    let room = swr_get_out_samples(resampler, Int32(count))
    guard room > 0 else { return }
    var output = [Float](repeating: 0, count: Int(room) * channels)
    let made = output.withUnsafeMutableBytes { bytes in
      var target = bytes.baseAddress.map { UnsafeMutablePointer($0.assumingMemoryBound(to: UInt8.self)) }
      return inputs.withUnsafeMutableBufferPointer { inputs in
        swr_convert(resampler, &target, room, isEnd ? nil : inputs.baseAddress, Int32(count))
      }
    }
    waiting += output.prefix(Int(try operation.check(made)) * channels)
    try encodeWholeFrames()
  }

  private mutating func encodeWholeFrames() throws(MediaError) {
    let size = Int(context.pointee.frame_size)
    var place = 0
    while waiting.count - place >= size * channels {
      try encode(place, size)
      place += size * channels
    }
    waiting.removeFirst(place)
  }

  private mutating func encode(_ place: Int, _ size: Int) throws(MediaError) {
    if Task.isCancelled { try operation.checkCancellation() }
    let frame = try Frame()
    frame.pointer.pointee.nb_samples = Int32(size)
    frame.pointer.pointee.format = AV_SAMPLE_FMT_FLT.rawValue
    frame.pointer.pointee.sample_rate = context.pointee.sample_rate
    try operation.check(av_channel_layout_copy(&frame.pointer.pointee.ch_layout, &context.pointee.ch_layout))
    try operation.check(av_frame_get_buffer(frame.pointer, 0))
    guard let plane = frame.pointer.pointee.data.0 else { throw operation.error(for: chop_AVERROR(ENOMEM)) }
    waiting.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { _ = memcpy(plane, start + place * 4, size * channels * 4) }
    }
    frame.pointer.pointee.pts = sent
    sent += Int64(size)
    try operation.check(avcodec_send_frame(context, frame.pointer))
    try takePackets()
  }

  private mutating func takePackets() throws(MediaError) {
    let packet = try Packet()
    while true {
      let result = avcodec_receive_packet(context, packet.pointer)
      if result == chop_AVERROR(EAGAIN) || result == chop_AVERROR_EOF { return }
      try operation.check(result)
      let bytes = packet.withBytes { span in (0..<span.count).map { span[$0] } }
      packets.append(
        EncodedSound.Packet(bytes: bytes, pts: packet.pts ?? 0, duration: Int64(context.pointee.frame_size)))
    }
  }
}
