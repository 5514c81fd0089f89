// Small pieces of sentences that people read.

/// `a`, `a and b`, `a, b and c`.
public func listed(_ words: [String], _ conjunction: String = "and") -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
}

/// `1 chapter`, `3 chapters`.
public func counted(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
  "\(count) \(count == 1 ? singular : plural ?? singular + "s")"
}

/// Text from a file or a name as it may stand in a sentence on a terminal: control characters (escape sequences, line breaks), and the marks that
/// turn the direction of writing are shown as `\u{1b}`; at most `limit` characters, the rest as `…`.
public func shown(_ text: some StringProtocol, limit: Int = 200) -> String {
  var result = ""
  var count = 0
  for scalar in String(text).unicodeScalars {
    guard count < limit else { return result + "…" }
    count += 1
    switch scalar.value {
    case 0..<0x20, 0x7f..<0xa0, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069, 0x61c, 0xfeff, 0xfff9...0xfffb:
      result += "\\u{\(String(scalar.value, radix: 16))}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
