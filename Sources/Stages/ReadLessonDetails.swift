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
    var given = GivenDetails()
    var parts: Set<Int?> = []
    // One for each recording of the lesson; what an earlier one says counts.
    for file in companions.of(.details) where parts.insert(file.part).inserted {
      var (details, warnings) = try workshop.read(file, strict: strict) { text in
        let result = try readLessonDetails(text)
        return Reading(value: result.details, diagnostics: result.diagnostics)
      }
      for index in details.chapters.indices {
        details.chapters[index].file = file.name
        details.chapters[index].part = file.part
      }
      given.details.fill(from: details)
      given.warnings += warnings
    }
    return given
  }
}

extension LessonDetails {
  /// Takes what isn't said yet.
  fileprivate mutating func fill(from other: LessonDetails) {
    title = title ?? other.title
    description = description ?? other.description
    authors = authors.isEmpty ? other.authors : authors
    language = language ?? other.language
    licence = licence ?? other.licence
    date = date ?? other.date
    objectives = objectives.isEmpty ? other.objectives : objectives
    references = references.isEmpty ? other.references : references
    feedback = feedback ?? other.feedback
    homepage = homepage ?? other.homepage
    chapters += other.chapters
  }
}

/// The teacher's own details of the lesson; empty where there are none.
struct GivenDetails: Hashable, Sendable, Codable {
  var details = LessonDetails()
  var warnings: [String] = []
}
