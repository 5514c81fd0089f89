import Foundation
import TestSupport
import Testing

extension Desk {
  /// `chop batch in -o out`, without waiting for files to settle.
  func batch(_ options: String..., wrapper: [String] = []) throws -> ChopRun {
    try startBatch(options, wrapper: wrapper).finished()
  }

  func startBatch(_ options: [String] = [], wrapper: [String] = []) throws -> RunningChop {
    try RunningChop(["batch", "in", "-o", "out", "--settle", "0"] + options, in: url, wrapper: wrapper)
  }

  /// Files below `out` but for what the batch keeps for itself, with what tells whether they were written again.
  func lessons() throws -> [String: String] {
    var files: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: self["out"].path)
    where !path.hasPrefix(".batch") {
      let attributes = try FileManager.default.attributesOfItem(atPath: self["out/\(path)"].path)
      guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
      let modified = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      files[path] = "\(attributes[.systemFileNumber] ?? 0) \(modified)"
    }
    return files
  }

  func report() throws -> ReadReport {
    try JSONDecoder().decode(ReadReport.self, from: Data(contentsOf: self["out/.batch/report.json"]))
  }

  /// What the batch keeps for itself and should have thrown away.
  func leftovers() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: self["out/.batch"].path).filter {
      $0.hasPrefix("work/") || $0.hasPrefix("attempts/")
    }
  }
}

struct ReadReport: Decodable {
  var schema: String
  var counts: [String: Int]
  var made: [Made]
  var failed: [Failure]
  var warnings: [Warning]
  var leftAlone: [Left]
  struct Made: Decodable { var recordings: [String], lesson: String }
  struct Failure: Decodable { var recording: String, reason: String }
  struct Warning: Decodable { var recording: String, warning: String }
  struct Left: Decodable, Equatable { var path: String, kind: String, why: String }
}

/// Processes that make lessons of the batch with this number. Found as a stranger would: in /proc.
func children(of batch: Process) throws -> [pid_t] {
  try chopProcesses().filter { $0.parent == batch.processIdentifier }.map(\.number)
}

/// All processes on the machine that make a lesson of a batch, and the process that started each.
func chopProcesses() throws -> [(number: pid_t, parent: pid_t, arguments: [String])] {
  try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { name in
    guard let number = pid_t(name), let command = FileManager.default.contents(atPath: "/proc/\(name)/cmdline"),
      let status = FileManager.default.contents(atPath: "/proc/\(name)/status")
    else { return nil }
    let arguments = command.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    guard arguments.contains("batch-child") else { return nil }
    let parent = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("PPid:") }
    return (number, pid_t(parent?.split(separator: "\t").last ?? "") ?? 0, arguments)
  }
}

/// Waits until `condition` holds; false after so many seconds.
func waitUntil(seconds: Double = 20, _ condition: () throws -> Bool) rethrows -> Bool {
  let end = Date(timeIntervalSinceNow: seconds)
  while Date() < end {
    if try condition() { return true }
    Thread.sleep(forTimeInterval: 0.01)
  }
  return false
}
