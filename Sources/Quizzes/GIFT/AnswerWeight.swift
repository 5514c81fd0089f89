internal import Documents
internal import Wording

/// A share of the mark in percent, as `%50%` before an answer says it.
enum AnswerWeight {
  static func isWritten(in text: Glyphs) -> Bool { written(in: text) != nil }

  /// What stands between the percent signs that `text` begins with, and where the second stands.
  private static func written(in text: Glyphs) -> (String, Int)? {
    guard text.first?.isControl("%") == true,
      let end = text.dropFirst().prefix(14).firstIndex(where: { $0.isControl("%") })
    else { return nil }
    let written = text[(text.startIndex + 1)..<end].text
    guard written.contains(where: \.isNumber),
      written.allSatisfy({ $0.isASCII && ($0.isNumber || "+-.,".contains($0)) })
    else { return nil }
    return (written, end)
  }

  /// The weight that `text` begins with, taken off; nil where it begins with none. A number near one that Moodle knows becomes that one.
  static func take(from text: inout Glyphs, _ warnings: inout [GIFTFault]) -> Double? {
    guard let first = text.first, let (written, end) = written(in: text) else { return nil }
    let digits = written.replacing(",", with: ".")
    guard let weight = Double(digits) else { return nil }
    text = text[(end + 1)...]
    func warn(_ sentence: String) { warnings.append(GIFTFault(sentence, first.position)) }
    guard abs(weight) <= 100 else {
      warn("a weight of \(shown(written))% is beyond 100% and is read as \(weight < 0 ? "-100" : "100")%")
      return weight < 0 ? -100 : 100
    }
    let snapped = MoodleWeight.nearest(to: weight)
    let distance = abs(snapped - weight)
    if digits != written { warn("the weight \(shown(written))% has a decimal comma; Moodle needs a point") }
    switch distance {
    case ..<0.01: return snapped
    case ..<0.7:
      warn("the weight \(shown(written))% is read as \(snapped)%, which Moodle knows")
      return snapped
    default:
      warn("Moodle doesn't know the weight \(shown(written))% and skips the question")
      return weight
    }
  }
}
