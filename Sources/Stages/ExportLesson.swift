internal import Exports
internal import Lesson
internal import StageGraph
internal import Wording

/// Writes the lesson's files for one kind of player or platform.
struct ExportLesson: Stage {
  static let about = About(
    "writes the lesson's files for a player or platform, such as its page",
    example: "export-lesson: { to: page }",
    writesFiles: true)

  @Option("the export: see 'chop stages export-lesson'") var to = ExportName.page

  @Needs var contents: LessonContents

  func run(in workshop: Workshop) async throws -> ExtraFiles {
    ExtraFiles(
      files: try to.export.files(for: contents).map { try workshop.addFile($0.path, $0.type, $0.data) })
  }
}

/// Files of a lesson that belong to no single chapter.
struct ExtraFiles: Hashable, Sendable, Codable {
  var files: [Manifest.File]
}

/// The name of a built-in export.
struct ExportName: OptionValue {
  let export: any LessonExport.Type

  static let page = ExportName(export: PlayerPage.self)

  init(export: any LessonExport.Type) { self.export = export }

  init?(optionText: String) {
    guard let export = builtInExports.first(where: { $0.name == optionText }) else { return nil }
    self.export = export
  }

  var optionText: String { export.name }
  static var expected: String { listed(words ?? [], "or") }
  static var words: [String]? { builtInExports.map { $0.name } }

  static func == (left: ExportName, right: ExportName) -> Bool { left.optionText == right.optionText }
  func hash(into hasher: inout Hasher) { hasher.combine(optionText) }
}
