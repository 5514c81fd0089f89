/// What a batch would do for a lesson.
public enum Forecast: Hashable, Sendable {
  case unchanged(generator: String)
  /// Why, in words.
  case work(why: [String])
  /// It failed before and nothing has changed since.
  case failedBefore(reason: String)
}

extension BatchRun {
  /// What ``run(_:)`` would do. Nothing is written; files of which nothing is known are read.
  public func forecast() async throws -> [(lesson: PlannedLesson, forecast: Forecast)] {
    try await onThread {
      plan.lessons.map { lesson in
        // A file that can't be read is said when it is its turn.
        let standing = (try? check.standing(of: lesson, reading: true)) ?? .new
        if case .done(let generator) = standing, !settings.renews { return (lesson, .unchanged(generator: generator)) }
        let key = Attempts.Key(lesson, with: settings.circumstances)
        if !settings.retries, !settings.renews, let reason = remembered(lesson, key) {
          return (lesson, .failedBefore(reason: reason))
        }
        return (lesson, .work(why: standing.why))
      }
    }
  }
}
