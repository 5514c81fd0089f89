import Boundaries
import Foundation
import Lesson
import Testing
import Timeline

@Suite struct FindPausesTests {
  static let speech = SpokenLevels(seed: 7, utterances: 90)

  /// What is found in each room, by its description.
  static let found: [String: PauseMap] = Dictionary(
    uniqueKeysWithValues: rooms.compactMap { room in
      (try? findPauses(levels: speech.levels(gain: room.gain, noise: room.noise), window: 10.ms)).map {
        (room.testDescription, $0)
      }
    })

  private func pauses(in room: Room) throws -> PauseMap { try #require(Self.found[room.testDescription]) }
  private func referencePauses() throws -> PauseMap { try #require(Self.found["-60 dBFS"]) }

  private func pauses(_ levels: [Float]) throws -> [Pause] {
    try findPauses(levels: levels, window: 10.ms).pauses
  }

  private func windows(_ instant: Instant) throws -> Int {
    Int(try instant.ticks(in: .milliseconds, rounding: .nearest) / 10)
  }

  /// The silences of the truth that should be found.
  private var longSilences: [Range<Int>] { Self.speech.silences.dropFirst().dropLast(2).filter { $0.count >= 85 } }

  struct Room: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var gain = 0.0
    var noise: @Sendable (Int) -> Double
  }

  static let rooms: [Room] = [
    Room(testDescription: "a noise gate", noise: { _ in -115 }), Room(testDescription: "-70 dBFS", noise: { _ in -70 }),
    Room(testDescription: "-60 dBFS", noise: { _ in -60 }),
    Room(testDescription: "-45 dBFS", noise: { _ in -45 }), Room(testDescription: "-35 dBFS", noise: { _ in -35 }),
    Room(testDescription: "20 dB quieter at -60 dBFS", gain: -20, noise: { _ in -60 }),
    Room(testDescription: "all 20 dB quieter", gain: -20, noise: { _ in -80 }),
    Room(testDescription: "a fan starts half-way", noise: { $0 < speech.clean.count / 2 ? -52 : -37 }),
    Room(testDescription: "a fan stops half-way", noise: { $0 < speech.clean.count / 2 ? -37 : -52 }),
    Room(testDescription: "rises slowly", noise: { -60 + 25 * Double($0) / Double(speech.clean.count) }),
  ]

  @Test(arguments: rooms)
  func everyPauseIsFoundAndNoBoundaryLiesInSpeech(room: Room) throws {
    let found = try pauses(in: room).pauses
    for silence in longSilences {
      let hits = try found.filter { silence.contains(try windows($0.safe.end)) }
      #expect(hits.count == 1, "silence at \(silence.lowerBound) of \(silence.count)")
    }
    // No word lies in a silence, save for the drowned end of an "s" of a fifth of a second.
    let touched = try found.count { pause in
      let range =
        try windows(pause.range.start) + 12..<max(windows(pause.range.end) - 5, windows(pause.range.start) + 13)
      return Self.speech.spoken.contains { $0.overlaps(range) }
    }
    #expect(touched <= 2)
    for pause in found {
      let boundary = try windows(pause.safe.end)
      #expect(!Self.speech.spoken.contains { $0.contains(boundary) }, "\(pause.safe.end)")
      #expect(
        pause.range.start <= pause.safe.start && pause.safe.start < pause.safe.end && pause.safe.end <= pause.range.end)
    }
  }

  @Test(arguments: rooms)
  func noiseMovesNoBoundary(room: Room) throws {
    let reference = try referencePauses().pauses
    let found = try pauses(in: room).pauses
    for silence in longSilences {
      let boundaries = try [reference, found].map {
        try #require(try $0.first { silence.contains(try windows($0.safe.end)) }).safe.end
      }
      #expect(abs(try (boundaries[0] - boundaries[1]).approximateSeconds) <= 0.05, "silence at \(silence.lowerBound)")
    }
  }

