internal import Foundation
internal import Synchronization

/// Does each of `jobs` once, on a few threads side by side, and gives what was made in the order of the jobs, whoever ends first.
///
/// Each thread makes itself a `tool` (an open file, say) and does with it one job after the other. The first failure stops the others, as does cancelling
/// the task; it is thrown when all have ended.
///
/// - Parameters:
///   - workers: threads at most; as many as there are processors where it is more than that.
///   - progress: hears the sum of what all jobs reported last.
///   - effort: what takes longest is begun first, so that no thread is left with it at the end; without it in the order of the jobs.
public func sideBySide<Job: Sendable, Tool: ~Copyable, Made: Sendable>(
  _ jobs: [Job], workers: Int = 2, progress: @escaping @Sendable (Double) -> Void = { _ in },
  effort: ((Job) -> Double)? = nil,
  tool: @escaping @Sendable () throws -> Tool,
  _ body: @escaping @Sendable (inout Tool, Job, _ report: (Double) -> Void) throws -> Made
) async throws -> [Made] {
  let efforts = jobs.map { effort?($0) ?? 0 }
  let queue = JobQueue(jobs.indices.sorted { (efforts[$1], $0) < (efforts[$0], $1) })
  let threads = max(1, min(workers, ProcessInfo.processInfo.activeProcessorCount, jobs.count))
  return try await withThrowingTaskGroup(of: [(index: Int, made: Made)].self) { group in
    for number in 1...threads {
      group.addTask(executorPreference: OwnThread("worker-\(number)")) {
        var results: [(index: Int, made: Made)] = []
        guard let first = queue.next() else { return results }
        var tool = try tool()
        var job: Int? = first
        while let index = job {
          try Task.checkCancellation()
          let made = try body(&tool, jobs[index]) { done in progress(queue.report(done, of: index)) }
          results.append((index, made))
          job = queue.next()
        }
        return results
      }
    }
    var all: [(index: Int, made: Made)] = []
    for try await results in group { all += results }
    return all.sorted { $0.index < $1.index }.map(\.made)
  }
}

/// Which job is next, and how far each is.
private final class JobQueue: Sendable {
  private let order: [Int]
  private let state: Mutex<(given: Int, done: [Double])>

  init(_ order: [Int]) {
    self.order = order
    state = Mutex((0, [Double](repeating: 0, count: order.count)))
  }

  /// nil when all are given out.
  func next() -> Int? {
    state.withLock { state in
      guard state.given < order.count else { return nil }
      state.given += 1
      return order[state.given - 1]
    }
  }

  /// The sum over all jobs.
  func report(_ done: Double, of job: Int) -> Double {
    state.withLock { state in
      state.done[job] = done
      return state.done.reduce(0, +)
    }
  }
}
