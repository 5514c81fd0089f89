internal import Lesson
internal import Wording

/// Gives each question of a file an id of its own.
struct QuestionIDs {
  private var used: Set<String> = []
  private var counts: [String: Int] = [:]

  /// The id that the file wishes for, or one made of what is asked: it stays the same whatever changes around the question. A number is added
  /// where it was used already.
  private mutating func id(for question: Question, wanted: String?) -> String {
    let base = wanted ?? "q-" + Self.hash(Self.content(question))
    var id = base
    while !used.insert(id).inserted {
      counts[base, default: 1] += 1
      id = "\(base)-\(counts[base, default: 2])"
    }
    return id
  }

  /// Gives the question its id; `warn` hears where the one that the file wishes for was used above. An empty wish is none.
  mutating func give(_ question: inout Question, wanted: String?, _ warn: (String) -> Void) {
    let wanted = wanted.flatMap { $0.isEmpty ? nil : $0 }
    question.id = id(for: question, wanted: wanted)
    if let wanted, wanted != question.id {
      warn("the id '\(shown(wanted))' was used above; this question's is '\(shown(question.id))'")
    }
  }

  /// Whether an id was made of what is asked, so that nobody knows the question by it.
  static func isMade(_ id: String) -> Bool {
    let digits = id.dropFirst(2)
    return id.hasPrefix("q-") && digits.prefix(16).count { $0.isHexDigit } == 16
      && digits.dropFirst(16).allSatisfy { $0 == "-" || $0.isNumber }
  }

  private static func content(_ question: Question) -> String {
    let answers = question.answers.map(\.text.text) + question.numbers.map { "\($0.value)" }
    let pairs = question.pairs.flatMap { [$0.left.text, $0.right] }
    let gaps = question.gaps.flatMap { $0.answers.map(\.text.text) + $0.numbers.map { "\($0.value)" } }
    return ([question.kind.rawValue, question.stem.text] + answers + pairs + gaps).joined(separator: "\u{1f}")
  }

  /// FNV-1a, 64 bits (Fowler, Noll & Vo; draft-eastlake-fnv), as 16 hexadecimal digits.
  static func hash(_ text: String) -> String {
    let value = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
