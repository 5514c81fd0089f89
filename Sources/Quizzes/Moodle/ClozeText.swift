internal import Documents
internal import Lesson
internal import Wording

/// A text with answers embedded, `The sky is {1:SHORTANSWER:=blue#Right~%50%grey}.` (MoodleDocs, "Embedded Answers (Cloze) question type";
/// `question/type/multianswer/questiontype.php` has the grammar).
struct ClozeText {
  /// With `[[1]]` in place of each gap once it was read.
  private(set) var stem: RichText
  private(set) var gaps: [Gap] = []

  init(_ stem: RichText) { self.stem = stem }

  /// The type's names, and what each means: kind, layout, shuffled, capitals count.
  private struct GapType {
    var names: [String]
    var kind: Gap.Kind
    var layout: Gap.Layout?
    var shuffle: Bool?
    var isCaseSensitive: Bool?
  }

  private static let types = [
    GapType(names: ["SHORTANSWER", "SA", "MW"], kind: .shortAnswer),
    GapType(names: ["SHORTANSWER_C", "SAC", "MWC"], kind: .shortAnswer, isCaseSensitive: true),
    GapType(names: ["NUMERICAL", "NM"], kind: .numeric),
    GapType(names: ["MULTICHOICE", "MC"], kind: .singleChoice, layout: .menu),
    GapType(names: ["MULTICHOICE_S", "MCS"], kind: .singleChoice, layout: .menu, shuffle: true),
    GapType(names: ["MULTICHOICE_V", "MCV"], kind: .singleChoice, layout: .column),
    GapType(names: ["MULTICHOICE_VS", "MCVS"], kind: .singleChoice, layout: .column, shuffle: true),
    GapType(names: ["MULTICHOICE_H", "MCH"], kind: .singleChoice, layout: .row),
    GapType(names: ["MULTICHOICE_HS", "MCHS"], kind: .singleChoice, layout: .row, shuffle: true),
    GapType(names: ["MULTIRESPONSE", "MR"], kind: .multipleChoice, layout: .column),
    GapType(names: ["MULTIRESPONSE_S", "MRS"], kind: .multipleChoice, layout: .column, shuffle: true),
    GapType(names: ["MULTIRESPONSE_H", "MRH"], kind: .multipleChoice, layout: .row),
    GapType(names: ["MULTIRESPONSE_HS", "MRHS"], kind: .multipleChoice, layout: .row, shuffle: true),
  ]

  static let limit = 100

  /// Whether a text has a gap in it.
  static func isIn(_ text: String) -> Bool {
    text.utf8.contains(UInt8(ascii: "{")) && text.firstMatch(of: /\{[0-9]*:[A-Z_]+:/) != nil
  }

  mutating func read(_ warn: (String) -> Void) throws(MoodleFault) {
    var result = ""
    var rest = Substring(stem.text)
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[open...]
      guard let gap = try gap(at: &rest, warn) else {
        result.append("{")
        rest = rest.dropFirst()
        continue
      }
      gaps.append(gap)
      guard gaps.count <= Self.limit else { throw MoodleFault("more than \(Self.limit) gaps") }
      result += "[[\(gaps.count)]]"
    }
    guard !gaps.isEmpty else { throw MoodleFault("the text has no gap such as {1:SHORTANSWER:=blue}") }
    stem.text = result + rest
  }

  /// The gap that `text` begins with, taken off; nil where it begins with none.
  private func gap(at text: inout Substring, _ warn: (String) -> Void) throws(MoodleFault) -> Gap? {
    let fields = text.prefix(30).dropFirst().split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard fields.count == 3, fields[0].allSatisfy({ $0.isASCII && $0.isNumber }), fields[0].count <= 4,
      let type = Self.types.first(where: { $0.names.contains(String(fields[1])) })
    else { return nil }
    guard let (pieces, end) = Self.pieces(text[fields[2].startIndex...]) else {
      throw MoodleFault("the gap '\(shown(text, limit: 40))' has no '}'")
    }
    var gap = Gap(
      kind: type.kind, layout: type.layout, mark: Double(fields[0]) ?? 1, shuffle: type.shuffle,
      isCaseSensitive: type.isCaseSensitive)
    for piece in pieces.prefix(200) { try add(piece, to: &gap, warn) }
    guard !gap.answers.isEmpty || !gap.numbers.isEmpty else {
      throw MoodleFault("the gap '\(shown(text, limit: 40))' has no answer")
    }
    text = text[end...]
    return gap
  }

  /// What stands between the `~` of a gap, the escapes still in it, and where the gap ends; nil for a gap without end.
  private static func pieces(_ text: Substring) -> ([Substring], Substring.Index)? {
    var pieces: [Substring] = []
    var start = text.startIndex
    var index = start
    while index < text.endIndex {
      switch text[index] {
      case "\\":
        index = text.index(after: index)
        guard index < text.endIndex else { return nil }
      case "~", "}":
        pieces.append(text[start..<index])
        start = text.index(after: index)
        if text[index] == "}" { return (pieces, start) }
      default: break
      }
      index = text.index(after: index)
    }
    return nil
  }

