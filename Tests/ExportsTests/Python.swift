import Exports
import Foundation
import TestSupport
import Testing

/// Programs in Python that judge from outside.
enum Python {
  /// Runs `script`; a missing module is a failure that names the command which brings it.
  static func run(
    _ script: String, _ arguments: String..., module: String, package: String
  ) throws -> (status: Int32, output: String) {
    let (status, text) = try finished(["-c", script] + arguments)
    if text.contains("No module named '\(module)'") { Issue.record("pip install \(package) brings what is missing") }
    return (status, text)
  }

  /// What `check_package.py` finds wrong with a package.
  static func judged(_ package: Exported) throws -> String {
    let folder = temporaryFile("package")
    for file in package.files {
      let place = folder.appending(path: file.path)
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try (file.data ?? Data()).write(to: place)
    }
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../check_package.py")
    return try finished([script.path, folder.path]).output
  }

  private static func finished(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }
}
