internal import Lesson
internal import Media
internal import StageGraph

/// Looks at every packet of the recording once: what streams there are, how long they last, where keyframes stand, what will be hard.
struct Probe: Stage {
  static let about = About(
    "says what the recording is, and what will be hard about it", example: "probe:", version: 4, opensMedia: true)

  @Option("half a download is taken for what is there of it") var acceptTruncated = false

  @Needs var recording: Recording

  func run(in workshop: Workshop) async throws -> MediaInfo {
    let info = try survey(
      workshop.place(of: recording.name), named: recording.name, acceptTruncated: acceptTruncated
    ) { done, total in workshop.progress(done / 1e6, of: total / 1e6, "MB") }
    if let refusal = info.findings.first(where: { $0.severity == .error }) {
      throw MediaError(
        MediaError.Code(rawValue: refusal.kind), "read", recording.name, refusal.sentence, remedy: refusal.remedy)
    }
    for finding in info.findings where finding.severity == .warning {
      workshop.warn(finding.said(of: recording.name))
    }
    return info
  }
}
