internal import Documents
internal import Wording

/// What the comment lines of a question say: `// [id:q1] [tag:week1] [tag:at=12:30-13:10]`.
struct GIFTTags {
  var id: String?
  var place = QuestionPlace()
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
    guard QuestionPlace.isTag(token.value) else { return }
    func warn(_ sentence: String) { warnings.append(GIFTFault(sentence, token.position)) }
    if token.key == "id:" {
      if id == nil { id = token.value } else { warn("a second id is left out") }
    } else if !place.read(tag: token.value, warn), !others.contains(token.value) {
      others.append(token.value)
    }
  }
}
