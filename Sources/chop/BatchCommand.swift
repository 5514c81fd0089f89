import ArgumentParser
import Batch
import Foundation
import Lesson
import PipelineFile
import Processes
import StageGraph
import Wording

struct BatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Makes a lesson of every recording below a folder.",
    discussion: """
      Each recording has a process of its own, so that one that is broken, crashes or hangs harms no other. Lessons lie as the recordings do:
      Recordings/c1/l01.mp4 becomes Lessons/c1/l01.lesson. Run again, it does only what is new or has changed.

      EXAMPLES
        chop batch Recordings/ -o Lessons/             what is new or has changed
        chop batch Recordings/ -o Lessons/ --dry-run   says what it would do, and why
        chop batch Recordings/ -o Lessons/ --retry     tries again what failed
        chop batch Recordings/ -o Lessons/ --remake    makes every lesson anew
      """)

  @Argument(help: ArgumentHelp("The folder of recordings, of any depth.", valueName: "folder"), completion: .directory)
  var recordings: String
  @Option(
    name: [.short, .customLong("output")], help: ArgumentHelp("The folder of lessons.", valueName: "folder"),
    completion: .directory)
  var output: String
  @Flag(name: .long, help: "Say what would be done and why; nothing is written.")
  var dryRun = false
  @Flag(name: .long, help: "Try again what failed, although nothing has changed.")
  var retry = false
  @Flag(name: .long, help: "Make every lesson anew.")
  var remake = false
  @Flag(name: .long, help: "Plan the boundaries of every lesson anew.")
  var replan = false
  @Flag(name: .long, help: "Move aside what stands at a lesson's place and is not chop's, or of another recording.")
  var force = false
  @OptionGroup(title: "LIMITS") var limits: BatchLimits
  @OptionGroup(title: "PLANNING") var planning: PlanningOptions
  @OptionGroup(title: "OUTPUT") var out: BatchOutputOptions

  func run() async throws {
    let command = self
    try await Failure.reported {
      let paths = try command.checkedPaths()
      let settings = try command.settings()
      let plan = BatchPlan(recordings: paths.recordings, lessons: paths.lessons)
      let run = BatchRun(plan, settings, paths, command: try command.process(paths))
      try await Interruption.cancelling {
        if command.dryRun {
          let forecast = try await run.forecast(force: command.force)
          Console.out(BatchForecastText(plan, forecast, paths, isVerbose: command.out.verbose).description)
          return
        }
        let display = BatchDisplay(plan, paths, command.out)
        let report = try await run.run { display.hear($0) }
        display.finish(report)
        if report.left > 0, report.sickness == nil { throw ExitCode(Interruption.exitCode) }
        if report.sickness != nil { throw ExitCode(75) }
        if !report.failures.isEmpty { throw ExitCode(2) }
      }
    }
  }

  private func checkedPaths() throws -> BatchPaths {
    if recordings.isEmpty {
      throw ValidationError("a folder of recordings was expected; write chop batch Recordings/ -o Lessons/")
    }
    if output.isEmpty { throw ValidationError("-o has no name; write -o Lessons/") }
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: recordings, isDirectory: &isFolder) else {
      throw Complaint("\(shown(recordings, limit: 400)): there is no such folder; check the name")
    }
    guard isFolder.boolValue else {
      throw Complaint(
        "\(shown(recordings, limit: 400)): is no folder; 'chop FILE' makes a lesson of one recording")
    }
    if unsafe FileManager.default.fileExists(atPath: output, isDirectory: &isFolder), !isFolder.boolValue {
      throw Complaint("\(shown(output, limit: 400)): is no folder; choose another one with -o")
    }
    return BatchPaths(recordings: recordings, lessons: output)
  }

  private func settings() throws -> BatchSettings {
    let pipeline = try planning.checkedPipeline()
    let options = try PipelineChoice.options(
      of: planning.pipeline, pipeline.plan, overrides: planning.overrides())
    return BatchSettings(
      run: RunSettings(generator: Chop.version, options: options, replans: replan), renews: remake || replan,
      retries: retry, atOnce: limits.atOnce ?? ProcessInfo.processInfo.activeProcessorCount + 1,
      timeLimit: try limits.timeLimit(), memoryLimit: try limits.memoryLimit(), settle: try limits.settling())
  }

  private func process(_ paths: BatchPaths) throws -> BatchRun.Command {
    // Not the name by which it was called: an update may have put another chop there meanwhile.
    let executable = URL(filePath: "/proc/self/exe")
    let memory = try limits.memoryLimit()
    let options =
      planning.arguments + ["--progress", "json"] + (remake ? ["--remake"] : []) + (replan ? ["--replan"] : [])
    return { lesson, work, replaces in
      let force = force || replaces ? ["--force"] : []
      let asOne = lesson.recordings.count > 1 ? ["--as-one"] : []
      return LimitedProcess(
        executable: executable,
        arguments: ["batch-child", "--memory", "\(memory)", "--"] + options + force + asOne
          + ["--output=\(paths.given(lesson: lesson.lesson))", "--work=\(work.path(percentEncoded: false))", "--"]
          + lesson.recordings.map { paths.given(recording: $0.path) },
        timeLimit: .seconds(0))
    }
  }
}
