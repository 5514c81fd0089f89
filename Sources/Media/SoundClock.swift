internal import Lesson
internal import Timeline

/// Leads from a sound stream's ticks to samples that count from the first heard one.
struct SoundClock {
  let sampleRate: Int
  /// Samples per channel from the first heard to the end.
  let length: Int64
  private let base: TimeBase
  private let sampleBase: TimeBase
  /// The first heard sample, in ticks of the stream.
  private let startTicks: Int64

  init(_ sound: SoundInfo, origin: Instant, of file: String) throws(MediaError) {
    let operation = Operation("decode", file)
    guard let sampleBase = Int32(exactly: sound.sampleRate).flatMap({ TimeBase(perSecond: $0) }) else {
      throw operation.error(.outOfRange, "its sample rate is \(sound.sampleRate)")
    }
    do throws(TimeOverflow) {
      let start = try origin + (sound.range.start - .zero)
      startTicks = try start.ticks(in: sound.timeBase, rounding: .nearest)
      length = try sound.range.length().ticks(in: sampleBase, rounding: .nearest)
    } catch {
      throw operation.error(.outOfRange, error.description)
    }
    self.sampleBase = sampleBase
    sampleRate = sound.sampleRate
    base = sound.timeBase
  }

  /// nil for what can't be counted.
  func sample(at ticks: Int64) -> Int64? {
    let (offset, overflow) = ticks.subtractingReportingOverflow(startTicks)
    guard !overflow, let sample = rescaled(offset, base, sampleBase), sample.magnitude < 1 << 60 else { return nil }
    return sample
  }

  /// nil for what can't be counted.
  func ticks(at sample: Int64) -> Int64? {
    guard let offset = rescaled(sample, sampleBase, base) else { return nil }
    let (ticks, overflow) = startTicks.addingReportingOverflow(offset)
    return overflow ? nil : ticks
  }

  func samples(_ ticks: Int64) -> Int64 { rescaled(ticks, base, sampleBase).map { min(max($0, 0), 1 << 40) } ?? 0 }

  /// Counted on from the run before; the timestamp decides where it is off by more than rounding (Matroska's whole milliseconds).
  func place(of ticks: Int64?, expected: Int64?) -> Int64 {
    guard let ticks, let stamped = sample(at: ticks) else { return expected ?? 0 }
    guard let expected else { return stamped }
    return (stamped - expected).magnitude <= UInt64(sampleRate / 200) ? expected : stamped
  }
}
