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

  @Option("where the lesson will be found, for exports that name it") var baseUrl: LessonAddress? = nil

  @Needs var contents: LessonContents

  func run(in workshop: Workshop) async throws -> ExtraFiles {
    // Copies are of files that the lesson has.
    var contents = contents
    contents.baseURL = baseUrl?.url
    let made = try to.export.export(contents).files.compactMap { file in file.data.map { (file, $0) } }
    return ExtraFiles(files: try made.map { file, data in try workshop.addFile(file.path, file.type, data) })
  }
}

/// Files of a lesson that belong to no single chapter.
struct ExtraFiles: Hashable, Sendable, Codable {
  var files: [Manifest.File]
}

/// Where the lesson will be found.
struct LessonAddress: OptionValue {
  let url: BaseURL

  init?(optionText: String) {
    guard let url = BaseURL(optionText) else { return nil }
    self.url = url
  }

  var optionText: String { url.text }
  static var expected: String { BaseURL.expected }
}

/// The name of a built-in export.
struct ExportName: OptionValue {
  let export: any LessonExport

  static let page = ExportName(export: PlayerPage())

  init(export: any LessonExport) { self.export = export }

  init?(optionText: String) {
    guard let export = builtInExport(named: optionText) else { return nil }
    self.export = export
  }

  var optionText: String { export.name }
  static var expected: String { listed(words ?? [], "or") }
  static var words: [String]? { builtInExports.map { $0.name } }

  static func == (left: ExportName, right: ExportName) -> Bool { left.optionText == right.optionText }
  func hash(into hasher: inout Hasher) { hasher.combine(optionText) }
}
