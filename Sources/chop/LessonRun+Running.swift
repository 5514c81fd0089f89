import Digests
import Documents
import Foundation
import Lesson
import Media
import PipelineFile
import Processes
import StageGraph
import Stages
import Timeline
import Wording
import Workplace

extension LessonRun {
  /// What a run is for, and who hears of it.
  struct Errand {
    /// Where the lesson's files are written; nil for none.
    var folder: URL?
    var earlier: Earlier?
    var display: ProgressDisplay
  }

  /// Makes the lesson in `folder`; what an earlier one has already is taken from there.
  func makeLesson(in folder: URL, earlier: Earlier?, display: ProgressDisplay) async throws {
    let errand = Errand(folder: folder, earlier: earlier, display: display)
    defer { display.finish() }
    if parts.count > 1 {
      try await makeLessonOfParts(errand)
    } else {
      _ = try await run(pipeline.plan, of: 0, errand)
    }
  }

  /// The SHA-256 of the recordings, in order, which need not be read again where they are known from an earlier run.
  func sourceHashes(_ display: ProgressDisplay) async throws -> [String] {
    let steps = pipeline.plan.makers(of: RecordingHash.self)
    guard steps.count == 1 else { return try parts.map { try sha256(ofFileAt: $0.recording.url).hash } }
    defer { display.finish() }
    var hashes: [String] = []
    for index in parts.indices {
      let result = try await run(
        pipeline.plan.upTo(steps), of: index, as: standing(of: index), Errand(display: display))
      hashes.append(try result.made(RecordingHash.self).sha256)
    }
    return hashes
  }

  /// Runs `plan` for one recording, which stands in the lesson as `standing` says; `values` are what steps of an earlier section made.
  func run(
    _ plan: Plan, of index: Int, as standing: LessonPart = LessonPart(), values: [GivenValue] = [], _ errand: Errand
  ) async throws -> RunResult {
    let part = parts[index]
    let given = try given(to: index, as: standing, earlier: errand.earlier) + values
    return try await run(
      plan, by: runner(for: part), given: given, files: part.urls, part: parts.count > 1 ? index : nil, errand)
  }

  /// Runs `plan`; `part` is the recording that it is about, where there are several.
  func run(
    _ plan: Plan, by runner: Runner, given: [GivenValue], files: [String: URL], part: Int?, _ errand: Errand
  ) async throws -> RunResult {
    let places = Places(files: files, lesson: errand.folder, earlier: errand.earlier?.files)
    if let problem = results.problem { errand.display.note("results of stages are not kept: \(problem)") }
    do {
      let result = try await runner.run(plan, given: given, places: places) { event in
        errand.display.hear(inUsersWords(event), part: part)
      }
      sayWhatIsNotCarried(result, part, errand.display)
      return result
    } catch let failure as StepFailure {
      throw inUsersWords(failure.underlying, of: part.map { [parts[$0]] } ?? parts)
    }
  }

  /// Location, device and owner of a recording, which its tags tell and chapters don't.
  private func sayWhatIsNotCarried(_ result: RunResult, _ part: Int?, _ display: ProgressDisplay) {
    let info = try? result.made(MediaInfo.self)
    let name = parts[part ?? 0].recording.recording.name
    for finding in info?.findings ?? [] where finding.kind == "personal-tags" {
      display.inform("note: \(shown(name)): \(finding.sentence)")
    }
  }

  /// For the steps that are about one recording, whose results are kept; or about the whole lesson.
  func runner(for part: Part?) -> Runner {
    Runner(
      builtInStages, store: part.flatMap { results.store(for: $0.urls, of: $0.recording.url) },
      byProgram: ProgramProcess(folder: pipeline.folder).run)
  }

  func given(to index: Int, as standing: LessonPart, earlier: Earlier?) throws -> [GivenValue] {
    let part = parts[index]
    return try [
      GivenValue("recording", part.recording.recording, files: [part.recording.recording.name]),
      GivenValue("companions", part.companions.companions, files: part.companions.companions.files.map(\.name)),
      GivenValue("settings", settings), GivenValue("part", standing),
      GivenValue("earlier", earlier?.lesson(of: index) ?? EarlierLesson()),
    ]
  }

  /// A warning about a companion says its path where its name is another file's too.
  private func inUsersWords(_ event: RunEvent) -> RunEvent {
    guard case .warned(let sentence) = event.kind,
      let file = companions.first(where: { sentence.hasPrefix("\(shown($0.name)):") })
    else { return event }
    let rest = sentence.dropFirst(shown(file.name).count)
    return RunEvent(step: event.step, .warned(sentence: shown(label(of: file)) + rest))
  }

  /// Stages know files by their names; people gave paths.
  private func inUsersWords(_ error: any Error, of parts: [Part]) -> any Error {
    func path(of name: String) -> String {
      parts.first { $0.recording.recording.name == name }?.recording.path
        ?? parts.lazy.compactMap { $0.companions.paths[name] }.first ?? name
    }
    func remedy(for code: MediaError.Code) -> String {
      code == .outOfMemory
        ? "close other programs, or allow a batch more with --memory"
        : "copy it again, or convert it to H.264 and AAC in MP4"
    }
    switch error {
    case let error as MediaError:
      return MediaError(
        error.code, error.operation, path(of: error.file), error.sentence,
        remedy: error.remedy ?? remedy(for: error.code), log: error.log)
    case let error as DocumentError:
      return DocumentError(
        error.diagnostics.map { diagnostic in
          var diagnostic = diagnostic
          diagnostic.file = path(of: diagnostic.file)
          return diagnostic
        })
    case is TimeOverflow:
      let names = listed(parts.map { shown($0.recording.path, limit: 400) })
      return Complaint("\(names): \(error); \(remedy(for: .outOfRange))")
    default: return error
    }
  }
}
