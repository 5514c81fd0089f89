import ArgumentParser
import Documents
import Exports
import Formulas
import Foundation
import Lesson
import StageGraph
import Wording
import Workplace

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Gives a lesson to another platform or player.",
    discussion: """
      Without -o the export lies beside the lesson: lecture.lesson gives lecture.youtube.txt. What the target can't say of the lesson, and what its rules \
      forbid, is listed. Exporting again gives the same bytes.

      EXAMPLES
        chop export lecture.lesson --to youtube
        chop export lecture.lesson --to webvtt -o site/chapters.vtt
        chop export lecture.lesson --to youtube -o -
        chop export lecture.lesson --to scorm
        chop export --list

      TARGETS
      \(columns(targets, indent: 2, width: 79))
      """)

  @Argument(help: "The lesson's folder.", completion: .directory) var lesson: String?
  @Option(name: .long, help: ArgumentHelp("The target: see --list.", valueName: "name"), completion: .exports)
  var to: String?
  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Where the file or folder is put; - is standard output.", valueName: "place"))
  var output: String?
  @Option(
    name: .customLong("base-url"),
    help: ArgumentHelp("Where the lesson will be found, for targets that name it.", valueName: "url"))
  var baseURL: String?
  @Flag(name: .long, help: "Replace what stands at that place.") var force = false
  @Flag(name: .long, help: "Allow a place inside the lesson.") var intoLesson = false
  @Flag(name: .long, help: "Make nothing where the target can't say all of the lesson.") var strict = false
  @Flag(name: .long, help: "List the targets.") var list = false
  @Flag(name: .long, help: "JSON for programs.") var json = false

  func run() async throws {
    let command = self
    try await Failure.reported {
      guard !command.list else { return try command.printList() }
      let export = try command.target()
      guard let path = command.lesson else {
        throw ValidationError("which lesson? name its folder, such as lecture.lesson")
      }
      try checkIsNamed(path, "the lesson", "chop export lecture.lesson --to \(export.name)")
      if command.output?.isEmpty == true { throw ValidationError("-o has no name; leave it out, or name a place") }
      let base = try command.base(for: export)
      try await Interruption.cancelling {
        var lesson = try StoredLesson(at: path)
        lesson.contents.baseURL = base
        var unrendered: UnrenderedFormulas?
        if export.needs.contains(.formulas) {
          let rendered = try await renderFormulas(FormulaSources(lesson.contents))
          (lesson.contents.formulas, unrendered) = (rendered.formulas, rendered.rest)
        }
        var exported = try export.export(lesson.contents)
        if let unrendered { exported.remarks.append(ExportRemark(.lost, unrendered.item, unrendered.sentence)) }
        try command.give(exported, of: lesson, path, by: export)
      }
    }
  }

  private func base(for export: any LessonExport) throws -> BaseURL? {
    guard let baseURL else {
      guard !export.needs.contains(.baseURL) else {
        throw ValidationError(
          "\(export.name) links to the lesson's page; --base-url says where that will be found, \(BaseURL.expected)")
      }
      return nil
    }
    guard let url = BaseURL(baseURL) else {
      throw ValidationError("--base-url: '\(shown(baseURL))' is not \(BaseURL.expected)")
    }
    return url
  }

  private func target() throws -> any LessonExport {
    guard let to else { throw ValidationError("for which target? --to names it, and 'chop export --list' lists them") }
    guard let export = builtInExport(named: to) else {
      let names = builtInExports.flatMap { [$0.name] + $0.otherNames }
      let nearest = nearestName(to: to, among: names).map { "did you mean '\($0)'?" }
      throw ValidationError("no target is called '\(shown(to))'; \(nearest ?? "'chop export --list' lists them")")
    }
    return export
  }

  private func give(
    _ exported: Exported, of lesson: StoredLesson, _ path: String, by export: any LessonExport
  ) throws {
    if !json {
      for remark in exported.remarks { Console.error("warning: \(remark.item) \(remark.sentence)") }
    }
    if strict, !exported.remarks.isEmpty {
      if json { try printReport(export, exported, place: nil, changed: false) }
      throw Complaint(
        "\(counted(exported.remarks.count, "thing")) can't be said to \(export.name), and --strict allows none; nothing was made"
      )
    }
    guard output != "-" else {
      guard export.form == .file, let data = exported.files.first?.data else {
        throw ValidationError(
          "\(export.name) is a \(export.form.rawValue), which standard output can't take; name a place with -o")
      }
      guard !json else { throw ValidationError("-o - and --json both want standard output; name a place with -o") }
      let text = String(decoding: data, as: UTF8.self)
      return Console.out(
        Console.outIsTerminal
          ? text.split(separator: "\n", omittingEmptySubsequences: false).map { shown($0, limit: 2000) }
            .joined(separator: "\n") : text)
    }
    let place = place(of: export, exported, beside: path, lesson)
    guard intoLesson || !place.lies(in: lesson.folder) else {
      throw Complaint(
        "\(shown(place.path)): lies in the lesson, which holds only what its manifest names; name another place with -o, or allow it with --into-lesson"
      )
    }
    let changed = try put(exported, export.form, at: place, lesson)
    if json {
      try printReport(export, exported, place: place.path, changed: changed)
    } else {
      Console.out("\(shown(place.path, limit: 400))\(changed ? "" : ": unchanged")")
    }
  }

  private func place(
    of export: any LessonExport, _ exported: Exported, beside path: String, _ lesson: StoredLesson
  ) -> ResultPlace {
    if let output { return ResultPlace(path: output) }
    let folder = (path as NSString).standardizingPath
    let whole = folder == "." || folder.hasSuffix("..") ? lesson.folder.path(percentEncoded: false) : folder
    let name = whole.hasSuffix("/") ? String(whole.dropLast()) : whole
    let base = name.hasSuffix(".lesson") ? String(name.dropLast(".lesson".count)) : name
    return ResultPlace(path: export.fileName(of: base, exported))
  }

  private func put(_ exported: Exported, _ form: ExportForm, at place: ResultPlace, _ lesson: StoredLesson) throws
    -> Bool
  {
    let files = try exported.files.map { file -> ResultPlace.Item in
      switch file.content {
      case .made(let data): (file.path, .data(data))
      case .copied(let path): (file.path, .copy(of: try lesson.file(path)))
      }
    }
    return switch form {
    case .file: try files.first.map { try place.put($0.content, replacing: force) } ?? false
    case .folder: try place.put(folder: files, replacing: force)
    case .package: try place.put(package: files, replacing: force)
    }
  }

  private func printReport(_ export: any LessonExport, _ exported: Exported, place: String?, changed: Bool) throws {
    let report = PrintedExport(
      target: export.name, form: export.form, place: place, changed: changed,
      files: exported.files.map { PrintedExport.File(path: $0.path, type: $0.type) }, remarks: exported.remarks)
    try Console.out(json: report)
  }

  private func printList() throws {
    guard json else { return Console.out(columns(Self.targets)) }
    let targets = builtInExports.map {
      PrintedTarget(name: $0.name, otherNames: $0.otherNames, form: $0.form, summary: $0.summary)
    }
    try Console.out(json: targets)
  }

  private static let targets = builtInExports.map { (name: $0.name, text: $0.summary) }
}

/// What was exported, as JSON: a stable form for programs.
private struct PrintedExport: Encodable {
  var target: String
  var form: ExportForm
  /// nil where nothing was made.
  var place: String?
  /// False where the same stood there already.
  var changed: Bool
  var files: [File]
  var remarks: [ExportRemark]

  struct File: Encodable {
    var path: String
    var type: String
  }
}

private struct PrintedTarget: Encodable {
  var name: String
  var otherNames: [String]
  var form: ExportForm
  var summary: String
}
