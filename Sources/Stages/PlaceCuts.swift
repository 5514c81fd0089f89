internal import Cutting
internal import Lesson
internal import StageGraph

/// Finds the frame or sample at which each chapter starts, and the method by which it is cut.
struct PlaceCuts: Stage {
  static let about = About(
    "finds the very frame or sample at which each chapter starts, and how it is cut", example: "place-cuts:",
    opensMedia: true)

  @Needs var recording: Recording
  @Needs var info: MediaInfo
  @Needs var plan: ChapterPlan

  func run(in workshop: Workshop) async throws -> CutPlan {
    try placeCuts(for: plan, in: info, of: workshop.place(of: recording.name), named: recording.name) { done, total in
      workshop.progress(done, of: total, "chapters")
    }
  }
}
