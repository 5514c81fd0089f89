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
      numbers.append(NumericAnswer(value: 0, tolerance: anyNumber, weight: 0, feedback: feedback))
    }
    return numbers
  }

  /// The tolerance of an answer that every number meets, as `*` and the feedback for wrong ones ask for.
  private static let anyNumber = Double.greatestFiniteMagnitude

  private static func read(
    _ text: Glyphs, at position: TextPosition, _ warnings: inout [GIFTFault]
  ) throws(GIFTFault) -> NumericAnswer {
    if text.text == "*" { return NumericAnswer(value: 0, tolerance: anyNumber) }
    if let dots = text.firstControls("..") {
      var low = try number(text[..<dots], at: position, &warnings)
      var high = try number(text[(dots + 2)...], at: position, &warnings)
      if low > high {
        warnings.append(GIFTFault("the range ends below its start and is turned round", position))
        swap(&low, &high)
      }
      let centre = (low + high) / 2
      // Both ends count as right in floating point too.
      return NumericAnswer(value: centre, tolerance: max(high - centre, centre - low))
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
    var digits = written.replacing("−", with: "-")
    if digits.count(where: { $0 == "," }) == 1, !digits.contains(".") {
      digits = digits.replacing(",", with: ".")
      warnings.append(
        GIFTFault("'\(shown(written, limit: 40))' has a decimal comma", position, hint: "Moodle needs a point"))
    }
    guard digits.utf8.count <= 40, digits.allSatisfy({ $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }),
      let value = Double(digits), value.isFinite, abs(value) < 1e300
    else {
      throw GIFTFault("'\(shown(written, limit: 40))' is not a number; expected one such as 3.14", position)
    }
    return value
  }
}
