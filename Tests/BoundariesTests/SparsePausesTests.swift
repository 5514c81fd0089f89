import Boundaries
import Foundation
import Lesson
import Media
import TestSupport
import Testing
import Timeline

/// Pauses are the same whether all sound is decoded or only what is needed to find them.
@Suite struct SparsePausesTests {
  struct Coding: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var container: TestRecording.Container
    var codec: String?
    var arguments: [String] = []
    /// Otherwise pauses may be one window apart: AAC's noise substitution and Opus draw other noise after other packets (ISO/IEC 14496-3 §4.6.13, RFC 6716
    /// §4.3.5), and Matroska's times are milliseconds.
    var isExact = true
  }

  static let codings = [
    Coding(testDescription: "AAC-LC", container: .m4a, codec: "aac", arguments: ["-aac_pns", "0"]),
    Coding(testDescription: "AAC-LC with noise substitution", container: .m4a, codec: "aac", isExact: false),
    Coding(testDescription: "AAC-LC in Matroska", container: .mkv, codec: "aac", arguments: ["-aac_pns", "0"]),
    Coding(testDescription: "MP3", container: .mp3, codec: "libmp3lame"),
    Coding(testDescription: "Opus", container: .mkv, codec: "libopus", isExact: false),
    Coding(testDescription: "Vorbis", container: .mkv, codec: "libvorbis", isExact: false),
    Coding(testDescription: "PCM", container: .wav, codec: "pcm_s16le"),
    Coding(testDescription: "FLAC", container: .mkv, codec: "flac"),
  ]

  /// Utterances of one to three seconds, some with a short gap, and pauses of 0.2 to 2.6 seconds between them.
  static let script = SpeechScript(
    (0..<12).map { (number: Int) -> (Double, Double) in
      let start = Double(number) * 2.9 + 0.7
      return (start, start + 0.3 + 0.1 * Double(number * 7 % 24))
    }, noise: -52, speech: -22)

  private func file(_ coding: Coding) throws -> URL {
    try TestRecording(seconds: 36, coding.container) {
      $0.picture = nil
      $0.sound?.content = .speech(Self.script)
      $0.sound?.codec = coding.codec
      $0.arguments = coding.arguments
    }.file()
  }

  private func meter(_ coding: Coding) throws -> StretchMeter {
    let file = try file(coding)
    return try StretchMeter(file, named: "talk", info: survey(file, named: "talk"))
  }

  @Test(arguments: codings)
  func pausesEqualThoseOfTheWholeDecode(_ coding: Coding) throws {
    var meter = try meter(coding)
    let probes = try PauseProbes(
      windows: meter.windows, window: meter.window, group: meter.group, atLeast: 500.ms)
    let probed = try meter.levels(of: probes.ranges)[0]
    let quiet = QuietPlaces(probes, measured: probed)
    #expect(quiet.ranges.reduce(0) { $0 + $1.count } < meter.windows * 9 / 10)
    let sparse = try quiet.pauses(measured: meter.levels(of: quiet.ranges)[0], start: meter.start)
    let levels = try meter.levels(of: [0..<meter.windows])[0]
    let whole = try findPauses(
      levels: levels, window: meter.window, group: meter.group, start: meter.start, atLeast: 500.ms)

    let differences = zip(probed, probes.ranges.flatMap { levels[$0] }).map { abs($0 - $1) }
    #expect(differences.count == probes.ranges.reduce(0) { $0 + $1.count })
    #expect(differences.max() ?? 99 < (coding.isExact ? 0.1 : 4))
    #expect(differences.reduce(0, +) / Float(differences.count) < (coding.isExact ? 0.01 : 0.5))

    #expect(whole.pauses.count > 7)
    #expect(sparse.pauses.count == whole.pauses.count)
    #expect(sparse.sound == .speech)
    let tolerance = coding.isExact ? 1e-6 : meter.window.approximateSeconds + 1e-6
    for (one, other) in zip(sparse.pauses, whole.pauses) {
      for (place, same) in [
        (one.range.start, other.range.start), (one.range.end, other.range.end), (one.safe.end, other.safe.end),
      ] {
        #expect(abs(place.approximateSeconds - same.approximateSeconds) <= tolerance)
      }
      #expect(abs(one.depth - other.depth) < 0.6)
    }
  }

  /// Several meters share the work.
  @Test func aShareIsTheSameWhoeverMeasuresIt() throws {
    let file = try file(Self.codings[1])
    var one = try meter(Self.codings[1])
    let shares: [[Range<Int>]] = [[10..<400], [400..<404, 900..<1000], [2500..<2900]]
    var together: [[[Float]]] = []
    for share in shares { together.append(try one.levels(of: share)) }
    let info = try survey(file, named: "talk")
    for (share, levels) in zip(shares, together).reversed() {
      var other = try StretchMeter(file, named: "talk", info: info)
      #expect(try other.levels(of: share) == levels)
    }
  }

  @Test func sharesAreAllOfTheWorkInOrder() throws {
    let meter = try meter(Self.codings[6])
    let ranges = [0..<10, 5_000..<40_000, 65_000..<65_010, 65_020..<65_030, 100_000..<100_001]
    let shares = meter.shares(of: ranges)
    #expect(
      shares == [
        [0..<10, 5_000..<35_000], [35_000..<40_000], [65_000..<65_010, 65_020..<65_030], [100_000..<100_001],
      ])
  }

  /// What lies between quiet places is speech, whatever is in it.
  @Test func theRestChangesNothing() throws {
    let levels = SpokenLevels(seed: 11, utterances: 60).levels { _ in -50 }
    let probes = try PauseProbes(windows: levels.count, window: 10.ms, atLeast: 500.ms)
    let quiet = QuietPlaces(probes, measured: probes.ranges.flatMap { levels[$0] })
    var other = [Float](repeating: -7, count: levels.count)
    for range in probes.ranges + quiet.ranges { other.replaceSubrange(range, with: levels[range]) }
    #expect(
      try findPauses(levels: levels, window: 10.ms, atLeast: 500.ms)
        == findPauses(levels: other, window: 10.ms, atLeast: 500.ms))
  }

  /// Each pause that is long enough holds two probes.
  @Test(arguments: [200, 333, 500, 2000])
  func probesAreNearEnough(atLeast: Int) throws {
    for group in [1, 2, 3] {
      let probes = try PauseProbes(windows: 5000, window: 11.ms, group: group, atLeast: atLeast.ms).ranges
      let length = (atLeast + 10) / 11
      #expect(zip(probes, probes.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
      #expect(probes.allSatisfy { $0.lowerBound % group == 0 })
      for start in 0..<200 {
        #expect(probes.count { $0.lowerBound >= start && $0.upperBound <= start + length } >= 2)
      }
    }
  }
}
