import Dispatch
import Foundation
import Synchronization

/// Ctrl-C and SIGTERM stop the work cleanly: the task is cancelled, what was half-made is removed, and the exit code says which signal it was.
enum Interruption {
  private static let received = Mutex<Int32>(0)

  /// 130 for SIGINT, 143 for SIGTERM, 130 for anything else that stopped the work.
  static var exitCode: Int32 { received.withLock { 128 + ($0 == 0 ? SIGINT : $0) } }

  /// Runs `work` in a task that both signals cancel; a second signal ends the program at once.
  static func cancelling<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws -> Result
  {
    let task = Task { try await work() }
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { @Sendable in
        let isSecond = received.withLock { earlier in
          defer { earlier = number }
          return earlier != 0
        }
        if isSecond { exit(128 + number) }
        task.cancel()
      }
      source.resume()
      return source
    }
    defer { for source in sources { source.cancel() } }
    return try await task.value
  }
}
