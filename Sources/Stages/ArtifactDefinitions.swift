internal import Documents
internal import Foundation
internal import Lesson
internal import StageGraph

/// The text of a JSON object with the schema of everything that stages hand over, by name.
public func artifactDefinitions() throws -> String {
  let schemas = artifactSchemas(of: builtInStages, known: known, notes: notes)
  return String(decoding: try encodeOrderedJSON(Definitions(schemas: schemas), pretty: true), as: UTF8.self)
}

private struct Definitions: Encodable {
  var schemas: [String: JSONSchema]

  func encode(to encoder: any Encoder) throws {
    var keys = encoder.container(keyedBy: Name.self)
    for (name, schema) in schemas.sorted(by: { $0.key < $1.key }) {
      try keys.encode(schema, forKey: Name(stringValue: name))
    }
  }
}

private struct Name: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

/// Types whose JSON can't be found out by asking.
private let known = [
  KnownSchema(Boundary.Kind.start, .cases(["start", "pause", "slide", "list", "forced"])),
  KnownSchema(Cut.Method.copy, .cases(["copy", "edit-list", "exact", "transcode"])),
  KnownSchema(PauseMap.SoundVerdict.none, .cases(["speech", "none", "silent", "noSpeech"])),
  KnownSchema(
    LessonDetails.ChapterDetails.Key.number(1),
    .anyOf(
      [("number", .integer), ("id", .text), ("at", .named("time"))].map { name, value in
        .object([.init(name, .object([.init("_0", value)]))])
      })),
]

/// What a name and a type don't tell, for those who write programs.
private let notes = [
  "TimeRange.end": "the first instant that is not in it",
  "Recording.mark": "stands for the file's contents",
  "MediaInfo.origin": "where the container's clock stands at time 0",
  "VideoInfo.width": "in pixels, as displayed",
  "VideoInfo.height": "in pixels, as displayed",
  "VideoInfo.rotation": "in degrees, clockwise",
  "VideoInfo.keyframes": "in order of time",
  "PauseMap.noiseFloor": "dBFS",
  "PauseMap.speechLevel": "dBFS",
  "PauseMap.track": "number of the sound track that was listened to, from 1; nothing for the first",
  "PauseMap.shortest": "a shorter silence is no pause",
  "Pause.safe": "where a boundary may lie",
  "Pause.depth": "in decibels below speech",
  "SlideMap.changes": "in order of time",
  "SlideChange.kind": "slide: another slide; build: something is added to it",
  "SlideChange.time": "when what is new is shown first",
  "SlideChange.earliest": "the change lies between here and time; the same where the frame is known",
  "SlideChange.area": "how much of the picture changed, 0 to 1",
  "SlideChange.firstShown": "when what is shown now was shown before; absent where it is new",
  "SlideTitles.titles": "one for each chapter",
  "GivenCaptions.tracks": "one for each language, by their files' names",
  "CaptionTrack.language": "BCP 47; und where nobody said",
  "CaptionTrack.cues": "by start, then end",
  "Cue.lines": "without markup",
  "Cue.settings": "WebVTT's, as written; empty for none",
  "GivenChapterList.list": "what plan-chapters follows",
  "ChapterList.file": "for messages",
  "ChapterList.entries": "in order of time",
  "ChapterListEntry.isExact": "false: it may move to a pause nearby",
  "ChapterListEntry.title": "empty: one is found",
  "ChapterListEntry.isSkipped": "left out up to the next entry",
  "ChapterListEntry.isDivided": "true: chop divides what lies between it and the next entry",
  "ChapterListEntry.line": "for messages",
  "ChapterPlan.chapters": "at least one, in order of time; with what is omitted they fill the recording",
  "ChapterPlan.key": "stands for what the boundaries depend on; may be empty",
  "PlannedChapter.boundary": "at its start",
  "PlannedChapter.title": "absent where one has to be found",
  "PlannedChapter.alternatives": "where else it could begin, the best first",
  "Boundary.evidence": "a sentence for people",
  "Omission.reason": "skip",
  "Cut.requested": "as planned; range has what the frames allow",
  "Manifest.File.path": "below the lesson's folder",
]
