import Foundation
import StageGraph
import Synchronization
import Testing
import Timeline

@Suite struct ProgramTests {
  private func request(
    needs: [String: String] = ["words": "[Words]"], makes: String? = "Chapters", options: [String: String] = [:],
    timeLimit: String? = nil
  ) -> ProgramRequest {
    var request = ProgramRequest(path: "./topics.py", sha256: "abc")
    (request.needs, request.makes, request.options, request.timeLimit) = (needs, makes, options, timeLimit)
    return request
  }

  private func steps(_ program: ProgramRequest, _ settings: [String: StepRequest.Setting] = [:]) -> [StepRequest] {
    [
      StepRequest("measure"), StepRequest("read-words"), StepRequest("german", stage: "read-words"),
      StepRequest("topics", settings, program: program), StepRequest("tell"),
    ]
  }

  @Test func aProgramIsAStepLikeAnyOther() throws {
    let plan = try toyGraph.plan(
      steps(
        request(
          needs: ["words": "[Words]", "pauses": "Pauses?", "tape": "Tape"], options: ["words-each": "5"],
          timeLimit: "120s")), overrides: ["topics.words-each": "6"])
    #expect(plan.programs == ["./topics.py"])
    let program = try #require(plan.step("topics")?.program)
    #expect(program.path == "./topics.py" && program.sha256 == "abc" && program.timeLimit == 2.min)
    #expect(plan.step("topics")?.options == ["words-each": "6"])
    #expect(
      plan.description.contains(
        """
        topics -> Chapters (runs the program ./topics.py)
            tape: tape, words: german + read-words
        """))
    #expect(plan.step("tell")?.needs.map(\.from) == [["topics"]])
    #expect(try JSONDecoder().decode(Plan.self, from: Data(canonicalJSON(plan).utf8)) == plan)
  }

  @Test func aChoiceAmongMakersIsTaken() throws {
    let plan = try toyGraph.plan(steps(request(needs: ["words": "Words"]), ["words": .text("german")]))
    #expect(plan.step("topics")?.needs.map(\.from) == [["german"]])
  }

  private func mistakes(_ program: ProgramRequest, _ settings: [String: StepRequest.Setting] = [:]) -> [String] {
    do throws(PlanMistakes) {
      _ = try toyGraph.plan(steps(program, settings))
      return []
    } catch {
      return error.all.map { "\($0.place): \($0)" }
    }
  }

  @Test func tellsWhatIsWrongWithAProgram() {
    #expect(
      mistakes(request(makes: nil)) == [
        #"name("topics", "program"): topics doesn't say what its program makes; add the name of an artifact, such as 'makes: ChapterPlan'"#
      ])
    #expect(
      mistakes(request(makes: "Chapter")) == [
        #"value("topics", "makes"): topics.makes: no artifact is called 'Chapter'; did you mean 'Chapters'?"#
      ])
    #expect(
      mistakes(request(makes: "Wonders")) == [
        #"value("topics", "makes"): topics.makes: no artifact is called 'Wonders'; there are Chapters, Length, Pauses and Words"#
      ])
    #expect(
      mistakes(request(makes: "Report")) == [
        #"value("topics", "makes"): topics.makes: Report goes with files of the lesson, which a program can't write; tell makes it"#
      ])
    #expect(
      mistakes(
        request(
          needs: ["words": "[Wrods]", "A": "Tape", "stage": "Tape", "tape": "Tape"],
          options: ["tape": "1", "time-limit": "2"], timeLimit: "9"), ["length": .text("measure")]) == [
          #"name("topics", "needs.A"): topics.needs.A: a name is lower-case letters, digits and hyphens"#,
          #"name("topics", "needs.stage"): topics.needs.stage: 'stage' has a meaning of its own; choose another name"#,
          #"value("topics", "needs.words"): topics.needs.words: no artifact is called 'Wrods'; did you mean 'Words'?"#,
          #"name("topics", "options.tape"): topics.options.tape: a need has this name already"#,
          #"name("topics", "options.time-limit"): topics.options.time-limit: 'time-limit' has a meaning of its own; choose another name"#,
          #"value("topics", "time-limit"): topics.time-limit: '9' is not a length of time, such as 6m, 90s or 350ms"#,
          #"name("topics", "length"): topics has no 'length'; it has tape and words"#,
        ])
    #expect(
      mistakes(request(needs: ["words": "Words"])) == [
        #"step("topics"): topics needs one Words, and german and read-words make one each; choose with 'words: german'"#
      ])
    #expect(
      mistakes(request(needs: ["pauses": "Pauses"])) == [
        #"step("topics"): topics needs Pauses, which no stage here makes; add find-pauses"#
      ])
    #expect(
      mistakes(request(options: ["each": "5"]), ["each": .text("6")]) == [
        #"name("topics", "each"): topics.each is an option of the program and stands below 'options'"#
      ])
  }

  // MARK: running

  private func run(
    _ program: ProgramRequest, store: (any ResultStore)? = nil,
    events: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) async throws -> [(order: Order, places: Places)] {
    let heard = Mutex<[(order: Order, places: Places)]>([])
    let runner = Runner(
      toyStages, store: store,
      byProgram: { order, program, maker, places, report in
        heard.withLock { $0.append((order, places)) }
        return StageResult(
          made: try maker.canonicalMade(in: #"{"made":{"languages":[],"starts":[7], "more": 1}}"#), warnings: [])
      })
    let result = try await runner.run(
      toyGraph.plan(steps(program)),
      given: [GivenValue("tape", Tape(name: "a lecture"), files: ["a lecture"])],
      places: Places(
        files: ["a lecture": URL(filePath: "/l"), "secret": URL(filePath: "/s")], lesson: URL(filePath: "/lesson")),
      events: events)
    #expect(try result.made(Report.self) == Report(text: "[7] []"))
    #expect(result.results["topics"]?.made == #"{"languages":[],"starts":[7]}"#)
    return heard.withLock { $0 }
  }

  @Test func theOrderSaysWhichProgramMakesWhat() async throws {
    let heard = try await run(request(options: ["each": "5"]))
    #expect(
      heard.map(\.order.text) == [
        #"{"makes":"Chapters","program":"abc","stage":"topics","version":1,"with":{"each":"5","words":[{"language":"en"},{"language":"en"}]}}"#
      ])
  }

  @Test func aProgramIsToldNoPlaceButThoseOfWhatItNeeds() async throws {
    #expect(try await run(request()).map(\.places) == [Places()])
    #expect(
      try await run(request(needs: ["tape": "Tape"])).map(\.places)
        == [Places(files: ["a lecture": URL(filePath: "/l")])])
  }

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

  @Test func anEditedProgramRunsAgain() async throws {
    let store = Store()
    let why = Mutex<[RunEvent.Kind]>([])
    @Sendable func hear(_ event: RunEvent) {
      if event.step == "topics" { why.withLock { $0.append(event.kind) } }
    }
    #expect(try await run(request(), store: store).count == 1)
    #expect(try await run(request(), store: store, events: hear).isEmpty)
    var edited = request()
    edited.sha256 = "abd"
    #expect(try await run(edited, store: store, events: hear).count == 1)
    #expect(why.withLock { $0 } == [.reused, .started(why: ["the program changed"]), .finished])
  }

  @Test func withoutAWayToRunItAProgramIsAnError() async throws {
    let error = await #expect(throws: StepFailure.self) {
      try await Runner(toyStages).run(
        toyGraph.plan([StepRequest("topics", program: request(needs: [:]))]), given: [], places: Places())
    }
    #expect(error?.description == "topics: the program './topics.py' can't be run here")
  }

  // MARK: the file

  @Test func aProgramIsAFileThatMayBeRun() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "programs-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("abc".utf8).write(to: folder.appending(path: "run me"))
    func problem(_ path: String) -> ProgramProblem? {
      #expect(throws: ProgramProblem.self) { try ProgramFile(path, in: folder) }
    }
    #expect(problem("no\u{1b}thing")?.sentence == "'no\\u{1b}thing' is not there")
    #expect(problem("./")?.sentence == "'./' is no plain file")
    #expect(problem("/dev/null")?.sentence == "'/dev/null' is no plain file")
    #expect(problem("run me")?.hint == "chmod +x run me allows it")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path + "/run me")
    // echo -n abc | sha256sum
    let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(try ProgramFile("run me", in: folder).sha256 == sha256)
    #expect(try ProgramFile(folder.path + "/run me", in: URL(filePath: "/")).sha256 == sha256)
  }
}
