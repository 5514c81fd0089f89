internal import Foundation
internal import Wording
internal import Workplace

/// What a batch would do for a lesson.
public enum Forecast: Hashable, Sendable {
  case unchanged(generator: String)
  /// Why, in words.
  case work(why: [String])
  /// It failed before and nothing has changed since.
  case failedBefore(reason: String)
  /// It would be refused before anything is made.
  case refused(reason: String)
}

extension BatchRun {
  /// What ``run(_:)`` would do. Nothing is written; files of which nothing is known are read. `force`: what stands at a lesson's place would be moved aside.
  public func forecast(force: Bool = false) async throws -> [(lesson: PlannedLesson, forecast: Forecast)] {
    try await onThread {
      plan.lessons.map { lesson in
        let standing: Standing
        do { standing = try check.standing(of: lesson, reading: true) } catch {
          return (lesson, .refused(reason: unreadable(error)))
        }
        if case .done(let generator) = standing, !settings.renews { return (lesson, .unchanged(generator: generator)) }
        let key = Attempts.Key(lesson, with: settings.circumstances)
        if !settings.retries, !settings.renews, let reason = remembered(lesson, key) {
          return (lesson, .failedBefore(reason: reason))
        }
        if let reason = refusal(of: lesson, standing, force: force) { return (lesson, .refused(reason: reason)) }
        return (lesson, .work(why: standing.why))
      }
    }
  }

  /// What whoever makes the lesson would say of its files and its place at first sight.
  private func refusal(of lesson: PlannedLesson, _ standing: Standing, force: Bool) -> String? {
    do {
      let recordings = try lesson.recordings.map { try RecordingFile(path: wording.given(recording: $0.path)) }
      for file in lesson.companions.map(\.file)
      where !FileManager.default.isReadableFile(atPath: "\(wording.recordings)/\(file.path)") {
        return "\(shown(file.path, limit: 400)): you have no permission to read it; chmod +r makes it readable"
      }
      let place = LessonFolder(at: wording.given(lesson: lesson.lesson))
      // Where a lesson stands, the files have just been read.
      let hashes = standing == .new ? nil : try lesson.recordings.map(check.seen.hashReading)
      let replaces = standing.isChanged && check.isOfTheSameName(lesson)
      _ = try place.check(recordings: recordings, force: force || replaces, hashes: hashes)
      try place.checkReachable()
      return nil
    } catch {
      return wording.about(lesson, "\(error)")
    }
  }
}
