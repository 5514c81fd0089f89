import Foundation
import Lesson
import TestSupport
import Timeline

/// The parts of a lecture as recorded: another codec and size, another container and rate, and sound alone.
enum LecturePart {
  /// Seventeen seconds of speech with pauses of a second around 5.5 and 11 s.
  static let first = TestRecording(seconds: 17) {
    $0.sound = TestRecording.Sound(.speech(SpeechScript([(0.3, 5), (6, 10.5), (11.5, 16.7)])))
    $0.picture?.recording = 1
  }
  static let second = TestRecording(seconds: 12, .mkv) {
    $0.sound = TestRecording.Sound(.speech(SpeechScript([(0.3, 5.5), (6.5, 11.7)])))
    $0.sound?.sampleRate = 44100
    $0.picture?.recording = 2
    $0.picture?.width = 180
    $0.picture?.height = 320
    $0.picture?.rate = "30"
    $0.picture?.gop = 250
  }
  static let third = TestRecording(seconds: 10, .m4a) {
    $0.sound = TestRecording.Sound(.speech(SpeechScript([(0.3, 4.5), (5.5, 9.7)])))
  }
  static let planning = ["--target", "10s", "--min", "4s", "--max", "7s"]
}

extension Desk {
  /// A desk with the parts `lecture-1.mp4`, `lecture-2.mkv` and `lecture-3.m4a`.
  static func withParts() throws -> Desk {
    let desk = try Desk()
    try desk.add(LecturePart.first, as: "lecture-1.mp4")
    try desk.add(LecturePart.second, as: "lecture-2.mkv")
    try desk.add(LecturePart.third, as: "lecture-3.m4a")
    return desk
  }

  /// Makes one lesson of parts, and gives its manifest. Throws what chop said where it failed.
  @discardableResult
  func makeOne(of parts: [String], _ options: [String] = []) throws -> Manifest {
    let made = try RunningChop(parts + ["--as-one"] + LecturePart.planning + options, in: url).finished()
    guard made.code == 0 else { throw ToolError(description: "exit \(made.code): \(made.error)") }
    return try wholeManifest("lecture.lesson")
  }

  func wholeManifest(_ lesson: String) throws -> Manifest {
    try JSONDecoder().decode(Manifest.self, from: Data(contentsOf: self["\(lesson)/manifest.json"]))
  }

  /// What tells whether a file was written again: its number and the time of its last change, by path.
  func identities(in lesson: String) throws -> [String: [Int]] {
    var found: [String: [Int]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: self[lesson].path) {
      let attributes = try FileManager.default.attributesOfItem(atPath: self["\(lesson)/\(path)"].path)
      guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
      let time = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      found[path] = [attributes[.systemFileNumber] as? Int ?? 0, Int(time * 1e6)]
    }
    return found
  }
}
