internal import Foundation
internal import Glibc
internal import Synchronization
internal import Wording

/// The lessons that wait for somebody to work on them.
final class WorkQueue: Sendable {
  private let state: Mutex<(waiting: [(PlannedLesson, Standing)], sickness: String?)>

  init(_ lessons: [(PlannedLesson, Standing)]) { state = Mutex((lessons.reversed(), nil)) }

  /// nil when no more is to be started.
  func next() -> (PlannedLesson, Standing)? {
    guard !Task.isCancelled else { return nil }
    return state.withLock { state in state.sickness == nil ? state.waiting.popLast() : nil }
  }

  func stop(_ sickness: String) { state.withLock { $0.sickness = $0.sickness ?? sickness } }

  var sickness: String? { state.withLock { $0.sickness } }
}

/// The place where lessons are written, or the machine, is not well: no recording is to blame.
struct SickPlace: Error {
  let sentence: String

  init(sentence: String) { self.sentence = sentence }

  init(_ url: URL, _ error: any Error) {
    let why = (error as? POSIXError).map { systemSentence($0.code.rawValue) } ?? "\(error.localizedDescription)"
    sentence = "\(shown(url.lastPathComponent)) can't be written: \(shown(why))"
  }
}

/// Runs what blocks on a thread that isn't one of the few which everybody shares.
func onThread<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Swift.Result { try work() }) }
  }
}
