import Foundation

/// What was injected and what happened.
struct Outcome: Sendable {
  /// What was injected: the table's rows.
  var injected: String
  var hasEarlier: Bool
  /// Details for messages.
  var detail: String
  var ended: Ended
  var standing: Standing
  /// What the run left beside the lesson's place.
  var litter: [String]
  /// A run without faults afterwards.
  var again: Ended
  var standingAgain: Standing
  var litterAgain: [String]
}

extension Trial {
  /// Looks at what a run has left, runs again without faults, and looks again.
  func outcome(of injected: String, _ detail: String, _ ended: Ended, beforeAgain: () throws -> Void = {}) throws
    -> Outcome
  {
    defer { remove() }
    let (stood, left) = (try standing(), try litter())
    try beforeAgain()
    let again = try start().end()
    return Outcome(
      injected: injected, hasEarlier: hasEarlier, detail: detail, ended: ended, standing: stood, litter: left,
      again: again, standingAgain: try standing(), litterAgain: try litter())
  }
}

extension Outcome {
  /// What must hold whatever was injected; empty where it does.
  var faults: [String] {
    var faults: [String] = []
    func expect(_ holds: Bool, _ claim: String) {
      if !holds {
        faults.append(
          "\(injected), \(hasEarlier ? "replacing" : "first"), \(detail): \(claim); exit \(ended.code.map(String.init) ?? "killed"), \(standing.rawValue), left \(litter): \(ended.said); then exit \(again.code ?? -1), \(standingAgain.rawValue), left \(litterAgain): \(again.said)"
        )
      }
    }
    expect(standing != .broken, "a whole lesson stands, or none")
    expect(!hasEarlier || standing != .nothing, "the earlier lesson stands until the new one does")
    switch ended.code {
    case nil: break
    case 0: expect(standing == .new && ended.errors.isEmpty, "success means the new lesson")
    case 1, 75:
      expect(standing == (hasEarlier ? .old : .nothing), "failure means that nothing has changed")
      expect(!ended.errors.isEmpty, "failure has a sentence")
    default: expect(false, "an exit code of the documented ones")
    }
    expect(again.code == 0 && standingAgain == .new, "the next run succeeds")
    expect(litterAgain.isEmpty, "the next run leaves no litter")
    return faults
  }
}

/// Counts per row, as text.
func table(_ title: String, _ outcomes: [Outcome]) -> String {
  func cell(_ count: Int) -> String { count == 0 ? "." : "\(count)" }
  let heads = [
    "injected", "over", "runs", "killed", "exit 0", "exit 1", "exit 75", "stood: old", "new", "nothing", "broken",
    "litter", "again: new", "litter",
  ]
  var keys: [String] = []
  for outcome in outcomes {
    let key = "\(outcome.injected)\n\(outcome.hasEarlier ? "a lesson" : "nothing")"
    if !keys.contains(key) { keys.append(key) }
  }
  var rows = [heads]
  for key in keys {
    let those = outcomes.filter { "\($0.injected)\n\($0.hasEarlier ? "a lesson" : "nothing")" == key }
    rows.append(
      key.split(separator: "\n").map(String.init) + ["\(those.count)"]
        + [nil, 0, 1, 75].map { code in cell(those.count { $0.ended.code == code }) }
        + [Standing.old, .new, .nothing, .broken].map { standing in cell(those.count { $0.standing == standing }) }
        + [
          cell(those.count { !$0.litter.isEmpty }),
          cell(those.count { $0.again.code == 0 && $0.standingAgain == .new }),
          cell(those.count { !$0.litterAgain.isEmpty }),
        ])
  }
  let widths = heads.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
  let lines = rows.map { row in
    zip(row, widths).enumerated().map { column, cell in
      column < 2
        ? cell.0 + String(repeating: " ", count: cell.1 - cell.0.count)
        : String(repeating: " ", count: cell.1 - cell.0.count) + cell.0
    }.joined(separator: "  ")
  }
  return "\n\(title)\n" + lines.joined(separator: "\n") + "\n"
}
