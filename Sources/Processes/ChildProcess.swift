public import Foundation
public import StageGraph

/// Runs stages in processes of their own, one order each: `Runner(kinds, inChild: ChildProcess(executable: url, arguments: ["stage"]).run)`.
public struct ChildProcess: Sendable {
  /// Absolute: a relative path would be looked up elsewhere.
  public var executable: URL
  public var arguments: [String]
  /// After so long the process is ended.
  public var timeLimit: Duration
  /// The process is ended when it writes more to standard output, in bytes.
  public var outputLimit: Int
  /// Between SIGTERM and SIGKILL.
  public var grace = Duration.seconds(2)

  public init(
    executable: URL, arguments: [String], timeLimit: Duration = .seconds(6 * 3600), outputLimit: Int = 256 << 20
  ) {
    self.executable = executable
    self.arguments = arguments
    self.timeLimit = timeLimit
    self.outputLimit = outputLimit
  }

  /// Sends an order to a process, and reads what it answers. Throws ``Complaint`` for what the stage itself said and for everything that the process did wrong; when
  /// the task is cancelled the process is ended.
  public func run(
    _ order: Order, kind: StageKind, places: Places, report: @escaping @Sendable (RunEvent.Kind) -> Void
  ) async throws -> StageResult {
    try await Conversation(
      executable: executable, arguments: arguments, timeLimit: timeLimit, timeLimitText: "\(timeLimit)",
      outputLimit: outputLimit, grace: grace
    ).run(order, kind: kind, places: places, report: report)
  }
}
