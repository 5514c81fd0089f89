internal import Documents
internal import Lesson
internal import Wording

/// The answers of a numeric question: `{#3.14:0.01}`, `{#1..5}`, `{#=1822:0 =%50%1822:2#nearly ~#wrong}`.
enum GIFTNumbers {
  static func read(
    _ text: Glyphs, _ format: RichText.Format, at position: TextPosition, _ warnings: inout [GIFTFault]
  ) throws(GIFTFault) -> [NumericAnswer] {
    let (accepted, wrong) = text.parted(by: "~")
    var numbers: [NumericAnswer] = []
    for piece in try GIFTAnswers.pieces(of: accepted, startedBy: ["="], at: position) {
      var text = piece.text.trimmed
      let weight = AnswerWeight.take(from: &text, &warnings) ?? 100
      let (value, feedback) = text.parted(by: "#")
      var number = try read(value.trimmed, at: piece.position, &warnings)
      number.weight = weight
      number.feedback = GIFTAnswers.nonEmpty(feedback?.richText(orElse: format))
      numbers.append(number)
    }
    guard !numbers.isEmpty else { throw GIFTFault("expected a number after '#'", position) }
    if let feedback = GIFTAnswers.nonEmpty(wrong?.parted(by: "#").1?.richText(orElse: format)) {
      numbers.append(NumericAnswer(anyNumberWithWeight: 0, feedback: feedback))
    }
    return numbers
  }

  private static func read(
    _ text: Glyphs, at position: TextPosition, _ warnings: inout [GIFTFault]
  ) throws(GIFTFault) -> NumericAnswer {
    if text.text == "*" { return NumericAnswer(anyNumberWithWeight: 100) }
    if let dots = text.firstControls("..") {
      var low = try number(text[..<dots], at: position, &warnings)
      var high = try number(text[(dots + 2)...], at: position, &warnings)
      if low > high {
        warnings.append(GIFTFault("the range ends below its start and is turned round", position))
        swap(&low, &high)
      }
      return NumericAnswer(from: low, to: high)
    }
    let (value, tolerance) = text.parted(by: ":")
    var answer = NumericAnswer(value: try number(value, at: position, &warnings))
    if let tolerance, !tolerance.trimmed.isEmpty {
      answer.tolerance = abs(try number(tolerance, at: position, &warnings))
    }
    return answer
  }

  private static func number(
    _ text: Glyphs, at position: TextPosition, _ warnings: inout [GIFTFault]
  ) throws(GIFTFault) -> Double {
    let written = text.text
    guard let number = WrittenNumber(written) else {
      throw GIFTFault("'\(shown(written, limit: 40))' is not a number; expected one such as 3.14", position)
    }
    if number.hasComma {
      warnings.append(
        GIFTFault("'\(shown(written, limit: 40))' has a decimal comma", position, hint: "Moodle needs a point"))
    } else if number.isGrouped {
      warnings.append(
        GIFTFault(
          "'\(shown(written, limit: 40))' has commas between thousands", position, hint: "Moodle needs it without"))
    }
    return number.value
  }
}
