import Foundation
import StageGraph
import Timeline

struct Tape: Codable, Hashable, Sendable { var name: String }
struct Length: Codable, Hashable, Sendable { var seconds: Int }
struct Report: Codable, Hashable, Sendable { var text: String }

/// Reads the tape's file: its length is that of its first line.
struct Measure: Stage {
  static let about = About("measures", example: "measure:")
  @StageGraph.Option("each counts so much", 1...9) var factor = 1
  @Needs var tape: Tape

  func run(in workshop: Workshop) async throws -> Length {
    workshop.warn("it was measured")
    return Length(seconds: factor * (try Data(contentsOf: workshop.place(of: tape.name)).prefix { $0 != 0x0a }.count))
  }
}

struct Tell: Stage {
  static let about = About("tells", example: "tell:")
  @Needs var length: Length
  func run(in workshop: Workshop) async throws -> Report { Report(text: String(repeating: "x", count: length.seconds)) }
}

let toyStages = [StageKind(Measure.self), StageKind(Tell.self)]
let toyGraph = Graph(toyStages, given: [Given("tape", Tape.self)])
