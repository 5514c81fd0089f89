internal import Exports
internal import Foundation
internal import Lesson
internal import StageGraph
internal import Verification

/// Checks the lesson that was made: every file, every chapter, every copied packet against the recording.
struct VerifyLesson: Stage {
  static let about = About(
    "checks the made lesson against its manifest and the recording, packet by packet", example: "verify-lesson:",
    opensMedia: true, readsFiles: true)

  @Needs var contents: LessonContents
  @Needs var written: WrittenManifest

  func run(in workshop: Workshop) async throws -> VerificationReport {
    let folder = try workshop.madeFile("manifest.json").deletingLastPathComponent()
    let sources = try contents.sources.map { source in
      VerifiedSource(try workshop.place(of: source.recording.name), named: source.recording.name, info: source.info)
    }
    let report = try await verifyLesson(in: folder, sources: sources) { done, total in
      workshop.progress(done, of: total, "chapters")
    }
    guard report.faults.isEmpty else {
      let all = report.faults.prefix(5).map { "\($0.path) \($0.sentence)" }.joined(separator: "; ")
      throw StageProblem(
        "the lesson that was made is not right, so it is not kept: \(all); please report it with what 'chop probe' says"
      )
    }
    return report
  }
}
