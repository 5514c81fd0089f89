internal import Dispatch

/// Runs one task, and the tasks below it, on a thread that nobody else waits for.
///
/// Stages decode, encode and read files: they block. On Swift's shared pool, as many blocked stages as there are cores would hold up all the rest, so that two stages
/// that wait for each other would never finish.
final class OwnThread: TaskExecutor {
  private let queue: DispatchQueue

  init(_ name: String) { queue = DispatchQueue(label: "chop.\(name)") }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
