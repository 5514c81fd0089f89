internal import DetailsFile
internal import Lesson
internal import StageGraph

/// Reads what only the teacher knows: title, authors, licence and more, from `lecture.lesson.yaml`.
struct ReadLessonDetails: Stage {
  static let about = About(
    "reads title, authors and licence from the recording's lesson.yaml", example: "read-lesson-details: { strict: yes }"
  )

  @Option("a doubtful entry is an error") var strict = false

  @Needs var companions: Companions

  func run(in workshop: Workshop) async throws -> GivenDetails {
    guard let file = companions.of(.details).first else { return GivenDetails() }
    let (details, warnings) = try workshop.read(file, strict: strict) { text in
      let result = try readLessonDetails(text)
      return Reading(value: result.details, diagnostics: result.diagnostics)
    }
    return GivenDetails(file: file.name, details: details, warnings: warnings)
  }
}

/// The teacher's own details of the lesson; empty where there are none.
struct GivenDetails: Hashable, Sendable, Codable {
  var file: String?
  var details = LessonDetails()
  var warnings: [String] = []
}
