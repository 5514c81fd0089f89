internal import Lesson
internal import Timeline
internal import Wording

/// What a file says about where a question belongs, in the words that all formats share: as tags `at=12:30`, `at=12:30-13:10`, `chapter=2`, `closing`,
/// `pause=2:10`, or as columns and keys of these names.
struct QuestionPlace {
  private(set) var binding = UnboundQuestion.Binding.none
  /// Of the recording.
  private(set) var span: TimeRange?

  static let keys = ["at", "chapter", "closing", "pause"]

  /// Tags are short and of one line.
  static func isTag(_ text: String) -> Bool {
    !text.isEmpty && text.count <= 200 && !text.unicodeScalars.contains { $0.isControl }
  }

  /// The tags in a text with `signs` between them; `\,` and `\;` stand for the characters.
  static func tags(in text: String, betweenAnyOf signs: String = ",") -> [String] {
    let (comma, semicolon) = ("\u{1}", "\u{2}")
    return text.replacing("\\,", with: comma).replacing("\\;", with: semicolon).split { signs.contains($0) }
      .map { String($0.replacing(comma, with: ",").replacing(semicolon, with: ";").trimmed) }.filter(isTag)
  }

  /// With commas between them. A blank keeps a backslash at a tag's end from escaping what follows; readers take it off.
  static func list(_ tags: [String]) -> String {
    tags.map { $0.replacing(",", with: "\\,") + ($0.last == "\\" ? " " : "") }.joined(separator: ", ")
  }

  /// Reads a tag; false for one that is no place.
  mutating func read(tag: String, _ warn: (String) -> Void) -> Bool {
    let parts = tag.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(\.trimmed)
    let key = parts[0].lowercased()
    guard Self.keys.contains(key), (parts.count == 1) == (key == "closing"), parts.last?.isEmpty == false else {
      return false
    }
    let before = hasBoth
    read(key, parts.count == 2 ? String(parts[1]) : "yes", warn)
    if hasBoth, !before { warn("the question has a time and a chapter: its time counts before its chapter") }
    return true
  }

  /// Reads the value of one of ``keys``. The first of two that are alike counts.
  mutating func read(_ key: String, _ value: String, _ warn: (String) -> Void) {
    switch key {
    case "at":
      guard let (start, end) = Self.times(value) else {
        return warn("'\(shown(value, limit: 60))' is not a time; expected one such as 12:30 or 12:30-13:10")
      }
      guard binding.time == nil else { return warn("a second time is left out") }
      binding.time = start
      if let end, end > start {
        span = TimeRange(start, end)
      } else if end != nil {
        warn("the time span '\(shown(value, limit: 60))' ends before it starts: only its start is used")
      }
    case "pause":
      guard let time = Instant(clock: value.trimmed) else {
        return warn("'\(shown(value, limit: 60))' is not a time; expected one such as 2:10")
      }
      if binding.pause == nil { binding.pause = time } else { warn("a second pause is left out") }
    case "chapter":
      guard binding.chapter == nil, !binding.isClosing else { return warn("a second chapter is left out") }
      binding.chapter = String(value.trimmed)
    default:
      guard binding.chapter == nil, !binding.isClosing else { return warn("a second chapter is left out") }
      binding.isClosing = true
    }
  }

  private var hasBoth: Bool { binding.time != nil && (binding.chapter != nil || binding.isClosing) }

  /// With the chapter of the group that it stands in, where it names none itself.
  func binding(in group: UnboundQuestion.Binding) -> UnboundQuestion.Binding {
    var binding = binding
    // A pause without a chapter of its own counts in the recording, whatever group it stands in.
    if binding.chapter == nil, !binding.isClosing {
      if binding.time == nil { binding.time = binding.pause }
      binding.chapter = group.chapter
      binding.isClosing = group.isClosing
    }
    return binding
  }

  private static func times(_ text: String) -> (Instant, Instant?)? {
    let scalars = text.unicodeScalars
    let dash = scalars.firstIndex { $0 == "-" || $0 == "–" || $0 == "—" }
    guard let start = Instant(clock: text[..<(dash ?? text.endIndex)].trimmed) else { return nil }
    guard let dash else { return (start, nil) }
    return Instant(clock: text[scalars.index(after: dash)...].trimmed).map { (start, $0) }
  }
}

extension UnboundQuestion {
  /// The value of `at` that says its time; nil where it has none.
  var writtenTime: String? {
    guard let start = binding.time else { return nil }
    let clock = start.clock(minimumDecimals: 0)
    guard let span = question.span, span.start == start else { return clock }
    return clock + "-" + span.end.clock(minimumDecimals: 0)
  }

  /// The group of the questions that are asked at the lesson's end, where a format groups them by names.
  static let closingGroup = "Closing"

  /// A group named so is the lesson's end only where no chapter is called so. Beside a time it isn't said: that counts first.
  var saysClosing: Bool { binding.isClosing && binding.time == nil }

  var writtenPause: String? { binding.pause?.clock(minimumDecimals: 0) }

  /// Its tags but the one that its category says, and those that say its time and pause. A pause that counts from a chapter's start needs the chapter beside it.
  var writtenTags: [String] {
    let chapter = binding.time == nil && binding.pause != nil ? binding.chapter : nil
    let places = [
      chapter.map { "chapter=\($0)" }, saysClosing ? "closing" : nil, writtenTime.map { "at=\($0)" },
      writtenPause.map { "pause=\($0)" },
    ]
    return question.tags.filter { !MoodleCategory.isTag($0) } + places.compactMap(\.self)
  }
}
