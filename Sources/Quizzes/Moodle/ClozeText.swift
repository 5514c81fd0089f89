internal import Documents
internal import Lesson
internal import Wording

/// A text with answers embedded, `The sky is {1:SHORTANSWER:=blue#Right~%50%grey}.` (MoodleDocs, "Embedded Answers (Cloze) question type";
/// `question/type/multianswer/questiontype.php` has the grammar).
struct ClozeText {
  /// With `[[1]]` in place of each gap once it was read.
  private(set) var stem: RichText
  private(set) var gaps: [Gap] = []
  /// Of choices and feedback.
  private let format: RichText.Format

  /// Choices and feedback have the text's own format unless `gapFormat` gives another.
  init(_ stem: RichText, gapFormat: RichText.Format? = nil) {
    self.stem = stem
    format = gapFormat ?? stem.format
  }

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

  /// What stands between the `~` of a gap, before and behind its `#`, the escapes still in it.
  private typealias Piece = (answer: Substring, feedback: Substring?)

  /// The pieces of a gap, and where it ends; nil for a gap without end. Nothing ends behind a `\`, and no answer at the `#` of `&#126;`.
  private static func pieces(_ text: Substring) -> ([Piece], Substring.Index)? {
    var pieces: [Piece] = []
    var start = text.startIndex
    var hash: Substring.Index?
    for index in text.indices where "~}#".contains(text[index]) {
      let before = text[start..<index]
      if before.last == "\\" { continue }
      if text[index] == "#" {
        if hash == nil, before.last != "&", !before.hasSuffix("&amp;") { hash = index }
        continue
      }
      pieces.append((text[start..<(hash ?? index)], hash.map { text[text.index(after: $0)..<index] }))
      start = text.index(after: index)
      hash = nil
      if text[index] == "}" { return (pieces, start) }
    }
    return nil
  }

  private func add(_ piece: Piece, to gap: inout Gap, _ warn: (String) -> Void) throws(MoodleFault) {
    var text = piece.answer.trimmed
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
    let answer = Self.unescaped(text.trimmed)
    guard !answer.isEmpty else { return }
    let feedback = Self.unescaped(piece.feedback?.trimmed ?? "")
    let rich = feedback.isEmpty ? nil : self.rich(feedback)
    guard gap.kind == .numeric else {
      let isTyped = gap.kind == .shortAnswer
      gap.answers.append(Answer(isTyped ? RichText(answer) : self.rich(answer), weight: weight, feedback: rich))
      return
    }
    if answer == "*" { return gap.numbers.append(NumericAnswer(anyNumberWithWeight: weight, feedback: rich)) }
    let parts = answer.split(separator: ":", maxSplits: 1)
    guard let value = parts.first.flatMap({ WrittenNumber($0) }) else {
      throw MoodleFault("'\(shown(answer, limit: 40))' in a gap is not a number; expected one such as 3.14")
    }
    if let doubt = commaDoubt(answer) { warn(doubt) }
    let tolerance = parts.count == 2 ? WrittenNumber(parts[1]).map { abs($0.value) } : 0
    if tolerance == nil { warn(noTolerance(parts[1])) }
    gap.numbers.append(NumericAnswer(value: value.value, tolerance: tolerance ?? 0, weight: weight, feedback: rich))
  }

  private func rich(_ text: String) -> RichText {
    let text = RichText(text, format)
    // Of a plain question, it is only written as HTML.
    return stem.format == .plain && !text.hasMarkup ? text.plain : text
  }

  /// `\}` and `\#` stand for the character, and so do references such as `&#126;`; another backslash, as in `\frac`, stays. Moodle's authors write
  /// `\~` too, though Moodle itself keeps that backslash.
  private static func unescaped(_ text: Substring) -> String {
    CharacterReference.decoded(
      text.replacing("\\}", with: "}").replacing("\\#", with: "#").replacing("\\~", with: "~").trimmed.description)
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
    func text(_ answer: Answer) -> String {
      let text = escaped(answer.text.text)
      // What is typed is text, and what it stands in may be HTML.
      return gap.kind == .shortAnswer ? text.replacing("<", with: "&lt;").replacing(">", with: "&gt;") : text
    }
    let answers =
      gap.answers.map { piece(text($0), $0.weight, $0.feedback) }
      + gap.numbers.map {
        let tolerance = $0.tolerance == 0 || $0.isAnyNumber ? "" : ":\(decimals($0.tolerance))"
        return piece(($0.isAnyNumber ? "*" : decimals($0.value)) + tolerance, $0.weight, $0.feedback)
      }
    let mark = gap.mark == 0 ? 0 : max(1, Int(exactly: gap.mark.rounded()) ?? 1)
    return "{\(mark):\(type?.names[0] ?? "SHORTANSWER"):\(answers.joined(separator: "~"))}"
  }

  /// A text as ``unescaped(_:)`` reads it, and Moodle, which sees no end of an answer behind `\`, `&` and `&amp;`.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "}", "#": result += "\\\(character)"
      case "~": result += "&#126;"
      case "&": result += "&#38;"
      case "=" where result.isEmpty: result += "&#61;"
      case "%" where result.isEmpty: result += "&#37;"
      default: result.append(character)
      }
    }
    return result.last == "\\" ? "\(result.dropLast())&#92;" : result
  }
}
