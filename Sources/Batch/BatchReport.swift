public import Foundation

/// What a batch found and did. As `report.json` it can be made again at any time; nothing in it depends on the clock, the machine, or which of two recordings was
/// ready first.
public struct BatchReport: Sendable {
  /// Of the chop that ran the batch.
  public let generator: String
  /// Of every lesson that the batch came to, by the recordings' paths.
  public let outcomes: [(lesson: PlannedLesson, outcome: LessonOutcome)]
  /// All that should have become a lesson and didn't, by path.
  public let failures: [BatchFailure]
  /// By path.
  public let leftAlone: [LeftAlone]
  /// How many lessons the batch didn't come to, since it was stopped.
  public let left: Int
  /// Why no more was started: the disk is full, or sick. Nothing of it is blamed on a recording.
  public let sickness: String?

  init(
    _ plan: BatchPlan, _ outcomes: [String: LessonOutcome], sickness: String?, generator: String
  ) {
    self.generator = generator
    self.sickness = sickness
    self.outcomes = plan.lessons.compactMap { lesson in outcomes[lesson.id].map { (lesson, $0) } }
    left = plan.lessons.count - self.outcomes.count
    var failures = plan.failures
    var leftAlone = plan.leftAlone
    for (lesson, outcome) in self.outcomes {
      switch outcome {
      case .failed(let reason, _): failures.append(BatchFailure(lesson.name, reason))
      case .leftAlone(let file): leftAlone.append(file)
      case .made, .unchanged: break
      }
    }
    self.failures = failures.sorted { $0.recording.utf8.lexicographicallyPrecedes($1.recording.utf8) }
    self.leftAlone = leftAlone.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  public var made: [PlannedLesson] {
    outcomes.compactMap { lesson, outcome in if case .made = outcome { lesson } else { nil } }
  }

  public var unchanged: Int { outcomes.count { if case .unchanged = $0.outcome { true } else { false } } }

  /// Lessons that are done, by another version of chop: not outdated, and renewed on demand.
  public var ofAnotherVersion: Int {
    outcomes.count { if case .unchanged(let maker) = $0.outcome { maker != generator } else { false } }
  }

  /// Of the lessons that were made, those of a silent microphone first: that recording is lost unless somebody hears of it soon.
  public var warnings: [BatchWarning] {
    let all = outcomes.flatMap { lesson, outcome -> [BatchWarning] in
      guard case .made(let warnings) = outcome else { return [] }
      return warnings.map { BatchWarning(recording: lesson.name, warning: $0) }
    }
    return all.filter(\.isOfSilence) + all.filter { !$0.isOfSilence }
  }

  /// `report.json`.
  public func data() throws -> Data {
    try json(
      File(
        generator: generator, counts: counts,
        made: made.map { File.Lesson(recordings: $0.recordings.map(\.path), lesson: $0.lesson) }, failed: failures,
        warnings: warnings, leftAlone: leftAlone, stoppedBy: sickness))
  }

  private struct File: Encodable {
    var schema = "chop-batch-report"
    var version = "1.0"
    var generator: String
    var counts: Counts
    var made: [Lesson]
    var failed: [BatchFailure]
    var warnings: [BatchWarning]
    var leftAlone: [LeftAlone]
    var stoppedBy: String?

    struct Lesson: Encodable {
      var recordings: [String]
      var lesson: String
    }
  }

  public var counts: Counts {
    Counts(
      made: made.count, unchanged: unchanged, ofAnotherVersion: ofAnotherVersion, failed: failures.count,
      leftAlone: leftAlone.count, left: left)
  }

  public struct Counts: Hashable, Sendable, Encodable {
    public var made: Int
    public var unchanged: Int
    /// Among the unchanged.
    public var ofAnotherVersion: Int
    public var failed: Int
    public var leftAlone: Int
    /// The batch was stopped before it came to them.
    public var left: Int
  }
}

/// Something that the owner of a recording should know.
public struct BatchWarning: Hashable, Sendable, Encodable {
  /// Relative to the folder of recordings.
  public var recording: String
  public var warning: String

  var isOfSilence: Bool { warning.contains("silent") }
}
