public import Timeline

/// Captions in one language, times as in the recording.
public struct CaptionTrack: Hashable, Sendable, Codable {
  /// BCP 47, `und` where nobody said.
  public var language: String
  /// The companion's file name, for messages.
  public var file: String
  /// By start, then end.
  public var cues: [Cue]

  public init(language: String, file: String, cues: [Cue]) {
    self.language = language
    self.file = file
    self.cues = cues
  }
}

/// One caption (WebVTT: W3C, "WebVTT: The Web Video Text Tracks Format", §3.1).
public struct Cue: Hashable, Sendable, Codable {
  /// Never empty.
  public var range: TimeRange
  /// What is said, as plain text lines without markup or character references.
  public var lines: [String]
  /// Who says it (WebVTT's `<v>`), where the file tells.
  public var speaker: String?
  /// WebVTT's cue settings as written, such as `line:0 align:start`; empty for none.
  public var settings: String

  public init(range: TimeRange, lines: [String], speaker: String? = nil, settings: String = "") {
    self.range = range
    self.lines = lines
    self.speaker = speaker
    self.settings = settings
  }

  public var text: String { lines.joined(separator: " ") }
}
