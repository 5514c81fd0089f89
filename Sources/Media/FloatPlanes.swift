internal import CFFmpeg

/// A frame's samples as planes of Float, whatever the decoder gives; reused from frame to frame.
struct FloatPlanes: ~Copyable {
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
    case AV_SAMPLE_FMT_U8P: convertPlanes(data, frame, UInt8.self) { (Float($0) - 128) / 128 }
    case AV_SAMPLE_FMT_S16P: convertPlanes(data, frame, Int16.self) { Float($0) / 32768 }
    case AV_SAMPLE_FMT_S32P: convertPlanes(data, frame, Int32.self) { Float($0) / 2_147_483_648 }
    case AV_SAMPLE_FMT_DBLP: convertPlanes(data, frame, Double.self) { Float($0) }
    case AV_SAMPLE_FMT_U8: convert(data[0], frame, UInt8.self) { (Float($0) - 128) / 128 }
    case AV_SAMPLE_FMT_S16: convert(data[0], frame, Int16.self) { Float($0) / 32768 }
    case AV_SAMPLE_FMT_S32: convert(data[0], frame, Int32.self) { Float($0) / 2_147_483_648 }
    case AV_SAMPLE_FMT_FLT: convert(data[0], frame, Float.self) { $0 }
    case AV_SAMPLE_FMT_DBL: convert(data[0], frame, Double.self) { Float($0) }
    default: return false
    }
    return true
  }

  /// Planes of another kind of samples.
  private mutating func convertPlanes<Sample>(
    _ data: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>, _ frame: borrowing Frame, _: Sample.Type,
    _ value: (Sample) -> Float
  ) {
    let count = frame.sampleCount
    let channels = min(frame.channels, Self.channelLimit)
    guard let start = room(for: channels * count) else { return }
    for channel in 0..<channels {
      guard let plane = data[channel] else { return }
      let (source, target) = (UnsafeRawPointer(plane).assumingMemoryBound(to: Sample.self), start + channel * count)
      for index in 0..<count { (target + index).initialize(to: value(source[index])) }
      pointers.append(UnsafePointer(target))
    }
  }

  private mutating func room(for count: Int) -> UnsafeMutablePointer<Float>? {
    if converted.count < count {
      converted.deallocate()
      converted = .allocate(capacity: count)
    }
    return converted.baseAddress
  }

  /// Interleaved samples to planes.
  private mutating func convert<Sample>(
    _ data: UnsafeMutablePointer<UInt8>?, _ frame: borrowing Frame, _: Sample.Type, _ value: (Sample) -> Float
  ) {
    let (count, stride) = (frame.sampleCount, frame.channels)
    let channels = min(stride, Self.channelLimit)
    guard let data, let start = room(for: channels * count) else { return }
    let source = UnsafeRawPointer(data).assumingMemoryBound(to: Sample.self)
    for channel in 0..<channels {
      let plane = start + channel * count
      for index in 0..<count { (plane + index).initialize(to: value(source[index * stride + channel])) }
      pointers.append(UnsafePointer(plane))
    }
  }
}
