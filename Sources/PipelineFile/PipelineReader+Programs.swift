internal import Documents
internal import Foundation
internal import StageGraph
internal import Wording

/// A step that runs a program of the user's own.
extension PipelineReader {
  /// The keys that such a step has beside its name's choices.
  static let programKeys = ["program", "needs", "makes", "options", "time-limit"]

  /// Takes one of ``programKeys``.
  mutating func read(programKey setting: YAMLEntry, of step: String, into program: inout ProgramRequest?) {
    let label = "\(shown(step, limit: 60)).\(setting.key)"
    switch setting.key {
    case "needs":
      program?.needs = texts(setting, of: step, hint: "write '{ captions: GivenCaptions }'", list: true)
    case "options":
      program?.options = texts(setting, of: step, hint: "write '{ words: 5 }'", list: false)
    default:
      guard let text = setting.value.text else {
        return error(setting.value.position, "\(label): \(setting.value.kindText) is not a text")
      }
      switch setting.key {
      case "makes": program?.makes = text
      case "time-limit": program?.timeLimit = text
      default:
        program?.path = text
        program?.sha256 = hash(of: text, step: step)
      }
    }
  }

  /// A mapping of names to texts. `list`: a list of one text, `[Captions]`, is taken for the text `[Captions]`, which YAML would want in quotes.
  private mutating func texts(_ setting: YAMLEntry, of step: String, hint: String, list: Bool) -> [String: String] {
    guard let entries = setting.value.entries else {
      error(
        setting.value.position,
        "\(shown(step, limit: 60)).\(setting.key): a mapping was expected, not \(setting.value.kindText)", hint: hint)
      return [:]
    }
    var texts: [String: String] = [:]
    for entry in entries {
      let name = "\(setting.key).\(entry.key)"
      note(entry, as: name, of: step)
      if let text = entry.value.text {
        texts[entry.key] = text
      } else if list, let nodes = entry.value.list, nodes.count == 1, let text = nodes[0].text {
        texts[entry.key] = "[\(text)]"
      } else {
        error(
          entry.value.position,
          "\(shown(step, limit: 60)).\(shown(name, limit: 80)): \(entry.value.kindText) is not a text")
      }
    }
    return texts
  }

  /// Looks at the program's file; gives its hash.
  private mutating func hash(of program: String, step: String) -> String {
    let place = position(of: .value(step, "program"))
    guard let folder else {
      error(
        place, "\(shown(step, limit: 60)).program: a built-in pipeline can't run a program",
        hint: "copy it with 'chop pipeline show' and name the copy")
      return ""
    }
    do throws(ProgramProblem) {
      return try ProgramFile(program, in: folder).sha256
    } catch {
      self.error(place, "\(shown(step, limit: 60)).program: \(error.sentence)", hint: error.hint)
      return ""
    }
  }
}
