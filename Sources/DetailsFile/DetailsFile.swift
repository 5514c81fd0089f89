public import Documents
public import Lesson

/// Reads `lecture.lesson.yaml`, what only the teacher knows.
///
///     title: Energy and work
///     authors:
///       - Eva Maier
///       - { name: Tom Ray, affiliation: TU Wien, url: https://example.org/tom }
///     licence: CC BY 4.0
///     feedback: mailto:eva@example.org
///     chapters:
///       1: What is energy?                                # a chapter by its number; a text alone is its title
///       02-work: { summary: Force along a way }           # by its id
///       12:30: { title: Power, poster: 12:41 }            # the one that plays this instant of the recording
///
/// `chapters` may be a list as well, each item with `number`, `id` or `at`. An entry that can't be used is passed over, with a warning at its place; texts are
/// trimmed, and cut where they are very long. Throws ``DocumentError`` for what isn't YAML, or where nothing can be used.
public func readLessonDetails(
  _ text: SourceText
) throws(DocumentError) -> (details: LessonDetails, diagnostics: [Diagnostic]) {
  let (root, diagnostics) = try readYAML(text, severity: .warning)
  var reader = DetailsReader(file: text.file, diagnostics: text.diagnostics + diagnostics)
  guard let root, !root.isNull else {
    throw DocumentError(Diagnostic(.error, in: text.file, "is empty", hint: "a first line may be 'title: …'"))
  }
  guard let entries = root.entries else {
    throw DocumentError(
      Diagnostic(
        .error, in: text.file, at: root.position, "lesson details are lines 'name: value', not \(root.kindText)",
        hint: "a first line may be 'title: …'"))
  }
  for entry in entries { reader.read(entry) }
  let ordered = reader.diagnostics.sorted { start($0) < start($1) }
  guard reader.details != LessonDetails() else {
    throw DocumentError(
      [Diagnostic(.error, in: text.file, "nothing in it is a detail of a lesson")] + ordered)
  }
  return (reader.details, ordered)
}

private func start(_ diagnostic: Diagnostic) -> TextPosition {
  diagnostic.position ?? TextPosition(line: 0, column: 0)
}
