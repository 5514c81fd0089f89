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
    var drawn = DrawnLines()
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

  /// `part` is the recording that it is about, counted from 0, where a lesson has several.
  func hear(_ event: RunEvent, part: Int? = nil) {
    state.withLock { state in
      say(PartEvent(event: event, recording: part))
      let name = part.map { "\(event.step), part \($0 + 1)" } ?? event.step
      switch event.kind {
      case .started(let why):
        state.running.append((name, .now, 0, 0, ""))
        if isVerbose {
          say("\(name)\(why.isEmpty ? "" : ": " + why.joined(separator: ", "))", in: &state)
        }
      case .progress(let done, let total, let unit):
        if let index = state.running.firstIndex(where: { $0.step == name }) {
          (state.running[index].done, state.running[index].total, state.running[index].unit) = (done, total, unit)
        }
      case .warned(let sentence):
        guard !(style == .json && printsResult), state.said.insert(sentence).inserted else { break }
        let known = sentence.contains(": warning: ") ? sentence : "warning: \(sentence)"
        say(Console.yellow(shown(known, limit: 900)), in: &state)
      case .reused:
        if isVerbose { say("\(name): kept from an earlier run", in: &state) }
      case .finished, .failed, .stopped:
        if let index = state.running.firstIndex(where: { $0.step == name }) {
          let seconds = (ContinuousClock.now - state.running[index].start) / .seconds(1)
          // What a run has to know before it begins, such as the recording's hash, is asked for a second time by the lesson's own steps.
          if let earlier = state.timings.firstIndex(where: { $0.step == name }) {
            state.timings[earlier].seconds += seconds
          } else {
            state.timings.append((name, seconds))
          }
          state.running.remove(at: index)
        }
      }
      redraw(&state, force: state.running.isEmpty)
    }
  }

  /// Says something that is no warning, once, to people.
  func inform(_ sentence: String) {
    guard style == .text, !isQuiet else { return }
    state.withLock { state in
      if state.said.insert(sentence).inserted { say(shown(sentence, limit: 900), in: &state) }
    }
  }

  /// Says something that only those want to know who ask for it.
  func note(_ sentence: String) {
    guard isVerbose, style == .text else { return }
    state.withLock { state in
      if state.said.insert(sentence).inserted { say(sentence, in: &state) }
    }
  }

  /// Seconds that each stage took, in the order in which they first ended.
  var timings: [(step: String, seconds: Double)] { state.withLock { $0.timings } }

  /// Takes the lines away.
  func finish() { state.withLock { $0.drawn.erase() } }

  private func say(_ text: String, in state: inout State) {
    state.drawn.erase()
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
    let now = ContinuousClock.now
    // Work that ends at once isn't worth a line.
    let running = state.running.filter { now - $0.start > .milliseconds(200) }
    state.drawn.draw(now: force) { running.map { line($0, now) } }
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

/// What happened, as a line for programs: with the recording's index, where a lesson has several.
private struct PartEvent: Encodable {
  let event: RunEvent
  let recording: Int?

  private enum CodingKeys: CodingKey { case recording }

  func encode(to encoder: any Encoder) throws {
    try event.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(recording, forKey: .recording)
  }
}
