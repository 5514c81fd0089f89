import StageGraph
import Timeline

struct Tape: Codable, Hashable { var name: String }
struct Length: Codable, Hashable { var seconds: Int }
struct Pauses: Codable, Hashable { var at: [Int] }
struct Words: Codable, Hashable { var language: String }
struct Chapters: Codable, Hashable {
  var starts: [Int]
  var languages: [String]
}
struct Report: Codable, Hashable { var text: String }

struct Measure: Stage {
  static let about = About("measures the tape", example: "measure:", opensMedia: true)
  @Needs var tape: Tape
  func run(in workshop: Workshop) async throws -> Length { Length(seconds: tape.name.count * 10) }
}

struct FindPauses: Stage {
  static let about = About("finds pauses", example: "find-pauses: { at-least: 900ms }", opensMedia: true)
  @Option("a shorter one does not count", 100.ms...10.s) var atLeast = 700.ms
  @Option("decibels above the noise", 3...40) var margin = 9
  @Option("whether to hurry") var inHaste = false
  @Needs var tape: Tape
  @Needs var length: Length

  func run(in workshop: Workshop) async throws -> Pauses {
    workshop.progress(5, of: 10, "s")
    if inHaste { workshop.warn("it was done in haste") }
    return Pauses(at: Array(stride(from: margin, to: length.seconds, by: 20)))
  }
}

struct ReadWords: Stage {
  static let about = About("reads words", example: "read-words: { language: de }", version: 3)
  @Option("the words' language") var language = "en"
  @Needs var tape: Tape
  func run(in workshop: Workshop) async throws -> Words { Words(language: language) }
}

struct PlanParts: Stage {
  enum Method: String, OptionValue, CaseIterable { case pauses, length, both }
  static let about = About("plans the parts", example: "plan-parts: { target: 6m }")
  @Option("the wished length", 10.s...1.h) var target = 6.min
  @Option("no part is shorter") var min = 3.min
  @Option("no part is longer") var max = 12.min
  @Option("what decides") var method = Method.both
  @Option("a number to start from") var seed: Int? = nil
  @Needs var length: Length
  @Needs var pauses: Pauses?
  @Needs var words: [Words]

  func check() throws(Complaint) {
    if min > max { throw Complaint("min (\(min)) is above max (\(max))") }
  }
  func run(in workshop: Workshop) async throws -> Chapters {
    Chapters(starts: pauses?.at ?? [length.seconds], languages: words.map(\.language))
  }
}

struct Tell: Stage {
  static let about = About("tells what became of it", example: "tell:", writesFiles: true)
  @Needs var chapters: Chapters
  func run(in workshop: Workshop) async throws -> Report {
    Report(text: "\(chapters.starts) \(chapters.languages)")
  }
}

let toyStages = [
  StageKind(Measure.self), StageKind(FindPauses.self), StageKind(ReadWords.self), StageKind(PlanParts.self),
  StageKind(Tell.self),
]
let toyGraph = Graph(toyStages, given: [Given("tape", Tape.self)])
let toySteps = [
  StepRequest("measure"), StepRequest("find-pauses", ["at-least": .text("800ms")]),
  StepRequest("german", stage: "read-words", ["language": .text("de")]), StepRequest("read-words"),
  StepRequest("plan-parts", ["target": .text("90s")]), StepRequest("tell"),
]
func toyTape() throws -> [GivenValue] { [try GivenValue("tape", Tape(name: "a lecture"))] }
