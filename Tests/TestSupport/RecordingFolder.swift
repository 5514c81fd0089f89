public import Foundation

/// A folder of its own with a test recording and what lies beside it, as a teacher has it.
public struct RecordingFolder: Sendable {
  public let url: URL
  public let recording: URL

  /// - Parameter companions: texts by what follows the recording's name: `["chapters.txt": "0:00 Start\n"]`.
  public init(_ source: TestRecording, named name: String = "lecture", companions: [String: String] = [:]) throws {
    url = temporaryFile("folder")
    recording = url.appending(path: "\(name).\(source.container.rawValue)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: source.file(), to: recording)
    for (ending, text) in companions { try Data(text.utf8).write(to: url.appending(path: "\(name).\(ending)")) }
  }

  /// Makes the lesson with the built `chop`, and gives its folder. Throws what chop said where it failed.
  @discardableResult
  public func makeLesson(_ options: [String] = [], environment: [String: String] = [:]) throws -> URL {
    let ending = try chop([recording.path, "--quiet"] + options, in: url, environment: environment)
    guard ending.status == 0 else {
      throw ToolError(description: "chop \(options.joined(separator: " ")): exit \(ending.status): \(ending.errors)")
    }
    return recording.deletingPathExtension().appendingPathExtension("lesson")
  }
}

/// All files below a folder: their bytes by path, `/` between names.
public func files(below folder: URL) throws -> [String: Data] {
  var files: [String: Data] = [:]
  for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
    let url = folder.appending(path: path)
    guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
    files[path] = try Data(contentsOf: url)
  }
  return files
}
