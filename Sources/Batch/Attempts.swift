internal import Digests
internal import FilesOnDisk
internal import Foundation
internal import Glibc
internal import Workplace

/// What was tried for each lesson and came to nothing, below `.batch/`.
///
/// `attempts/ID/ATTEMPT` is written before work starts and removed when there is a result, so that a process that crashed, hung or was killed leaves a trace.
/// `failures/ID.json` says what is wrong with a recording. Both hold for the files, options, limits and version of chop they were written for, and for no other.
struct Attempts: Sendable {
  /// After so many that ended without a result, a recording isn't tried again.
  static let limit = 3

  let folder: BatchFolder

  /// Of one lesson: files by their stamps, and what they were tried with.
  struct Key: Hashable, Sendable {
    let text: String

    init(_ lesson: PlannedLesson, with circumstances: String) {
      let files = lesson.files.map { file in
        "\(file.path)\0\(file.stamp.bytes) \(file.stamp.modified) \(file.stamp.changed)"
      }
      text = sha256((files + [circumstances]).joined(separator: "\n"))
    }
  }

  private struct Failure: Codable {
    var recording: String
    var lesson: String
    var reason: String
    var key: String
  }

  /// Notes that work on a lesson begins. Returns the attempt's name.
  func begin(_ lesson: PlannedLesson, _ key: Key) throws -> String {
    let own = folder.attempts.appending(component: lesson.id, directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    let name = Self.unusedName()
    try Data(key.text.utf8).write(to: own.appending(component: name))
    return name
  }

  /// How many attempts ended without a result.
  func withoutResult(_ lesson: PlannedLesson, _ key: Key) -> Int {
    let own = folder.attempts.appending(component: lesson.id, directoryHint: .isDirectory)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: own.path(percentEncoded: false))) ?? []
    return names.count { (try? Data(contentsOf: own.appending(component: $0))) == Data(key.text.utf8) }
  }

  /// The attempt is no proof against the recording: somebody stopped it.
  func forget(_ attempt: String, of lesson: PlannedLesson) {
    let own = folder.attempts.appending(component: lesson.id, directoryHint: .isDirectory)
    try? FileManager.default.removeItem(at: own.appending(component: attempt))
    _ = unsafe rmdir(own.path(percentEncoded: false))
  }

  /// There is a result, or a person wants a fresh start.
  func clear(_ lesson: PlannedLesson) {
    clearTraces(lesson)
    try? FileManager.default.removeItem(at: url(lesson))
  }

  /// There is a result.
  func clearTraces(_ lesson: PlannedLesson) {
    try? FileManager.default.removeItem(at: folder.attempts.appending(component: lesson.id))
  }

  func record(_ reason: String, of lesson: PlannedLesson, _ key: Key) throws {
    try write(
      json(Failure(recording: lesson.name, lesson: lesson.lesson, reason: reason, key: key.text)), to: url(lesson))
  }

  /// Why it failed the last time.
  func failure(of lesson: PlannedLesson, _ key: Key) -> String? {
    guard let data = try? Data(contentsOf: url(lesson)),
      let failure = try? JSONDecoder().decode(Failure.self, from: data), failure.key == key.text
    else { return nil }
    return failure.reason
  }

  private func url(_ lesson: PlannedLesson) -> URL {
    folder.failures.appending(component: "\(lesson.id).json", directoryHint: .notDirectory)
  }

  /// `NODE.JOB.RESTART.PID.NANOS`, as a workload manager would have them.
  private static func unusedName() -> String {
    var now = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    let nanoseconds = Int64(now.tv_sec) &* 1_000_000_000 &+ Int64(now.tv_nsec)
    return "\(node).local.0.\(ProcessInfo.processInfo.processIdentifier).\(nanoseconds)"
  }

  private static let node = String(
    ProcessInfo.processInfo.hostName.prefix(60).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })

  /// Where an attempt writes its lesson.
  func work(_ attempt: String, of lesson: PlannedLesson) -> URL {
    folder.work.appending(component: "\(lesson.id).\(attempt)", directoryHint: .isDirectory)
  }

  /// Removes what the process of an attempt has left. Nothing of one that is still at work, of this batch or another.
  func clean(_ attempt: URL, for lesson: PlannedLesson, in lessons: String) {
    LessonFolder(at: "\(lessons)/\(lesson.lesson)").removeAbandoned(in: attempt.path(percentEncoded: false))
    _ = unsafe rmdir(attempt.path(percentEncoded: false))
  }

  /// Removes what batches that are no more have left in `work/`: at once where the lesson is one of these, after a day otherwise.
  func cleanAll(for planned: [PlannedLesson], in lessons: String) {
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.work.path(percentEncoded: false))) ?? []
    guard !names.isEmpty else { return }
    let byID = Dictionary(planned.map { ($0.id, $0) }) { first, _ in first }
    for name in names {
      let attempt = folder.work.appending(component: name, directoryHint: .isDirectory)
      if let lesson = byID[String(name.prefix { $0 != "." })] {
        clean(attempt, for: lesson, in: lessons)
      } else if let status = FileStatus(at: attempt.path(percentEncoded: false), followingLinks: false),
        Date().timeIntervalSince1970 - Double(status.changed) / 1e9 > 86_400
      {
        try? FileManager.default.removeItem(at: attempt)
      }
    }
  }
}
