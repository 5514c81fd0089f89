internal import CSystemCalls
internal import Foundation
internal import StageGraph
internal import Glibc
internal import Subprocess
internal import Synchronization
internal import SystemPackage
internal import Wording

/// One order given to one process by the protocol of stages, whoever wrote the process.
struct Conversation: Sendable {
  /// Absolute: a relative path would be looked up elsewhere.
  var executable: URL
  var arguments: [String] = []
  /// nil hands on chop's own.
  var environment: [String: String]?
  /// nil hands on chop's own.
  var workingFolder: URL?
  /// After so long the process is ended.
  var timeLimit: Duration
  /// ``timeLimit`` in a sentence.
  var timeLimitText: String
  /// The process is ended when it writes more to standard output, in bytes.
  var outputLimit: Int
  /// Between SIGTERM and SIGKILL.
  var grace: Duration
  /// A program of the user's own, as the pipeline has it: messages name it, and show what it wrote to standard error.
  var program: String?

  private var name: String { program.map { shown($0) } ?? "its process" }

  /// Sends the order, and reads the answer. Throws ``Complaint`` for what the process itself said and for everything that it did wrong; when the task is cancelled
  /// the process is ended, with all that it started in its session.
  func run(
    _ order: Order, kind: StageKind, places: Places, report: @escaping @Sendable (RunEvent.Kind) -> Void
  ) async throws -> StageResult {
    let input = try orderFile(order.text + "\n" + canonicalJSON(places) + "\n")
    let workshop = Workshop(report: report)
    let words = LastWords()
    return try await withThrowingTaskGroup(of: StageResult?.self) { group in
      group.addTask {
        let (answer, status) = try await converse(with: input, workshop: workshop, words: words)
        return try result(answer, status, kind, workshop, words)
      }
      group.addTask {
        try await Task.sleep(for: timeLimit)
        return nil
      }
      defer { group.cancelAll() }
      guard let result = try await group.next() ?? nil else {
        throw Complaint("\(name) took longer than \(timeLimitText) and was stopped\(words.said)")
      }
      return result
    }
  }

  /// A file in memory that has no name, so that none is ever left. Through a pipe, a child that ends without reading it would bring the parent down with it (SIGPIPE).
  private func orderFile(_ text: String) throws -> FileDescriptor {
    let descriptor = chop_nameless_file()
    guard descriptor >= 0 else { throw Complaint("no order can be written: \(Errno(rawValue: errno))") }
    let file = FileDescriptor(rawValue: descriptor)
    do {
      try file.writeAll(text.utf8)
      try file.seek(offset: 0, from: .start)
    } catch {
      try? file.close()
      throw Complaint("no order can be written: \(error)")
    }
    return file
  }

  private func converse(
    with input: FileDescriptor, workshop: Workshop, words: LastWords
  ) async throws -> (answer: StageMessage?, status: TerminationStatus) {
    var options = PlatformOptions()
    // A session of its own: the terminal's Ctrl-C is the parent's business.
    options.createSession = true
    options.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: grace)]
    let teardown = options.teardownSequence
    do {
      let outcome = try await Subprocess.run(
        .path(FilePath(executable.path(percentEncoded: false))), arguments: Arguments(arguments),
        environment: environment.map { given in
          .custom(Dictionary(uniqueKeysWithValues: given.map { (Environment.Key(stringLiteral: $0.key), $0.value) }))
        } ?? .inherit,
        workingDirectory: workingFolder.map { FilePath($0.path(percentEncoded: false)) }, platformOptions: options,
        input: .fileDescriptor(input, closeAfterSpawningProcess: true), output: .sequence, error: .sequence
      ) { execution in
        // The process stays a zombie until this closure ends, so its number, which is its group's, can't mean anybody else.
        let leader = execution.processIdentifier.value
        defer { kill(-leader, SIGKILL) }
        do {
          async let hearing: Void = words.hear(execution.standardError)
          let answer = try await listen(to: execution.standardOutput, workshop: workshop)
          try await hearing
          try await waitForEnd(of: leader)
          return answer
        } catch {
          await execution.teardown(using: teardown)
          throw error
        }
      }
      return (outcome.closureResult, outcome.terminationStatus)
    } catch let complaint as Complaint {
      throw Complaint(complaint.sentence + words.said)
    } catch let error as SubprocessError where error.code == .executableNotFound || error.code == .spawnFailed {
      guard program != nil else {
        throw Complaint("'\(shown(executable.path(percentEncoded: false)))' can't be started: \(error)")
      }
      // A script without a first line of this kind is "Exec format error", one whose interpreter is missing "No such file or directory".
      let reason = error.underlyingError.map { " (\($0))" } ?? ""
      throw Complaint(
        "\(name) can't be started\(reason); the first line of a script names what reads it, such as #!/usr/bin/env python3"
      )
    }
  }

  private func result(
    _ answer: StageMessage?, _ status: TerminationStatus, _ kind: StageKind, _ workshop: Workshop, _ words: LastWords
  ) throws -> StageResult {
    switch (answer, status) {
    case (.failed(let sentence)?, _):
      throw Complaint(program == nil ? sentence : "\(name): \(shown(sentence, limit: 600))\(words.said)")
    case (.made(let line)?, .exited(0)):
      do {
        return StageResult(made: try kind.canonicalMade(in: line), warnings: workshop.warnings)
      } catch let error as DecodingError {
        throw Complaint("what \(name) made is not \(kind.makes): \(place(of: error))\(words.said)")
      }
    case (_, .exited(let status)):
      throw Complaint(
        "\(name) ended with status \(status) \(answer == nil ? "and no answer" : "after its answer")\(words.said)")
    case (_, .signaled(let signal)): throw Complaint("\(name) was ended by signal \(signal)\(words.said)")
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
        throw Complaint(
          "\(name) wrote '\(shown(line, limit: 60))', which is not a line of the protocol; 'chop schema stage' has what may stand there"
        )
      }
      if answer != nil { throw Complaint("\(name) went on after its answer") }
      switch message {
      case .progress(let done, let total, let unit): workshop.progress(done, of: total, unit)
      case .warning(let sentence): workshop.warn(sentence)
      case .made, .failed: answer = message
      }
    }
    for try await buffer in output {
      count += buffer.count
      guard count <= outputLimit else {
        throw Complaint("\(name) wrote more than \(outputLimit) bytes and was stopped")
      }
      let bytes = unsafe buffer.withUnsafeBytes { unsafe Array($0) }
      for line in lines.split(bytes) { try take(line) }
    }
    if !lines.rest.isEmpty { try take(lines.rest) }
    return answer
  }
}
