internal import Foundation

/// What is to be heard in a test recording.
public enum TestSound: Hashable, Sendable {
  /// A tone that tells its time: in second s its frequency is `300 + 40 × (s mod 50)` Hz, at -12 dBFS, its phase continuous.
  case tone
  /// A sound track of zeros: the microphone was off.
  case digitalSilence
  case speech(SpeechScript)
}

/// Stretches of speech-like sound over room noise, the same each time it is made.
public struct SpeechScript: Hashable, Sendable {
  /// In seconds, in order.
  public var stretches: [Stretch]
  /// Level of the room, dBFS (RMS).
  public var noise: Double
  /// Level of the speech within stretches, dBFS (RMS).
  public var speech: Double
  /// How much louder the room is from the recording's half on, in dB.
  public var noiseRise: Double
  /// The one channel with speech (from 0); nil for all. Noise is in all.
  public var channel: Int?

  public struct Stretch: Hashable, Sendable {
    public var start: Double
    public var end: Double
    public init(_ start: Double, _ end: Double) {
      self.start = start
      self.end = end
    }
  }

  public init(
    _ stretches: [(Double, Double)], noise: Double = -60, speech: Double = -20, noiseRise: Double = 0,
    channel: Int? = nil
  ) {
    self.stretches = stretches.map { Stretch($0.0, $0.1) }
    self.noise = noise
    self.speech = speech
    self.noiseRise = noiseRise
    self.channel = channel
  }
}

extension TestSound {
  /// Interleaved 16-bit little-endian samples.
  func pcm(seconds: Double, rate: Int, channels: Int) -> Data {
    let count = Int((seconds * Double(rate)).rounded())
    var samples = [Float](repeating: 0, count: count)
    var noise = samples
    var speaking: Int?
    switch self {
    case .digitalSilence: break
    case .tone:
      var phase = 0.0
      for index in 0..<count {
        samples[index] = Float(0.355 * sin(phase))
        phase += 2 * .pi * Double(300 + 40 * (index / rate % 50)) / Double(rate)
        if phase > 2 * .pi { phase -= 2 * .pi }
      }
    case .speech(let script):
      speaking = script.channel
      script.addSpeech(to: &samples, rate: rate)
      script.addNoise(to: &noise)
    }
    var data = Data(capacity: count * channels * 2)
    var words = [Int16](repeating: 0, count: count * channels)
    for index in 0..<count {
      for channel in 0..<channels {
        let speech = speaking == nil || speaking == channel ? samples[index] : 0
        let value = max(-1, min(1, speech + noise[index])) * 32767
        words[index * channels + channel] = Int16(value.rounded())
      }
    }
    words.withUnsafeBytes { data.append(contentsOf: $0) }
    return data
  }
}

private func amplitude(_ decibels: Double) -> Double { pow(10, decibels / 20) }

extension SpeechScript {
  /// Harmonics of a voice at about 120 Hz, four syllables a second, each rising and falling; edges of a stretch fade within 10 ms.
  func addSpeech(to samples: inout [Float], rate: Int) {
    let syllables = (0..<4).map { variant in
      let pitch = [116.0, 124, 132, 120][variant]
      let voice = (0..<rate / 4).map { index -> Double in
        let time = Double(index) / Double(rate)
        let envelope = 0.12 + 0.88 * pow(sin(.pi * time * 4), 2)
        return envelope
          * (1...18).reduce(0.0) { sum, harmonic in
            let frequency = pitch * Double(harmonic)
            let formants = exp(-pow((frequency - 550) / 350, 2)) + 0.4 * exp(-pow((frequency - 1500) / 400, 2)) + 0.03
            return sum + formants * sin(2 * .pi * frequency * time + Double(harmonic * harmonic))
          }
      }
      let power = voice.reduce(0) { $0 + $1 * $1 } / Double(voice.count)
      let gain = amplitude(speech) / power.squareRoot()
      return voice.map { Float($0 * gain) }
    }
    let fade = max(1, rate / 100)
    for stretch in stretches {
      let first = max(0, Int(stretch.start * Double(rate)))
      let last = min(samples.count, Int(stretch.end * Double(rate)))
      for index in first..<max(first, last) {
        let offset = index - first
        let edge = min(1, Float(min(offset + 1, last - index)) / Float(fade))
        samples[index] = edge * syllables[offset / (rate / 4) % 4][offset % (rate / 4)]
      }
    }
  }

  /// A hiss that falls towards high frequencies, as rooms have.
  func addNoise(to samples: inout [Float]) {
    var state: UInt64 = 0x9e37_79b9_7f4a_7c15
    var low = 0.0
    var table = (0..<65_537).map { _ -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let white = Double(Int64(bitPattern: state) >> 32) / Double(Int32.max)
      low = 0.7 * low + white
      return low
    }
    let power = table.reduce(0) { $0 + $1 * $1 } / Double(table.count)
    table = table.map { $0 / power.squareRoot() }
    let quiet = amplitude(noise)
    let loud = amplitude(noise + noiseRise)
    for index in samples.indices {
      samples[index] = Float(table[index % table.count] * (index < samples.count / 2 ? quiet : loud))
    }
  }
}
