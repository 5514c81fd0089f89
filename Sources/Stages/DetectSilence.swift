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
    "finds the stretches in which nobody speaks", example: "detect-silence: { at-least: 900ms }", version: 2,
    opensMedia: true)

  @Option("a shorter silence does not count", 200.ms...10.s) var atLeast = 500.ms

  @Needs var recording: Recording
  @Needs var info: MediaInfo

  func run(in workshop: Workshop) async throws -> PauseMap {
    guard info.sound != nil else {
      return PauseMap(pauses: [], noiseFloor: nil, speechLevel: nil, sound: .none)
    }
    let (url, name, info) = (try workshop.place(of: recording.name), recording.name, info)
    let meters = ToolShelf { try StretchMeter(url, named: name, info: info) }
    func levels(_ ranges: [Range<Int>], _ progress: @escaping @Sendable (Double) -> Void) async throws -> [Float] {
      try await Array(
        sideBySide(meters.withTool { $0.shares(of: ranges) }, progress: progress, tools: meters) {
          try $0.levels(of: $1, progress: $2)
        }.joined())
    }
    let (start, total, group, probes, cost) = try meters.withTool { meter in
      let probes = try PauseProbes(windows: meter.windows, window: meter.window, group: meter.group, atLeast: atLeast)
      return (meter.start, meter.seconds, meter.group, probes, meter.cost(of: probes.ranges))
    }
    var map: PauseMap
    if cost < 0.5 {
      let quiet = try await QuietPlaces(
        probes, measured: levels(probes.ranges) { workshop.progress($0 / 2, of: total, "s") })
      map = try await quiet.pauses(
        measured: levels(quiet.ranges) { workshop.progress((total + $0) / 2, of: total, "s") }, start: start)
    } else {
      map = try await findPauses(
        levels: levels([0..<probes.windows]) { workshop.progress($0, of: total, "s") }, window: probes.window,
        group: group, start: start, atLeast: atLeast)
    }
    map.shortest = atLeast
    for warning in SoundWarnings.of(map, in: recording) { workshop.warn(warning) }
    return map
  }
}

/// What is said first of all about a recording whose sound has no speech.
enum SoundWarnings {
  static func of(_ map: PauseMap?, in recording: Recording) -> [String] {
    switch map?.sound {
    case .silent: ["\(shown(recording.name)): the sound is silent from end to end: was the microphone off?"]
    case .noSpeech:
      ["\(shown(recording.name)): nothing in the sound rises and falls like speech: is it the right microphone?"]
    case nil, .some(.none), .speech: []
    }
  }
}
