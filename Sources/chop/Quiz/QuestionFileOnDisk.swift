import Documents
import Foundation
import Lesson
import Quizzes

/// The questions of the file at `path`, with the pictures beside it that they show.
func readQuestionFile(_ path: String) throws -> ReadQuiz {
  let url = URL(fileURLWithPath: path)
  var quiz = try readQuiz(SourceText(contentsOf: url, named: path))
  quiz.attachPictures { name in
    let picture = url.deletingLastPathComponent().appending(component: name).resolvingSymlinksInPath()
    guard let values = try? picture.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey]),
      values.isRegularFile == true, values.fileSize ?? .max <= QuestionFile.totalLimit
    else { return nil }
    return try? Data(contentsOf: picture)
  }
  return quiz
}
