internal import Documents
public import Foundation
public import Lesson
internal import Wording

/// A picture format that every browser shows, told by a file's first bytes.
public enum PictureFormat: String, Hashable, Sendable, CaseIterable {
  case png, jpg, gif, webp

  /// nil for anything else; SVG among it, for it may hold scripts.
  public init?(_ data: Data) {
    let head = [UInt8](data.prefix(16))
    if head.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) {
      self = .png
    } else if head.starts(with: [0xff, 0xd8, 0xff]) {
      self = .jpg
    } else if head.starts(with: "GIF87a".utf8) || head.starts(with: "GIF89a".utf8) {
      self = .gif
    } else if head.starts(with: "RIFF".utf8), head.dropFirst(8).starts(with: "WEBP".utf8) {
      self = .webp
    } else {
      return nil
    }
  }

  public var mediaType: String { self == .jpg ? "image/jpeg" : "image/\(rawValue)" }
}

/// What a question's texts call its own files by, as in Moodle.
let fileSign = "@@PLUGINFILE@@/"

/// Where a text refers to one of its question's own files.
struct FileReference {
  /// With the sign.
  var range: Range<String.Index>
  /// The name as it is written.
  var written: String
  /// Which name of those looked for it is; nil for none.
  var name: String?

  /// All of them in `text`, in their order.
  static func all(in text: String, to names: [String]) -> [FileReference] {
    text.ranges(of: fileSign).map { sign in
      let rest = text[sign.upperBound...]
      // A name may begin as another's.
      let found = names.compactMap { name in end(of: name, in: rest).map { (name: name, end: $0) } }
        .max { $0.end < $1.end }
      let written = found.map { rest[..<$0.end] } ?? rest.prefix { !"\"'()<>?#".contains($0) && !$0.isNewline }
      return FileReference(range: sign.lowerBound..<written.endIndex, written: String(written), name: found?.name)
    }
  }

  /// Where `name` ends that `text` begins with, its bytes as they are or as in addresses: with `%20` for a blank.
  private static func end(of name: String, in text: Substring) -> String.Index? {
    var rest = text.utf8
    for byte in name.utf8 {
      guard let first = rest.popFirst() else { return nil }
      if first == byte { continue }
      guard first == UInt8(ascii: "%"), UInt8(Substring(rest.prefix(2)), radix: 16) == byte else { return nil }
      rest = rest.dropFirst(2)
    }
    return rest.startIndex
  }
}

extension Question {
  /// The same with each `@@PLUGINFILE@@/name` replaced by what `place` gives for that file; one for which it gives nil stays.
  public func replacingFiles(_ place: (QuestionFile) -> String?) -> Question {
    guard !files.isEmpty else { return self }
    let names = files.map(\.name)
    var question = self
    question.eachText { text in
      for reference in FileReference.all(in: text.text, to: names).reversed() {
        guard let file = files.first(where: { $0.name == reference.name }), let new = place(file) else { continue }
        text.text.replaceSubrange(reference.range, with: new)
      }
    }
    return question
  }

  /// What its texts refer to, in their order, each once.
  var fileReferences: [FileReference] {
    let names = files.map(\.name)
    var found: [FileReference] = []
    var question = self
    question.eachText { text in
      for reference in FileReference.all(in: text.text, to: names)
      where !found.contains(where: { $0.written == reference.written }) { found.append(reference) }
    }
    return found
  }
}

/// Warnings about files that a question's texts show: those that are missing, and those that a browser can't show or mustn't.
func pictureDoubts(_ item: UnboundQuestion) -> [Diagnostic] {
  let question = item.question
  guard !question.files.isEmpty || question.stem.text.contains(fileSign) else { return [] }
  return question.fileReferences.compactMap { reference in
    let why: String
    if let file = question.files.first(where: { $0.name == reference.name }) {
      guard file.type.hasPrefix("image/"), PictureFormat(file.data) == nil else { return nil }
      why =
        file.type == "image/svg+xml"
        ? "is not shown, since SVG may hold scripts; a PNG in its place is"
        : "is not shown: it is none of \(listed(PictureFormat.allCases.map { $0.rawValue.uppercased() }, "or"))"
    } else {
      why = "is not in the file"
    }
    return Diagnostic(
      .warning, in: item.file, at: TextPosition(line: item.line, column: item.column),
      "'\(shown(question.shownName, limit: 60))': the picture '\(shown(reference.written, limit: 60))' \(why)")
  }
}
