internal import Boundaries
internal import Lesson
internal import Media
internal import StageGraph
internal import Timeline
internal import Wording

/// Finds the stretches in which nobody speaks.
///
/// The noise of the room and the level of speech are measured in the recording itself and followed as they change, so that a
/// humming room and a quiet one, a loud speaker and a soft one give the same pauses.
struct DetectSilence: Stage {
  static let about = About(
    "finds the stretches in which nobody speaks", example: "detect-silence: { at-least: 900ms }", version: 3,
    opensMedia: true)

  @Option("a shorter silence does not count", 200.ms...10.s) var atLeast = 500.ms

  @Needs var recording: Recording
  @Needs var info: MediaInfo

  func run(in workshop: Workshop) async throws -> PauseMap {
    guard let main = info.sound else {
      return PauseMap(pauses: [], noiseFloor: nil, speechLevel: nil, sound: .none)
    }
    var map = try await pauses(of: main, in: workshop)
    var further = info.moreSounds.enumerated().makeIterator()
    while map.sound != .speech, let (index, sound) = further.next() {
      var other = try await pauses(of: sound, in: workshop)
      other.track = index + 2
      if other.sound == .speech { map = other }
    }
    for warning in SoundWarnings.of(map, in: recording) { workshop.warn(warning) }
    return map
  }

  private func pauses(of sound: SoundInfo, in workshop: Workshop) async throws -> PauseMap {
    let (url, name) = (try workshop.place(of: recording.name), recording.name)
    var info = info
    info.sound = sound
    let meters = ToolShelf { [info] in try StretchMeter(url, named: name, info: info) }
    let (start, total, group, probes, cost) = try meters.withTool { meter in
      let probes = try PauseProbes(windows: meter.windows, window: meter.window, group: meter.group, atLeast: atLeast)
      return (meter.start, meter.seconds, meter.group, probes, meter.cost(of: probes.ranges))
    }
    // Of each channel, the windows' levels one after the other.
    func levels(_ ranges: [Range<Int>], from begun: Double, share: Double) async throws -> [[Float]] {
      let shares = try await sideBySide(
        meters.withTool { $0.shares(of: ranges) },
        progress: { workshop.progress(begun + $0 * share, of: total, "s") }, tools: meters
      ) { try $0.levels(of: $1, progress: $2) }
      return (shares.first ?? []).indices.map { channel in shares.flatMap { $0[channel] } }
    }
    var map: PauseMap
    if cost < 0.5 {
      let probed = try await levels(probes.ranges, from: 0, share: 0.5)
      let balance = ChannelBalance(probes, measured: probed)
      let quiet = QuietPlaces(probes, measured: balance.loudest(probed))
      let measured = try await levels(quiet.ranges, from: total / 2, share: 0.5)
      map = try quiet.pauses(measured: balance.loudest(measured), start: start)
    } else {
      let all = try await levels([0..<probes.windows], from: 0, share: 1)
      let balance = ChannelBalance(probes, measured: all.map { channel in probes.ranges.flatMap { channel[$0] } })
      map = try findPauses(
        levels: balance.loudest(all), window: probes.window, group: group, start: start, atLeast: atLeast)
    }
    map.shortest = atLeast
    return map
  }
}

/// What is said first of all about a recording whose sound has no speech where it is looked for.
enum SoundWarnings {
  static func of(_ map: PauseMap?, in recording: Recording) -> [String] {
    let name = shown(recording.name)
    return switch map?.sound {
    case .silent: ["\(name): the sound is silent from end to end: was the microphone off?"]
    case .noSpeech:
      ["\(name): nothing in the sound rises and falls like speech: is it the right microphone?"]
    case .speech: [otherTrack(map?.track), loudRoom(map)].compactMap { $0.map { "\(name): \($0)" } }
    case nil, .some(.none): []
    }
  }

  private static func otherTrack(_ track: Int?) -> String? {
    track.map {
      "nobody speaks in its first sound track, which players play, so pauses are looked for in track \($0); 'ffmpeg -i IN -map 0:v? -map 0:a:\($0 - 1) -map 0:a:0 -c copy OUT' puts that one first"
    }
  }

  /// Of two real voices, 7 dB above pink noise, one boundary in seven lay in a word, twice as many as in a quiet room.
  private static func loudRoom(_ map: PauseMap?) -> String? {
    guard let room = map?.noiseFloor, let speech = map?.speechLevel, speech - room < 8.5 else { return nil }
    return
      "its room is loud, only \(Int((speech - room).rounded())) dB below speech, so pauses are hard to hear: boundaries may lie within words"
  }
}