  private func add(_ piece: Substring, to gap: inout Gap, _ warn: (String) -> Void) throws(MoodleFault) {
    var text = piece.trimmed
    guard !text.isEmpty else { return }
    var weight = 0.0
    if text.first == "=" {
      weight = 100
      text = text.dropFirst()
    } else if text.first == "%", let end = text.dropFirst().prefix(14).firstIndex(of: "%"),
      let number = WrittenNumber(text[text.index(after: text.startIndex)..<end])
    {
      weight = min(max(number.value, -100), 100)
      text = text[text.index(after: end)...]
    }
    let hash = Self.firstUnescaped("#", in: text)
    let feedback = hash.map { Self.unescaped(text[text.index(after: $0)...].trimmed) } ?? ""
    let answer = Self.unescaped(text[..<(hash ?? text.endIndex)].trimmed)
    let rich = feedback.isEmpty ? nil : RichText(feedback, stem.format)
    guard gap.kind == .numeric else {
      guard !answer.isEmpty else { return }
      // What is typed is compared with text, so character references mean characters.
      let isTyped = gap.kind == .shortAnswer
      gap.answers.append(
        Answer(
          isTyped ? RichText(CharacterReference.decoded(answer)) : RichText(answer, stem.format), weight: weight,
          feedback: rich))
      return
    }
    if answer == "*" { return gap.numbers.append(NumericAnswer(anyNumberWithWeight: weight, feedback: rich)) }
    let parts = answer.split(separator: ":", maxSplits: 1)
    guard let value = parts.first.flatMap({ WrittenNumber($0) }) else {
      throw MoodleFault("'\(shown(answer, limit: 40))' in a gap is not a number; expected one such as 3.14")
    }
    let tolerance = parts.count == 2 ? WrittenNumber(parts[1]).map { abs($0.value) } ?? 0 : 0
    gap.numbers.append(NumericAnswer(value: value.value, tolerance: tolerance, weight: weight, feedback: rich))
  }

  private static func firstUnescaped(_ wanted: Character, in text: Substring) -> Substring.Index? {
    var isEscaped = false
    for index in text.indices {
      if isEscaped {
        isEscaped = false
      } else if text[index] == "\\" {
        isEscaped = true
      } else if text[index] == wanted {
        return index
      }
    }
    return nil
  }

  private static let escaped: Set<Character> = ["}", "~", "#", "\"", "/", "\\", "=", "{", "%"]

  /// `\~`, `\}` and the like stand for the character; a backslash before another one, as in `\frac`, stays.
  private static func unescaped(_ text: Substring) -> String {
    guard text.contains("\\") else { return String(text) }
    var result = ""
    var rest = text
    while let character = rest.popFirst() {
      if character == "\\", let next = rest.first, escaped.contains(next) {
        result.append(next)
        rest = rest.dropFirst()
      } else {
        result.append(character)
      }
    }
    return result
  }

  // MARK: Writing

  /// The text of a cloze question with its gaps written out.
  static func written(_ question: Question) -> String {
    var result = ""
    var rest = Substring(question.stem.text)
    while let range = rest.firstRange(of: /\[\[[0-9]{1,3}\]\]/) {
      result += rest[..<range.lowerBound]
      let number = Int(rest[range].dropFirst(2).dropLast(2)) ?? 0
      if question.gaps.indices.contains(number - 1) {
        result += written(question.gaps[number - 1])
      } else {
        result += rest[range]
      }
      rest = rest[range.upperBound...]
    }
    return result + rest
  }

  private static func written(_ gap: Gap) -> String {
    let type =
      types.first {
        $0.kind == gap.kind && $0.layout == gap.layout && ($0.shuffle ?? false) == (gap.shuffle ?? false)
          && ($0.isCaseSensitive ?? false) == (gap.isCaseSensitive ?? false)
      } ?? types.first { $0.kind == gap.kind }
    func piece(_ text: String, _ weight: Double, _ feedback: RichText?) -> String {
      let sign = weight == 100 ? "=" : weight == 0 ? "" : "%\(decimals(weight))%"
      return sign + text + (feedback.map { "#" + escaped($0.text) } ?? "")
    }
    let answers =
      gap.answers.map {
        piece(escaped(gap.kind == .shortAnswer ? escapedForHTML($0.text.text) : $0.text.text), $0.weight, $0.feedback)
      }
      + gap.numbers.map {
        let tolerance = $0.tolerance == 0 || $0.isAnyNumber ? "" : ":\(decimals($0.tolerance))"
        return piece(($0.isAnyNumber ? "*" : decimals($0.value)) + tolerance, $0.weight, $0.feedback)
      }
    let mark = max(1, Int(exactly: gap.mark.rounded()) ?? 1)
    return "{\(mark):\(type?.names[0] ?? "SHORTANSWER"):\(answers.joined(separator: "~"))}"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if ["}", "~", "#", "\\"].contains(character) || (character == "=" || character == "%") && result.isEmpty {
        result.append("\\")
      }
      result.append(character)
    }
    return result
  }
}
