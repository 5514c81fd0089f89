import ArgumentParser
import StageGraph
import Stages
import Wording

struct StagesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages", abstract: "Says what stages there are, their options and defaults.",
    discussion: "EXAMPLES\n  chop stages\n  chop stages plan-chapters\n  chop stages --json")

  @Argument(help: "A stage's name.", completion: .stages) var name: String?
  @Flag(name: .long, help: "JSON for programs: options, needs and what is made.") var json = false

  func run() async throws {
    let (name, json) = (name, json)
    try await Failure.reported {
      guard let name else {
        guard json else { return Console.out(columns(builtInStages.map { ($0.name, $0.about.summary) })) }
        return try Console.out(json: builtInStages.map(PrintedStage.init))
      }
      guard let kind = builtInStages.first(where: { $0.name == name }) else {
        throw ValidationError(noneIsCalled(name, "stage", among: builtInStages.map(\.name)))
      }
      guard json else { return Console.out(page(kind)) }
      try Console.out(json: PrintedStage(kind))
    }
  }
}

/// A stage as JSON: a stable form for programs.
private struct PrintedStage: Encodable {
  var name: String
  var summary: String
  var options: [Option]
  var needs: [Need]
  var makes: String
  var opensMedia: Bool
  var writesFiles: Bool
  /// A line of a pipeline.
  var example: String

  struct Option: Encodable {
    var name: String
    var help: String
    var expected: String
    /// All values there are, where they can be listed.
    var words: [String]?
    var range: String?
    var `default`: String
  }

  struct Need: Encodable {
    var name: String
    var type: String
    var count: NeedInfo.Count
  }

  init(_ kind: StageKind) {
    name = kind.name
    summary = kind.about.summary
    options = kind.options.map {
      Option(
        name: $0.name, help: $0.help, expected: $0.expected, words: $0.words, range: $0.range, default: $0.defaultText)
    }
    needs = kind.needs.map { Need(name: $0.name, type: $0.type, count: $0.count) }
    makes = kind.makes
    opensMedia = kind.about.opensMedia
    writesFiles = kind.about.writesFiles
    example = kind.about.example
  }
}

/// A stage's help page, made from its declaration.
private func page(_ kind: StageKind) -> String {
  var lines = ["\(kind.name) \(kind.about.summary)"]
  if !kind.options.isEmpty { lines.append("\nOPTIONS") }
  for option in kind.options {
    let range = option.range.map { ", \($0)" } ?? ""
    let expected = option.words.map { listed($0, "or") } ?? option.expected
    lines.append("  \(option.name): \(option.help)\n      \(expected)\(range); default \(option.defaultText)")
  }
  lines.append("\nNEEDS")
  lines += kind.needs.isEmpty ? ["  nothing"] : kind.needs.map { "  \($0.name): \($0.typeText)" }
  lines.append("\nMAKES\n  \(kind.makes)")
  let traits = (kind.about.opensMedia ? ["opens media"] : []) + (kind.about.writesFiles ? ["writes files"] : [])
  if !traits.isEmpty { lines.append("\nIt \(listed(traits)).") }
  lines.append("\nIN A PIPELINE\n  \(kind.about.example)")
  return lines.joined(separator: "\n")
}
