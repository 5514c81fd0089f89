internal import Timeline
internal import Wording

/// A program of the user's own as a pipeline asks for it, unchecked.
public struct ProgramRequest: Hashable, Sendable {
  /// As the pipeline has it.
  public var path: String
  /// SHA-256 of the program's file.
  public var sha256: String
  /// The type of an artifact by the need's name: `GivenCaptions`, `GivenCaptions?` for one or none, `[GivenCaptions]` for all.
  public var needs: [String: String] = [:]
  /// The type of what it makes.
  public var makes: String?
  /// Texts, handed on as they are.
  public var options: [String: String] = [:]
  /// After so long it is ended.
  public var timeLimit: String?

  public init(path: String, sha256: String) {
    self.path = path
    self.sha256 = sha256
  }
}

/// The keys of a step that runs a program, and their places in mistakes; a need is `needs.captions`, an option `options.words`.
extension Planner {
  /// What a program comes to: a kind of stage of its own, and for how long it may run.
  struct ProgramStep {
    var kind: StageKind
    var planned: PlannedProgram
    /// What it makes was mistyped, and guessed.
    var isDoubtful: Bool
  }

  private static let timeLimit = Option(wrappedValue: 10.min, "", 1.s...24.h).info(named: "time-limit")

  /// nil where nobody can tell what the program makes.
  mutating func programStep(_ request: StepRequest, _ program: ProgramRequest) -> ProgramStep? {
    let step = request.name
    if request.stage != nil {
      mistake(
        .value(step, "stage"), "\(step) is a stage or a program, not both", hint: "leave out 'stage' or 'program'")
    }
    var needs: [NeedInfo] = []
    for (name, text) in program.needs.sorted(by: { $0.key < $1.key }) {
      guard isGood(name, in: step, section: "needs", program) else { continue }
      let (type, count) = NeedInfo.parse(text)
      if let type = known(type, for: .value(step, "needs.\(name)"), "\(step).needs.\(name)", among: allTypes) {
        needs.append(NeedInfo(name: name, type: type.name, count: count))
      }
    }
    var options: [OptionInfo] = []
    for (name, text) in program.options.sorted(by: { $0.key < $1.key }) {
      guard isGood(name, in: step, section: "options", program) else { continue }
      options.append(OptionInfo(text: text, named: name))
      if request.settings[name] != nil {
        mistake(.name(step, name), "\(step).\(name) is an option of the program and stands below 'options'")
      }
    }
    var timeLimit = TimeSpan(optionText: Self.timeLimit.defaultText)
    if let text = program.timeLimit {
      do throws(ValueProblem) {
        timeLimit = TimeSpan(optionText: try Self.timeLimit.canonical(text))
      } catch {
        mistake(.value(step, "time-limit"), "\(step).time-limit: \(error.sentence)", hint: error.hint)
      }
    }
    guard let makes = program.makes else {
      mistake(
        .name(step, "program"), "\(step) doesn't say what its program makes",
        hint: "add the name of an artifact, such as 'makes: ChapterPlan'")
      return nil
    }
    let filesOnly = graph.kinds.values.filter { $0.makes == makes && $0.about.writesFiles }.map(\.name)
    if !filesOnly.isEmpty {
      mistake(
        .value(step, "makes"), "\(step).makes: \(makes) goes with files of the lesson, which a program can't write",
        hint: "\(listed(filesOnly.sorted(), "or")) makes it")
      return nil
    }
    guard let type = known(makes, for: .value(step, "makes"), "\(step).makes", among: madeTypes),
      let maker = graph.kinds.values.first(where: { $0.makes == type.name })
    else { return nil }
    return ProgramStep(
      kind: StageKind(program: step, options: options, needs: needs, maker: maker),
      planned: PlannedProgram(path: program.path, sha256: program.sha256, timeLimit: timeLimit ?? 10.min),
      isDoubtful: type.isGuessed)
  }

  private var madeTypes: [String] {
    Set(graph.kinds.values.filter { !$0.about.writesFiles }.map(\.makes)).sorted()
  }
  private var allTypes: [String] { Set(graph.kinds.values.map(\.makes) + graph.given.map(\.type)).sorted() }

  private mutating func isGood(_ name: String, in step: String, section: String, _ program: ProgramRequest) -> Bool {
    let label = "\(step).\(section).\(shown(name, limit: 60))"
    let place = PlanMistake.Place.name(step, "\(section).\(name)")
    if !isKebabCase(name) {
      mistake(place, "\(label): a name is lower-case letters, digits and hyphens")
    } else if reservedNames.contains(name) {
      mistake(place, "\(label): '\(name)' has a meaning of its own; choose another name")
    } else if section == "options", program.needs[name] != nil {
      mistake(place, "\(label): a need has this name already")
    } else {
      return true
    }
    return false
  }

  /// The artifact's type that was named, or was probably meant; nil for one that nobody can guess.
  private mutating func known(
    _ type: String, for place: PlanMistake.Place, _ label: String, among types: [String]
  ) -> (name: String, isGuessed: Bool)? {
    guard !types.contains(type) else { return (type, false) }
    let nearest = nearestName(to: type, among: types)
    mistake(
      place, "\(label): no artifact is called '\(shown(type, limit: 60))'",
      hint: nearest.map { "did you mean '\($0)'?" } ?? "there are \(listed(types))")
    return nearest.map { ($0, true) }
  }
}

extension NeedInfo {
  /// `GivenCaptions`, `GivenCaptions?` and `[GivenCaptions]`, as ``typeText`` writes them.
  fileprivate static func parse(_ text: String) -> (type: String, count: Count) {
    if text.hasPrefix("["), text.hasSuffix("]"), text.count > 1 { return (String(text.dropFirst().dropLast()), .all) }
    return text.hasSuffix("?") ? (String(text.dropLast()), .optional) : (text, .one)
  }
}

extension OptionInfo {
  /// An option of a program: any text.
  fileprivate init(text: String, named name: String) {
    self.init(
      name: name, help: "", range: nil, defaultText: text, expected: String.expected, words: nil,
      canonical: { typed throws(ValueProblem) in typed })
  }
}
