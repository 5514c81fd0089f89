import Boundaries
import Lesson
import Testing
import Timeline

/// A voice is heard in whichever channel it is.
@Suite struct ChannelBalanceTests {
  static let speech = SpokenLevels(seed: 7, utterances: 60)
  static let probes = try? PauseProbes(windows: speech.clean.count, window: 10.ms, atLeast: 500.ms)

  private func noise(_ level: Float) -> [Float] {
    var random = Seeded(5)
    return Self.speech.clean.map { _ in level + Float.random(in: -1.5...1.5, using: &random) }
  }

  private func pauses(_ channels: [[Float]]) throws -> [Pause] {
    let probes = try #require(Self.probes)
    let balance = ChannelBalance(probes, measured: channels.map { channel in probes.ranges.flatMap { channel[$0] } })
    return try findPauses(levels: balance.loudest(channels), window: 10.ms, atLeast: 500.ms).pauses
  }

  @Test(arguments: [-70, -45, -30, -16] as [Float])
  func aChannelOfNoiseHidesNoPause(noise level: Float) throws {
    let voice = Self.speech.levels { _ in -55 }
    let alone = try pauses([voice])
    #expect(alone.count > 20)
    for channels in [[noise(level), voice], [voice, noise(level)]] {
      let found = try pauses(channels)
      #expect(found.count == alone.count)
      for (one, other) in zip(found, alone) {
        #expect(abs(one.safe.end.approximateSeconds - other.safe.end.approximateSeconds) < 0.1)
      }
    }
  }

  /// Each of two people has a microphone, one of them a noisy one.
  @Test func whoSpeaksIntoTheNoisyOneIsHeardToo() throws {
    let voice = Self.speech.levels { _ in -58 }
    let half = voice.count / 2
    let first = Array(voice[..<half]) + noise(-58)[half...]
    let second = noise(-44)[..<half] + Self.speech.levels { _ in -44 }[half...]
    let (alone, found) = (try pauses([voice]), try pauses([first, Array(second)]))
    #expect(Double(found.count) > 0.9 * Double(alone.count))
    for pause in found {
      let middle = Int(pause.safe.end.approximateSeconds * 100)
      #expect(!Self.speech.spoken.contains { $0.contains(middle - 3) && $0.contains(middle + 3) })
    }
  }

  @Test func silentChannelsAndCopiesChangeNothing() throws {
    let voice = Self.speech.levels { _ in -55 }
    let silence = voice.map { _ in Float(-120) }
    for channels in [[voice, silence], [silence, voice], [voice, voice], [voice, voice, silence]] {
      #expect(try pauses(channels) == pauses([voice]))
    }
    #expect(try pauses([silence, silence]).isEmpty)
    #expect(try pauses([]).isEmpty)
  }
}
