internal import CFFmpeg

/// Encodes samples to packets of a codec that chapters carry, behind a resampler where the codec doesn't know the rate.
package struct SoundEncoder: ~Copyable {
  let context: UnsafeMutablePointer<AVCodecContext>
  private let resampler: OpaquePointer
  private let operation: Operation
  private let codec: Codec
  /// Of what is given.
  private let givenChannels: Int
  private let channels: Int
  /// Resampled, interleaved, not yet encoded.
  private var waiting: [Float] = []
  private var sent: Int64 = 0
  private var hasBegun = false
  private var packets: [EncodedSound.Packet] = []

  init(_ codec: Codec, channels given: Int, sampleRate: Int, _ operation: Operation) throws(MediaError) {
    FFmpegLog.begin()
    guard (1...8).contains(given), (1...768_000).contains(sampleRate) else {
      throw operation.error(
        .notYet, "its sound has \(given) channels at \(sampleRate) Hz, which can't be encoded again")
    }
    guard let found = avcodec_find_encoder_by_name(codec.encoder) else {
      throw operation.error(
        .notPossible, "its sound has to be encoded again, and this FFmpeg has no encoder \(codec.encoder)",
        remedy: "install an FFmpeg with it")
    }
    let channels = codec.channels(of: given)
    var context: UnsafeMutablePointer<AVCodecContext>? = try operation.allocated(avcodec_alloc_context3(found))
    let opened = try operation.allocated(context)
    opened.pointee.sample_fmt = codec.isPlanar ? AV_SAMPLE_FMT_FLTP : AV_SAMPLE_FMT_FLT
    opened.pointee.sample_rate = Int32(codec.rate(for: sampleRate))
    opened.pointee.bit_rate = codec.bitRate(channels: channels)
    opened.pointee.flags |= AV_CODEC_FLAG_BITEXACT | AV_CODEC_FLAG_GLOBAL_HEADER
    opened.pointee.thread_count = 1
    av_channel_layout_default(&opened.pointee.ch_layout, Int32(channels))
    var layout = AVChannelLayout()
    av_channel_layout_default(&layout, Int32(given))
    var resampler: OpaquePointer?
    do throws(MediaError) {
      var options = OptionDictionary(codec.options)
      try operation.check(avcodec_open2(opened, found, &options.pointer))
      try options.checkAllTaken(operation)
      try operation.check(
        swr_alloc_set_opts2(
          &resampler, &opened.pointee.ch_layout, AV_SAMPLE_FMT_FLT, opened.pointee.sample_rate, &layout,
          AV_SAMPLE_FMT_FLT, Int32(sampleRate), 0, nil))
      try operation.check(swr_init(resampler))
      self.resampler = try operation.allocated(resampler)
    } catch {
      swr_free(&resampler)
      avcodec_free_context(&context)
      throw error
    }
    self.context = opened
    self.operation = operation
    self.codec = codec
    self.channels = channels
    givenChannels = given
  }

  deinit {
    var context: UnsafeMutablePointer<AVCodecContext>? = context
    var resampler: OpaquePointer? = resampler
    avcodec_free_context(&context)
    swr_free(&resampler)
  }

  /// The encoder's own; an `OpusHead` with a pre-skip of 0 (bytes 10 and 11).
  var configuration: [UInt8] {
    guard let bytes = context.pointee.extradata, context.pointee.extradata_size > 0 else { return [] }
    var configuration = Array(UnsafeBufferPointer(start: bytes, count: Int(context.pointee.extradata_size)))
    if codec == .opus, configuration.count >= 19 { (configuration[10], configuration[11]) = (0, 0) }
    return configuration
  }

  /// What was made since the last call.
  mutating func takePackets() -> [EncodedSound.Packet] {
    defer { packets.removeAll(keepingCapacity: true) }
    return packets
  }

  /// Samples as they are given, the channels' in turn.
  mutating func add(_ samples: [Float]) throws(MediaError) { try resample(samples) }

  /// - Parameter count: of samples of each channel.
  mutating func addSilence(_ count: Int) throws(MediaError) {
    try resample([Float](repeating: 0, count: count * givenChannels))
  }

  mutating func finish() throws(MediaError) {
    try resample(nil)
    // The encoder's delay on top, so that the last sample comes out of it.
    let missing = Int(context.pointee.frame_size) * 2 * channels
    waiting += [Float](repeating: 0, count: missing)
    try encodeWholeFrames(atEnd: true)
    try operation.check(avcodec_send_frame(context, nil))
    try receivePackets()
  }

  /// For nil what the resampler still holds.
  private mutating func resample(_ samples: [Float]?) throws(MediaError) {
    let count = Int32((samples?.count ?? 0) / givenChannels)
    let room = swr_get_out_samples(resampler, count)
    guard room > 0 else { return }
    var output = [Float](repeating: 0, count: Int(room) * channels)
    let made = output.withUnsafeMutableBytes { bytes in
      var target = bytes.baseAddress.map { UnsafeMutablePointer($0.assumingMemoryBound(to: UInt8.self)) }
      guard let samples else { return swr_convert(resampler, &target, room, nil, 0) }
      return samples.withUnsafeBytes { given in
        var source = given.baseAddress.map { $0.assumingMemoryBound(to: UInt8.self) }
        return swr_convert(resampler, &target, room, &source, count)
      }
    }
    waiting += output.prefix(Int(try operation.check(made)) * channels)
    try encodeWholeFrames()
  }

  private mutating func encodeWholeFrames(atEnd: Bool = false) throws(MediaError) {
    let size = Int(context.pointee.frame_size)
    guard size > 0 else { throw operation.error(.notPossible, "has an encoder without a frame size") }
    guard hasBegun || atEnd || waiting.count >= framesBefore * size * channels else { return }
    if !hasBegun { mirrorBeginning(frames: framesBefore * size) }
    var place = 0
    while waiting.count - place >= size * channels {
      try encode(place, size)
      place += size * channels
    }
    waiting.removeFirst(place)
  }

  /// An encoder that begins with a jump spoils the first 20 ms: before them it is given their mirror image, which is not heard, lying before time 0.
  private mutating func mirrorBeginning(frames: Int) {
    let count = min(frames, waiting.count / channels)
    waiting = (0..<count).reversed().flatMap { waiting[$0 * channels..<($0 + 1) * channels] } + waiting
    sent = -Int64(count)
    hasBegun = true
  }

  /// With them AAC's first 20 ms of a tone lie 28 to 32 dB above what is wrong in them, without 10 to 13; Opus' 35 and more anyway.
  private var framesBefore: Int { codec == .aac ? 4 : 0 }

  private mutating func encode(_ place: Int, _ size: Int) throws(MediaError) {
    let frame = try Frame()
    frame.pointer.pointee.nb_samples = Int32(size)
    frame.pointer.pointee.format = context.pointee.sample_fmt.rawValue
    frame.pointer.pointee.sample_rate = context.pointee.sample_rate
    try operation.check(av_channel_layout_copy(&frame.pointer.pointee.ch_layout, &context.pointee.ch_layout))
    try operation.check(av_frame_get_buffer(frame.pointer, 0))
    let (planes, step) = codec.isPlanar ? (channels, channels) : (1, 1)
    for plane in 0..<planes {
      guard let bytes = frame.pointer.pointee.extended_data[plane] else {
        throw operation.error(for: chop_AVERROR(ENOMEM))
      }
      let target = UnsafeMutableRawPointer(bytes).assumingMemoryBound(to: Float.self)
      for sample in 0..<size * channels / planes { target[sample] = waiting[place + plane + sample * step] }
    }
    frame.pointer.pointee.pts = sent
    sent += Int64(size)
    try operation.check(avcodec_send_frame(context, frame.pointer))
    try receivePackets()
  }

  private mutating func receivePackets() throws(MediaError) {
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
