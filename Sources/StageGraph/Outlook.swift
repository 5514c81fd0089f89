/// What would become of a step if its plan ran now.
public struct StepOutlook: Hashable, Sendable {
  public let step: PlannedStep
  public let verdict: Verdict

  public enum Verdict: Hashable, Sendable {
    /// It needn't run: its result is kept, and nothing that it was made from has changed.
    case kept
    /// It would run. `why` says what changed since the last run, as far as that is known.
    case runs(why: [String])
    /// What it is given isn't known before these steps have run.
    case depends(on: [String])
  }
}

extension Runner {
  /// Says of each step of the plan whether it would run; runs none.
  ///
  /// A step that writes files would always run, and take from the earlier lesson what is there already.
  public func outlook(of plan: Plan, given: [GivenValue]) throws -> [StepOutlook] {
    var values = Dictionary(given.map { ($0.given.name, $0.json) }) { first, _ in first }
    return try plan.steps.map { step in
      let unknown = Set(step.needs.flatMap(\.from)).filter { values[$0] == nil }
      let (kind, _) = try way(of: step)
      let files = files(of: step, among: given)
      let order = try order(for: step, kind, values: values)
      guard unknown.isEmpty else {
        let surely = step.isKept ? changes(in: order, of: step, reading: files, but: unknown) : []
        return StepOutlook(step: step, verdict: surely.isEmpty ? .depends(on: unknown.sorted()) : .runs(why: surely))
      }
      guard step.isKept else { return StepOutlook(step: step, verdict: .runs(why: [])) }
      if let kept = kept(order, kind, reading: files) {
        values[step.name] = kept.made
        return StepOutlook(step: step, verdict: .kept)
      }
      return StepOutlook(step: step, verdict: .runs(why: changes(in: order, of: step, reading: files, but: [])))
    }
  }

  /// What changed since a step last ran, without the needs that come of these makers.
  private func changes(
    in order: Order, of step: PlannedStep, reading files: Set<String>, but unknown: Set<String>
  ) -> [String] {
    let open = step.needs.filter { !unknown.isDisjoint(with: $0.from) }.map { "\($0.name) changed" }
    return (store?.changes(in: order, reading: files, step: step.name) ?? []).filter { !open.contains($0) }
  }
}
