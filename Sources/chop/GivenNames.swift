import ArgumentParser
import Foundation
import Wording

/// A name that is empty is mostly a script's variable that isn't set, and would mean the folder that one is in. `example` is what could have been typed.
func checkIsNamed(_ path: String, _ what: String, _ example: String) throws {
  guard path.isEmpty else { return }
  throw ValidationError("the name of \(what) is empty; write \(example)")
}

/// That a name is none of these: `no stage is called 'prob'; did you mean 'probe'? There are …`.
func noneIsCalled(_ name: String, _ what: String, among names: [String]) -> String {
  let nearest = nearestName(to: name, among: names).map { "did you mean '\($0)'? There are" } ?? "there are"
  return "no \(what) is called '\(shown(name))'; \(nearest) \(listed(names))"
}

extension Chop {
  /// The subcommand that a mistyped word may mean: one that could be a file's name, but no such file is there. nil for a subcommand's own name.
  static func commandMeant(by word: String) -> String? {
    guard !word.contains("/"), !word.contains("."), !FileManager.default.fileExists(atPath: word) else { return nil }
    let commands = configuration.subcommands.map { $0.configuration }.filter(\.shouldDisplay)
    let names = commands.compactMap(\.commandName) + ["help"]
    return names.contains(word) ? nil : nearestName(to: word, among: names)
  }
}
