internal import Lesson
internal import Wording

/// A decimal number as people write it: with a point or a single comma, a minus sign or a hyphen, an exponent; of several commas each stands between thousands.
struct WrittenNumber {
  let value: Double
  /// Whether a comma stands before its decimals.
  let hasComma: Bool
  /// Whether commas stand where thousands end. A single one is read as a decimal comma all the same.
  let isGrouped: Bool

  /// nil for anything else, and for numbers of 10³⁰⁰ and more.
  init?(_ text: some StringProtocol) {
    var digits = String(text.trimmed)
    if !digits.utf8.allSatisfy({ $0 < 0x80 }) { digits = digits.replacing("−", with: "-") }
    let commas = digits.utf8.count { $0 == UInt8(ascii: ",") }
    hasComma = commas == 1 && !digits.utf8.contains(UInt8(ascii: "."))
    isGrouped =
      commas > 0 && digits.utf8.count <= 40
      && digits.wholeMatch(of: /[-+]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?/) != nil
    if hasComma {
      digits = digits.replacing(",", with: ".")
    } else if isGrouped {
      digits = digits.replacing(",", with: "")
    }
    guard digits.utf8.count <= 40, digits.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }),
      let value = Double(digits), value.isFinite, abs(value) < 1e300
    else { return nil }
    self.value = value
  }
}

/// What is said of a number with a comma that may stand before decimals or between thousands; nil for an answer without one.
func commaDoubt(_ answer: some StringProtocol) -> String? {
  let numbers = String(answer).replacing("..", with: " ").split { !$0.isNumber && $0 != "," && $0 != "." }
  guard let written = numbers.first(where: { WrittenNumber($0).map { $0.hasComma && $0.isGrouped } == true }),
    let number = WrittenNumber(written)
  else { return nil }
  return
    "'\(shown(written, limit: 40))' is read as \(decimals(number.value)), its comma before decimals; write \(String(written).replacing(",", with: "")) if it stands between thousands, or \(String(written).replacing(",", with: "."))"
}

/// What is said of a tolerance that isn't a number.
func noTolerance(_ written: some StringProtocol) -> String {
  "'\(shown(written, limit: 40))' is no tolerance, and only the number itself is right; expected a number such as 0.01"
}

/// The shortest decimals that read back the same: `3.14`, `42`, `0.00001`.
func decimals(_ value: Double) -> String {
  let text = "\(value)"
  if text.hasSuffix(".0") { return String(text.dropLast(2)) }
  // Swift writes the small and the large with an exponent, as nobody else does.
  guard let mark = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: mark)...]),
    (-20...20).contains(exponent)
  else { return text }
  let sign = value < 0 ? "-" : ""
  let digits = text[..<mark].filter(\.isNumber)
  if exponent < 0 { return "\(sign)0." + String(repeating: "0", count: -exponent - 1) + digits }
  return sign + digits + String(repeating: "0", count: max(0, exponent + 1 - digits.count))
}

extension NumericAnswer {
  /// From `low` to `high`, both ends included: as exact as they are written, so that 1 to 1.3 is 1.15 ± 0.15.
  init(from low: Double, to high: Double) {
    // In whole numbers of the last decimal nothing is rounded, and a quotient of two whole numbers is the nearest there is.
    var scale = 1.0
    while scale <= 1e22 {
      let (first, last) = ((low * scale).rounded(), (high * scale).rounded())
      if first / scale == low, last / scale == high, abs(first) + abs(last) < 0x1p53 {
        self.init(value: (first + last) / (2 * scale), tolerance: (last - first) / (2 * scale))
        return
      }
      scale *= 10
    }
    let centre = (low + high) / 2
    self.init(value: centre, tolerance: max(high - centre, centre - low))
  }
}
