public import Foundation
public import StageGraph
internal import Subprocess
internal import SystemPackage
internal import Wording

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
    let input = try orderFile(order.text + "\n" + canonicalJSON(places) + "\n")
    let workshop = Workshop(report: report)
    return try await withThrowingTaskGroup(of: StageResult?.self) { group in
      group.addTask { try await converse(with: input, kind: kind, workshop: workshop) }
      group.addTask {
        try await Task.sleep(for: timeLimit)
        return nil
      }
      defer { group.cancelAll() }
      guard let result = try await group.next() ?? nil else {
        throw Complaint("took longer than \(timeLimit) and was stopped")
      }
      return result
    }
  }

  /// A file without a name. Through a pipe, a child that ends without reading it would bring the parent down with it (SIGPIPE).
  private func orderFile(_ text: String) throws -> FileDescriptor {
    let url = FileManager.default.temporaryDirectory.appending(path: "chop-order-\(UUID().uuidString)")
    let path = url.path(percentEncoded: false)
    do {
      let file = try FileDescriptor.open(
        FilePath(path), .readWrite, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
      do {
        try FileManager.default.removeItem(at: url)
        try file.writeAll(text.utf8)
        try file.seek(offset: 0, from: .start)
      } catch {
        try? file.close()
        throw error
      }
      return file
    } catch let error as Errno {
      throw Complaint("no order can be written in '\(shown(path))': \(error)")
    }
  }

  private func converse(with input: FileDescriptor, kind: StageKind, workshop: Workshop) async throws -> StageResult {
    var options = PlatformOptions()
    // A session of its own: the terminal's Ctrl-C is the parent's business.
    options.createSession = true
    options.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: grace)]
    let outcome = try await Subprocess.run(
      .path(FilePath(executable.path(percentEncoded: false))), arguments: Arguments(arguments),
      platformOptions: options, input: .fileDescriptor(input, closeAfterSpawningProcess: true), output: .sequence,
      error: .sequence
    ) { execution in
      let (output, errors) = (execution.standardOutput, execution.standardError)
      async let lastWords = tail(of: errors)
      let answer = try await listen(to: output, workshop: workshop)
      return (answer, try await lastWords)
    }
    let (answer, lastWords) = outcome.closureResult
    let words = lastWords.isEmpty ? "" : "; its last words: \(shown(lastWords, limit: 2000))"
    switch (answer, outcome.terminationStatus) {
    case (.failed(let sentence)?, _): throw Complaint(sentence)
    case (.made(let line)?, .exited(0)):
      do {
        return StageResult(made: try kind.canonicalMade(in: line), warnings: workshop.warnings)
      } catch let error as DecodingError {
        throw Complaint("what its process made is not \(kind.makes): \(place(of: error))")
      }
    case (_, .exited(let status)):
      throw Complaint(
        "its process ended with status \(status) \(answer == nil ? "and no answer" : "after its answer")\(words)")
    case (_, .signaled(let signal)): throw Complaint("its process was ended by signal \(signal)\(words)")
    }
  }

  /// Takes in progress and warnings; gives the last word.
  private func listen(to output: SubprocessOutputSequence, workshop: Workshop) async throws -> StageMessage? {
    var lines = LineSplitter()
    var count = 0
    var answer: StageMessage?
    func take(_ bytes: [UInt8]) throws {
      let line = String(decoding: bytes, as: UTF8.self)
      guard let message = StageMessage(line: line) else {
        throw Complaint("its process wrote '\(shown(line, limit: 60))', which is not a line of the protocol")
      }
      if answer != nil { throw Complaint("its process went on after its answer") }
      switch message {
      case .progress(let done, let total, let unit): workshop.progress(done, of: total, unit)
      case .warning(let sentence): workshop.warn(sentence)
      case .made, .failed: answer = message
      }
    }
    for try await buffer in output {
      count += buffer.count
      guard count <= outputLimit else { throw Complaint("wrote more than \(outputLimit) bytes and was stopped") }
      let bytes = unsafe buffer.withUnsafeBytes { unsafe Array($0) }
      for line in lines.split(bytes) { try take(line) }
    }
    if !lines.rest.isEmpty { try take(lines.rest) }
    return answer
  }

  /// The last 2,000 bytes of what is written, however much it is.
  private func tail(of output: SubprocessOutputSequence) async throws -> String {
    var tail: [UInt8] = []
    for try await buffer in output {
      unsafe buffer.withUnsafeBytes { unsafe tail.append(contentsOf: $0) }
      if tail.count > 2000 { tail.removeFirst(tail.count - 2000) }
    }
    return String(decoding: tail, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

/// Lines end with a line feed and nothing else: other line ends may stand inside JSON.
private struct LineSplitter {
  private(set) var rest: [UInt8] = []

  /// The lines that are complete with these bytes.
  mutating func split(_ bytes: [UInt8]) -> [[UInt8]] {
    var parts = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
    guard let last = parts.popLast() else { return [] }
    var lines: [[UInt8]] = []
    for part in parts {
      lines.append(rest + part)
      rest = []
    }
    rest += last
    return lines
  }
}
