internal import Foundation

/// A title as part of a folder's name: lower-case ASCII letters and digits, words joined by `-`, at most 40 characters,
/// cut within a word only where that is the first. Accents are folded (`é` is `e`, `ß` is `ss`), letters of other
/// scripts left out. Empty for a title without Latin letters.
public func slug(_ title: String) -> String {
  var words = [""]
  var hasLatin = false
  for scalar in String(title.unicodeScalars.prefix(1000)).precomposedStringWithCompatibilityMapping.lowercased()
    .unicodeScalars
  {
    if let folded = foldings[scalar] {
      words[words.count - 1] += folded
      hasLatin = true
    } else if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
      let plain = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.first ?? scalar
      guard plain.isASCII else { continue }
      hasLatin = hasLatin || plain.properties.isAlphabetic
      words[words.count - 1].unicodeScalars.append(plain)
    } else if apostrophes.contains(scalar) || scalar.properties.generalCategory == .nonspacingMark {
      continue
    } else if words.last?.isEmpty == false {
      words.append("")
    }
  }
  words.removeAll(where: \.isEmpty)
  guard hasLatin, let first = words.first else { return "" }
  var result = String(first.prefix(longestSlug))
  for word in words.dropFirst() {
    guard result.count + 1 + word.count <= longestSlug else { break }
    result += "-" + word
  }
  return result
}

private let longestSlug = 40
private let apostrophes: Set<Unicode.Scalar> = ["'", "’", "‘", "ʼ", "`", "´"]

/// Latin letters that don't fall into a letter and an accent.
private let foldings: [Unicode.Scalar: String] = [
  "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i", "ŋ": "ng",
  "ŧ": "t", "ə": "e", "ƒ": "f",
]
