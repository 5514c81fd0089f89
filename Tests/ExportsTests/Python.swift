import Foundation
import Testing

/// Programs in Python that judge from outside.
enum Python {
  /// Runs `script`; a missing module is a failure that names the command which brings it.
  static func run(
    _ script: String, _ arguments: String..., module: String, package: String
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    if text.contains("No module named '\(module)'") { Issue.record("pip install \(package) brings what is missing") }
    return (process.terminationStatus, text)
  }
}
