import ArgumentParser
import Batch
import Foundation
import StageGraph
import Synchronization
import Wording

/// Shows a batch while it runs: a table on a terminal, JSON lines for programs, nothing elsewhere. At the end what became of each recording.
final class BatchDisplay: Sendable {
  private let plan: BatchPlan
  private let paths: BatchPaths
  private let options: BatchOutputOptions
  private let state: Mutex<State>

  private struct State {
    var table: BatchTable
    var drawn = DrawnLines()
  }

  init(_ plan: BatchPlan, _ paths: BatchPaths, _ options: BatchOutputOptions) {
    self.plan = plan
    self.paths = paths
    self.options = options
    state = Mutex(State(table: BatchTable(plan)))
    say(["batch": ["lessons": plan.lessons.count]])
  }

  private var draws: Bool { options.progress == .text && Console.isTerminal && !options.quiet }

  func hear(_ event: BatchEvent) {
    state.withLock { state in
      say(event)
      state.table.hear(event)
      if options.verbose, options.progress == .text, !options.quiet, case .ended(let lesson, let outcome) = event {
        state.drawn.erase()
        Console.out("\(shown(lesson.name, limit: 400)): \(BatchSummary.word(for: outcome))")
      }
      guard draws else { return }
      let table = state.table
      state.drawn.draw { table.lines }
    }
  }

  /// Takes the table away and says how it ended.
  func finish(_ report: BatchReport) {
    state.withLock { $0.drawn.erase() }
    let summary = BatchSummary(report, paths, options)
    for line in summary.complaints { Console.error(line) }
    say(["summary": report.counts])
    if options.progress == .text, !options.quiet { Console.out(summary.description) }
  }

  private func say(_ event: BatchEvent) {
    switch event {
    case .started(let lesson, let why): say(Line(recording: lesson.name, started: Line.Started(why: why)))
    case .heard(let lesson, let event): say(Line(recording: lesson.name, event: event))
    case .ended(let lesson, let outcome):
      let place = Line.Place(lesson: paths.given(lesson: lesson.lesson))
      switch outcome {
      case .made(let warnings):
        say(Line(recording: lesson.name, made: Line.Place(lesson: place.lesson, warnings: warnings)))
      case .unchanged: say(Line(recording: lesson.name, unchanged: place))
      case .failed(let reason, _): say(Line(recording: lesson.name, failed: Line.Failed(reason: reason)))
      case .leftAlone(let file): say(Line(recording: lesson.name, leftAlone: file))
      }
    }
  }

  /// As a line of JSON, where a program listens.
  private func say(_ event: some Encodable) {
    guard options.progress == .json else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(event) else { return }
    Console.out(String(decoding: data, as: UTF8.self))
  }

  private struct Line: Encodable {
    /// Relative to the folder of recordings.
    var recording: String
    var started: Started?
    /// As `chop run --progress json` says it.
    var event: RunEvent?
    var made: Place?
    var unchanged: Place?
    var failed: Failed?
    var leftAlone: LeftAlone?

    struct Started: Encodable { var why: [String] }
    struct Failed: Encodable { var reason: String }
    struct Place: Encodable {
      var lesson: String
      var warnings: [String]?
    }
  }
}
