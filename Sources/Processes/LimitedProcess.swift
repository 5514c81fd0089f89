public import Foundation
internal import Glibc
internal import Subprocess
internal import SystemPackage

/// A program that may crash or hang without harm to whoever started it.
///
/// It runs in a session of its own, with a time limit. Its standard input is a pipe that nothing is ever written to, and that ends with the process that started it,
/// however that ends: a program that watches it (`Lifeline`) is never left alone.
public struct LimitedProcess: Sendable {
  /// Absolute: a relative path would be looked up elsewhere.
  public var executable: URL
  public var arguments: [String]
  /// After so long it is ended.
  public var timeLimit: Duration
  /// Between SIGTERM and SIGKILL.
  public var grace = Duration.seconds(10)

  /// How a process ended.
  public enum Ending: Hashable, Sendable {
    case exited(Int32)
    case signaled(Int32)
    /// It was ended by SIGTERM, or SIGKILL, since its time was over.
    case outOfTime
  }

  /// A longer line of standard output is dropped, in bytes.
  private static let lineLimit = 1 << 20

  public init(executable: URL, arguments: [String], timeLimit: Duration) {
    self.executable = executable
    self.arguments = arguments
    self.timeLimit = timeLimit
  }

  /// Runs it. `hear` is given each line of standard output, without its end. `lastWords` are the last 2,000 bytes of standard error.
  ///
  /// When the task is cancelled the process is ended, with all in its group: `CancellationError`. Throws what Subprocess says of a program that can't be started.
  public func run(
    hear: @escaping @Sendable (_ line: [UInt8]) -> Void
  ) async throws -> (ending: Ending, lastWords: String) {
    let (input, lifeline) = try lifeline()
    defer { try? lifeline.close() }
    let words = LastWords()
    var options = PlatformOptions()
    // A session of its own: the terminal's Ctrl-C is the parent's business.
    options.createSession = true
    options.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: grace)]
    let teardown = options.teardownSequence
    let outcome = try await Subprocess.run(
      .path(FilePath(executable.path(percentEncoded: false))), arguments: Arguments(arguments),
      platformOptions: options, input: .fileDescriptor(input, closeAfterSpawningProcess: true), output: .sequence,
      error: .sequence
    ) { execution in
      // The process stays a zombie until this closure ends, so its number, which is its group's, can't mean anybody else.
      let leader = execution.processIdentifier.value
      defer { kill(-leader, SIGKILL) }
      async let hearing: Void = words.hear(execution.standardError)
      async let listening: Void = listen(to: execution.standardOutput, hear)
      let isInTime: Bool
      do {
        isInTime = try await ends(leader)
      } catch {
        await execution.teardown(using: teardown)
        throw error
      }
      if !isInTime { await execution.teardown(using: teardown) }
      kill(-leader, SIGKILL)
      try await hearing
      try await listening
      return isInTime
    }
    try Task.checkCancellation()
    return switch (outcome.closureResult, outcome.terminationStatus) {
    case (false, _): (.outOfTime, words.text)
    case (true, .exited(let status)): (.exited(status), words.text)
    case (true, .signaled(let signal)): (.signaled(signal), words.text)
    }
  }

  /// Both ends of a pipe; no other child gets the one that keeps it open.
  private func lifeline() throws -> (input: FileDescriptor, end: FileDescriptor) {
    let (input, end) = try FileDescriptor.pipe(options: [.closeOnExec])
    return (input, end)
  }

  /// Whether the process ends before its time is over.
  private func ends(_ process: pid_t) async throws -> Bool {
    try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        try await waitForEnd(of: process)
        return true
      }
      group.addTask {
        try await Task.sleep(for: timeLimit)
        return false
      }
      defer { group.cancelAll() }
      return try await group.next() ?? false
    }
  }

  private func listen(to output: SubprocessOutputSequence, _ hear: @Sendable (_ line: [UInt8]) -> Void) async throws {
    var lines = LineSplitter()
    for try await buffer in output {
      let bytes = unsafe buffer.withUnsafeBytes { unsafe Array($0) }
      for line in lines.split(bytes) where line.count <= Self.lineLimit { hear(line) }
      if lines.rest.count > Self.lineLimit { lines.dropRest() }
    }
  }
}
