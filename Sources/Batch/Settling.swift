internal import Glibc

/// Whether a lesson's files have been still for long enough, so that nobody is in the middle of writing them.
struct Settling {
  private let files: [PlannedLesson.File]
  /// How long there is to wait to be sure; zero for files that were written long ago.
  let wait: Duration

  init(_ lesson: PlannedLesson, _ settle: Duration) {
    files = lesson.files
    var now = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    let time = Duration.seconds(Int64(now.tv_sec)) + .nanoseconds(Int64(now.tv_nsec))
    let ages = lesson.files.map { time - .nanoseconds($0.stamp.modified) }
    // What comes from a clock ahead of ours is as good as just written.
    wait = ages.map { settle - max($0, .zero) }.max().map { max($0, .zero) } ?? .zero
  }

  /// Waits, and gives the path of a file that is not as it was; nil where all are.
  func moving(below root: String) async throws -> String? {
    if wait > .zero { try await Task.sleep(for: wait) }
    return files.first { FileStamp(at: root + "/" + $0.path) != $0.stamp }?.path
  }
}
