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
  private let results: KeptResults

  /// The pipeline is checked before anything else is looked at.
  init(
    _ path: String, _ options: WorkOptions, replans: Bool = false, use: KeptResults.Use = .both
  ) throws {
    results = KeptResults(options.noCache ? .none : use)
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
    let given = try given(earlier?.manifest)
    let places = Places(files: files, lesson: folder, earlier: earlier.map { EarlierFiles($0.folder, $0.manifest) })
    defer { display.finish() }
    if let problem = results.problem { display.note("results of stages are not kept: \(problem)") }
    do {
      return try await runner.run(plan, given: given, places: places) { event in display.hear(event) }
    } catch let failure as StepFailure {
      throw inUsersWords(failure.underlying)
    }
  }

  /// Says of each step whether it would run; opens no media, writes nothing.
  func outlook(earlier: Manifest?) throws -> [StepOutlook] {
    try runner.outlook(of: pipeline.plan, given: given(earlier))
  }

  /// The SHA-256 of the recording, which need not be read again where it is known from an earlier run.
  func sourceHash(_ display: ProgressDisplay) async throws -> String {
    let steps = pipeline.plan.makers(of: RecordingHash.self)
    guard steps.count == 1 else { return try sha256(ofFileAt: recording.url).hash }
    return try await run(pipeline.plan.upTo(steps), in: nil, display: display).made(RecordingHash.self).sha256
  }

  private var runner: Runner {
    Runner(
      builtInStages, store: results.store(for: files, of: recording.url),
      byProgram: ProgramProcess(folder: pipeline.folder).run)
  }

  /// The recording and its companions, by name.
  private var files: [String: URL] {
    companions.urls.merging([recording.recording.name: recording.url]) { $1 }
  }

  private func given(_ earlier: Manifest?) throws -> [GivenValue] {
    try [
      GivenValue("recording", recording.recording, files: [recording.recording.name]),
      GivenValue("companions", companions.companions, files: companions.companions.files.map(\.name)),
      GivenValue("settings", settings),
      GivenValue("earlier", earlier.flatMap { EarlierLesson($0) } ?? EarlierLesson()),
    ]
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

/// Files that the manifest names and that are not there with its size, in its order: what a glance can tell.
func missingFiles(of manifest: Manifest, in folder: URL) -> [String] {
  manifest.allFiles.filter { file in
    let values = try? folder.appending(path: file.path).resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
    return values?.isRegularFile != true || values?.fileSize != Int(file.bytes)
  }.map(\.path)
}
