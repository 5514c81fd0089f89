internal import Foundation
internal import Lesson
internal import Media
internal import StageGraph
internal import Workplace

/// Makes a picture for each chapter: sharp, not black, as displayed, from within the chapter.
///
/// A sound-only recording has its cover picture as the lesson's poster, where it carries one.
struct MakePosters: Stage {
  static let about = About(
    "makes a sharp picture for each chapter, as displayed", example: "make-posters:", opensMedia: true,
    writesFiles: true)

  @Needs var recording: Recording
  @Needs var info: MediaInfo
  @Needs var cuts: CutPlan
  @Needs var names: ChapterNames

  func run(in workshop: Workshop) async throws -> Posters {
    let source = try workshop.place(of: recording.name)
    var posters: [Manifest.File?] = []
    for (index, (cut, name)) in zip(cuts.cuts, names.chapters).enumerated() {
      try Task.checkCancellation()
      let jpeg =
        info.video == nil
        ? try cover(of: source, named: recording.name, info: info)?.jpeg
        : try poster(of: source, named: recording.name, info: info, in: cut.range, at: name.poster)?.jpeg
      posters.append(try jpeg.map { try workshop.addFile("\(name.id)/poster.jpg", "image/jpeg", $0) })
      workshop.progress(Double(index + 1), of: Double(names.chapters.count), "posters")
    }
    return Posters(files: posters)
  }
}

/// The chapters' pictures, in order; nil where a chapter has none.
struct Posters: Hashable, Sendable, Codable {
  var files: [Manifest.File?]
}
