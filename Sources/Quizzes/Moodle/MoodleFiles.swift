internal import Documents
internal import Foundation
internal import Lesson
internal import Wording

/// Takes the files that stand beside texts, their sizes bounded all together.
struct MoodleFiles {
  private var total = 0

  /// All files of a question, each name once.
  mutating func take(from element: XMLElement, _ warn: (String) -> Void) -> [QuestionFile] {
    var files: [QuestionFile] = []
    func visit(_ element: XMLElement) {
      for child in element.children {
        if child.name == "file" { take(child, &files, warn) } else { visit(child) }
      }
    }
    visit(element)
    return files
  }

  private mutating func take(_ element: XMLElement, _ files: inout [QuestionFile], _ warn: (String) -> Void) {
    let name = element.attribute("name") ?? ""
    func leave(_ why: String) { warn("the file '\(shown(name, limit: 60))' is left out: \(why)") }
    guard element.attribute("encoding") ?? "base64" == "base64" else { return leave("its encoding isn't base64") }
    guard files.count < 100 else { return leave("the question has too many") }
    // Three bytes for four letters; checked before anything is decoded.
    guard total + element.text.utf8.count / 4 * 3 <= QuestionFile.totalLimit else {
      return leave("all files together are larger than \(QuestionFile.totalLimit >> 20) MB")
    }
    guard let data = Data(base64Encoded: element.text, options: .ignoreUnknownCharacters), !data.isEmpty else {
      return leave("it is not base64")
    }
    guard let file = QuestionFile(name: name, data: data) else {
      return leave("expected a plain name that ends with .\(QuestionFile.endings.joined(separator: ", ."))")
    }
    if let same = files.first(where: { $0.name == name }) {
      if same != file { leave("another has the same name") }
      return
    }
    total += data.count
    files.append(file)
  }
}
