internal import CFFmpeg
internal import Foundation
internal import Lesson
internal import Timeline

/// Decodes stretches of a recording's main sound, as samples of -1…1 in a plane for each channel, each run with its exact place.
struct SoundReader: ~Copyable {
  private var demuxer: Demuxer
  private let stream: Int
  private let sampleRate: Int
  private let base: TimeBase
  private let sampleBase: TimeBase
  /// The first heard sample, in ticks of the stream.
  private let startTicks: Int64
  /// Samples per channel from the first heard to the end.
  let length: Int64

  init(_ url: URL, named name: String, _ sound: SoundInfo, origin: Instant) throws(MediaError) {
    let operation = Operation("decode", name)
    var demuxer = try Demuxer(url, named: name)
    demuxer.read(only: [sound.stream])
    guard let sampleBase = Int32(exactly: sound.sampleRate).flatMap({ TimeBase(perSecond: $0) }) else {
      throw operation.error(.outOfRange, "its sample rate is \(sound.sampleRate)")
    }
    let (start, samples): (Int64, Int64)
    do throws(TimeOverflow) {
      let fileStart = try origin + (sound.range.start - .zero)
      start = try fileStart.ticks(in: sound.timeBase, rounding: .nearest)
      samples = try sound.range.length().ticks(in: sampleBase, rounding: .nearest)
    } catch {
      throw operation.error(.outOfRange, error.description)
    }
    startTicks = start
    length = samples
    self.sampleBase = sampleBase
    self.demuxer = demuxer
    stream = sound.stream
    sampleRate = sound.sampleRate
    base = sound.timeBase
  }

  /// Calls `body` with each run of samples from well before sample `start` on until one begins at or behind sample `end`: the planes, how many
  /// samples each has, and the place of the first, counted from the sound's start. Places may leave gaps where the file has none, and the
  /// first may be negative.
  ///
  /// The decoder is new each time, so that nothing depends on what was read before.
  mutating func read(
    from start: Int64, to end: Int64, _ body: ([UnsafePointer<Float>], Int, Int64) -> Void
  ) throws(MediaError) {
    if start > 0 { try seek(to: start) }
    var decoder = try Decoder(for: stream, of: demuxer)
    var packet = try Packet()
    var frame = try Frame()
    var planes = FloatPlanes()
    var damaged = 0
    var place: Int64?
    var isOpen = true
    while isOpen {
      isOpen = try demuxer.next(into: &packet, countingDamage: &damaged)
      if isOpen {
        guard packet.stream == stream, try decoder.send(packet) else { continue }
      } else {
        try decoder.sendEnd()
      }
      while try decoder.receive(into: &frame) {
        guard frame.sampleRate == sampleRate else {
          throw Operation("decode", demuxer.file).error(
            .notYet, "its sound changes its sample rate in mid-file, which is not handled yet")
        }
        let position = self.place(of: frame, expected: place)
        guard position < end else { return }
        guard planes.take(frame) else {
          throw Operation("decode", demuxer.file).error(
            .notYet, "its sound has a sample format that is not handled yet")
        }
        body(planes.pointers, frame.sampleCount, position)
        place = position + Int64(frame.sampleCount)
      }
    }
  }

  /// Half a second early: more than any decoder needs to give the samples that it gives when it comes from the start.
  private mutating func seek(to sample: Int64) throws(MediaError) {
    guard let ticks = rescaled(sample - Int64(sampleRate / 2), sampleBase, base) else {
      throw Operation("seek", demuxer.file).error(.outOfRange, "its sound is longer than can be counted")
    }
    let (place, overflow) = startTicks.addingReportingOverflow(ticks)
    guard !overflow else {
      throw Operation("seek", demuxer.file).error(.outOfRange, "its sound is longer than can be counted")
    }
    try demuxer.seek(to: place, in: stream)
  }

  /// Counted on from the run before; the timestamp decides where it is off by more than rounding (Matroska's whole milliseconds).
  private func place(of frame: borrowing Frame, expected: Int64?) -> Int64 {
    guard let pts = frame.pts else { return expected ?? 0 }
    let (offset, overflow) = pts.subtractingReportingOverflow(startTicks)
    guard !overflow, let stamped = rescaled(offset, base, sampleBase), stamped.magnitude < 1 << 60 else {
      return expected ?? 0
    }
    guard let expected else { return stamped }
    return (stamped - expected).magnitude <= UInt64(sampleRate / 200) ? expected : stamped
  }
}

/// A frame's samples as planes of Float, whatever the decoder gives; reused from frame to frame.
private struct FloatPlanes: ~Copyable {
  private(set) var pointers: [UnsafePointer<Float>] = []
  private var converted = UnsafeMutableBufferPointer<Float>.allocate(capacity: 0)
  private static let channelLimit = 64

  deinit { converted.deallocate() }

  /// False for a sample format that isn't known. The pointers are good until the frame or this value changes.
  mutating func take(_ frame: borrowing Frame) -> Bool {
    pointers.removeAll(keepingCapacity: true)
    guard let data = frame.pointer.pointee.extended_data, frame.sampleCount > 0 else { return true }
    switch AVSampleFormat(rawValue: frame.pointer.pointee.format) {
    case AV_SAMPLE_FMT_FLTP:
      for channel in 0..<min(frame.channels, Self.channelLimit) {
        if let plane = data[channel] {
          pointers.append(UnsafeRawPointer(plane).assumingMemoryBound(to: Float.self))
        }
      }
    case AV_SAMPLE_FMT_U8: convert(data[0], frame, UInt8.self) { (Float($0) - 128) / 128 }
    case AV_SAMPLE_FMT_S16: convert(data[0], frame, Int16.self) { Float($0) / 32768 }
    case AV_SAMPLE_FMT_S32: convert(data[0], frame, Int32.self) { Float($0) / 2_147_483_648 }
    case AV_SAMPLE_FMT_FLT: convert(data[0], frame, Float.self) { $0 }
    case AV_SAMPLE_FMT_DBL: convert(data[0], frame, Double.self) { Float($0) }
    default: return false
    }
    return true
  }

  /// Interleaved samples to planes.
  private mutating func convert<Sample>(
    _ data: UnsafeMutablePointer<UInt8>?, _ frame: borrowing Frame, _: Sample.Type, _ value: (Sample) -> Float
  ) {
    let (count, stride) = (frame.sampleCount, frame.channels)
    let channels = min(stride, Self.channelLimit)
    guard let data else { return }
    if converted.count < channels * count {
      converted.deallocate()
      converted = .allocate(capacity: channels * count)
    }
    guard let start = converted.baseAddress else { return }
    let source = UnsafeRawPointer(data).assumingMemoryBound(to: Sample.self)
    for channel in 0..<channels {
      let plane = start + channel * count
      for index in 0..<count { (plane + index).initialize(to: value(source[index * stride + channel])) }
      pointers.append(UnsafePointer(plane))
    }
  }
}
