internal import Cutting
internal import Foundation
internal import Lesson
internal import Media
internal import StageGraph
internal import Timeline

/// Writes each chapter's picture and sound: packets are copied, and where no keyframe stands at a chapter's start, its head is encoded again.
///
/// Chapters are written side by side, each on a thread of its own, since an encoder takes one.
struct CutChapters: Stage {
  static let about = About(
    "writes each chapter's picture and sound by copying packets, and encodes again what has to be",
    example: "cut-chapters:", version: 4, opensMedia: true, writesFiles: true, readsFiles: true)

  /// Each has the recording's index in memory, twice where it encodes.
  private static let mostSideBySide = 8

  @Needs var recording: Recording
  @Needs var info: MediaInfo
  @Needs var cuts: CutPlan
  @Needs var names: ChapterNames

  /// Seconds that a chapter takes, in proportion: an hour is copied in the time of some hundred frames encoded.
  private static func effort(_ cut: Cut) -> Double {
    let length = (try? cut.range.length().approximateSeconds) ?? 0
    return length / 30 + Double(cut.head?.frames ?? 0)
  }

  func run(in workshop: Workshop) async throws -> ChapterMedia {
    let (url, recording, info, cuts) = (
      try workshop.place(of: recording.name), recording, info.carried(for: cuts.audience), cuts
    )
    let total = info.duration.approximateSeconds
    var files: [[Manifest.Media]] = []
    let parts = cuts.pictures == .apart && info.pictures.count > 1 ? info.pictures.indices.map { $0 + 1 } : [nil]
    for (done, part) in parts.enumerated() {
      let info = part.map(info.alone) ?? info
      let format = ChapterFormat(for: info)
      let jobs = zip(cuts.cuts, names.chapters).map {
        (cut: $0, path: "\($1.id)/\(format.fileName(ofPicture: part ?? 1))")
      }
      files += [
        try await sideBySide(jobs, workers: Self.mostSideBySide) {
          workshop.progress(Double(done) * total + $0, of: Double(parts.count) * total, "s")
        } effort: {
          Self.effort($0.cut)
        } tool: {
          try ChapterWriter(url, named: recording.name, info: info)
        } _: { writer, job, report in
          let chapter = ChapterCut(job.cut, omitted: cuts.omitted, alone: part)
          let start = job.cut.range.start.approximateSeconds
          let which = (cuts.audience.map { " for \($0.rawValue)" } ?? "") + (part.map { " alone \($0)" } ?? "")
          let recipe = "media \(Self.about.version) \(recording.mark) \(chapter.recipe)\(which)"
          let made = try workshop.file(job.path, recipe: recipe) { place in
            try writer.write(chapter, to: place) { report($0.approximateSeconds - start) }
          }
          return Manifest.Media(
            file: Manifest.File(
              path: made.path, type: try format.type(of: workshop.madeFile(job.path), cut: job.cut), bytes: made.bytes,
              sha256: made.sha256, recipe: made.recipe),
            duration: try job.cut.range.length(), width: info.video?.width, height: info.video?.height)
        }
      ]
    }
    return ChapterMedia(media: files[0], more: files.dropFirst().map(\.self))
  }
}

/// The media files of the chapters, in order.
struct ChapterMedia: Hashable, Sendable, Codable {
  var media: [Manifest.Media]
  /// Those of each further picture that has files of its own.
  var more: [[Manifest.Media]] = []
}
