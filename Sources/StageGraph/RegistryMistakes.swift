/// What is wrong with a registry, one sentence each; empty for a good one. For the test of a registry.
public func mistakes(in kinds: [StageKind]) -> [String] {
  var mistakes: [String] = []
  func claim(_ condition: Bool, _ sentence: @autoclosure () -> String) { if !condition { mistakes.append(sentence()) } }
  var types: [String: String] = [:]
  var names: Set<String> = []
  for kind in kinds {
    claim(names.insert(kind.name).inserted, "two stages are called \(kind.name)")
    claim(isKebabCase(kind.name), "\(kind.name) is not in kebab-case")
    claim(
      !kind.about.summary.isEmpty && !kind.about.summary.hasSuffix("."),
      "\(kind.name): its summary is no sentence without a full stop")
    claim(kind.about.example.hasPrefix(kind.name), "\(kind.name): its example is of something else")
    claim(kind.others.isEmpty, "\(kind.name): \(kind.others.joined(separator: ", ")) is neither an option nor a need")
    claim(
      !kind.makes.hasPrefix("Array<") && !kind.makes.hasPrefix("Optional<"),
      "\(kind.name) makes \(kind.makes), which has to be a struct")
    let full = types[kind.makes, default: kind.fullNameOfMakes]
    types[kind.makes] = full
    claim(full == kind.fullNameOfMakes, "\(full) and \(kind.fullNameOfMakes) have one name")
    let own = kind.options.map(\.name) + kind.needs.map(\.name)
    claim(Set(own).count == own.count, "\(kind.name): an option and a need have one name")
    for name in own {
      claim(
        isKebabCase(name) && !reservedNames.contains(name),
        "\(kind.name): \(name) can't be the name of an option or need")
    }
    for option in kind.options {
      claim(
        (try? option.canonical(option.defaultText)) == option.defaultText,
        "\(kind.name).\(option.name): its default is not a value it takes")
      claim(
        !option.help.isEmpty && !option.help.hasSuffix("."),
        "\(kind.name).\(option.name): its help is no phrase without a full stop")
    }
  }
  return mistakes
}

/// What stands beside options and needs in a pipeline.
let reservedNames: Set = ["stage", "program", "needs", "makes", "options", "time-limit"]
