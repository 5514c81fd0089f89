import Foundation
import Processes
import StageGraph
import Synchronization
import Testing

@Suite struct StageServerTests {
  private final class Lines: Sendable {
    private let list = Mutex<[String]>([])
    func add(_ line: String) { list.withLock { $0.append(line) } }
    var all: [String] { list.withLock { $0 } }
  }

  private func serveText(_ input: String) async -> (status: Int32, lines: [String]) {
    let lines = Lines()
    let status = await serve(Data(input.utf8), kinds) { lines.add($0) }
    return (status, lines.all)
  }

  @Test func theAnswerOfAChildIsTheOneMadeHere() async throws {
    let (here, there) = (try Folder(), try Folder())
    defer {
      here.remove()
      there.remove()
    }
    let made = try await here.run(Runner(kinds))
    // What a child would print goes back through the parent's side.
    let served = Lines()
    let runner = Runner(kinds) { order, kind, places, _ in
      let input = try order.text + "\n" + canonicalJSON(places) + "\n"
      #expect(await serve(Data(input.utf8), kinds) { served.add($0) } == 0)
      return StageResult(
        made: try kind.canonicalMade(in: served.all.last ?? ""), warnings: ["the tape is \u{2028} old"])
    }
    #expect(try await there.run(runner) == made)
    #expect(
      served.all == [
        #"{"progress":{"done":1,"total":2,"unit":"s"}}"#, "{\"warning\":{\"sentence\":\"the tape is \u{2028} old\"}}",
        "{\"made\":\(made.results["measure"]?.made ?? "")}",
      ])
    #expect(try Data(contentsOf: there.url.appending(path: "lesson/01/out.txt")) == Data("HEARD".utf8))
  }

  @Test(arguments: [
    ("", "an order and places were expected on standard input"),
    ("{}\n{\"files\":{}}\n", "its order can't be read: it has no 'stage'"),
    ("[\n{\"files\":{}}", "its order can't be read: it can't be read: The given data was not valid JSON."),
    ("{\"stage\":\"x\"}\n{\"files\":{}}", "no stage is called 'x'"),
    (
      "{\"stage\":\"measure\",\"with\":{\"count\":\"3\"}}\n{\"files\":{}}",
      "its order can't be read: with has no 'tape'"
    ),
    (
      "{\"stage\":\"measure\",\"with\":{\"count\":\"three\",\"tape\":{\"name\":\"t\"}}}\n{\"files\":{}}",
      "its order can't be read: with.count can't be read: 'three' is not a whole number"
    ),
    (
      "{\"stage\":\"measure\",\"with\":{\"count\":\"3\",\"tape\":{\"name\":\"t\"}}}\n{\"files\":{}}",
      "'t' was not handed to the pipeline"
    ),
  ])
  func saysWhatIsWrongWithAnOrder(_ input: String, _ sentence: String) async throws {
    let (status, lines) = await serveText(input)
    #expect(status == 1)
    #expect(lines.last == "{\"failed\":{\"sentence\":\"\(sentence)\"}}")
  }

  @Test func theProtocolIsWhatItsSchemaSays() async throws {
    let folder = try Folder()
    defer { folder.remove() }
    let order = Mutex("")
    _ = try await folder.run(
      Runner(kinds) { given, kind, _, _ in
        order.withLock { $0 = given.text }
        return StageResult(made: try kind.canonicalMade(in: #"{"made":{"values":[]}}"#), warnings: [])
      })
    let places = try canonicalJSON(folder.places)
    let served = await serveText(order.withLock { $0 } + "\n" + places)
    let failed = await serveText("")
    let lines = [order.withLock { $0 }, places] + served.lines + failed.lines
    try Data(stageProtocolSchema().utf8).write(to: folder.url.appending(path: "schema.json"))
    try Data(lines.joined(separator: "\n").utf8).write(to: folder.url.appending(path: "lines"))
    let python = Process()
    python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    python.arguments = [
      "python3", "-c",
      """
      import json, sys, jsonschema
      schema = json.load(open("schema.json"))
      jsonschema.Draft202012Validator.check_schema(schema)
      definitions = {"$defs": schema["$defs"]}
      for number, line in enumerate(open("lines", newline="\\n").read().split("\\n")):
          name = ["order", "places"][number] if number < 2 else "message"
          jsonschema.Draft202012Validator(definitions | {"$ref": "#/$defs/" + name}).validate(json.loads(line))
      """,
    ]
    python.currentDirectoryURL = folder.url
    try python.run()
    python.waitUntilExit()
    #expect(python.terminationStatus == 0, "apt-get install python3-jsonschema brings the validator")
    #expect(lines.count == 6)
  }
}
