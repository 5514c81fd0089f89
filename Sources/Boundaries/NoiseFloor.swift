/// The level of the room without speech at every instant: it follows a fan that starts.
///
/// Speech leaves quiet places every few seconds, some below the room's level, where a codec or a noise gate took it
/// away. The floor at an instant is the level that an eighth of the time before it lies below, or of the time after it,
/// whichever is higher: so each side of a sudden change has its own floor, save for the last words before it.
struct NoiseFloor {
  /// Levels in dBFS, one for each probe.
  private let floors: [Float]
  private let stride: Int

  /// How long to look to each side, in seconds.
  private static let reach = 20.0
  /// Part of the time that lies below the floor.
  private static let quietest = 8

  init(_ probed: ProbedLevels) {
    let levels = probed.levels
    let reach = probed.probes(Self.reach)
    var before = RunningQuantile()
    var after = RunningQuantile()
    for level in levels.prefix(reach) { after.add(level) }
    floors = levels.indices.map { index in
      before.add(levels[index])
      if index >= reach { before.remove(levels[index - reach]) }
      if index + reach < levels.count { after.add(levels[index + reach]) }
      // At the recording's start and end one side is too short to hold a quiet place.
      let sides = [before, after].filter { $0.total >= reach / 4 }
      let floor = (sides.isEmpty ? [before, after] : sides).map { $0.least(ofEvery: Self.quietest) }.max()
      after.remove(levels[index])
      return floor ?? LevelTrack.silence
    }
    stride = probed.stride
  }

  /// In dBFS, at a window.
  subscript(window: Int) -> Float {
    let probe = window / stride
    return floors.indices.contains(probe) ? floors[probe] : LevelTrack.silence
  }

  /// Half of the time the floor is higher; nil where nothing was recorded.
  var middle: Double? {
    let sorted = floors.sorted()
    guard !sorted.isEmpty, sorted[sorted.count / 2] > LevelTrack.silence else { return nil }
    return Double(sorted[sorted.count / 2])
  }

  /// Levels in classes of half a dB.
  private struct RunningQuantile {
    private var counts = [Int](repeating: 0, count: 281)
    private(set) var total = 0

    mutating func add(_ level: Float) { count(level, 1) }
    mutating func remove(_ level: Float) { count(level, -1) }

    private mutating func count(_ level: Float, _ change: Int) {
      counts[Int((level - LevelTrack.silence) * 2)] += change
      total += change
    }

    /// The level that one of `share` levels lies below, between two classes by how many are in the lower one.
    func least(ofEvery share: Int) -> Float {
      var rest = Float(total) / Float(share)
      for (index, count) in counts.enumerated() where count > 0 {
        guard rest >= Float(count) else { return (Float(index) + rest / Float(count)) / 2 + LevelTrack.silence }
        rest -= Float(count)
      }
      return LevelTrack.silence
    }
  }
}
