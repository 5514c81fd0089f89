public import StageGraph

/// What became of a lesson in a batch.
public enum LessonOutcome: Hashable, Sendable {
  case made(warnings: [String])
  /// It was done already, by this version of chop.
  case unchanged(generator: String)
  /// `isRemembered`: nothing was tried, since nothing has changed since it failed.
  case failed(reason: String, isRemembered: Bool)
  /// Somebody is still writing to its files.
  case leftAlone(LeftAlone)
}

/// What happens while a batch runs. Each lesson that has started ends, unless the batch is stopped.
public enum BatchEvent: Sendable {
  /// `why` says in words what there is to do: `new`, `l01.vtt has changed`.
  case started(PlannedLesson, why: [String])
  case heard(PlannedLesson, RunEvent)
  case ended(PlannedLesson, LessonOutcome)
}