  @Test(arguments: rooms)
  func noiseMovesNoChapter(room: Room) throws {
    func starts(_ pauses: PauseMap) throws -> [Double] {
      var asked = PlanRequest(
        duration: try TimeSpan(ticks: Int64(Self.speech.clean.count) * 10, in: .milliseconds), pauses: pauses)
      (asked.minimum, asked.target, asked.maximum) = (30.s, 1.min, 2.min)
      return try planChapters(asked).starts.map(\.approximateSeconds)
    }
    let reference = try starts(referencePauses())
    let found = try starts(pauses(in: room))
    #expect(reference.count > 4)
    #expect(reference.count == found.count)
    for (one, other) in zip(reference, found) { #expect(abs(one - other) <= 0.05) }
  }

  @Test func theMeasuredLevelsAreTold() throws {
    let map = try findPauses(levels: Self.speech.levels { _ in -45 }, window: 10.ms)
    #expect(map.sound == .speech)
    #expect(abs(try #require(map.noiseFloor) + 46) < 2)
    #expect(abs(try #require(map.speechLevel) + 18) < 3)
    #expect(map.pauses.allSatisfy { (20...35).contains($0.depth) })
  }

  @Test func clicksTypingAndCoughsEndNoPause() throws {
    let silence = try #require(longSilences.first { $0.count > 240 })
    for bursts in [[(100, 3)], (0..<18).map { (20 + $0 * 11, 3) }, [(110, 25)]] {
      var levels = Self.speech.levels { _ in -55 }
      for (start, length) in bursts {
        for window in silence.lowerBound + start..<silence.lowerBound + start + length { levels[window] = -15 }
      }
      let hits = try pauses(levels).filter { silence.contains(try windows($0.range.start) + 10) }
      #expect(hits.count == 1, "\(bursts)")
      let pause = try #require(hits.first)
      #expect(try windows(pause.range.end) - windows(pause.range.start) > silence.count - 40)
      if bursts[0].1 == 25 {
        // It may have been a word.
        #expect(!(110..<135).contains(try windows(pause.safe.end) - silence.lowerBound))
      }
    }
  }

  @Test(
    arguments: [
      (-120, 0, .silent), (-90, 1, .silent), (-60, 1, .noSpeech), (-35, 0, .noSpeech), (-35, 1.5, .noSpeech),
    ] as [(Float, Float, PauseMap.SoundVerdict)])
  func soundWithoutSpeechIsTold(level: Float, fluctuation: Float, verdict: PauseMap.SoundVerdict) throws {
    var random = Seeded(3)
    let levels = (0..<30_000).map { _ in level + Float.random(in: -fluctuation...fluctuation, using: &random) }
    let map = try findPauses(levels: levels, window: 10.ms)
    #expect(map.sound == verdict)
    #expect(map.pauses.isEmpty && map.speechLevel == nil)
  }

  @Test func aMachineThatRunsForAWhileIsNotSpeech() throws {
    var levels = [Float](repeating: -60, count: 30_000)
    var random = Seeded(3)
    for index in levels.indices {
      levels[index] += Float.random(in: -1...1, using: &random) + ((8000..<14_000).contains(index) ? 20 : 0)
    }
    #expect(try findPauses(levels: levels, window: 10.ms).sound == .noSpeech)
  }

  /// In such a room soft speech and the room can't be told apart; who measured it says so.
  @Test(arguments: [-26, -23, -20] as [Double])
  func inARoomAsLoudAsTheSpeechFewPausesAreBelieved(noise: Double) throws {
    let pauses = try findPauses(levels: Self.speech.levels { _ in noise }, window: 10.ms).pauses
    #expect(pauses.allSatisfy { $0.depth >= 6 })
    let inWords = try pauses.count { pause in
      let place = try windows(pause.safe.end)
      return Self.speech.spoken.contains { $0.contains(place - 5) && $0.contains(place + 5) }
    }
    #expect(inWords <= 5, "\(inWords) of \(pauses.count)")
  }

  @Test func aMutedMicrophoneIsAPause() throws {
    var levels = Self.speech.levels { _ in -45 }
    let muted = Self.speech.silences[40].upperBound..<Self.speech.silences[44].lowerBound
    for index in muted { levels[index] = -120 }
    let found = try pauses(levels)
    #expect(
      try found.contains {
        try windows($0.range.start) <= muted.lowerBound + 5 && windows($0.range.end) >= muted.upperBound - 5
      })
    for silence in longSilences where silence.upperBound < muted.lowerBound || silence.lowerBound > muted.upperBound {
      #expect(try found.contains { silence.contains(try windows($0.safe.end)) })
    }
  }

  @Test func hostileLevelsDoNoHarm() throws {
    for level in [Float.nan, .infinity, -.infinity, .greatestFiniteMagnitude] {
      _ = try findPauses(levels: [Float](repeating: level, count: 500), window: 10.ms)
    }
    #expect(try findPauses(levels: [], window: 10.ms).sound == .silent)
    #expect(throws: BoundaryError.self) { try findPauses(levels: [-20], window: .zero) }
    let levels = Self.speech.levels { _ in -60 }
    #expect(try findPauses(levels: levels, window: 10.ms, atLeast: 100_000.h).pauses.isEmpty)
    #expect(try !findPauses(levels: levels, window: 10.ms, atLeast: .zero - 1.s).pauses.isEmpty)
  }

  @Test func instantsCountFromTheStartGiven() throws {
    let levels = Self.speech.levels { _ in -60 }
    let start = try Instant(ticks: -1, in: #require(TimeBase(64, 48_000)))
    let (one, other) = (try pauses(levels), try findPauses(levels: levels, window: 10.ms, start: start).pauses)
    #expect(other.map(\.range.start) == (try one.map { try start + ($0.range.start - .zero) }))
  }
}
