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

extension Question {
  /// The same with each `@@PLUGINFILE@@/name` replaced by what `place` gives for that file; one for which it gives nil stays.
  public func replacingFiles(_ place: (QuestionFile) -> String?) -> Question {
    guard !files.isEmpty else { return self }
    // A name may begin as another's.
    let places = files.sorted { $0.name.count > $1.name.count }.flatMap { file -> [(String, String)] in
      guard let new = place(file) else { return [] }
      return file.writtenNames.map { (fileSign + $0, new) }
    }
    var question = self
    question.eachText { text in
      guard text.text.contains(fileSign) else { return }
      for (old, new) in places { text.text = text.text.replacing(old, with: new) }
    }
    return question
  }

  /// Names of files that its texts refer to, in their order, each once; as they are written.
  var referredFiles: [String] {
    var names: [String] = []
    var question = self
    question.eachText { text in
      for part in text.text.components(separatedBy: fileSign).dropFirst() {
        let name = String(part.prefix { !"\"'()<>?#".contains($0) && !$0.isNewline })
        if !names.contains(name) { names.append(name) }
      }
    }
    return names
  }
}

extension QuestionFile {
  /// As it may stand in a text: with blanks, or with `%20`.
  fileprivate var writtenNames: [String] {
    let encoded = name.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? name
    return encoded == name ? [name] : [encoded, name]
  }

  fileprivate func isCalled(_ written: String) -> Bool {
    writtenNames.contains { written == $0 || written.hasPrefix($0 + " ") }
  }
}

/// Warnings about files that a question's texts show: those that are missing, and those that a browser can't show or mustn't.
func pictureDoubts(_ item: UnboundQuestion) -> [Diagnostic] {
  let question = item.question
  guard !question.files.isEmpty || question.stem.text.contains(fileSign) else { return [] }
  return question.referredFiles.compactMap { written in
    let why: String
    if let file = question.files.first(where: { $0.isCalled(written) }) {
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
      "'\(shown(question.shownName, limit: 60))': the picture '\(shown(written, limit: 60))' \(why)")
  }
}
