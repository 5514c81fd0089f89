internal import Digests
internal import Lesson
internal import StageGraph
internal import Wording

/// Reads the recording once and gives its SHA-256, by which a lesson knows its source.
struct HashRecording: Stage {
  static let about = About("computes the recording's SHA-256", example: "hash-recording:")

  @Needs var recording: Recording

  func run(in workshop: Workshop) async throws -> RecordingHash {
    let total = recording.bytes
    let result = try sha256(ofFileAt: workshop.place(of: recording.name)) { done in
      workshop.progress(Double(done) / 1e6, of: Double(total) / 1e6, "MB")
    }
    guard result.bytes == recording.bytes else {
      throw StageProblem(
        "\(shown(recording.name)): changed while it was read; wait until it is finished and run chop again")
    }
    return RecordingHash(sha256: result.hash)
  }
}

/// What identifies a recording.
public struct RecordingHash: Hashable, Sendable, Codable {
  /// In hexadecimal.
  public var sha256: String
}
