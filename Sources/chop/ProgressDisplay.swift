import Foundation
import StageGraph
import Synchronization
import Wording

/// Shows what stages do while they run: a line for each on a terminal, JSON lines for programs, nothing elsewhere. Warnings are always said.
final class ProgressDisplay: Sendable {
  private let style: ProgressStyle
  private let printsResult: Bool
  private let isQuiet: Bool
  private let isVerbose: Bool
  private let state = Mutex(State())

  private struct State {
    var running: [(step: String, start: ContinuousClock.Instant, done: Double, total: Double, unit: String)] = []
    var drawnLines = 0
    var lastDrawn: ContinuousClock.Instant?
    var said: Set<String> = []
    var timings: [(step: String, seconds: Double)] = []
  }

  /// `printsResult`: standard output is for the command's result, so JSON lines go to standard error, warnings among them.
  init(_ options: OutputOptions, printsResult: Bool = false) {
    self.printsResult = printsResult
    style = options.progress
    isQuiet = options.quiet
    isVerbose = options.verbose
  }

  private var draws: Bool { style == .text && Console.isTerminal && !isQuiet }

  func hear(_ event: RunEvent) {
    state.withLock { state in
      say(event)
      switch event.kind {
      case .started(let why):
        state.running.append((event.step, .now, 0, 0, ""))
        if isVerbose {
          say("\(event.step)\(why.isEmpty ? "" : ": " + why.joined(separator: ", "))", in: &state)
        }
      case .progress(let done, let total, let unit):
        if let index = state.running.firstIndex(where: { $0.step == event.step }) {
          (state.running[index].done, state.running[index].total, state.running[index].unit) = (done, total, unit)
        }
      case .warned(let sentence):
        guard !(style == .json && printsResult), state.said.insert(sentence).inserted else { break }
        let known = sentence.contains(": warning: ") ? sentence : "warning: \(sentence)"
        say(Console.yellow(shown(known, limit: 900)), in: &state)
      case .reused:
        if isVerbose { say("\(event.step): kept from an earlier run", in: &state) }
      case .finished, .failed, .stopped:
        if let index = state.running.firstIndex(where: { $0.step == event.step }) {
          let seconds = (ContinuousClock.now - state.running[index].start) / .seconds(1)
          state.timings.append((event.step, seconds))
          state.running.remove(at: index)
        }
      }
      redraw(&state, force: state.running.isEmpty)
    }
  }

  /// Says something that only those want to know who ask for it.
  func note(_ sentence: String) {
    guard isVerbose, style == .text else { return }
    state.withLock { state in
      if state.said.insert(sentence).inserted { say(sentence, in: &state) }
    }
  }

  /// Seconds that each stage took, in the order in which they ended.
  var timings: [(step: String, seconds: Double)] { state.withLock { $0.timings } }

  /// Takes the lines away.
  func finish() { state.withLock { erase(&$0) } }

  private func say(_ text: String, in state: inout State) {
    erase(&state)
    Console.error(text)
  }

  /// As a line of JSON, where a program listens.
  func say(_ event: some Encodable) {
    guard style == .json else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(event) else { return }
    let line = String(decoding: data, as: UTF8.self)
    if printsResult { Console.error(line) } else { Console.out(line) }
  }

  private func redraw(_ state: inout State, force: Bool) {
    guard draws else { return }
    if let last = state.lastDrawn, !force, .now - last < .milliseconds(80) { return }
    erase(&state)
    let now = ContinuousClock.now
    state.lastDrawn = now
    // Work that ends at once isn't worth a line.
    let lines = state.running.filter { now - $0.start > .milliseconds(200) }.map { line($0, now) }
    for line in lines { Console.error(line) }
    state.drawnLines = lines.count
  }

  private func erase(_ state: inout State) {
    guard state.drawnLines > 0 else { return }
    Console.eraseLines(state.drawnLines)
    state.drawnLines = 0
  }

  private func line(
    _ step: (step: String, start: ContinuousClock.Instant, done: Double, total: Double, unit: String),
    _ now: ContinuousClock.Instant
  ) -> String {
    let name = step.step + String(repeating: " ", count: max(0, 20 - step.step.count))
    guard step.total > 0 else { return "  \(name) …" }
    let part = step.done / step.total
    let filled = Int(part * 24)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
    let seconds = (now - step.start) / .seconds(1)
    let rate = seconds > 0 ? step.done / seconds : 0
    let left = part > 0.02 ? Int((seconds / part * (1 - part)).rounded(.up)) : nil
    let time = left.map { "\($0 / 60):\($0 % 60 < 10 ? "0" : "")\($0 % 60) left" } ?? ""
    return "  \(name) \(bar) \(Int(part * 100)) %  \(Int(rate)) \(step.unit)/s  \(time)"
  }
}
