internal import Documents
public import Foundation
internal import Lesson
internal import Wording

extension ReadQuiz {
  /// Takes the pictures into the questions that show them: `load` gives the file of that name from beside the question file, nil where there is none.
  ///
  /// What is missing, too large or no picture that a browser shows is left as it is written, with a warning that names the question's place.
  public mutating func attachPictures(_ load: (_ name: String) throws -> Data?) rethrows {
    var total = questions.flatMap(\.question.files).reduce(0) { $0 + $1.data.count }
    for index in questions.indices {
      let item = questions[index]
      func warn(_ name: String, _ why: String) {
        diagnostics.append(
          Diagnostic(
            .warning, in: item.file, at: TextPosition(line: item.line, column: item.column),
            "'\(shown(item.question.shownName, limit: 60))': the picture '\(shown(name, limit: 60))' \(why)"))
      }
      for name in item.question.picturesBeside {
        guard let data = try load(name) else {
          warn(name, "is not beside the question file")
          continue
        }
        guard PictureFormat(data) != nil, let file = QuestionFile(name: name, data: data) else {
          let known = listed(PictureFormat.allCases.map { $0.rawValue.uppercased() }, "or")
          warn(
            name,
            "is not shown: it is no \(known)\(name.lowercased().hasSuffix(".svg") ? ", and SVG may hold scripts" : "")")
          continue
        }
        guard total + data.count <= QuestionFile.totalLimit else {
          warn(name, "is left out: all pictures together are larger than \(QuestionFile.totalLimit >> 20) MB")
          continue
        }
        total += data.count
        questions[index].question.attach(file)
      }
    }
  }
}

extension Question {
  /// Names of pictures beside the question file that its texts show, each once.
  fileprivate var picturesBeside: [String] {
    var names: [String] = []
    var question = self
    question.eachText { text in
      guard text.format != .plain else { return }
      for reference in PictureReference.all(in: text.text) where !names.contains(reference.name) {
        names.append(reference.name)
      }
    }
    return names
  }

  /// Takes a file in; texts refer to it as to one of their own.
  fileprivate mutating func attach(_ file: QuestionFile) {
    if !files.contains(where: { $0.name == file.name }) { files.append(file) }
    eachText { text in
      guard text.format != .plain else { return }
      for reference in PictureReference.all(in: text.text).reversed() where reference.name == file.name {
        text.text.insert(contentsOf: fileSign, at: reference.range.lowerBound)
      }
    }
  }
}
