public import Timeline

/// A question of a file, and what the file says about where it belongs.
public struct UnboundQuestion: Hashable, Sendable, Codable {
  public var question: Question
  /// Empty where the file says nothing.
  public var binding: Binding
  /// The file's name and the place where the question starts, for messages.
  public var file: String
  public var line: Int
  public var column: Int
  /// Of a lesson of several recordings, the index of the one whose times the file counts in; nil where they count through the whole lesson.
  public var part: Int?

  /// What a question is bound to. A time is more exact than a name and counts before it.
  public struct Binding: Hashable, Sendable, Codable {
    /// To the chapter that holds this instant of the recording.
    public var time: Instant?
    /// To the chapter of this number, id or title, as written.
    public var chapter: String?
    /// To the quiz at the lesson's end.
    public var isClosing: Bool
    /// Where the video pauses to ask: counted from the chapter's start where only a chapter is named, else in the recording.
    public var pause: Instant?

    public init(time: Instant? = nil, chapter: String? = nil, isClosing: Bool = false, pause: Instant? = nil) {
      self.time = time
      self.chapter = chapter
      self.isClosing = isClosing
      self.pause = pause
    }

    /// The file says nothing.
    public static let none = Binding()
    public static let closing = Binding(isClosing: true)
    public static func at(_ time: Instant) -> Binding { Binding(time: time) }
    public static func chapter(_ name: String) -> Binding { Binding(chapter: name) }
  }

  public init(
    question: Question, binding: Binding = .none, file: String, line: Int, column: Int = 1, part: Int? = nil
  ) {
    self.question = question
    self.binding = binding
    self.file = file
    self.line = line
    self.column = column
    self.part = part
  }
}
