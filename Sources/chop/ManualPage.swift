import ArgumentParser
import Foundation

/// The manual page in the macros of man(7), from the tree of commands that ArgumentParser describes: no date, and always the same for one version.
func manualPage() throws -> String {
  // The JSON of `--experimental-dump-help`, for which ArgumentParser has no public type.
  let tool = try JSONDecoder().decode(DescribedTool.self, from: Data(Chop._dumpHelp().utf8)).command
  let commands = tool.leaves(["chop"]).filter { $0.path != ["chop", "help"] }
  let (about, sections) = parts(of: tool.discussion ?? "")
  var page = Roff(title: "CHOP", section: 1, source: Chop.version, manual: "User Commands")
  page.heading("NAME")
  page.text("chop - \(sentence(tool.abstract ?? ""))")
  page.heading("SYNOPSIS")
  for command in commands { page.line(command.synopsis) }
  page.heading("DESCRIPTION")
  page.text(about)
  page.text("A first word that is no command is a recording: 'chop lecture.mp4' is 'chop run lecture.mp4'.")
  page.heading("COMMANDS")
  for command in commands {
    page.subheading(command.path.joined(separator: " "))
    page.text(command.abstract)
    let (about, sections) = parts(of: command.discussion)
    page.text(about)
    for argument in command.arguments { page.item(argument.label, argument.explanation) }
    for section in sections {
      if section.name != "EXAMPLES" { page.text(section.name.capitalized + ":") }
      page.listing(section.lines)
    }
  }
  if let codes = sections.first(where: { $0.name == "EXIT CODES" }) {
    page.heading("EXIT STATUS")
    for code in codes.lines.flatMap({ $0.components(separatedBy: " · ") }) {
      let words = code.split(separator: " ")
      let numbers = words.prefix { $0.allSatisfy { $0.isNumber || $0 == "," } || $0 == "and" }
      page.item([.plain(numbers.joined(separator: " "))], words.dropFirst(numbers.count).joined(separator: " "))
    }
  }
  page.heading("FILES")
  for (name, text) in filesOfTheManual { page.item([.literal(name)], text) }
  if let examples = sections.first(where: { $0.name == "EXAMPLES" }) {
    page.heading("EXAMPLES")
    page.listing(examples.lines)
  }
  return page.lines.joined(separator: "\n")
}

/// A help text's paragraphs, and its sections below headings in capitals.
private func parts(of discussion: String) -> (text: String, sections: [(name: String, lines: [String])]) {
  var text: [String] = []
  var sections: [(name: String, lines: [String])] = []
  for line in discussion.components(separatedBy: "\n") {
    if !line.isEmpty, line.allSatisfy({ $0.isUppercase || $0 == " " }), line.first != " " {
      sections.append((line, []))
    } else if sections.isEmpty {
      text.append(line)
    } else if !line.isEmpty {
      sections[sections.count - 1].lines.append(line.hasPrefix("  ") ? String(line.dropFirst(2)) : line)
    }
  }
  return (text.joined(separator: "\n"), sections)
}

/// `Prints a plan.` is `prints a plan`, to stand after a name.
private func sentence(_ abstract: String) -> String {
  let text = abstract.hasSuffix(".") ? String(abstract.dropLast()) : abstract
  return text.prefix(1).lowercased() + text.dropFirst()
}

/// What ArgumentParser says of a program.
private struct DescribedTool: Decodable {
  let command: DescribedCommand
}

private struct DescribedCommand: Decodable {
  let commandName: String
  let shouldDisplay: Bool?
  let abstract: String?
  let discussion: String?
  let subcommands: [DescribedCommand]?
  let arguments: [DescribedArgument]?

  /// A command that does something, by its words.
  struct Leaf {
    let path: [String]
    let abstract: String
    let discussion: String
    let arguments: [DescribedArgument]

    var synopsis: [Roff.Piece] {
      let operands = arguments.filter { $0.kind == "positional" }
      var pieces: [Roff.Piece] = [.literal(path.joined(separator: " "))]
      if operands.count < arguments.count { pieces.append(.plain(" [options]")) }
      for operand in operands {
        let optional = operand.isOptional
        pieces += [.plain(optional ? " [" : " ")] + operand.label + (optional ? [.plain("]")] : [])
      }
      return pieces
    }
  }

  func leaves(_ path: [String]) -> [Leaf] {
    guard let subcommands, !subcommands.isEmpty else {
      // `--help` and `--version` are the same everywhere.
      let own = (arguments ?? []).filter { argument in
        argument.shouldDisplay && !(argument.names ?? []).contains { ["help", "version"].contains($0.name) }
      }
      return [Leaf(path: path, abstract: abstract ?? "", discussion: discussion ?? "", arguments: own)]
    }
    return subcommands.filter { $0.shouldDisplay ?? true }.flatMap { $0.leaves(path + [$0.commandName]) }
  }
}

private struct DescribedArgument: Decodable {
  struct Name: Decodable {
    let kind: String
    let name: String
  }
  let kind: String
  let shouldDisplay: Bool
  let isOptional: Bool
  let isRepeating: Bool
  let names: [Name]?
  let valueName: String?
  let defaultValue: String?
  let abstract: String?

  /// `-o, --output folder`, or `file ...`.
  var label: [Roff.Piece] {
    let value = Roff.Piece.variable(valueName ?? "value")
    guard kind != "positional" else { return [value] + (isRepeating ? [.plain(" ...")] : []) }
    var pieces: [Roff.Piece] = []
    for name in names ?? [] {
      if !pieces.isEmpty { pieces.append(.plain(", ")) }
      pieces.append(.literal((name.kind == "long" ? "--" : "-") + name.name))
    }
    return pieces + (kind == "option" ? [.plain(" "), value] : [])
  }

  var explanation: String {
    (abstract ?? "") + (defaultValue.map { " Without it: \($0)." } ?? "")
      + (isRepeating && kind == "option" ? " May be repeated." : "")
  }
}
