import Foundation
import StageGraph

struct Tape: Codable, Hashable { var name: String }
struct Levels: Codable, Hashable {
  var values: [Double]
  var note: String?
}

/// Opens media, warns, makes a file.
struct Measure: Stage {
  static let about = About("measures", example: "measure: { count: 3 }", opensMedia: true, writesFiles: true)
  @Option("how many", 0...100_000) var count = 3
  @Needs var tape: Tape

  func run(in workshop: Workshop) async throws -> Levels {
    guard count > 0 else { throw Complaint("\(tape.name) has no sound") }
    workshop.progress(1, of: 2, "s")
    workshop.warn("the tape is \u{2028} old")
    let text = try String(contentsOf: workshop.place(of: tape.name), encoding: .utf8)
    try workshop.file("01/out.txt", recipe: "\(count)") { try Data(text.uppercased().utf8).write(to: $0) }
    return Levels(values: (0..<count).map { Double($0) / 3 }, note: "a\u{2028}b\n\"\\/é")
  }
}

let kinds = [StageKind(Measure.self)]

/// A folder with a tape and an empty lesson.
struct Folder {
  let url = FileManager.default.temporaryDirectory.appending(
    path: "processes-\(UUID().uuidString)", directoryHint: .isDirectory)
  let places: Places

  init() throws {
    let lesson = url.appending(path: "lesson", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: lesson, withIntermediateDirectories: true)
    let tape = url.appending(path: "a tape")
    try Data("heard".utf8).write(to: tape)
    places = Places(files: ["a tape": tape], lesson: lesson)
  }
  func remove() { try? FileManager.default.removeItem(at: url) }

  /// The toy pipeline, run by `runner`.
  func run(_ runner: Runner, count: String = "3", events: @escaping @Sendable (RunEvent) -> Void = { _ in })
    async throws -> RunResult
  {
    let plan = try Graph(kinds, given: [Given("tape", Tape.self)]).plan(
      [StepRequest("measure")], overrides: ["count": count])
    return try await runner.run(plan, given: [GivenValue("tape", Tape(name: "a tape"))], places: places, events: events)
  }
}
