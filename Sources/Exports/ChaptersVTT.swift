internal import Captions
internal import Foundation
internal import Lesson
internal import Timeline

/// `chapters.vtt`: the chapters as cues of a chapter track (HTML, §4.8.11.11.1, `kind="chapters"`; WebVTT, §1.7), for the recording in any `<video>` element.
///
/// Times count as in the recording, for that is the one file in which the whole lesson plays; where a lesson has several, they follow
/// each other. A chapter's end is the next one's start, but where a stretch in between was left out: no chapter plays there.
public enum ChaptersVTT: LessonExport {
  public static let name = "chapters-vtt"
  public static let summary = "chapters.vtt: the chapters of the recording, as a track for any <video> element"

  public static func files(for contents: LessonContents) throws -> [ExportedFile] {
    var cues: [Cue] = []
    for chapter in contents.manifest.chapters {
      let shift = try start(ofRecording: chapter.source.recording, in: contents.manifest)
      guard let range = chapter.source.range else { continue }
      let title = chapter.title.split(whereSeparator: \.isNewline).joined(separator: " ")
      let shifted = TimeRange(try range.start + shift, try range.end + shift)
      cues.append(Cue(range: shifted, lines: [title.isEmpty ? "\(chapter.number)" : title]))
    }
    return [
      ExportedFile(path: "chapters.vtt", type: "text/vtt", data: Data(webVTT(cues, speakers: false).utf8))
    ]
  }

  private static func start(ofRecording index: Int, in manifest: Manifest) throws(TimeOverflow) -> TimeSpan {
    var sum = TimeSpan.zero
    for source in manifest.sources.prefix(max(index, 0)) {
      sum = try sum + source.duration.span
    }
    return sum
  }
}
