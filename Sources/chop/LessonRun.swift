import Documents
import Exports
import Foundation
import Lesson
import PipelineFile
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

  init(_ path: String, _ options: WorkOptions) throws {
    pipeline = try PipelineChoice.pipeline(options.pipeline, overrides: options.overrides())
    recording = try RecordingFile(path: path)
    companions = try options.companions(of: recording)
    settings = PipelineChoice.settings(of: pipeline.plan)
  }

  /// `lecture.mp4 with lecture.en.vtt (captions, en), lecture.chapters.txt (chapters)`.
  var description: String {
    let files = companions.companions.files.map { file in
      "\(shown(file.name)) (\(file.role.rawValue)\(file.language.map { ", \($0)" } ?? ""))"
    }
    return shown(recording.recording.name) + (files.isEmpty ? ", nothing beside it" : " with \(listed(files))")
  }

  /// Runs `plan`; files are written to `folder`.
  func run(_ plan: Plan, in folder: URL?, display: ProgressDisplay) async throws -> RunResult {
    var files = companions.urls
    files[recording.recording.name] = recording.url
    let given = try [
      GivenValue("recording", recording.recording), GivenValue("companions", companions.companions),
      GivenValue("settings", settings),
    ]
    defer { display.finish() }
    return try await Runner(builtInStages).run(plan, given: given, places: Places(files: files, lesson: folder)) {
      event in
      display.hear(event)
    }
  }
}

/// The manifest of the lesson in `folder`.
func readManifest(in folder: URL) throws -> Manifest {
  let data = try Data(contentsOf: folder.appending(path: ManifestFile.path))
  return try ManifestFile.read(data, named: ManifestFile.path)
}
