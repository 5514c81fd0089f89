import Batch
import Wording

/// The table of `--dry-run`: what would become of each recording, and why.
struct BatchForecastText {
  private let plan: BatchPlan
  private let forecast: [(lesson: PlannedLesson, forecast: Forecast)]
  private let paths: BatchPaths
  private let isVerbose: Bool

  init(
    _ plan: BatchPlan, _ forecast: [(lesson: PlannedLesson, forecast: Forecast)], _ paths: BatchPaths, isVerbose: Bool
  ) {
    self.plan = plan
    self.forecast = forecast
    self.paths = paths
    self.isVerbose = isVerbose
  }

  var description: String {
    var rows = forecast.map { lesson, forecast in
      [
        word(for: forecast), lesson.recordings.map { shown($0.path, limit: 400) }.joined(separator: " + "),
        why(forecast),
      ]
    }
    rows += plan.failures.map { ["can't", shown($0.recording, limit: 400), shown($0.reason, limit: 900)] }
    rows.sort { $0[1].utf8.lexicographicallyPrecedes($1[1].utf8) }
    let widths = (0..<2).map { column in rows.map { $0[column].count }.max() ?? 0 }
    var lines = rows.map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ") + "  " + row[2]
    }
    let work = forecast.count { if case .work = $0.forecast { true } else { false } }
    if !lines.isEmpty { lines.append("") }
    lines += BatchSummary.leftAlone(plan.leftAlone, isVerbose: isVerbose)
    lines.append(
      rows.isEmpty
        ? "no recordings are there"
        : "would make \(counted(work, "lesson")) in \(shown(paths.givenLessons, limit: 400))")
    return lines.joined(separator: "\n")
  }

  private func word(for forecast: Forecast) -> String {
    switch forecast {
    case .work: "make"
    case .unchanged: "keep"
    case .failedBefore: "skip"
    case .refused: "can't"
    }
  }

  private func why(_ forecast: Forecast) -> String {
    switch forecast {
    case .work(let why): listed(why)
    case .unchanged: "unchanged"
    case .failedBefore(let reason): "failed before: \(shown(reason, limit: 900))"
    case .refused(let reason): shown(reason, limit: 900)
    }
  }
}
