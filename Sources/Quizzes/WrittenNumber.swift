internal import Lesson
internal import Wording

/// A decimal number as people write it: with a point or a single comma, a minus sign or a hyphen, an exponent.
struct WrittenNumber {
  let value: Double
  let hasComma: Bool

  /// nil for anything else, and for numbers of 10³⁰⁰ and more.
  init?(_ text: some StringProtocol) {
    var digits = String(text.trimmed)
    if !digits.utf8.allSatisfy({ $0 < 0x80 }) { digits = digits.replacing("−", with: "-") }
    hasComma = digits.utf8.count { $0 == UInt8(ascii: ",") } == 1 && !digits.utf8.contains(UInt8(ascii: "."))
    if hasComma { digits = digits.replacing(",", with: ".") }
    guard digits.utf8.count <= 40, digits.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }),
      let value = Double(digits), value.isFinite, abs(value) < 1e300
    else { return nil }
    self.value = value
  }
}

/// The shortest decimals that read back the same: `3.14`, `42`.
func decimals(_ value: Double) -> String {
  let text = "\(value)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

extension NumericAnswer {
  /// From `low` to `high`, both ends included, in floating point too.
  init(from low: Double, to high: Double) {
    let centre = (low + high) / 2
    self.init(value: centre, tolerance: max(high - centre, centre - low))
  }
}
