public import Lesson

/// How a batch does its work.
public struct BatchSettings: Sendable {
  /// What decides a lesson beside its files.
  public var run: RunSettings
  /// Lessons that are done are made again too.
  public var renews: Bool
  /// Recordings that failed, or ended chop, are tried again although nothing has changed.
  public var retries: Bool
  /// How many recordings are worked on at the same time.
  public var atOnce: Int
  /// After so long a recording's process is ended; nil for what its size suggests.
  public var timeLimit: Duration?
  /// In bytes.
  public var memoryLimit: Int64
  /// How long a file must have been as it is: one that changed later may still be in the making.
  public var settle: Duration

  public init(
    run: RunSettings, renews: Bool = false, retries: Bool = false, atOnce: Int = 1, timeLimit: Duration? = nil,
    memoryLimit: Int64 = 2 << 30, settle: Duration = .seconds(5)
  ) {
    self.run = run
    self.renews = renews
    self.retries = retries
    self.atOnce = max(1, atOnce)
    self.timeLimit = timeLimit
    self.memoryLimit = memoryLimit
    self.settle = settle
  }

  /// Five minutes, and a second for each megabyte, at most two hours: a hundred times what chop takes, and what a slow disk needs.
  func timeLimit(of lesson: PlannedLesson) -> Duration {
    timeLimit ?? min(.seconds(300) + .milliseconds(lesson.bytes / 1000), .seconds(7200))
  }

  /// All but the files that can make a difference to whether an attempt succeeds.
  var circumstances: String {
    [run.generator, run.options, timeLimit.map { "\($0)" } ?? "", "\(memoryLimit)"].joined(separator: "\n")
  }
}
