import Foundation
import TestSupport

/// What a run of `chop` meets, by the library of `faults.c` that is loaded into it.
struct Fault: Sendable {
  /// As `faults.c` describes it: `write:3:28`; empty for none.
  var what = ""
  /// Calls on what lies there count.
  var under: URL
  /// Gets a line when something was done.
  let log = temporaryFile("fault.log")
  /// A halted program goes on when this is there.
  let go = temporaryFile("go")
  private let counts = temporaryFile("counts")

  /// How many calls of each kind the run made that count, and how many bytes it wrote.
  func callCounts() throws -> [String: Int] {
    let lines = try String(contentsOf: counts, encoding: .utf8).split(separator: "\n").map { $0.split(separator: " ") }
    return Dictionary(lines.map { (String($0[0]), Int($0[1]) ?? 0) }) { $1 }
  }

  func environment() throws -> [String: String] {
    [
      "LD_PRELOAD": try Self.library.get().path, "FAULT": what, "FAULT_UNDER": under.path, "FAULT_LOG": log.path,
      "FAULT_GO": go.path, "FAULT_COUNTS": counts.path,
      // The address sanitizer wants to be the first library.
      "ASAN_OPTIONS": "verify_asan_link_order=0",
    ]
  }

  /// Whether the run came to the call.
  var isInjected: Bool { FileManager.default.fileExists(atPath: log.path) }

  /// The library, made by the compiler that comes with Swift.
  private static let library = Result {
    let library = temporaryFile("faults.so")
    let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "faults.c")
    try run("clang", ["-std=gnu17", "-O1", "-shared", "-fPIC", source.path, "-o", library.path, "-ldl"])
    return library
  }
}

/// A `chop` that is running.
struct RunningChop {
  let process: Process
  private let errors: URL

  init(_ arguments: [String], environment: [String: String] = [:], wrapper: [String] = []) throws {
    process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = wrapper + [chopProgram.path] + arguments
    process.currentDirectoryURL = temporaryFolder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    errors = try temporaryFile("errors.txt", Data())
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
  }

  func kill() { _ = Glibc.kill(process.processIdentifier, SIGKILL) }
  var isRunning: Bool { process.isRunning }

  func end() throws -> Ended {
    process.waitUntilExit()
    let text = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
    try FileManager.default.removeItem(at: errors.deletingLastPathComponent())
    return Ended(
      code: process.terminationReason == .exit ? process.terminationStatus : nil,
      errors: text.split(separator: "\n").map(String.init).filter { $0.hasPrefix("error: ") }, said: text)
  }
}

/// How a run ended.
struct Ended: Sendable {
  /// nil when it was killed.
  var code: Int32?
  /// The lines of standard error that say what went wrong.
  var errors: [String]
  var said: String
}

/// How many calls of each kind a run without faults makes on the lesson's folder and what is beside it, or on the recording.
func callCounts(earlier: Bool, onRecording: Bool = false) throws -> [String: Int] {
  let trial = try Trial(earlier: earlier)
  defer { trial.remove() }
  let none = Fault(under: onRecording ? trial.recording : trial.out)
  let ended = try trial.start(none).end()
  guard ended.code == 0 else { throw ToolError(description: "chop: \(ended.said)") }
  return try none.callCounts()
}
