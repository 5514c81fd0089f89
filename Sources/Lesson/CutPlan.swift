public import Timeline

/// Where each chapter really starts and ends, to the frame or sample, and how its cut is made.
public struct CutPlan: Hashable, Sendable, Codable {
  /// One for each chapter of the plan, in order. A chapter's end is the next one's start unless a stretch lies between that is left out.
  public var cuts: [Cut]
  /// Whom the chapters are for; nil where they carry the recording's codecs wherever they can.
  public var audience: Audience?
  /// Where the recording has several pictures: how chapters hold them.
  public var pictures = PictureLayout.together
  /// As in the plan, to the frame.
  public var omitted: [Omission]
  /// What a teacher should know of how chapters are cut.
  public var warnings: [String]

  public init(cuts: [Cut], omitted: [Omission], warnings: [String] = []) {
    self.cuts = cuts
    self.omitted = omitted
    self.warnings = warnings
  }
}

/// Who is to play the chapters.
public enum Audience: String, Hashable, Sendable, Codable, CaseIterable {
  /// Every browser: what some of them don't play is encoded again.
  case web
}

/// How chapters hold the pictures of a recording that has several, such as the camera's and the screen's.
public enum PictureLayout: String, Hashable, Sendable, Codable, CaseIterable {
  /// In one file, of which players show the first.
  case together
  /// Each in a file of its own, with the sound.
  case apart
}

public struct Cut: Hashable, Sendable, Codable {
  /// How a boundary is realised.
  public enum Method: String, Hashable, Sendable, Codable {
    /// A keyframe lies where the chapter starts: packets are copied.
    case copy
    /// Copied from the keyframe before; an edit list hides what lies before the start.
    case editList = "edit-list"
    /// The head, which is the frames up to the next clean keyframe or the chapter's end, is encoded again, the rest is copied.
    case exact
    /// All of the chapter's picture is encoded again, since its codec or its coding leaves no other way.
    case transcode
  }
  public var method: Method
  public var requested: Instant
  /// The first frame at or after `requested` and before the chapter's end; for sound only the first sample. Where chop chose the boundary itself it may be a few frames before that.
  public var range: TimeRange
  /// The frames that are encoded again; nil where none are.
  public var head: Head?
  /// How the recording's further pictures are cut, in its order: each starts with its first frame in `range`.
  public var more: [Further] = []

  /// How the chapter's stretch of a further picture is made.
  public struct Further: Hashable, Sendable, Codable {
    public var method: Method
    public var head: Head?
    public init(method: Method, head: Head? = nil) {
      self.method = method
      self.head = head
    }
  }

  /// The frames from a chapter's start that are encoded again.
  public struct Head: Hashable, Sendable, Codable {
    /// When the first copied frame is shown, or the chapter's end.
    public var end: Instant
    public var frames: Int
    /// The encoder and all its settings, as one line.
    public var encoder: String

    public init(end: Instant, frames: Int, encoder: String) {
      self.end = end
      self.frames = frames
      self.encoder = encoder
    }
  }

  public init(method: Method, requested: Instant, range: TimeRange, head: Head? = nil) {
    self.method = method
    self.requested = requested
    self.range = range
    self.head = head
  }
}
