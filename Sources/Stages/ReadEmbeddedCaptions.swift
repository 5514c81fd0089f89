internal import Captions
internal import Documents
internal import Lesson
internal import Media
internal import StageGraph
internal import Wording

/// Reads the subtitle tracks inside the recording, as captions.
struct ReadEmbeddedCaptions: Stage {
  static let about = About(
    "reads the subtitles inside the recording, in every language", example: "read-embedded-captions:", opensMedia: true)

  @Needs var recording: Recording
  @Needs var info: MediaInfo

  func run(in workshop: Workshop) async throws -> CarriedCaptions {
    let tracks = try EmbeddedCaptions.all(of: workshop.place(of: recording.name), named: recording.name, info: info)
    var carried = CarriedCaptions(tracks: [])
    for captions in tracks {
      let name = "\(recording.name), stream \(captions.track.stream)"
      // A track without a word is none; one whose text can't be read says so as a file would.
      guard !captions.text.isEmpty else { continue }
      let cues = try readCaptions(SourceText(captions.text, named: name)).cues
      guard !cues.isEmpty else { continue }
      let language = MediaInfo.languageTag(captions.track.language) ?? info.languageTag ?? "und"
      carried.tracks.append(CaptionTrack(language: language, file: name, cues: cues))
    }
    return carried
  }
}

/// The captions that a recording carries itself.
struct CarriedCaptions: Hashable, Sendable, Codable {
  var tracks: [CaptionTrack]
}
