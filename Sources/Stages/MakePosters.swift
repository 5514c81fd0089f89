internal import Foundation
internal import Lesson
internal import Media
internal import StageGraph

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
    var posters: [Manifest.File?] = []
    for (index, (cut, name)) in zip(cuts.cuts, names.chapters).enumerated() {
      try Task.checkCancellation()
      posters.append(try poster(of: cut, name, in: workshop))
      workshop.progress(Double(index + 1), of: Double(names.chapters.count), "posters")
    }
    return Posters(files: posters)
  }

  /// nil where the chapter shows nothing that makes a picture.
  private func poster(of cut: Cut, _ name: ChapterName, in workshop: Workshop) throws -> Manifest.File? {
    let source = try workshop.place(of: recording.name)
    let isCover = info.video == nil
    if isCover, info.cover == nil { return nil }
    let path = "\(name.id)/poster.jpg"
    let wished = try name.poster.map { try canonicalJSON([$0]) } ?? "sharpest"
    let recipe =
      isCover
      ? "cover \(Self.about.version) \(recording.mark)"
      : "poster \(Self.about.version) \(recording.mark) \(try canonicalJSON(cut.range)) \(wished)"
    do {
      let made = try workshop.file(path, recipe: recipe) { place in
        let picture =
          isCover
          ? try cover(of: source, named: recording.name, info: info)
          : try Media.poster(of: source, named: recording.name, info: info, in: cut.range, at: name.poster)
        guard let picture else { throw NoPicture() }
        try workshop.write(picture.jpeg, to: place)
      }
      return Manifest.File(
        path: path, type: "image/jpeg", bytes: made.bytes, sha256: made.sha256, recipe: made.recipe)
    } catch is NoPicture {
      return nil
    }
  }

  private struct NoPicture: Error {}
}

/// The chapters' pictures, in order; nil where a chapter has none.
struct Posters: Hashable, Sendable, Codable {
  var files: [Manifest.File?]
}
