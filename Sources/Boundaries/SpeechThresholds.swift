/// How loud sound has to be to count as speech, in a room and for a speaker.
struct SpeechThresholds {
  /// In dBFS: speech rises above this …
  let upper: Float
  /// … and lasts until it falls below this.
  let lower: Float
  /// How many dB of the soft ends of words drown in the room's noise.
  let drowned: Float

  /// Speech ends this far below its level, in dB, however quiet the room.
  private static let range: Float = 32

  /// - Parameters:
  ///   - speech: level of speech, dBFS.
  ///   - room: level of the room without it.
  init(_ speech: Float, over room: Float) {
    // How far above the room's noise speech is told from it, in dB.
    let margin = min(max(0.4 * (speech - room), 4), 10)
    upper = max(room + margin, speech - Self.range)
    lower = max(room + 0.6 * margin, speech - Self.range - 4)
    drowned = max(0, room + margin - (speech - Self.range))
  }
}
