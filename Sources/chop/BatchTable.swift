import Batch
import Foundation
import StageGraph
import Wording

/// What a batch is at: a line for each running recording with its stage and time left, and one for all together.
struct BatchTable {
  private struct Row {
    var lesson: PlannedLesson
    var step = ""
    var stepStart = ContinuousClock.now
    var part = 0.0
  }

  private var rows: [Row] = []
  private var made = 0
  private var unchanged = 0
  private var failed: Int
  private var left: Int
  private var bytesDone: Int64 = 0
  private var bytesLeft: Int64
  private let start = ContinuousClock.now

  /// More running recordings than this aren't shown one by one.
  private static let rowLimit = 12

  init(_ plan: BatchPlan) {
    failed = plan.failures.count
    left = plan.lessons.count
    bytesLeft = plan.lessons.reduce(0) { $0 &+ $1.bytes }
  }

  mutating func hear(_ event: BatchEvent) {
    switch event {
    case .started(let lesson, _): rows.append(Row(lesson: lesson))
    case .heard(let lesson, let event):
      guard let index = rows.firstIndex(where: { $0.lesson.id == lesson.id }) else { return }
      switch event.kind {
      case .started where rows[index].step != event.step:
        rows[index].step = event.step
        rows[index].stepStart = .now
        rows[index].part = 0
      case .progress(let done, let total, _) where total > 0:
        if rows[index].step != event.step {
          rows[index].step = event.step
          rows[index].stepStart = .now
        }
        rows[index].part = min(1, max(0, done / total))
      default: break
      }
    case .ended(let lesson, let outcome):
      rows.removeAll { $0.lesson.id == lesson.id }
      left -= 1
      bytesLeft &-= lesson.bytes
      switch outcome {
      case .made: made += 1
      case .unchanged: unchanged += 1
      case .failed: failed += 1
      case .leftAlone: break
      }
      if case .made = outcome { bytesDone &+= lesson.bytes }
    }
  }

  var lines: [String] {
    let now = ContinuousClock.now
    var lines = rows.prefix(Self.rowLimit).map { line($0, now) }
    if rows.count > Self.rowLimit { lines.append("  … and \(rows.count - Self.rowLimit) more") }
    var counts = ["\(made) made"]
    if unchanged > 0 { counts.append("\(unchanged) unchanged") }
    if failed > 0 { counts.append("\(failed) failed") }
    counts.append("\(left) left")
    let seconds = (now - start) / .seconds(1)
    let time = bytesDone > 0 && bytesLeft > 0 ? ", about \(clock(seconds * Double(bytesLeft) / Double(bytesDone)))" : ""
    return lines + ["  " + counts.joined(separator: ", ") + time]
  }

  /// Never wider than 80 columns: a line that wraps could not be taken away.
  private func line(_ row: Row, _ now: ContinuousClock.Instant) -> String {
    let name = padded(ending(of: shown(row.lesson.name, limit: 400), columns: 30), to: 30)
    let step = padded(String(row.step.prefix(18)), to: 18)
    guard row.part > 0 else { return "  \(name) \(step) …" }
    let filled = Int(row.part * 10)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 10 - filled)
    let seconds = (now - row.stepStart) / .seconds(1)
    let time = row.part > 0.02 ? clock(seconds / row.part * (1 - row.part)) : ""
    return "  \(name) \(step) \(bar) \(time)"
  }

  /// The last characters, which tell recordings apart better than the first.
  private func ending(of text: String, columns limit: Int) -> String {
    guard columns(text) > limit else { return text }
    var result = ""
    for character in text.reversed() {
      guard columns(result) + columns(String(character)) < limit else { break }
      result.insert(character, at: result.startIndex)
    }
    return "…" + result
  }

  private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - columns(text)))
  }

  /// As wide as a terminal may draw it: two columns for all that could be an ideograph.
  private func columns(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 1 : $1.value < 0x2e80 ? 1 : 2) }
  }

  private func clock(_ seconds: Double) -> String {
    guard seconds < 360_000 else { return "days left" }
    let seconds = Int(max(0, seconds).rounded(.up))
    let rest = "\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    let minutes = seconds / 60 % 60
    guard seconds >= 3600 else { return "\(minutes):\(rest) left" }
    return "\(seconds / 3600):\(minutes < 10 ? "0" : "")\(minutes):\(rest) left"
  }
}
