/// Makes one sound of several channels or microphones: whoever speaks into any of them is heard.
///
/// Of channels as they are, the loudest would count, and a hissing one would cover the voice in another. So each is first turned down until its room is no
/// louder than that of the channel from which speech stands out most.
public struct ChannelBalance: Sendable {
  /// For each channel, in dB, at most 0.
  let gains: [Float]

  /// - Parameter channels: of each, the levels of the windows of ``PauseProbes/ranges``, one after the other, as ``QuietPlaces`` wants them.
  public init(_ probes: PauseProbes, measured channels: [[Float]]) {
    guard channels.count > 1 else {
      gains = channels.map { _ in 0 }
      return
    }
    let rooms = channels.map { measured in
      let levels = ProbedLevels(probes, measured: measured)
      let floor = NoiseFloor(levels)
      let speech = levels.isAudible ? activeSpeechLevel(levels, over: floor) : nil
      return (floor: floor.middle.map(Float.init), speech: speech)
    }
    var clearest: (floor: Float, margin: Float)?
    for case (let floor?, let speech?) in rooms where speech - floor > clearest?.margin ?? 0 {
      clearest = (floor, speech - floor)
    }
    gains = rooms.map { room in
      guard let clearest, let floor = room.floor else { return 0 }
      return min(0, clearest.floor - floor)
    }
  }

  /// Of each window the level of the loudest channel, all of them balanced.
  ///
  /// - Parameter channels: of each, the levels of the same windows; as many channels as were measured.
  public func loudest(_ channels: [[Float]]) -> [Float] {
    guard let first = channels.first, channels.count > 1 else { return channels.first ?? [] }
    return first.indices.map { index in
      zip(channels, gains).reduce(LevelTrack.silence) { max($0, $1.0[index].sane + $1.1) }
    }
  }
}
