public import Foundation
internal import Glibc
internal import StageGraph
internal import Subprocess
internal import SystemPackage
internal import Wording

/// A program that reads its whole input and writes one answer: bounded in time and in what it may write.
public struct ProgramOutput: Sendable {
  /// Absolute: a relative path would be looked up elsewhere.
  public var executable: URL
  public var arguments: [String]
  /// After so long it is ended.
  public var timeLimit: Duration
  /// It is ended when it writes more to standard output, in bytes.
  public var outputLimit: Int
  /// What it sees beside PATH.
  public var environment: [String: String] = [:]

  public init(executable: URL, arguments: [String], timeLimit: Duration, outputLimit: Int) {
    self.executable = executable
    self.arguments = arguments
    self.timeLimit = timeLimit
    self.outputLimit = outputLimit
  }

  /// What it writes to standard output when given `input`. Of this process's environment it sees PATH alone.
  ///
  /// Throws ``Complaint`` where it can't be started, ends with another status than 0, writes too much or isn't done in time; it is ended, with all in its group,
  /// then and when the task is cancelled.
  public func run(input: [UInt8]) async throws -> [UInt8] {
    let name = "'\(shown(executable.lastPathComponent))'"
    do {
      return try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
        group.addTask { try await output(of: input, name) }
        group.addTask {
          try await Task.sleep(for: timeLimit)
          return nil
        }
        defer { group.cancelAll() }
        guard let output = try await group.next() ?? nil else {
          throw Complaint("\(name) was not done after \(timeLimit)")
        }
        return output
      }
    } catch let error as SubprocessError {
      throw Complaint("\(name) can't be used: \(shown("\(error)", limit: 200))")
    }
  }

  private func output(of input: [UInt8], _ name: String) async throws -> [UInt8] {
    var options = PlatformOptions()
    // A session of its own: the terminal's Ctrl-C is the parent's business.
    options.createSession = true
    options.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .milliseconds(500))]
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    let variables = Dictionary(
      uniqueKeysWithValues: environment.merging(["PATH": path]) { $1 }.map { (Environment.Key(stringLiteral: $0), $1) })
    let result = try await Subprocess.run(
      .path(FilePath(executable.path(percentEncoded: false))), arguments: Arguments(arguments),
      environment: .custom(variables), platformOptions: options, input: .array(input),
      output: .bytes(limit: outputLimit), error: .string(limit: 64 << 10))
    guard case .exited(0) = result.terminationStatus else {
      let last = result.standardError.split(whereSeparator: \.isNewline).last
      let why = last.map { ": \(shown(String($0), limit: 200))" } ?? ""
      throw Complaint("\(name) failed\(why)")
    }
    return result.standardOutput
  }
}
