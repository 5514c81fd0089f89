internal import Foundation
internal import Lesson
internal import Quizzes
internal import StageGraph

/// Reads the question file beside the recording.
struct ReadQuestions: Stage {
  static let about = About(
    "reads the question file beside the recording (GIFT, Moodle XML, Aiken, Markdown, YAML or CSV)",
    example: "read-questions: { strict: yes }")

  @Option("a doubtful question is an error") var strict = false

  @Needs var companions: Companions

  func run(in workshop: Workshop) async throws -> GivenQuestions {
    var given = GivenQuestions()
    var ids: Set<String> = []
    for file in companions.of(.quiz) {
      let (questions, warnings) = try workshop.read(file, strict: strict) { text in
        var result = try readQuiz(text)
        try result.attachPictures { name in try workshop.picture(name, of: companions) }
        return Reading(value: result.questions, diagnostics: result.diagnostics)
      }
      for var question in questions {
        question.part = file.part
        question.question.id = unused(question.question.id, &ids)
        given.questions.append(question)
      }
      given.warnings += warnings
    }
    return given
  }

  /// Ids are unique within a file; two files may have one in common.
  private func unused(_ id: String, _ taken: inout Set<String>) -> String {
    var free = id
    var copy = 2
    while !taken.insert(free).inserted {
      free = "\(id)-\(copy)"
      copy += 1
    }
    return free
  }
}

extension Workshop {
  /// A picture beside a question file; nil where there is none, or one that is too large for a question.
  fileprivate func picture(_ name: String, of companions: Companions) throws -> Data? {
    let name = name.precomposedStringWithCanonicalMapping
    guard companions.of(.picture).contains(where: { $0.name == name }) else { return nil }
    let handle = try FileHandle(forReadingFrom: place(of: name).resolvingSymlinksInPath())
    let data = try handle.read(upToCount: QuestionFile.totalLimit + 1) ?? Data()
    return data.count <= QuestionFile.totalLimit ? data : nil
  }
}

/// The questions that came with a recording, in their files' order.
struct GivenQuestions: Hashable, Sendable, Codable {
  var questions: [UnboundQuestion] = []
  var warnings: [String] = []
}
