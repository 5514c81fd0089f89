public import Foundation
public import StageGraph
internal import Timeline
internal import Wording

/// Runs the programs of a user's own that a pipeline names: `Runner(kinds, byProgram: ProgramProcess(folder: url).run)`.
///
/// A program speaks the protocol of stages (``stageProtocolSchema``). It runs in a session of its own, in an empty folder that is removed afterwards, with PATH, HOME,
/// `LANG=C.UTF-8` and that folder as TMPDIR for its environment. It is told the places of those files alone that its needs stand for (the recording's, where it needs
/// `Recording`), never that of the lesson. This keeps honest programs from depending on what they shouldn't; it confines nobody.
public struct ProgramProcess: Sendable {
  /// The pipeline's own, from which programs' paths start; nil for a pipeline that no file holds, and that has no programs.
  public var folder: URL?
  /// The program is ended when it writes more to standard output, in bytes.
  public var outputLimit = 64 << 20
  /// Between SIGTERM and SIGKILL.
  public var grace = Duration.seconds(2)

  public init(folder: URL?) { self.folder = folder }

  /// Gives the program its order. What it answers has to be of the type that `maker` makes. Throws ``Complaint``, which names the program and shows its last words, for
  /// everything that it said or did wrong; when the task is cancelled or the program's time is over, it is ended with all that it started.
  public func run(
    _ order: Order, program: PlannedProgram, maker: StageKind, places: Places,
    report: @escaping @Sendable (RunEvent.Kind) -> Void
  ) async throws -> StageResult {
    let name = shown(program.path)
    guard let folder else { throw Complaint("a built-in pipeline can't run \(name)") }
    let file: ProgramFile
    do throws(ProgramProblem) { file = try ProgramFile(program.path, in: folder) } catch {
      throw Complaint(error.sentence)
    }
    guard file.sha256 == program.sha256 else {
      throw Complaint("\(name) was changed while chop ran; run chop again")
    }
    let scratch: ScratchFolder
    do { scratch = try ScratchFolder() } catch {
      throw Complaint("\(name) can't be given a folder to work in: \(error)")
    }
    defer { scratch.remove() }
    let workplace = scratch.url
    let own = ProcessInfo.processInfo.environment
    var environment = ["LANG": "C.UTF-8", "TMPDIR": workplace.path(percentEncoded: false)]
    environment["PATH"] = own["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    environment["HOME"] = own["HOME"]
    return try await Conversation(
      executable: ProgramFile.place(of: program.path, in: folder).absoluteURL, environment: environment,
      workingFolder: workplace, timeLimit: .seconds(program.timeLimit.approximateSeconds),
      timeLimitText: program.timeLimit.text, outputLimit: outputLimit, grace: grace, program: program.path
    ).run(order, kind: maker, places: places, report: report)
  }
}
