import Digests
import Documents
import Exports
import Foundation
import Lesson
import Media
import PipelineFile
import Processes
import StageGraph
import Stages
import Wording
import Workplace

/// One recording on its way through a pipeline.
struct LessonRun {
  let recording: RecordingFile
  let companions: CompanionFiles
  let pipeline: Pipeline
  let settings: RunSettings

  /// The pipeline is checked before anything else is looked at.
  init(_ path: String, _ options: WorkOptions, replans: Bool = false) throws {
    pipeline = try options.checkedPipeline()
    recording = try RecordingFile(path: path)
    companions = try options.companions(of: recording)
    settings = RunSettings(
      generator: Chop.version,
      options: try PipelineChoice.options(of: options.pipeline, pipeline.plan, overrides: options.overrides()),
      replans: replans)
  }

  /// `lecture.mp4 with lecture.en.vtt (captions, en), lecture.chapters.txt (chapters)`.
  var description: String {
    let files = companions.companions.files.map { file in
      "\(shown(file.name)) (\(file.role.rawValue)\(file.language.map { ", \($0)" } ?? ""))"
    }
    return shown(recording.recording.name) + (files.isEmpty ? ", nothing beside it" : " with \(listed(files))")
  }

  /// The fingerprint of the lesson that this run would make of a source with this SHA-256.
  func fingerprint(source: String) -> String {
    sha256(settings.fingerprintText(source: source, companions: companions.companions))
  }

  /// Throws where the recording or a companion is no longer what it was at the beginning.
  func checkInputs() throws {
    try recording.checkUnchanged()
    try companions.checkUnchanged()
  }

  /// Runs `plan`; files are written to `folder`, and what an earlier lesson of the recording has already is taken from there.
  func run(
    _ plan: Plan, in folder: URL?, earlier: (folder: URL, manifest: Manifest)? = nil, display: ProgressDisplay
  ) async throws -> RunResult {
    var files = companions.urls
    files[recording.recording.name] = recording.url
    let given = try [
      GivenValue("recording", recording.recording, files: [recording.recording.name]),
      GivenValue("companions", companions.companions, files: companions.companions.files.map(\.name)),
      GivenValue("settings", settings),
      GivenValue("earlier", earlier.flatMap { EarlierLesson($0.manifest) } ?? EarlierLesson()),
    ]
    let places = Places(files: files, lesson: folder, earlier: earlier.map { EarlierFiles($0.folder, $0.manifest) })
    defer { display.finish() }
    let runner = Runner(builtInStages, byProgram: ProgramProcess(folder: pipeline.folder).run)
    do {
      return try await runner.run(plan, given: given, places: places) { event in display.hear(event) }
    } catch let failure as StepFailure {
      throw inUsersWords(failure.underlying)
    }
  }

  /// Stages know files by their names; people gave paths.
  private func inUsersWords(_ error: any Error) -> any Error {
    switch error {
    case let error as MediaError:
      return MediaError(
        error.code, error.operation, path(of: error.file), error.sentence,
        remedy: error.remedy ?? "copy it again, or convert it to H.264 and AAC in MP4", log: error.log)
    case let error as DocumentError:
      return DocumentError(
        error.diagnostics.map { diagnostic in
          var diagnostic = diagnostic
          diagnostic.file = path(of: diagnostic.file)
          return diagnostic
        })
    default: return error
    }
  }

  private func path(of name: String) -> String {
    name == recording.recording.name ? recording.path : companions.paths[name] ?? name
  }
}

extension EarlierFiles {
  /// The files of a lesson by their recipes; a file without one is known by what is in it.
  init(_ folder: URL, _ manifest: Manifest) {
    let files = manifest.allFiles.map { file in
      (file.recipe ?? sha256(file.sha256), File(path: file.path, bytes: file.bytes, sha256: file.sha256))
    }
    self.init(folder: folder, files: Dictionary(files) { first, _ in first })
  }
}

/// The manifest of the lesson in `folder`.
func readManifest(in folder: URL) throws -> Manifest {
  let data = try Data(contentsOf: folder.appending(path: ManifestFile.path))
  return try ManifestFile.read(data, named: ManifestFile.path)
}
