public import Foundation

/// The `chop` that `$CHOP_PROGRAM` names, else the one that was built beside the running tests.
public let chopProgram: URL = {
  // A shell without job control starts what runs behind it deaf to Ctrl-C, and chop would stay so.
  signal(SIGINT, SIG_DFL)
  if let program = ProcessInfo.processInfo.environment["CHOP_PROGRAM"] { return URL(filePath: program) }
  return URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "chop")
}()

/// How a program ended, and what it said.
public struct Ending: Sendable {
  public var status: Int32
  public var output: String
  public var errors: String
}

/// Where the `chop` of tests keeps results of stages: not where the user's own does.
public let testCache = ["XDG_CACHE_HOME": temporaryFolder.appending(path: "cache").path]

/// Runs `chop` as a user would.
///
/// - Parameter environment: replaces the variables of these names.
public func chop(
  _ arguments: [String], in folder: URL = temporaryFolder, environment: [String: String] = [:]
) throws -> Ending {
  let process = Process()
  process.executableURL = chopProgram
  process.arguments = arguments
  process.currentDirectoryURL = folder
  process.environment = ProcessInfo.processInfo.environment.merging(testCache.merging(environment) { $1 }) { $1 }
  process.standardInput = FileHandle.nullDevice
  let (output, errors) = (temporaryFile("output.txt"), temporaryFile("errors.txt"))
  for file in [output, errors] { try Data().write(to: file) }
  process.standardOutput = try FileHandle(forWritingTo: output)
  process.standardError = try FileHandle(forWritingTo: errors)
  try process.run()
  process.waitUntilExit()
  return Ending(
    status: process.terminationStatus, output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
    errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
}

/// Runs a Python script with the interpreter of `$CHOP_PYTHON`, else `python3`, and gives what it printed.
///
/// Throws where a module is missing, with the command that brings it, and where the script fails.
public func python(_ arguments: [String]) throws -> Data {
  do {
    return try run(ProcessInfo.processInfo.environment["CHOP_PYTHON"] ?? "python3", arguments)
  } catch let error as ToolError where error.description.contains("ModuleNotFoundError") {
    throw ToolError(description: "pip install -r Tests/requirements.txt brings what is missing: \(error.description)")
  }
}
