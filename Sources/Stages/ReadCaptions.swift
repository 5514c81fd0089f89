internal import Captions
internal import Documents
internal import Lesson
internal import StageGraph
internal import Timeline
internal import Wording

/// Reads the captions beside the recording, in every language; those inside it fill up the languages that are missing.
struct ReadCaptions: Stage {
  static let about = About(
    "reads the captions beside the recording (WebVTT, SRT), in every language",
    example: "read-captions: { speakers: no }", version: 3)

  @Option("a doubtful cue is an error") var strict = false
  @Option("who speaks is shown; no drops the names") var speakers = true

  @Option("so much later than the sound run the captions beside the recording: they are moved back", 0.s...24.h)
  var late = 0.s
  @Option("so much earlier than the sound run the captions beside the recording: they are moved on", 0.s...24.h)
  var early = 0.s

  @Needs var companions: Companions
  @Needs var info: MediaInfo
  @Needs var details: GivenDetails?
  @Needs var carried: CarriedCaptions?

  func run(in workshop: Workshop) async throws -> GivenCaptions {
    var given = GivenCaptions(tracks: [], warnings: [])
    for file in companions.of(.captions) {
      // The language is what the file's name says, else lesson.yaml, else the container; never guessed.
      let language = file.language ?? details?.details.language ?? info.languageTag ?? "und"
      if let earlier = given.tracks.first(where: { $0.language.lowercased() == language.lowercased() }) {
        let warning =
          "\(shown(file.name)) is not used: \(shown(earlier.file)) holds the captions in the language '\(shown(language))' already"
        workshop.warn(warning)
        given.warnings.append(warning)
        continue
      }
      let (cues, warnings) = try workshop.read(file, strict: strict) { text in
        let result = try readCaptions(text)
        let moved = try result.cues.compactMap { try $0.moved(by: early - late) }
        return Reading(value: moved, diagnostics: try result.diagnostics + behindTheEnd(moved, in: text.file))
      }
      given.warnings += warnings
      given.tracks.append(
        CaptionTrack(language: language, file: file.name, cues: speakers ? cues : cues.map(\.withoutSpeaker)))
    }
    for track in carried?.tracks ?? [] {
      let language = track.language.lowercased()
      if let earlier = given.tracks.first(where: { $0.language.lowercased() == language }) {
        let warning =
          "the subtitles of \(shown(track.file)) are not used: \(shown(earlier.file)) holds the captions in the language '\(shown(track.language))' already"
        workshop.warn(warning)
        given.warnings.append(warning)
        continue
      }
      given.tracks.append(
        speakers
          ? track
          : CaptionTrack(language: track.language, file: track.file, cues: track.cues.map(\.withoutSpeaker)))
    }
    return given
  }

  /// Warns of cues that no chapter shows, since the recording is over; a second or two are no matter.
  private func behindTheEnd(_ cues: [Cue], in file: String) throws -> [Diagnostic] {
    let end = try Instant.zero + info.duration
    let lost = try cues.count { try $0.range.start >= end && $0.range.end - end >= 2.s }
    guard lost > 0 else { return [] }
    let sentence =
      "\(lost) of \(counted(cues.count, "cue")) \(lost == 1 ? "lies" : "lie") past the recording's end (\(end.shortClock)); is this another recording's file?"
    return [Diagnostic(.warning, in: file, sentence)]
  }
}

/// The captions that came with a recording, by their files' names.
struct GivenCaptions: Hashable, Sendable, Codable {
  var tracks: [CaptionTrack]
  var warnings: [String]

  /// The track in the lesson's own language, else the first.
  func main(language: String?) -> CaptionTrack? {
    guard let language = language?.lowercased() else { return tracks.first }
    return tracks.first { $0.language.lowercased() == language }
      ?? tracks.first { $0.language.lowercased().prefix(2) == language.prefix(2) } ?? tracks.first
  }
}

extension Cue {
  /// What is left of it behind the recording's start; nil for nothing.
  fileprivate func moved(by shift: TimeSpan) throws -> Cue? {
    guard shift != .zero else { return self }
    let moved = TimeRange(max(.zero, try range.start + shift), max(.zero, try range.end + shift))
    return moved.isEmpty ? nil : Cue(range: moved, lines: lines, speaker: speaker, settings: settings)
  }

  fileprivate var withoutSpeaker: Cue { Cue(range: range, lines: lines, settings: settings) }
}
