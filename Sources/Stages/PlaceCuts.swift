public import Cutting
internal import Lesson
public import StageGraph

/// Finds the frame or sample at which each chapter starts, and the method by which it is cut.
///
/// A cut is a copy where a clean keyframe stands. Elsewhere, with `cuts: exact`, the head is encoded again, which is the frames up to the next clean keyframe; with
/// `edit-list` nothing is, but some players show what the edit list hides; with `copy` the boundary moves to the nearest keyframe.
struct PlaceCuts: Stage {
  static let about = About(
    "finds the very frame or sample at which each chapter starts, and how it is cut",
    example: "place-cuts: { cuts: exact }", version: 2, opensMedia: true)

  @Option("how chapters begin where no keyframe stands") var cuts = CutStyle.exact

  @Needs var recording: Recording
  @Needs var info: MediaInfo
  @Needs var plan: ChapterPlan

  func run(in workshop: Workshop) async throws -> CutPlan {
    let placed = try placeCuts(
      for: plan, in: info, of: workshop.place(of: recording.name), named: recording.name, as: cuts
    ) { done, total in
      workshop.progress(done, of: total, "chapters")
    }
    for warning in placed.warnings { workshop.warn(warning) }
    return placed
  }
}

extension CutStyle: OptionValue {}
