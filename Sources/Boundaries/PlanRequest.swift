public import Lesson
public import Timeline

/// What a plan of chapters is made from.
public struct PlanRequest: Sendable {
  /// Of the whole recording.
  public var duration: TimeSpan
  /// nil where nobody looked for pauses.
  public var pauses: PauseMap?
  /// Where sentences end by the captions, in any order; empty without captions or punctuation.
  public var sentenceEnds: [Instant] = []
  /// Where the captions' words change; nil without captions.
  public var topics: TopicChange?
  /// Where the captions say that something new begins; nil without captions.
  public var announcements: Announcements?
  /// Where slides change; nil where nobody looked.
  public var slides: SlideMap?
  /// Where the picture can be cut without encoding, in any order; empty for sound only.
  public var keyframes: [Instant] = []
  /// A person's list: it alone says where chapters start.
  public var list: ChapterList?
  /// The length that a chapter should have; half to one and a half times as long is fine. Outside `minimum`...`maximum`
  /// the nearer of them.
  public var target: TimeSpan = 6.min
  public var minimum: TimeSpan = 3.min
  public var maximum: TimeSpan = 12.min
  /// How far a whole-second time of the list may move to a pause.
  public var snap: TimeSpan = 2.s

  public init(duration: TimeSpan, pauses: PauseMap? = nil) {
    self.duration = duration
    self.pauses = pauses
  }
}
