import ArgumentParser
import StageGraph
import Stages
import Wording

struct StagesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages", abstract: "Says what stages there are, their options and defaults.",
    discussion: "EXAMPLES\n  chop stages\n  chop stages plan-chapters")

  @Argument(help: "A stage's name.", completion: .stages) var name: String?

  func run() async throws {
    let name = name
    try await Failure.reported {
      guard let name else {
        return Console.out(columns(builtInStages.map { ($0.name, $0.about.summary) }))
      }
      guard let kind = builtInStages.first(where: { $0.name == name }) else {
        let nearest = nearestName(to: name, among: builtInStages.map(\.name)).map { "did you mean '\($0)'?" }
        throw Complaint("no stage is called '\(shown(name))'; \(nearest ?? "'chop stages' lists them")")
      }
      Console.out(page(kind))
    }
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
