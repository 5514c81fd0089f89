internal import Documents
internal import Lesson
internal import Timeline
internal import Wording

/// What the comment lines of a question say: `// [id:q1] [tag:week1] [tag:at=12:30-13:10]`.
struct GIFTTags {
  var id: String?
  var binding: UnboundQuestion.Binding?
  /// Of the recording.
  var span: TimeRange?
  /// Tags that bind nothing, in order, each once.
  var others: [String] = []

  /// Tags of one question at most.
  static let limit = 100

  init(_ comments: [GIFTBlock.Line], _ warnings: inout [GIFTFault]) {
    for comment in comments {
      for token in Self.tokens(comment) {
        guard others.count < Self.limit, warnings.count < Self.limit else { return }
        read(token, &warnings)
      }
    }
  }

  private struct Token {
    var key: String
    var value: String
    var position: TextPosition
  }

  /// `[id:…]` and `[tag:…]`; a `]` within is written `\]`.
  private static func tokens(_ comment: GIFTBlock.Line) -> [Token] {
    var tokens: [Token] = []
    let text = Array(comment.text.prefix(10_000))
    var index = 0
    while let open = text[index...].firstIndex(of: "[") {
      index = open + 1
      guard let key = ["id:", "tag:"].first(where: { text[index...].starts(with: $0) }) else { continue }
      var value = ""
      index += key.count
      while index < text.count, text[index] != "]" {
        if text[index] == "\\", index + 1 < text.count, text[index + 1] == "]" { index += 1 }
        value.append(text[index])
        index += 1
      }
      guard index < text.count else { break }
      tokens.append(
        Token(
          key: key, value: String(value.trimmed), position: TextPosition(line: comment.number, column: open + 1)))
    }
    return tokens
  }

  private mutating func read(_ token: Token, _ warnings: inout [GIFTFault]) {
    guard !token.value.isEmpty, token.value.count <= 200, !token.value.unicodeScalars.contains(where: Self.isControl)
    else { return }
    func warn(_ sentence: String) { warnings.append(GIFTFault(sentence, token.position)) }
    guard token.key == "tag:" else {
      if id == nil { id = token.value } else { warn("a second id is left out") }
      return
    }
    let parts = token.value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(\.trimmed)
    switch (parts[0].lowercased(), parts.count == 2 ? parts[1] : nil) {
    case ("at", let time?):
      guard let (start, end) = Self.times(time) else {
        return warn("'\(shown(time, limit: 60))' is not a time; expected one such as 12:30 or 12:30-13:10")
      }
      bind(.at(start), warn)
      if let end, end > start {
        span = TimeRange(start, end)
      } else if end != nil {
        warn("the time span '\(shown(time, limit: 60))' ends before it starts: only its start is used")
      }
    case ("chapter", let chapter?) where !chapter.isEmpty: bind(.chapter(String(chapter)), warn)
    case ("closing", nil): bind(.closing, warn)
    default: if !others.contains(token.value) { others.append(token.value) }
    }
  }

  /// A time is more exact than a chapter's name, so it counts wherever it stands; else the first counts.
  private mutating func bind(_ new: UnboundQuestion.Binding, _ warn: (String) -> Void) {
    if let binding {
      warn("the question is bound twice: its time counts before its chapter, and the first of two alike")
      guard case .at = new else { return }
      if case .at = binding { return }
    }
    binding = new
  }

  private static func times(_ text: Substring) -> (Instant, Instant?)? {
    let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { "-–—".contains($0) }.map(\.trimmed)
    guard let start = parts.first.flatMap({ Instant(clock: $0) }) else { return nil }
    guard parts.count == 2 else { return (start, nil) }
    return Instant(clock: parts[1]).map { (start, $0) }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .control }

  /// What the last part of `$course$/top/Lesson/Chapter` says; a `/` in a name is doubled. nil for the names that Moodle makes itself.
  static func binding(ofCategory path: String) -> UnboundQuestion.Binding? {
    let slash = "\u{1}"
    let last = path.prefix(2000).replacing("//", with: slash).split(separator: "/").last.map {
      $0.replacing(slash, with: "/")
    }
    guard let name = last?.trimmed, !name.isEmpty, name != "top", !name.hasPrefix("$"), !name.hasPrefix("Default for ")
    else { return nil }
    return name.lowercased() == "closing" ? .closing : .chapter(String(name))
  }
}
