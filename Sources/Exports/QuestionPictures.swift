internal import Digests
internal import Foundation
internal import Lesson
internal import Quizzes

/// The pictures of a lesson's questions as files: each once, called by its content.
struct QuestionPictures {
  /// In the order of their paths.
  let files: [ExportedFile]
  private let paths: [QuestionFile: String]

  init(_ contents: LessonContents) {
    var (byPath, paths): ([String: ExportedFile], [QuestionFile: String]) = ([:], [:])
    for file in contents.questions.flatMap(\.files) {
      guard let format = PictureFormat(file.data) else { continue }
      let path = "pictures/\(sha256(of: file.data).prefix(16)).\(format.rawValue)"
      paths[file] = path
      byPath[path] = ExportedFile(path: path, type: format.mediaType, data: file.data)
    }
    self.paths = paths
    files = byPath.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// A question whose texts refer to these files, by their paths below `base`.
  func shown(in question: Question, below base: String = "") -> Question {
    question.replacingFiles { file in paths[file].map { base + $0 } }
  }

  func holds(_ file: QuestionFile) -> Bool { paths[file] != nil }
}
