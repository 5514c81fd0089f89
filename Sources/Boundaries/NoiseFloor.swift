/// The level of the room without speech at every instant: it follows a fan that starts.
///
/// Speech leaves quiet places every few seconds, some below the room's level, where a codec or a noise gate took it
/// away. The floor at an instant is the level that an eighth of the time before it lies below, or of the time after it,
/// whichever is higher: so each side of a sudden change has its own floor, save for the last words before it.
struct NoiseFloor {
  /// Levels in dBFS, one for each step.
  private let steps: [Float]
  private let windowsPerStep: Int

  /// How long to look to each side, in seconds.
  private static let reach = 20.0
  /// Part of the time that lies below the floor.
  private static let quietest = 8

  init(_ track: LevelTrack) {
    let windowsPerBlock = track.windows(0.05)
    let blocks = stride(from: 0, to: track.count, by: windowsPerBlock).map { first in
      let block = track.levels[first..<min(first + windowsPerBlock, track.count)]
      return block.reduce(0, +) / Float(block.count)
    }
    windowsPerStep = windowsPerBlock * 4
    let reach = track.windows(Self.reach) / windowsPerBlock
    var before = RunningQuantile()
    var after = RunningQuantile()
    for block in blocks.prefix(reach) { after.add(block) }
    var steps: [Float] = []
    for index in blocks.indices {
      before.add(blocks[index])
      if index >= reach { before.remove(blocks[index - reach]) }
      if index + reach < blocks.count { after.add(blocks[index + reach]) }
      if index % 4 == 0 {
        // At the recording's start and end one side is too short to hold a quiet place.
        let sides = [before, after].filter { $0.total >= reach / 4 }
        steps.append(
          (sides.isEmpty ? [before, after] : sides).map { $0.least(ofEvery: Self.quietest) }.max() ?? LevelTrack.silence
        )
      }
      after.remove(blocks[index])
    }
    self.steps = steps
  }

  /// In dBFS, at a window.
  subscript(window: Int) -> Float {
    let step = window / windowsPerStep
    return steps.indices.contains(step) ? steps[step] : LevelTrack.silence
  }

  /// Levels in classes of half a dB.
  private struct RunningQuantile {
    private var counts = [Int](repeating: 0, count: 281)
    private(set) var total = 0

    mutating func add(_ level: Float) { count(level, 1) }
    mutating func remove(_ level: Float) { count(level, -1) }

    private mutating func count(_ level: Float, _ change: Int) {
      counts[Int((level + 120) * 2)] += change
      total += change
    }

    /// The level that one of `share` levels lies below.
    func least(ofEvery share: Int) -> Float {
      var rest = total / share
      for (index, count) in counts.enumerated() where total > 0 {
        rest -= count
        if rest < 0 { return Float(index) / 2 - 120 }
      }
      return LevelTrack.silence
    }
  }
}
