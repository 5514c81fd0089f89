internal import Crypto
internal import Foundation
internal import Lesson
internal import Quizzes

/// The pictures of a lesson's questions as files: each once, called by its content.
struct QuestionPictures {
  /// In the order of their paths.
  private(set) var files: [ExportedFile] = []
  private var paths: [QuestionFile: String] = [:]

  init(_ contents: LessonContents) {
    var byPath: [String: ExportedFile] = [:]
    for file in (contents.quizzes.compactMap(\.self) + [contents.closingQuiz].compactMap(\.self)).flatMap(\.questions)
      .flatMap(\.files)
    {
      guard let format = PictureFormat(file.data) else { continue }
      let digest = SHA256.hash(data: file.data).prefix(8).map { byte in
        String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
      }
      let path = "pictures/\(digest.joined()).\(format.rawValue)"
      paths[file] = path
      byPath[path] = ExportedFile(path: path, type: format.mediaType, data: file.data)
    }
    files = byPath.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// A question whose texts refer to these files, by their paths below `base`.
  func shown(in question: Question, below base: String = "") -> Question {
    question.replacingFiles { file in paths[file].map { base + $0 } }
  }

  func holds(_ file: QuestionFile) -> Bool { paths[file] != nil }
}
