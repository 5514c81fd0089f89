public import Foundation

/// Where a program is installed: in the first folder of PATH that has it and that is named by an absolute path; nil for nowhere.
public func installedProgram(_ name: String) -> URL? {
  let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
  return path.split(separator: ":").lazy.filter { $0.hasPrefix("/") }
    .map { URL(filePath: String($0)).appending(path: name) }
    .first { FileManager.default.isExecutableFile(atPath: $0.path(percentEncoded: false)) }
}
