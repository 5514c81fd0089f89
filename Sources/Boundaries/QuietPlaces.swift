public import Lesson
public import Timeline

/// Where pauses may lie, from the levels at ``PauseProbes``: there the sound has to be measured in full.
///
/// The noise floor and the level of speech are measured from the probes.
public struct QuietPlaces: Sendable {
  /// Of windows, in order, apart from each other.
  public let ranges: [Range<Int>]

  private let probes: PauseProbes
  private let levels: ProbedLevels
  private let floor: NoiseFloor
  /// nil where nobody speaks.
  private let speech: Float?

  /// What lies less than this below speech, in dB, may be soft speech in a loud room as well as the room.
  private static let shallowest = 6.0

  /// - Parameter measured: the levels of the windows of ``PauseProbes/ranges``, one after the other: in dBFS (RMS, full scale 0), digital silence
  ///   is -120. Rumble below the voice should be filtered out (a high-pass at 90 Hz); of several channels or microphones ``ChannelBalance`` makes one.
  public init(_ probes: PauseProbes, measured: [Float]) {
    self.probes = probes
    levels = ProbedLevels(probes, measured: measured)
    floor = NoiseFloor(levels)
    speech = levels.isAudible ? activeSpeechLevel(levels, over: floor) : nil
    ranges = speech.map { [levels, floor] in Self.ranges(levels, floor, speech: $0, windows: probes.windows) } ?? []
  }

  /// The pauses, each at least as long as asked for. `measured` are the levels of the windows of ``ranges``, one after the other; `start` is where the first
  /// window of the sound begins. Throws `TimeOverflow`.
  public func pauses(measured: [Float], start: Instant = .zero) throws -> PauseMap {
    guard levels.isAudible else { return PauseMap(pauses: [], noiseFloor: nil, speechLevel: nil, sound: .silent) }
    let none = PauseMap(pauses: [], noiseFloor: floor.middle, speechLevel: nil, sound: .noSpeech)
    guard let speech else { return none }
    let track = LevelTrack(levels, windows: probes.windows, ranges: ranges, measured: measured)
    let utterances = Utterances(track, floor: floor, speech: speech)
    guard let edges = PauseEdges(track, floor: floor, speech: speech, utterances: utterances) else { return none }
    let shortest = max(1, Int(min(probes.atLeast.approximateSeconds / track.window, 1e9).rounded(.up)))
    func range(_ windows: Range<Int>) throws -> TimeRange {
      TimeRange(
        try start + probes.window * Int64(windows.lowerBound), try start + probes.window * Int64(windows.upperBound))
    }
    var pauses: [Pause] = []
    for silence in edges.silences {
      let pause = edges.pause(in: silence)
      // In noise the ends of words are guessed at: most of it has to be sure.
      let depth = edges.depth(of: silence)
      guard silence.count >= shortest, pause.range.count >= shortest * 2 / 3, depth >= Self.shallowest else { continue }
      pauses.append(Pause(range: try range(pause.range), safe: try range(pause.safe), depth: depth))
    }
    return PauseMap(pauses: pauses, noiseFloor: floor.middle, speechLevel: Double(speech), sound: .speech)
  }

  /// Around each two quiet probes in a row, to where loud words or clicks are on both sides.
  private static func ranges(
    _ probed: ProbedLevels, _ floor: NoiseFloor, speech: Float, windows: Int
  ) -> [Range<Int>] {
    let (levels, stride) = (probed.levels, probed.stride)
    let isQuiet = levels.indices.map {
      probed.quieter[$0] <= SpeechThresholds(speech, over: floor[$0 * stride]).upper
    }
    func isLoud(_ probe: Int, _ words: Float) -> Bool {
      power(levels[probe]) - power(floor[probe * stride]) > power(words - PauseEdges.loud)
    }
    let reach = probed.probes(2)
    var ranges: [Range<Int>] = []
    var next = 1
    while next < levels.count {
      guard isQuiet[next - 1], isQuiet[next] else {
        next += 1
        continue
      }
      let first = next - 1
      var last = next
      while last + 1 < levels.count, isQuiet[last + 1] { last += 1 }
      next = last + 1
      let (before, after) = (
        probed.words(before: first * stride, speech: speech), probed.words(after: last * stride, speech: speech)
      )
      let start = (max(0, first - reach)..<first).last { isLoud($0, before) } ?? max(0, first - reach)
      let end = (last + 1..<min(last + reach, levels.count)).first { isLoud($0, after) } ?? last + reach
      let range = start * stride..<min(end * stride + PauseProbes.length, windows)
      if let last = ranges.last, last.upperBound >= range.lowerBound {
        ranges[ranges.count - 1] = min(last.lowerBound, range.lowerBound)..<max(last.upperBound, range.upperBound)
      } else {
        ranges.append(range)
      }
    }
    return ranges
  }
}

extension ProbedLevels {
  /// Sound that never rises above this level, in dBFS, is none: a microphone that is off leaves the noise of its
  /// converter.
  private static let inaudible: Float = -80

  var isAudible: Bool { levels.contains { $0 > Self.inaudible } }
}
