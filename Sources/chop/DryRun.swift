import Foundation
import Lesson
import StageGraph
import Wording
import Workplace

/// What a run would do, and why: no media is opened for it, and nothing is written.
///
/// Where a lesson stands at the place, the recording is hashed, unless its hash is known from an earlier run: nothing else tells whether it is the
/// lesson of this recording.
struct DryRun: Encodable, CustomStringConvertible {
  enum Verdict: String, Encodable {
    /// No lesson stands there, or what stands there is moved aside.
    case new
    /// The lesson that stands there stays as it is; no stage runs.
    case unchanged
    case renewed
  }
  /// As the user gave it.
  let recording: String
  let lesson: String
  let verdict: Verdict
  /// What is not as it was when the lesson was made.
  let changes: [String]
  let remark: String?
  /// Empty where the lesson stays as it is.
  let steps: [Step]

  struct Step: Encodable {
    var step: String
    /// The program of the user's own that it runs.
    var program: String?
    var verdict: String
    /// What changed since it ran last, as far as that is known.
    var why: [String] = []
    /// The steps whose results it has to wait for.
    var dependsOn: [String] = []
    var writesFiles: Bool
  }

  init(of run: LessonRun, for place: LessonFolder, earlier: Manifest?, _ changes: LessonChanges) throws {
    recording = run.recording.path
    lesson = place.path
    self.changes = changes.sentences
    remark = changes.remark
    verdict = earlier == nil && changes.isEmpty ? .new : changes.isEmpty ? .unchanged : .renewed
    steps =
      verdict == .unchanged
      ? []
      : try run.outlook(earlier: earlier).map { outlook in
        var step = Step(
          step: outlook.step.name, program: outlook.step.program?.path, verdict: "runs",
          writesFiles: outlook.step.writesFiles)
        switch outlook.verdict {
        case .kept: step.verdict = "kept"
        case .runs(let why): step.why = why
        case .depends(let makers):
          step.verdict = "depends"
          step.dependsOn = makers
        }
        return step
      }
  }

  func json() throws -> String { try canonicalJSON(self) }

  var description: String {
    let place = shown(lesson, limit: 400)
    let remarks = remark.map { ["", $0] } ?? []
    guard verdict != .unchanged else {
      return (["nothing has changed since \(place) was made: it would stay as it is"] + remarks).joined(separator: "\n")
    }
    let width = steps.map(\.step.count).max() ?? 0
    var lines = steps.map { "  \($0.step)\(String(repeating: " ", count: width - $0.step.count))  \($0.sentence)" }
    if !changes.isEmpty { lines += ["", "since \(place) was made:"] + changes.map { "  \($0)" } }
    return (lines + remarks + ["", verdict == .new ? "would become \(place)" : "would renew \(place)"])
      .joined(separator: "\n")
  }
}

extension DryRun.Step {
  fileprivate var sentence: String {
    let program = program.map { "runs the program \(shown($0))" }
    switch verdict {
    case "kept": return (self.program.map { "the program \(shown($0)), " } ?? "") + "kept: nothing has changed"
    case "runs" where writesFiles: return "writes what is not in the earlier lesson already"
    case "runs": return (program ?? "runs") + (why.isEmpty ? "" : ": \(why.joined(separator: ", "))")
    default:
      return (program.map { "\($0), " } ?? (writesFiles ? "writes files, " : ""))
        + "depends on what \(listed(dependsOn)) \(dependsOn.count == 1 ? "makes" : "make")"
    }
  }
}
