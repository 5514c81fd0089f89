internal import Foundation
internal import PageAssets

/// A file of the player page as the binary carries it.
struct PageFile {
  /// Relative to `Sources/PageAssets/page`.
  let name: String
  let text: String

  /// All of them, in the order in which the page puts them together.
  static let all: [PageFile] = {
    var count = 0
    guard let start = unsafe pageAssets(&count) else { return [] }
    let assets = unsafe UnsafeBufferPointer(start: start, count: count)
    return unsafe assets.map { asset in
      let bytes = unsafe UnsafeRawBufferPointer(start: asset.start, count: asset.length)
      return unsafe PageFile(name: String(cString: asset.name), text: String(decoding: bytes, as: UTF8.self))
    }
  }()

  /// The lines of the files in `folder`, one after the other, without what only those need who read the source: indentation, empty lines, and comments on
  /// lines of their own. So no file may have a template literal of several lines.
  private static func lines(in folder: String) -> [Substring] {
    all.filter { $0.name.hasPrefix(folder + "/") }.flatMap { $0.text.split(whereSeparator: \.isNewline) }
      .map { $0.drop { $0 == " " } }
      .filter { !$0.isEmpty && !$0.hasPrefix("//") && !($0.hasPrefix("/*") && $0.hasSuffix("*/")) }
  }

  /// The scripts together, also without the space that JavaScript doesn't need, and without the ends of lines behind signs where a statement can't end or
  /// has ended.
  static let script = lines(in: "script").reduce(into: "") { script, line in
    script += tight(line)
    if !"{,;(".contains(line.suffix(1)) || line.contains("//") { script += "\n" }
  }

  /// A line without the spaces beside signs, but in strings. One with more than plain strings in it stays as it is: with a regular expression, a comment, a
  /// template.
  private static func tight(_ line: Substring) -> String {
    if line.contains(where: { "/`\"\\".contains($0) }) { return String(line) }
    let space = UInt8(ascii: " ")
    let signs = "=,;:?(){}[]<>|&*+-".utf8
    let sums = "+-".utf8
    let bytes = Array(line.utf8)
    var isString = false
    let kept = bytes.indices.filter { index in
      if bytes[index] == UInt8(ascii: "'") { isString.toggle() }
      guard bytes[index] == space, !isString else { return true }
      let before = index > 0 ? bytes[index - 1] : space
      let after = index + 1 < bytes.count ? bytes[index + 1] : space
      // `a + +b` is no `a++b`.
      return !(signs.contains(before) || signs.contains(after)) || (sums.contains(before) && sums.contains(after))
    }
    return String(decoding: kept.map { bytes[$0] }, as: UTF8.self)
  }

  /// The style sheets together, also without the space that CSS doesn't need. So no string in them may hold one of these signs beside a space.
  static var style: String {
    [
      (": ", ":"), ("; ", ";"), (", ", ","), (" > ", ">"), (" {", "{"), ("{ ", "{"), (" }", "}"), ("{\n", "{"),
      (";\n", ";"), ("}\n", "}"), (";}", "}"),
    ].reduce(lines(in: "styles").joined(separator: "\n")) { style, signs in
      style.replacingOccurrences(of: signs.0, with: signs.1)
    }
  }

  static func text(of name: String) -> String { all.first { $0.name == name }?.text ?? "" }

  /// Without indentation.
  static func flush(_ name: String) -> String {
    text(of: name).split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }.joined(separator: "\n")
  }
}
