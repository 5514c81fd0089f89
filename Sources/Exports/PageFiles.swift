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

  /// The text of the files in `folder`, one after the other, without what only those need who read the source: indentation, empty lines, and comments on
  /// lines of their own. So no file may have a template literal of several lines.
  static func joined(in folder: String) -> String {
    let lines = all.filter { $0.name.hasPrefix(folder + "/") }.flatMap { $0.text.split(whereSeparator: \.isNewline) }
    return lines.map { $0.drop { $0 == " " } }
      .filter { !$0.isEmpty && !$0.hasPrefix("//") && !($0.hasPrefix("/*") && $0.hasSuffix("*/")) }
      .joined(separator: "\n")
  }

  /// The style sheets together, also without the space that CSS doesn't need. So no string in them may hold one of these signs beside a space.
  static var style: String {
    [(": ", ":"), ("; ", ";"), (", ", ","), (" > ", ">"), (" {", "{"), ("{ ", "{"), (" }", "}"), ("}\n", "}")].reduce(
      joined(in: "styles")
    ) { style, signs in
      style.replacingOccurrences(of: signs.0, with: signs.1)
    }
  }

  static func text(of name: String) -> String { all.first { $0.name == name }?.text ?? "" }

  /// Without indentation.
  static func flush(_ name: String) -> String {
    text(of: name).split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }.joined(separator: "\n")
  }
}
