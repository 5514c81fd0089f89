internal import Cutting
internal import Foundation
internal import Lesson
internal import StageGraph
internal import Timeline

/// Writes each chapter's picture and sound, without encoding either again.
struct CutChapters: Stage {
  static let about = About(
    "writes each chapter's picture and sound by copying packets", example: "cut-chapters:", opensMedia: true,
    writesFiles: true)

  @Needs var recording: Recording
  @Needs var info: MediaInfo
  @Needs var cuts: CutPlan
  @Needs var names: ChapterNames

  func run(in workshop: Workshop) async throws -> ChapterMedia {
    let format = ChapterFormat(for: info)
    let writer = try ChapterWriter(workshop.place(of: recording.name), named: recording.name, info: info)
    let total = info.duration.approximateSeconds
    var media: [Manifest.Media] = []
    for (cut, name) in zip(cuts.cuts, names.chapters) {
      let path = "\(name.id)/\(format.fileName)"
      let job = ChapterCut(cut, omitted: cuts.omitted)
      let made = try workshop.file(path, recipe: "media \(Self.about.version) \(recording.mark) \(job.recipe)") {
        place in
        try writer.write(job, to: place) { instant in
          workshop.progress(instant.approximateSeconds, of: total, "s")
        }
      }
      let file = Manifest.File(
        path: path, type: format.type, bytes: made.bytes, sha256: made.sha256, recipe: made.recipe)
      media.append(
        Manifest.Media(
          file: file, duration: try cut.range.length(), width: info.video?.width, height: info.video?.height))
    }
    return ChapterMedia(media: media)
  }
}

/// The media files of the chapters, in order.
struct ChapterMedia: Hashable, Sendable, Codable {
  var media: [Manifest.Media]
}
