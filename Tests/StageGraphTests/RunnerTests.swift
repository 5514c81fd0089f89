import Foundation
import StageGraph
import Synchronization
import Testing

@Suite struct RunnerTests {
  private final class Events: Sendable {
    private let list = Mutex<[RunEvent]>([])
    func add(_ event: RunEvent) { list.withLock { $0.append(event) } }
    var all: [RunEvent] { list.withLock { $0 } }
    func of(_ step: String) -> [RunEvent.Kind] { all.filter { $0.step == step }.map(\.kind) }
  }

  @Test func runsAWholePipeline() async throws {
    let events = Events()
    let plan = try toyGraph.plan(toySteps, overrides: ["in-haste": "yes"])
    let result = try await Runner(toyStages).run(plan, given: toyTape(), places: Places()) { events.add($0) }
    #expect(try result.made(Report.self) == Report(text: #"[9, 29, 49, 69, 89] ["de", "en"]"#))
    #expect(try result.made(Words.self, by: "german") == Words(language: "de"))
    #expect(throws: Complaint("german and read-words make Words: one has to be chosen")) { try result.made(Words.self) }
    #expect(result.warnings.map { "\($0.step): \($0.sentence)" } == ["find-pauses: it was done in haste"])
    #expect(
      events.of("find-pauses") == [
        .started(why: []), .progress(done: 5, total: 10, unit: "s"), .warned(sentence: "it was done in haste"),
        .finished,
      ])
  }

  @Test func shuffledStepsGiveTheSameBytes() async throws {
    let runner = Runner(toyStages)
    let first = try await runner.run(toyGraph.plan(toySteps), given: toyTape(), places: Places())
    for _ in 0..<5 {
      #expect(try await runner.run(toyGraph.plan(toySteps.shuffled()), given: toyTape(), places: Places()) == first)
    }
  }

  @Test func namesWhatIsNotGiven() async throws {
    await #expect(throws: Complaint("the pipeline needs Tape 'tape', which is not given")) {
      try await Runner(toyStages).run(toyGraph.plan(toySteps), given: [], places: Places())
    }
  }

  // MARK: at the same time

  struct Seen: Codable, Hashable {}
  /// Blocks its thread until as many stages as take part have come.
  struct WaitForOthers: Stage {
    static let about = About("waits", example: "wait-for-others:")
    @Option("how many take part") var parties = 2
    static let come = Mutex(0)
    func run(in workshop: Workshop) async throws -> Seen {
      Self.come.withLock { $0 += 1 }
      while Self.come.withLock({ $0 }) < parties {
        try Task.checkCancellation()
        usleep(500)
      }
      return Seen()
    }
  }

  @Test(.timeLimit(.minutes(1))) func stagesThatWaitForEachOtherFinish() async throws {
    let kinds = [StageKind(WaitForOthers.self)]
    let steps = (0..<8).map { StepRequest("party-\($0)", stage: "wait-for-others", ["parties": .text("8")]) }
    let result = try await Runner(kinds).run(Graph(kinds, given: []).plan(steps), given: [], places: Places())
    #expect(result.results.count == 8)
  }

  // MARK: stopping

  struct Endless: Stage {
    static let about = About("never ends", example: "endless:", opensMedia: true)
    func run(in workshop: Workshop) async throws -> Seen {
      while !Task.isCancelled { usleep(200) }
      throw Complaint("immediate exit requested")
    }
  }
  struct Fail: Stage {
    static let about = About("fails", example: "fail:")
    func run(in workshop: Workshop) async throws -> Seen { throw Complaint("this can't be done") }
  }
  private let stopping = [StageKind(Endless.self), StageKind(Fail.self), StageKind(WaitForOthers.self)]

  @Test(.timeLimit(.minutes(1))) func theFirstErrorStopsTheOthersAndIsReported() async throws {
    let events = Events()
    let plan = try Graph(stopping, given: []).plan([StepRequest("endless"), StepRequest("fail")])
    let error = await #expect(throws: StepFailure.self) {
      try await Runner(stopping).run(plan, given: [], places: Places()) { events.add($0) }
    }
    #expect(error?.description == "fail: this can't be done")
    // On a busy machine it may be stopped before it has begun.
    #expect(events.of("endless").last == .stopped)
    #expect(events.of("fail") == [.started(why: []), .failed(sentence: "this can't be done")])
  }

  @Test(.timeLimit(.minutes(1))) func cancellingStopsEveryStage() async throws {
    let plan = try Graph(stopping, given: []).plan([StepRequest("endless"), StepRequest("too", stage: "endless")])
    let (started, yielder) = AsyncStream.makeStream(of: Void.self)
    let runner = Runner(stopping)
    let task = Task {
      try await runner.run(plan, given: [], places: Places()) { event in
        if case .started = event.kind { yielder.yield() }
      }
    }
    var iterator = started.makeAsyncIterator()
    await iterator.next()
    await iterator.next()
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  // MARK: keeping results

  private final class Store: ResultStore {
    private let kept = Mutex<(results: [String: StageResult], notes: [String: OrderNote])>(([:], [:]))
    func result(of order: Order, reading _: Set<String>) -> StageResult? { kept.withLock { $0.results[order.key] } }
    func changes(in order: Order, reading _: Set<String>, step: String) -> [String] {
      kept.withLock { $0.notes[step] }.map { order.note.changes(since: $0) } ?? []
    }
    func keep(_ result: StageResult, of order: Order, reading _: Set<String>, step: String) {
      kept.withLock {
        $0.results[order.key] = result
        $0.notes[step] = order.note
      }
    }
  }

  @Test func skipsWhatDidNotChangeAndSaysWhyTheRestRan() async throws {
    let runner = Runner(toyStages, store: Store())
    func events(_ overrides: [String: String]) async throws -> Events {
      let events = Events()
      let plan = try toyGraph.plan(toySteps, overrides: overrides)
      _ = try await runner.run(plan, given: toyTape(), places: Places()) { events.add($0) }
      return events
    }
    _ = try await events(["in-haste": "yes"])
    let again = try await events(["in-haste": "yes"])
    #expect(again.of("find-pauses") == [.warned(sentence: "it was done in haste"), .reused])
    #expect(again.of("tell") == [.started(why: []), .finished])
    let changed = try await events(["in-haste": "yes", "margin": "10"])
    #expect(changed.of("measure") == [.reused])
    #expect(changed.of("find-pauses").first == .started(why: ["margin was 9, is 10"]))
    #expect(changed.of("plan-parts").first == .started(why: ["pauses changed"]))
    // Another option that makes the same pauses wakes nobody after it.
    let same = try await events(["in-haste": "yes", "margin": "10", "at-least": "950ms"])
    #expect(same.of("find-pauses").first == .started(why: ["at-least was 800ms, is 950ms"]))
    #expect(same.of("plan-parts") == [.reused])
  }

  @Test func opensMediaInAChildWhereOneIsGiven() async throws {
    let sent = Mutex<[String]>([])
    let runner = Runner(toyStages) { order, kind, places, report in
      sent.withLock { $0.append(order.text) }
      return StageResult(
        made: try await kind.run(order: order.text, in: Workshop(report: report)), warnings: ["from a child"])
    }
    let result = try await runner.run(toyGraph.plan(toySteps), given: toyTape(), places: Places())
    #expect(
      sent.withLock { $0.sorted() } == [
        #"{"stage":"find-pauses","version":1,"with":{"at-least":"800ms","in-haste":"no","length":{"seconds":90},"margin":"9","tape":{"name":"a lecture"}}}"#,
        #"{"stage":"measure","version":1,"with":{"tape":{"name":"a lecture"}}}"#,
      ])
    #expect(result.warnings.map(\.step) == ["measure", "find-pauses"])
  }

  struct Unwritable: Stage {
    static let about = About("makes no number", example: "unwritable:")
    func run(in workshop: Workshop) async throws -> Double { .nan }
  }
  @Test func whatCanNotBeWrittenFails() async throws {
    let kinds = [StageKind(Unwritable.self)]
    await #expect(throws: StepFailure.self) {
      try await Runner(kinds).run(
        Graph(kinds, given: []).plan([StepRequest("unwritable")]), given: [], places: Places())
    }
  }
}
