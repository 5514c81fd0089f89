internal import Wording

/// Why a recording can't be read, decoded or written: one sentence with the file, what was tried, FFmpeg's own last words, and the remedy where one is known.
public struct MediaError: Error, Hashable, Sendable {
  /// What kind of failure, as a stable name; an open set, since FFmpeg has errors of its own (`ffmpeg-…`).
  public struct Code: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let noSuchFile = Code(rawValue: "no-such-file")
    /// A folder, a device, a pipe.
    public static let notAFile = Code(rawValue: "not-a-file")
    public static let noPermission = Code(rawValue: "no-permission")
    public static let empty = Code(rawValue: "empty")
    /// No supported container, or none at all.
    public static let notARecording = Code(rawValue: "not-a-recording")
    /// An MP4 or MOV file without its index (`moov`).
    public static let noIndex = Code(rawValue: "no-index")
    /// The index points beyond the end of the file.
    public static let truncated = Code(rawValue: "truncated")
    /// A recording, but of a kind that chop doesn't handle yet.
    public static let notYet = Code(rawValue: "not-yet")
    public static let damaged = Code(rawValue: "damaged")
    public static let diskFull = Code(rawValue: "disk-full")
    /// The disk or file server failed (EIO).
    public static let diskFailed = Code(rawValue: "disk-failed")
    public static let outOfMemory = Code(rawValue: "out-of-memory")
    /// The task was cancelled.
    public static let cancelled = Code(rawValue: "cancelled")
    /// A number in the file that no exact time or size can hold.
    public static let outOfRange = Code(rawValue: "out-of-range")
    /// A misuse of this layer: an option that FFmpeg doesn't know, a stream that isn't there.
    public static let notPossible = Code(rawValue: "not-possible")
  }

  public let code: Code
  /// What was being done: `open`, `read`, `seek`, `decode`, `write`, `encode`.
  public let operation: String
  /// The file's name as the user gave it.
  public let file: String
  /// What is the matter, as a sentence without the file's name.
  public let sentence: String
  /// What the user can do; nil where nothing is known.
  public let remedy: String?
  /// FFmpeg's last error lines of this operation, oldest first, as it wrote them: unsafe to print before `shown`.
  public let log: [String]

  public init(
    _ code: Code, _ operation: String, _ file: String, _ sentence: String, remedy: String? = nil, log: [String] = []
  ) {
    self.code = code
    self.operation = operation
    self.file = file
    self.sentence = sentence
    self.remedy = remedy
    self.log = log
  }
}

extension MediaError: CustomStringConvertible {
  /// `lecture.mp4: has no index (moov), …; remedy`, safe to print on a terminal whatever the file holds.
  public var description: String {
    "\(shown(file)): \(shown(sentence, limit: 600))" + (remedy.map { "; \(shown($0, limit: 600))" } ?? "")
  }
}
