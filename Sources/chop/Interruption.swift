import Dispatch
import Foundation
import Synchronization

/// Ctrl-C, SIGTERM and a closed terminal stop the work cleanly: the task is cancelled, what was half-made is removed, and the exit code says which signal it was.
enum Interruption {
  private static let received = Mutex<Int32>(0)

  /// 130 for SIGINT, 143 for SIGTERM, 129 for SIGHUP; 130 for anything else that stopped the work.
  static var exitCode: Int32 { received.withLock { 128 + ($0 == 0 ? SIGINT : $0) } }

  /// Runs `work` in a task that the signals cancel; a second signal ends the program at once.
  static func cancelling<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws -> Result
  {
    let task = Task { try await work() }
    let sources = [SIGINT, SIGTERM, SIGHUP].filter { !isIgnored($0) }.map { number in
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

  /// Whoever started chop wanted it so (`nohup`, a script's background job).
  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
