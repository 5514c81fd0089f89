public import Cutting
internal import Lesson
public import StageGraph

/// Finds the frame or sample at which each chapter starts, and the method by which it is cut.
///
/// With `for: web`, what not every browser plays is encoded again as a whole, as H.264 and AAC.
///
/// A cut is a copy where a clean keyframe stands. Elsewhere, with `cuts: exact`, the head is encoded again, which is the frames up to the next clean keyframe; with
/// `edit-list` nothing is, but some players show what the edit list hides; with `copy` the boundary moves to the nearest keyframe.
struct PlaceCuts: Stage {
  static let about = About(
    "finds the very frame or sample at which each chapter starts, and how it is cut",
    example: "place-cuts: { cuts: exact }", version: 4, opensMedia: true)

  @Option("how chapters begin where no keyframe stands") var cuts = CutStyle.exact
  @Option("for web, what not every browser plays is encoded again, as H.264 and AAC") var `for`: Audience? = nil

  @Option(
    "how a recording with several pictures, such as camera and screen, gets into chapters: in one file, or each in its own"
  )
  var pictures = PictureLayout.together

  @Needs var recording: Recording
  @Needs var info: MediaInfo
  @Needs var plan: ChapterPlan

  func run(in workshop: Workshop) async throws -> CutPlan {
    let placed = try placeCuts(
      for: plan, in: info, of: workshop.place(of: recording.name), named: recording.name, as: cuts, for: `for`,
      pictures: pictures
    ) { done, total in
      workshop.progress(done, of: total, "chapters")
    }
    for warning in placed.warnings { workshop.warn(warning) }
    return placed
  }
}

extension CutStyle: OptionValue {}
extension Audience: OptionValue {}
extension PictureLayout: OptionValue {}
