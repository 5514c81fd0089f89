internal import Foundation
internal import Processes
internal import StageGraph
internal import Synchronization
internal import Wording

/// What a `chop run --progress json` in a process of its own says and how it ends.
struct LessonProcess: Sendable {
  var process: LimitedProcess

  /// Sentences of an exit of 1, without `error: `.
  enum Result: Hashable, Sendable {
    case made(warnings: [String])
    case failed([String])
    /// No room, or a sick disk: 75.
    case sickPlace([String])
    /// It ended without a word about the recording: how, and what may help.
    case noResult(String, remedy: String)
  }

  func run(hear: @escaping @Sendable (RunEvent) -> Void) async throws -> Result {
    let said = Mutex<[String]>([])
    let last = Mutex<String?>(nil)
    let (ending, words) = try await process.run { line in
      guard let event = try? JSONDecoder().decode(RunEvent.self, from: Data(line)) else { return }
      switch event.kind {
      case .warned(let sentence): said.withLock { if !$0.contains(sentence) && $0.count < 100 { $0.append(sentence) } }
      case .started: last.withLock { $0 = event.step }
      default: break
      }
      hear(event)
    }
    switch ending {
    case .exited(0): return .made(warnings: said.withLock { $0 })
    case .exited(1): return .failed(sentences(words))
    case .exited(75): return .sickPlace(sentences(words))
    case .exited(let status):
      return .noResult(
        "chop ended with status \(status)" + (sentences(words).first.map { " (\($0))" } ?? ""), remedy: alone)
    case .signaled(let signal):
      let during = last.withLock { $0 }.map { " during \(shown($0))" } ?? ""
      return .noResult("chop was ended by signal \(signal) (\(name(ofSignal: signal)))\(during)", remedy: alone)
    case .outOfTime:
      return .noResult(
        "took longer than \(text(process.timeLimit)) and was stopped", remedy: "a longer --time may help")
    }
  }

  private var alone: String { "more --memory may help, and 'chop run' with this recording alone may say more" }

  /// `2h`, `5m`, `90s`
  private func text(_ limit: Duration) -> String {
    let seconds = limit.components.seconds
    if seconds == 0 { return "\(Int((limit / .milliseconds(1)).rounded()))ms" }
    return seconds % 3600 == 0 ? "\(seconds / 3600)h" : seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s"
  }

  private func sentences(_ words: String) -> [String] {
    words.split(separator: "\n").compactMap { line in
      if line.hasPrefix("error: ") { return String(line.dropFirst("error: ".count)) }
      return line.contains(": error: ") ? String(line) : nil
    }
  }

  private func name(ofSignal signal: Int32) -> String {
    unsafe strsignal(signal).map { unsafe String(cString: $0) } ?? "unknown"
  }
}
