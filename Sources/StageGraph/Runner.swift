internal import Foundation
internal import Wording

/// Runs plans: a step starts when all it needs is there, so independent steps run at the same time, each on a thread of its own.
public struct Runner: Sendable {
  /// Runs one order elsewhere, in a child process.
  public typealias ChildRunner =
    @Sendable (
      _ order: Order, _ kind: StageKind, _ places: Places, _ report: @escaping @Sendable (RunEvent.Kind) -> Void
    ) async throws -> StageResult

  /// Runs one order by a program of the user's own; `maker` is a stage that makes such a thing, and so knows its type.
  public typealias ProgramRunner =
    @Sendable (
      _ order: Order, _ program: PlannedProgram, _ maker: StageKind, _ places: Places,
      _ report: @escaping @Sendable (RunEvent.Kind) -> Void
    ) async throws -> StageResult

  private let kinds: [String: StageKind]
  let store: (any ResultStore)?
  private let byProgram: ProgramRunner?
  private let inChild: ChildRunner?

  /// `store` keeps results from one run to the next. With `inChild`, stages that open media run there. Without `byProgram`, no plan with a program
  /// of the user's own can be run.
  public init(
    _ kinds: [StageKind], store: (any ResultStore)? = nil, inChild: ChildRunner? = nil,
    byProgram: ProgramRunner? = nil
  ) {
    self.kinds = Dictionary(kinds.map { ($0.name, $0) }) { first, _ in first }
    self.store = store
    self.byProgram = byProgram
    self.inChild = inChild
  }

  /// Runs all steps of the plan.
  ///
  /// The first step that fails stops the others, and is thrown as ``StepFailure`` when all have ended. Cancelling the task stops them too: `CancellationError`.
  /// `events` is called from several threads, one call at a time for each step.
  public func run(
    _ plan: Plan, given: [GivenValue], places: Places, events: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) async throws -> RunResult {
    var values: [String: String] = [:]
    for value in given { values[value.given.name] = value.json }
    for missing in plan.given where !given.contains(where: { $0.given == missing }) {
      throw Complaint("the pipeline needs \(missing.type) '\(missing.name)', which is not given")
    }
    var results: [String: StageResult] = [:]
    var waiting = plan.steps
    var failure: StepFailure?
    var isStopped = false
    await withTaskGroup(of: Outcome.self) { group in
      while true {
        if failure == nil, !isStopped {
          for step in waiting where step.needs.allSatisfy({ $0.from.allSatisfy { values[$0] != nil } }) {
            let inputs = values
            let files = files(of: step, among: given)
            let within = step.program == nil ? places : places.only(files)
            group.addTask(executorPreference: OwnThread(step.name)) {
              await outcome(of: step, values: inputs, files: files, places: within, events: events)
            }
            waiting.removeAll { $0.name == step.name }
          }
        }
        guard let outcome = await group.next() else { break }
        switch outcome {
        case .made(let step, let result):
          values[step] = result.made
          results[step] = result
        case .failed(let failed):
          failure = failure ?? failed
          group.cancelAll()
        case .stopped:
          isStopped = true
        }
      }
    }
    if let failure { throw failure }
    try Task.checkCancellation()
    if isStopped { throw CancellationError() }
    guard waiting.isEmpty else { throw Complaint("the plan has a circle or names a step that isn't there") }
    return RunResult(plan: plan, results: results)
  }

  private enum Outcome: Sendable {
    case made(step: String, StageResult)
    case failed(StepFailure)
    case stopped
  }

  /// Whatever a step throws after it was cancelled is a consequence, not the reason: FFmpeg says "Immediate exit requested".
  private func outcome(
    of step: PlannedStep, values: [String: String], files: Set<String>, places: Places,
    events: @escaping @Sendable (RunEvent) -> Void
  ) async -> Outcome {
    let report: @Sendable (RunEvent.Kind) -> Void = { events(RunEvent(step: step.name, $0)) }
    do {
      try Task.checkCancellation()
      let result = try await perform(step, values: values, files: files, places: places, report: report)
      return .made(step: step.name, result)
    } catch {
      guard !Task.isCancelled else {
        report(.stopped)
        return .stopped
      }
      let failure = StepFailure(step: step.name, underlying: error)
      report(.failed(sentence: failure.sentence))
      return .failed(failure)
    }
  }

  private func perform(
    _ step: PlannedStep, values: [String: String], files: Set<String>, places: Places,
    report: @escaping @Sendable (RunEvent.Kind) -> Void
  ) async throws -> StageResult {
    let (kind, run) = try way(of: step)
    let order = try order(for: step, kind, values: values)
    // Files aren't kept with results, so a stage that writes some always runs; it can take each file from the earlier lesson.
    if step.isKept, let kept = kept(order, kind, reading: files) {
      for warning in kept.warnings { report(.warned(sentence: warning)) }
      report(.reused)
      return kept
    }
    let why = step.isKept ? store?.changes(in: order, reading: files, step: step.name) : nil
    report(.started(why: why ?? []))
    let result = try await run(order, kind, places, report)
    try Task.checkCancellation()
    if step.isKept { store?.keep(result, of: order, reading: files, step: step.name) }
    report(.finished)
    return result
  }

  /// What a step is to be given, once all that it needs is there.
  func order(for step: PlannedStep, _ kind: StageKind, values: [String: String]) throws -> Order {
    var needs: [String: String] = [:]
    for need in step.needs {
      let found = need.from.compactMap { values[$0] }
      needs[need.name] = need.count == .all ? "[\(found.joined(separator: ","))]" : found.first ?? "null"
    }
    return try Order(
      stage: step.stage, version: step.program == nil ? kind.about.version : 1, options: step.options, needs: needs,
      program: step.program.map { OrderedProgram(makes: step.makes, sha256: $0.sha256) })
  }

  /// A result from an earlier run. Whatever is kept, only what the stage could have made itself is taken.
  func kept(_ order: Order, _ kind: StageKind, reading files: Set<String>) -> StageResult? {
    guard let kept = store?.result(of: order, reading: files),
      (try? kind.canonicalMade(in: "{\"made\":\(kept.made)}")) == kept.made
    else { return nil }
    return kept
  }

  /// How a step is carried out: by a program, in a child, or here. The kind knows the type of what it makes.
  func way(of step: PlannedStep) throws -> (kind: StageKind, run: ChildRunner) {
    if let program = step.program {
      guard let byProgram else { throw Complaint("the program '\(shown(program.path))' can't be run here") }
      guard let maker = kinds.values.first(where: { $0.makes == step.makes }) else {
        throw Complaint("no stage makes \(step.makes), so nobody knows its type")
      }
      return (maker, { try await byProgram($0, program, $1, $2, $3) })
    }
    guard let kind = kinds[step.stage] else { throw Complaint("no stage is called '\(step.stage)'") }
    if let inChild, kind.about.opensMedia { return (kind, inChild) }
    return (
      kind,
      { order, kind, places, report in
        let workshop = Workshop(
          places: places, writesFiles: kind.about.writesFiles, readsFiles: kind.about.readsFiles, report: report)
        let made = try await kind.run(order: order.text, in: workshop)
        return StageResult(made: made, warnings: workshop.warnings)
      }
    )
  }

  /// The files that a step may read: those of what it is given.
  func files(of step: PlannedStep, among given: [GivenValue]) -> Set<String> {
    let needed = Set(step.needs.flatMap(\.from))
    return Set(given.filter { needed.contains($0.given.name) }.flatMap(\.files))
  }
}
