internal import Digests
public import Lesson

/// What becomes one lesson: a recording, or the parts of one, with what lies beside it.
public struct PlannedLesson: Hashable, Sendable {
  /// Stands for the lesson's place, and so stays while its recording changes: sixteen hexadecimal digits.
  public var id: String
  /// Relative to the folder of recordings, as on the disk.
  public var recordings: [File]
  /// In the order that a fingerprint wants.
  public var companions: [CompanionFile]
  /// Relative to the folder of lessons, in Unicode NFC.
  public var lesson: String

  public struct File: Hashable, Sendable {
    public var path: String
    /// In Unicode NFC.
    public var name: String
    public var stamp: FileStamp
  }

  public struct CompanionFile: Hashable, Sendable {
    public var file: File
    public var role: Companion.Role
    public var language: String?
  }

  init(recordings: [File], companions: [CompanionFile], lesson: String) {
    id = String(sha256(lesson).prefix(16))
    self.recordings = recordings
    self.companions = companions
    self.lesson = lesson
  }

  /// What it is called in messages: its first recording.
  public var name: String { recordings.first?.path ?? lesson }
  public var bytes: Int64 { recordings.reduce(0) { $0 &+ $1.stamp.bytes } }
  /// All that it is made of.
  public var files: [File] { recordings + companions.map(\.file) }
}

/// A recording, or something else that should have become a lesson and can't, and why.
public struct BatchFailure: Hashable, Sendable, Codable {
  /// Relative to the folder of recordings.
  public var recording: String
  /// What is the matter and what to do about it, without the recording's name.
  public var reason: String

  public init(_ recording: String, _ reason: String) {
    self.recording = recording
    self.reason = reason
  }
}
