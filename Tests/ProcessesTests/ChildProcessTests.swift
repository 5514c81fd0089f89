import Foundation
import Processes
import StageGraph
import Synchronization
import Testing

/// The child here is a few lines of Python: a program that knows nothing of chop but the protocol.
@Suite(.timeLimit(.minutes(1))) struct ChildProcessTests {
  private func child(_ script: String, timeLimit: Duration = .seconds(30), outputLimit: Int = 1 << 20) -> ChildProcess {
    var child = ChildProcess(
      executable: URL(fileURLWithPath: "/usr/bin/python3"),
      arguments: ["-c", "import json, sys, time, os, signal\n" + script],
      timeLimit: timeLimit, outputLimit: outputLimit)
    child.grace = .milliseconds(300)
    return child
  }

  private func run(_ child: ChildProcess, events: @escaping @Sendable (RunEvent) -> Void = { _ in }) async throws
    -> RunResult
  {
    let folder = try Folder()
    defer { folder.remove() }
    return try await folder.run(Runner(kinds, inChild: child.run), events: events)
  }

  private func failure(_ child: ChildProcess) async -> String? {
    await #expect(throws: StepFailure.self) { try await run(child) }?.description
  }

  @Test func aProgramOfSomebodyElseTakesAnOrderAndAnswers() async throws {
    let events = Mutex<[RunEvent.Kind]>([])
    let result = try await run(
      child(
        """
        order = json.loads(sys.stdin.readline())
        places = json.loads(sys.stdin.readline())
        print(json.dumps({"progress": {"done": 1, "total": 2, "unit": "s"}}), flush=True)
        print(json.dumps({"warning": {"sentence": "heard: " + open(places["files"][order["with"]["tape"]["name"]]).read()}}))
        print(json.dumps({"made": {"note": order["stage"], "values": [int(order["with"]["count"]), 0.5]}}, indent=None))
        """)
    ) { event in events.withLock { $0.append(event.kind) } }
    #expect(result.results["measure"]?.made == #"{"note":"measure","values":[3,0.5]}"#)
    #expect(result.warnings.map(\.sentence) == ["heard: heard"])
    #expect(
      events.withLock { $0 } == [
        .started(why: []), .progress(done: 1, total: 2, unit: "s"), .warned(sentence: "heard: heard"), .finished,
      ])
  }

  @Test(arguments: [
    ("print(json.dumps({'failed': {'sentence': 'no sound'}})); sys.exit(1)", "measure: no sound"),
    ("sys.exit(3)", "measure: its process ended with status 3 and no answer"),
    ("pass", "measure: its process ended with status 0 and no answer"),
    (
      "sys.stderr.write('x' * 100000 + 'the end\\x1b[2J'); sys.exit(3)",
      "measure: its process ended with status 3 and no answer; its last words: \(String(repeating: "x", count: 1989))the end\\u{1b}[2J"
    ),
    ("print('{\"made\":{\"values\":[]}}'); sys.exit(3)", "measure: its process ended with status 3 after its answer"),
    ("os.kill(os.getpid(), signal.SIGSEGV)", "measure: its process was ended by signal 11"),
    (
      "print('hello')",
      "measure: its process wrote 'hello', which is not a line of the protocol; 'chop schema stage' has what may stand there"
    ),
    (
      "print('{\"progress\":1}')",
      "measure: its process wrote '{\"progress\":1}', which is not a line of the protocol; 'chop schema stage' has what may stand there"
    ),
    ("print('{\"made\":{\"values\":[]}}\\n{\"made\":1}')", "measure: its process went on after its answer"),
    (
      "print('{\"made\":{\"values\":[1,\"2\"]}}')",
      "measure: what its process made is not Levels: made.values[1] is not a number"
    ),
    ("print('{\"made\":{\"note\":\"\"}}')", "measure: what its process made is not Levels: made has no 'values'"),
    ("print('{\"made\":null}')", "measure: what its process made is not Levels: made is nothing, not an object"),
  ])
  func saysWhatAProcessDidWrong(_ script: String, _ sentence: String) async {
    let found = await failure(child(script))
    #expect(found == sentence)
  }

  @Test func aProgramThatIsNotThereIsAnError() async {
    let child = ChildProcess(executable: URL(fileURLWithPath: "/nowhere/chop"), arguments: [])
    #expect(await failure(child)?.contains("/nowhere/chop") == true)
  }

  @Test func outputIsBounded() async {
    let script = "while True: print('{\"progress\":{\"done\":1,\"total\":2,\"unit\":\"s\"}}')"
    #expect(await failure(child(script)) == "measure: its process wrote more than 1048576 bytes and was stopped")
    #expect(
      await failure(child("while True: sys.stdout.write('x' * 10000)"))
        == "measure: its process wrote more than 1048576 bytes and was stopped")
  }

  @Test func timeIsBoundedEvenForAChildThatDoesNotListen() async {
    let clock = ContinuousClock()
    let time = await clock.measure {
      let script = "signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
      #expect(
        await failure(child(script, timeLimit: .milliseconds(400)))
          == "measure: its process took longer than 0.4 seconds and was stopped")
    }
    #expect(time < .seconds(30))
  }

  @Test func cancellingEndsTheChild() async throws {
    let folder = try Folder()
    defer { folder.remove() }
    let mark = folder.url.appending(path: "lesson/pid").path(percentEncoded: false)
    let child = child("open('\(mark)', 'w').write(str(os.getpid()) + '.'); time.sleep(60)")
    let task = Task { try await folder.run(Runner(kinds, inChild: child.run)) }
    var pid = ""
    while !pid.hasSuffix(".") {
      try await Task.sleep(for: .milliseconds(5))
      pid = (try? String(contentsOfFile: mark, encoding: .utf8)) ?? ""
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(!FileManager.default.fileExists(atPath: "/proc/\(pid.dropLast())"))
  }

  @Test func manyChildrenThatNeverReadTheirOrderHarmNobody() async {
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<10 { group.addTask { #expect(await failure(child("sys.exit(4)"))?.contains("status 4") == true) } }
    }
  }
}
