public import Timeline

/// Where nobody speaks in a recording, and how that was told.
public struct PauseMap: Hashable, Sendable, Codable {
  /// In order, not touching each other.
  public var pauses: [Pause]
  /// Level of the room without speech, dBFS; nil without sound or where the sound is digital silence.
  public var noiseFloor: Double?
  /// Level of speech, dBFS; nil where none was found.
  public var speechLevel: Double?
  /// What can be said of the sound as a whole.
  public var sound: SoundVerdict
  /// A silence shorter than this doesn't count.
  public var shortest = TimeSpan.zero
  /// The number of the sound track in which somebody speaks, from 1; nil for the first.
  public var track: Int?

  public enum SoundVerdict: String, Hashable, Sendable, Codable {
    case speech
    /// There is no sound stream.
    case none
    /// There is one, and it is silent from end to end: the microphone was off.
    case silent
    /// Something is to be heard, but nothing that rises and falls like speech.
    case noSpeech
  }

  public init(pauses: [Pause], noiseFloor: Double?, speechLevel: Double?, sound: SoundVerdict) {
    self.pauses = pauses
    self.noiseFloor = noiseFloor
    self.speechLevel = speechLevel
    self.sound = sound
  }
}

/// A silence between two utterances.
public struct Pause: Hashable, Sendable, Codable {
  public var range: TimeRange
  /// Where a boundary may lie: clear of soft endings and beginnings of words, and of coughs. Its end is the best place
  /// for one. Never empty unless `range` is.
  public var safe: TimeRange
  /// How far below the speech level it lies, in dB, at most 99.
  public var depth: Double

  /// Without a `safe` the whole pause is.
  public init(range: TimeRange, safe: TimeRange? = nil, depth: Double) {
    self.range = range
    self.safe = safe ?? range
    self.depth = depth
  }
}
