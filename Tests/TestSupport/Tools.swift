public import Foundation

/// A tool that tests lean on isn't there, or failed.
public struct ToolError: Error, CustomStringConvertible {
  public let description: String

  public init(description: String) { self.description = description }
}

/// Runs a program found on PATH, or one of an absolute path, and returns what it printed.
///
/// Throws when it isn't installed (the message says how to get it) or exits with another status than 0.
@discardableResult
public func run(_ tool: String, _ arguments: [String]) throws -> Data {
  let folders =
    tool.hasPrefix("/") ? [""] : (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
  guard let path = folders.map({ "\($0)/\(tool)" }).first(where: FileManager.default.isExecutableFile) else {
    let package = ["ffmpeg": "ffmpeg", "ffprobe": "ffmpeg"][tool] ?? tool
    throw ToolError(description: "\(tool) is not installed; apt-get install \(package) brings it")
  }
  let process = Process()
  process.executableURL = URL(filePath: path)
  process.arguments = arguments
  process.standardInput = FileHandle.nullDevice
  let messages = temporaryFile("messages.txt")
  try Data().write(to: messages)
  let errors = try FileHandle(forWritingTo: messages)
  process.standardError = errors
  // A file, not a pipe: Foundation gives up reading one where a signal comes in between.
  let answer = try temporaryFile("answer", Data())
  let output = try FileHandle(forWritingTo: answer)
  process.standardOutput = output
  defer { for file in [messages, answer] { try? FileManager.default.removeItem(at: file) } }
  try process.run()
  process.waitUntilExit()
  try errors.close()
  try output.close()
  let data = try Data(contentsOf: answer)
  guard process.terminationStatus == 0 else {
    let said = (try? String(contentsOf: messages, encoding: .utf8)) ?? ""
    throw ToolError(
      description:
        "\(tool) \(arguments.joined(separator: " ")): exit \(process.terminationStatus): \(said.suffix(1500))")
  }
  return data
}
