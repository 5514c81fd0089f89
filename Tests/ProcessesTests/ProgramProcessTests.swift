import CSystemCalls
import Foundation
import Processes
import StageGraph
import Synchronization
import Testing
import Timeline

/// Programs of a user's own, in Python: what they are told, and what is said of them.
@Suite(.timeLimit(.minutes(1))) struct ProgramProcessTests {
  private struct Measure2: Stage {
    static let about = About("measures", example: "measure2:")
    func run(in workshop: Workshop) async throws -> Levels { Levels(values: []) }
  }

  /// Runs the script as the program `./measure.py` of a pipeline in a folder of its own.
  private func run(
    _ script: String, interpreter: String = "/usr/bin/python3", needs: [String: String] = ["tape": "Tape"],
    timeLimit: String = "30s", events: @escaping @Sendable (RunEvent) -> Void = { _ in },
    edit: ((URL) throws -> Void)? = nil
  ) async throws -> RunResult {
    let folder = try Folder()
    defer { folder.remove() }
    let file = folder.url.appending(path: "measure.py")
    try Data("#!\(interpreter)\nimport json, os, signal, subprocess, sys, time\n\(script)\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    var request = ProgramRequest(
      path: "./measure.py", sha256: try ProgramFile("./measure.py", in: folder.url).sha256)
    (request.needs, request.makes, request.options) = (needs, "Levels", ["count": "3"])
    request.timeLimit = timeLimit
    let kinds = [StageKind(Measure2.self)]
    let plan = try Graph(kinds, given: [Given("tape", Tape.self)]).plan([StepRequest("measure", program: request)])
    try edit?(file)
    var process = ProgramProcess(folder: folder.url)
    process.grace = .milliseconds(300)
    process.outputLimit = 1 << 20
    return try await Runner(kinds, byProgram: process.run).run(
      plan, given: [GivenValue("tape", Tape(name: "a tape"), files: ["a tape"])], places: folder.places, events: events)
  }

  private func failure(_ script: String, interpreter: String = "/usr/bin/python3", timeLimit: String = "30s") async
    -> String?
  {
    await #expect(throws: StepFailure.self) {
      try await run(script, interpreter: interpreter, timeLimit: timeLimit)
    }?.sentence
  }

  private let answer = #"print(json.dumps({"made": {"values": []}}))"#

  @Test func aProgramReadsItsOrderAndAnswers() async throws {
    let events = Mutex<[RunEvent.Kind]>([])
    let result = try await run(
      """
      order = json.loads(sys.stdin.readline())
      places = json.loads(sys.stdin.readline())
      print(json.dumps({"progress": {"done": 1, "total": 2, "unit": "s"}}), flush=True)
      print(json.dumps({"warning": {"sentence": "heard: " + open(places["files"][order["with"]["tape"]["name"]]).read()}}))
      print(json.dumps({"made": {"values": [int(order["with"]["count"]), 0.50], "note": order["makes"]}}))
      print("all is well", file=sys.stderr)
      """
    ) { event in events.withLock { $0.append(event.kind) } }
    #expect(result.results["measure"]?.made == #"{"note":"Levels","values":[3,0.5]}"#)
    #expect(result.warnings.map(\.sentence) == ["heard: heard"])
    #expect(
      events.withLock { $0 } == [
        .started(why: []), .progress(done: 1, total: 2, unit: "s"), .warned(sentence: "heard: heard"), .finished,
      ])
  }

  /// A chop that is killed can't clear up; one that is still at work is left alone.
  @Test func foldersThatAKilledChopHasLeftAreRemoved() async throws {
    let around = FileManager.default.temporaryDirectory
    let folders = ["left", "used", "young"].map { around.appending(path: "chop-program-\($0)-\(getpid())") }
    defer { for folder in folders { try? FileManager.default.removeItem(at: folder) } }
    for folder in folders {
      try FileManager.default.createDirectory(at: folder.appending(path: "more"), withIntermediateDirectories: true)
    }
    for folder in folders.prefix(2) {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -3600)], ofItemAtPath: folder.path)
    }
    let used = open(folders[1].path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(used) }
    try #require(chop_lock(used) == 0)
    _ = try await run(answer)
    #expect(folders.map { FileManager.default.fileExists(atPath: $0.path) } == [false, true, true])
  }

  @Test func aProgramKnowsLittleOfItsSurroundings() async throws {
    let result = try await run(
      """
      places = json.loads(sys.stdin.readlines()[1])
      known = [sorted(os.environ), os.listdir("."), places, os.getcwd() == os.environ["TMPDIR"].rstrip("/"),
               os.getsid(0) == os.getpid(), sys.argv[1:], len(os.listdir("/proc/self/fd"))]
      open("scratch", "w").write("x")
      print(json.dumps({"made": {"values": [], "note": json.dumps(known) + os.getcwd()}}))
      """, needs: [:])
    let note = try result.made(Levels.self).note ?? ""
    #expect(
      note.hasPrefix(#"[["HOME", "LANG", "PATH", "TMPDIR"], [], {"files": {}}, true, true, [], 4]/"#)
        || note.hasPrefix(#"[["HOME", "LANG", "LC_CTYPE", "PATH", "TMPDIR"], [], {"files": {}}, true, true, [], 4]/"#),
      "\(note)")
    let folder = "/" + note.split(separator: "]/")[1]
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test(arguments: [
    (
      #"print(json.dumps({"failed": {"sentence": "no sound"}})); print("it hums\nand hums", file=sys.stderr); sys.exit(1)"#,
      "./measure.py: no sound; its last words: it hums | and hums"
    ),
    (
      "print('x' * 3000 + 'the end\\x1b[2J', file=sys.stderr); sys.exit(3)",
      "./measure.py ended with status 3 and no answer; its last words: \(String(repeating: "x", count: 1988))the end\\u{1b}[2J"
    ),
    (
      #"print("before", file=sys.stderr); print(json.dumps({"made": {"values": [1, "2"]}}))"#,
      "what ./measure.py made is not Levels: made.values[1] is not a number; its last words: before"
    ),
    (
      #"print("hello")"#,
      "./measure.py wrote 'hello', which is not a line of the protocol; 'chop schema stage' has what may stand there"
    ),
    ("os.kill(os.getpid(), signal.SIGSEGV)", "./measure.py was ended by signal 11"),
    ("sys.stdin.read()", "./measure.py ended with status 0 and no answer"),
    (
      "while True: print('{\"progress\":{\"done\":1,\"total\":2,\"unit\":\"s\"}}')",
      "./measure.py wrote more than 1048576 bytes and was stopped"
    ),
  ])
  func saysWhatAProgramDidWrong(_ script: String, _ sentence: String) async {
    #expect(await failure(script) == sentence)
  }

  @Test func aProgramThatCanNotBeStartedIsNamed() async {
    #expect(
      await failure("", interpreter: "/no/such/python")
        == "./measure.py can't be started (No such file or directory); the first line of a script names what reads it, such as #!/usr/bin/env python3"
    )
    let found = await failure("", interpreter: "/usr/bin/env no-such-python")
    #expect(found?.hasPrefix("./measure.py ended with status 127 and no answer; its last words: ") == true)
  }

  @Test func aProgramThatWasEditedMeanwhileIsNotRun() async {
    let error = await #expect(throws: StepFailure.self) {
      try await run(answer, edit: { try Data("#!/bin/sh\n".utf8).write(to: $0) })
    }
    #expect(error?.sentence == "./measure.py was changed while chop ran; run chop again")
  }

  @Test func allThatAProgramSaidIsHeard() async throws {
    for _ in 0..<8 {
      let result = try await run(#"print(json.dumps({"made": {"values": [0.5] * 40000}}))"#)
      #expect((result.results["measure"]?.made.utf8.count ?? 0) > 160_000)
    }
  }

  // MARK: what it leaves behind

  /// Whether it still runs after a while: a killed process takes its time to go.
  private func survives(_ process: Substring) async throws -> Bool {
    for _ in 0..<250 {
      guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8), !status.contains(") Z ")
      else { return false }
      try await Task.sleep(for: .milliseconds(20))
    }
    return true
  }

  /// A child of the program that outlives it, and says `pid.` in the file.
  private func startChild(_ mark: String, deaf: Bool = true) -> String {
    """
    child = "import os, signal, time; open('\(mark)', 'w').write(str(os.getpid()) + '.');"
    child += " signal.signal(signal.SIGTERM, signal.SIG_IGN);" if \(deaf ? "True" : "False") else ""
    subprocess.Popen([sys.executable, "-c", child + " time.sleep(100)"])
    while not (os.path.exists('\(mark)') and open('\(mark)').read().endswith('.')): time.sleep(0.01)
    """
  }

  private func withMark(_ body: (String) async throws -> Void) async throws {
    let mark = FileManager.default.temporaryDirectory.appending(path: "program-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: mark) }
    try await body(mark)
  }

  @Test func whatAProgramStartedEndsWithIt() async throws {
    try await withMark { mark in
      let result = try await run("\(startChild(mark))\n\(answer)")
      #expect(result.results["measure"] != nil)
      let child = try String(contentsOfFile: mark, encoding: .utf8)
      #expect(try await !survives(child.dropLast()))
    }
  }

  @Test func aProgramWhoseTimeIsOverIsEndedWithItsChildren() async throws {
    try await withMark { mark in
      let found = await failure(
        "print('counting', file=sys.stderr, flush=True)\n\(startChild(mark))\ntime.sleep(100)", timeLimit: "1500ms")
      #expect(found == "./measure.py took longer than 1.5s and was stopped; its last words: counting")
      let child = try String(contentsOfFile: mark, encoding: .utf8)
      #expect(try await !survives(child.dropLast()))
    }
  }

  @Test func cancellingEndsAProgramAndItsChildren() async throws {
    try await withMark { mark in
      let task = Task { try await run("\(startChild(mark))\ntime.sleep(100)") }
      var child = ""
      for _ in 0..<2000 where !child.hasSuffix(".") {
        try await Task.sleep(for: .milliseconds(5))
        child = (try? String(contentsOfFile: mark, encoding: .utf8)) ?? ""
      }
      try #require(child.hasSuffix("."))
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      #expect(try await !survives(child.dropLast()))
    }
  }
}
