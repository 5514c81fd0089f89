public import Lesson
public import Timeline
import Wording

/// Finds where nobody speaks, from levels of a recording's sound: in dBFS (RMS, full scale 0), one for each `window`,
/// the first from `start` on; digital silence is -120. Rumble below the voice should be filtered out (a high-pass at 90
/// Hz); of several channels or microphones the loudest counts.
///
/// The noise floor and the level of speech are measured from the levels themselves. A pause lasts `atLeast` or longer.
/// Throws ``BoundaryError`` for a window that is not between 1 ms and 100 ms, and `TimeOverflow`.
public func findPauses(
  levels: [Float], window: TimeSpan, start: Instant = .zero, atLeast: TimeSpan = 700.ms
) throws -> PauseMap {
  guard window >= 1.ms, window <= 100.ms else {
    throw BoundaryError("sound levels come in windows of 1 ms to 100 ms, not \(window)")
  }
  let track = LevelTrack(levels, window: window.approximateSeconds)
  guard track.levels.contains(where: { $0 > inaudible }) else {
    return PauseMap(pauses: [], noiseFloor: nil, speechLevel: nil, sound: .silent)
  }
  let floor = NoiseFloor(track)
  let room = middleFloor(floor, of: track)
  guard let speech = activeSpeechLevel(track, over: floor) else {
    return PauseMap(pauses: [], noiseFloor: room, speechLevel: nil, sound: .noSpeech)
  }
  let utterances = Utterances(track, floor: floor, speech: speech)
  guard let edges = PauseEdges(track, floor: floor, speech: speech, utterances: utterances) else {
    return PauseMap(pauses: [], noiseFloor: room, speechLevel: nil, sound: .noSpeech)
  }
  let shortest = max(1, Int(min(atLeast.approximateSeconds / track.window, 1e9).rounded(.up)))
  func range(_ windows: Range<Int>) throws -> TimeRange {
    TimeRange(
      try start + window * Int64(windows.lowerBound), try start + window * Int64(windows.upperBound))
  }
  let pauses = try edges.silences.filter { $0.count >= shortest }.map { silence in
    let pause = edges.pause(in: silence)
    return Pause(range: try range(pause.range), safe: try range(pause.safe), depth: edges.depth(of: silence))
  }
  return PauseMap(pauses: pauses, noiseFloor: room, speechLevel: Double(speech), sound: .speech)
}

/// Sound that never rises above this level, in dBFS, is none: a microphone that is off leaves the noise of its
/// converter.
private let inaudible: Float = -80

/// Half of the windows have a higher floor; nil where nothing was recorded.
private func middleFloor(_ floor: NoiseFloor, of track: LevelTrack) -> Double? {
  let floors = stride(from: 0, to: track.count, by: track.windows(1)).map { floor[$0] }.sorted()
  guard !floors.isEmpty, floors[floors.count / 2] > LevelTrack.silence else { return nil }
  return Double(floors[floors.count / 2])
}
