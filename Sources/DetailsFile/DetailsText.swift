internal import Foundation

// What texts of lesson details may look like.

/// Quoted texts can hold any control character, as `\e`; they become spaces.
func withoutControls(_ text: String) -> String {
  String(
    String.UnicodeScalarView(
      text.unicodeScalars.map { scalar in
        switch scalar.value {
        case 0x9, 0xa, 0xd: scalar
        case 0..<0x20, 0x7f..<0xa0, 0xfeff, 0xfffe, 0xffff: " "
        default: scalar
        }
      }))
}

extension String {
  func trimming(while isTrimmed: (Character) -> Bool) -> String {
    var rest = self[...]
    while let first = rest.first, isTrimmed(first) { rest.removeFirst() }
    while let last = rest.last, isTrimmed(last) { rest.removeLast() }
    return String(rest)
  }
}

/// At most `limit` Unicode scalars, whole characters only; what was cut ends with `…`.
func cut(_ text: String, to limit: Int) -> String {
  guard text.unicodeScalars.count > limit else { return text }
  var result = ""
  var count = 1
  for character in text {
    count += character.unicodeScalars.count
    guard count <= limit else { break }
    result.append(character)
  }
  return result + "…"
}

/// Well-formed as BCP 47 (RFC 5646 §2.1) says, without asking whether there is such a language; its name (`german`) is none: no code of a language has more than three letters.
func isLanguageTag(_ text: String) -> Bool {
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  return parts.count <= 8
    && parts.allSatisfy { (1...8).contains($0.count) && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } }
    && parts.first.map { (2...3).contains($0.count) && $0.allSatisfy(\.isLetter) } == true
}

/// A calendar date of ISO 8601, to the year, month or day: `2026`, `2026-10`, `2026-10-12`.
func isDate(_ text: String) -> Bool {
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  let widths = [4, 2, 2]
  guard (1...3).contains(parts.count),
    zip(parts, widths).allSatisfy({ part, width in part.count == width && part.allSatisfy { $0.isASCII && $0.isNumber }
    })
  else { return false }
  let numbers = parts.compactMap { Int($0) }
  let (year, month, day) = (numbers[0], numbers.dropFirst().first ?? 1, numbers.dropFirst(2).first ?? 1)
  let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return (1...12).contains(month) && (1...days[month - 1]).contains(day)
}

/// An absolute address of one of these schemes, without spaces; `https` with a host, `mailto` with an `@`. So never `javascript:`.
func isAddress(_ text: String, schemes: Set<String>) -> Bool {
  guard text.allSatisfy({ !$0.isWhitespace && !"<>\"'`\\".contains($0) }), let url = URL(string: text),
    let scheme = url.scheme?.lowercased(), schemes.contains(scheme)
  else { return false }
  return scheme == "mailto" ? text.dropFirst("mailto:".count).contains("@") : url.host()?.isEmpty == false
}

/// 1 to 9999, digits only.
func chapterNumber(_ text: String) -> Int? {
  guard (1...4).contains(text.count), text.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(text), number > 0
  else { return nil }
  return number
}

/// Lower-case ASCII letters, digits and hyphens, with a letter or a hyphen among them.
func isChapterID(_ text: String) -> Bool {
  text.utf8.count <= 200 && !text.isEmpty && text.contains { !$0.isNumber }
    && text.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
}
