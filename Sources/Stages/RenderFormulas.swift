internal import Formulas
internal import Lesson
internal import StageGraph

/// Turns the formulas of titles and questions into MathML for the page, by Debian's katex program.
///
/// Where it is not installed they stay as they were written, and a warning says so.
struct RenderFormulas: Stage {
  static let about = About(
    "turns the formulas of titles and questions into MathML, by the program katex where it is installed",
    example: "render-formulas:",
    // Whether a program is installed stands in no order: the result isn't kept.
    readsFiles: true)

  @Needs var details: GivenDetails?
  @Needs var names: ChapterNames
  @Needs var questions: GivenQuestions?

  func run(in workshop: Workshop) async throws -> RenderedFormulas {
    var sources = FormulaSources()
    let details = details?.details ?? LessonDetails()
    sources.add(details.title)
    sources.add(details.description)
    for text in details.objectives + details.references { sources.add(text) }
    for chapter in names.chapters {
      sources.add(chapter.title)
      sources.add(chapter.summary)
    }
    for question in questions?.questions ?? [] { sources.add(question.question) }
    let rendered = try await renderFormulas(sources)
    for warning in rendered.warnings { workshop.warn(warning) }
    return rendered
  }
}
