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
    guard info.video != nil else { return Posters(files: try names.chapters.map { try cover($0, in: workshop) }) }
    var maker: PosterMaker?
    var posters: [Manifest.File?] = []
    for (index, (cut, name)) in zip(cuts.cuts, names.chapters).enumerated() {
      try Task.checkCancellation()
      let wished = try name.poster.map { try canonicalJSON([$0]) } ?? "sharpest"
      let recipe = "poster \(Self.about.version) \(recording.mark) \(try canonicalJSON(cut.range)) \(wished)"
      let file = try file(name, recipe, in: workshop) {
        // Not opened where the earlier lesson has all posters.
        if maker == nil {
          maker = try PosterMaker(workshop.place(of: recording.name), named: recording.name, info: info)
        }
        return try maker?.poster(in: cut.range, at: name.poster)
      }
      posters.append(file)
      workshop.progress(Double(index + 1), of: Double(names.chapters.count), "posters")
    }
    return Posters(files: posters)
  }

  private func cover(_ name: ChapterName, in workshop: Workshop) throws -> Manifest.File? {
    try Task.checkCancellation()
    guard info.cover != nil else { return nil }
    return try file(name, "cover \(Self.about.version) \(recording.mark)", in: workshop) {
      try Media.cover(of: workshop.place(of: recording.name), named: recording.name, info: info)
    }
  }

  /// nil where the chapter shows nothing that makes a picture.
  private func file(
    _ name: ChapterName, _ recipe: String, in workshop: Workshop, _ picture: () throws -> Poster?
  ) throws -> Manifest.File? {
    do {
      let made = try workshop.file("\(name.id)/poster.jpg", recipe: recipe) { place in
        guard let picture = try picture() else { throw NoPicture() }
        try workshop.write(picture.jpeg, to: place)
      }
      return Manifest.File(
        path: made.path, type: "image/jpeg", bytes: made.bytes, sha256: made.sha256, recipe: made.recipe)
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
