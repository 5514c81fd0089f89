internal import Documents
internal import Foundation
internal import Lesson
internal import Wording

/// Takes the files that stand beside texts, their sizes bounded all together.
struct MoodleFiles {
  private var total = 0

  /// All files of a question.
  mutating func take(from element: XMLElement, _ warn: (String) -> Void) -> TakenFiles {
    var taken = TakenFiles()
    func visit(_ field: XMLElement) {
      for child in field.children {
        if child.name == "file" { take(child, of: field, &taken, warn) } else { visit(child) }
      }
    }
    visit(element)
    takeImage(of: element, &taken, warn)
    return taken
  }

  /// Until Moodle 1.9 a question had one picture, beside its text: `<image>` is its path, `<image_base64>` what is in it.
  private mutating func takeImage(of question: XMLElement, _ taken: inout TakenFiles, _ warn: (String) -> Void) {
    let path = question["image"]?.text.trimmed ?? ""
    let data = question["image_base64"]
    guard let data, !data.text.trimmed.isEmpty else {
      if !path.isEmpty { warn("the picture '\(shown(path, limit: 60))' is left out: it is not in the file") }
      return
    }
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    take(data, named: name, of: data, &taken, warn)
    taken.image = taken.name(of: data)
  }

  private mutating func take(
    _ element: XMLElement, of field: XMLElement, _ taken: inout TakenFiles, _ warn: (String) -> Void
  ) {
    let folder = (element.attribute("path") ?? "").split(separator: "/").joined(separator: "/")
    take(element, named: element.attribute("name") ?? "", in: folder, of: field, &taken, warn)
  }

  private mutating func take(
    _ element: XMLElement, named name: String, in folder: String = "", of field: XMLElement,
    _ taken: inout TakenFiles, _ warn: (String) -> Void
  ) {
    func leave(_ why: String) { warn("the file '\(shown(name, limit: 60))' is left out: \(why)") }
    guard element.attribute("encoding") ?? "base64" == "base64" else { return leave("its encoding isn't base64") }
    guard taken.files.count < 100 else { return leave("the question has too many") }
    // Three bytes for four letters; checked before anything is decoded.
    guard total + element.text.utf8.count / 4 * 3 <= QuestionFile.totalLimit else {
      return leave("all files together are larger than \(QuestionFile.totalLimit >> 20) MB")
    }
    guard let data = Data(base64Encoded: element.text, options: .ignoreUnknownCharacters), !data.isEmpty else {
      return leave("it is not base64")
    }
    guard let isNew = taken.add(name, in: folder, data, of: field) else {
      return leave("expected a plain name that ends with .\(QuestionFile.endings.joined(separator: ", ."))")
    }
    if isNew { total += data.count }
  }
}

/// A question's files, each name once.
///
/// In Moodle each text has files of its own, and pictures that were pasted are all called `image.png`: the second one becomes `image-2.png` here.
struct TakenFiles {
  private(set) var files: [QuestionFile] = []
  /// The name of the picture that stands beside the question's text; nil for none.
  fileprivate(set) var image: String?
  /// By the names that texts call them, with their folders.
  private var names: [(field: ObjectIdentifier, name: String, isInFolder: Bool, number: Int)] = []

  /// Whether the file of `field` is another than those before; nil for a name that isn't taken.
  fileprivate mutating func add(_ name: String, in folder: String, _ data: Data, of field: XMLElement) -> Bool? {
    var (number, free) = (1, name)
    while let other = files.first(where: { $0.name == free }), other.data != data {
      number += 1
      free = Self.numbered(name, number)
    }
    guard let file = QuestionFile(name: free, data: data) else { return nil }
    let path = folder.isEmpty ? name : "\(folder)/\(name)"
    names.append((ObjectIdentifier(field), path, !folder.isEmpty, number))
    guard !files.contains(file) else { return false }
    files.append(file)
    return true
  }

  /// The name of the file of `field`; nil where none was taken.
  fileprivate func name(of field: XMLElement) -> String? {
    names.first { $0.field == ObjectIdentifier(field) }.map { Self.numbered($0.name, $0.number) }
  }

  /// The text of `field`, with these names in it.
  func text(_ text: String, of field: XMLElement) -> String {
    let own = names.filter { $0.field == ObjectIdentifier(field) }
    guard own.contains(where: { $0.number > 1 || $0.isInFolder }) else { return text }
    var result = text
    for reference in FileReference.all(in: text, to: own.map(\.name)).reversed() {
      guard let file = own.first(where: { $0.name == reference.name }), file.number > 1 || file.isInFolder else {
        continue
      }
      let name = reference.written.split(separator: "/").last.map(String.init) ?? ""
      result.replaceSubrange(reference.range, with: fileSign + Self.numbered(name, file.number))
    }
    return result
  }

  /// `image-2.png`.
  private static func numbered(_ name: String, _ number: Int) -> String {
    guard number > 1, let dot = name.lastIndex(of: ".") else { return name }
    return "\(name[..<dot])-\(number)\(name[dot...])"
  }
}
