internal import Wording

/// One planning: from requests to a plan, with all mistakes gathered on the way.
struct Planner {
  let graph: Graph
  /// By name.
  let requests: [StepRequest]
  let overrides: [String: String]
  private(set) var mistakes: [PlanMistake] = []

  init(graph: Graph, requests: [StepRequest], overrides: [String: String]) {
    self.graph = graph
    self.requests = requests
    self.overrides = overrides
  }

  /// A step whose kind is known, or guessed for a mistyped one. Of a doubtful step nothing more is said, so that one mistake isn't reported as many.
  private struct Step {
    let request: StepRequest
    let kind: StageKind
    var program: PlannedProgram?
    let isDoubtful: Bool
    var name: String { request.name }
  }

  mutating func plan() -> Plan {
    if requests.isEmpty { mistake(.pipeline, "names no stage", hint: "chop stages lists them") }
    let steps = requests.indices.compactMap { step(at: $0) }
    checkOverrides(steps)
    let texts = steps.map { $0.isDoubtful ? [:] : options(of: $0) }
    let needs = resolveNeeds(of: steps)
    let planned = zip(steps, zip(texts, needs)).map { step, found in
      PlannedStep(
        name: step.name, stage: step.kind.name, options: found.0, needs: found.1, makes: step.kind.makes,
        opensMedia: step.kind.about.opensMedia, writesFiles: step.kind.about.writesFiles,
        isKept: !step.kind.about.writesFiles && !step.kind.about.readsFiles, program: step.program)
    }
    let used = Set(needs.joined().flatMap(\.from))
    return Plan(given: graph.given.filter { used.contains($0.name) }, steps: sortedByNeed(planned))
  }

  mutating func mistake(_ place: PlanMistake.Place, _ sentence: String, hint: String? = nil) {
    mistakes.append(PlanMistake(place: place, sentence: sentence, hint: hint))
  }

  // MARK: kinds and options

  private mutating func step(at index: Int) -> Step? {
    let request = requests[index]
    if index > 0, requests[index - 1].name == request.name {
      mistake(.step(request.name), "two steps are called '\(shown(request.name, limit: 60))'")
      return nil
    }
    if let program = request.program {
      return programStep(request, program).map { found in
        let isGood = hasGoodName(request)
        return Step(
          request: request, kind: found.kind, program: found.planned, isDoubtful: found.isDoubtful || !isGood)
      }
    }
    let wanted = request.stage ?? request.name
    guard let kind = graph.kinds[wanted] else {
      let nearest = nearestName(to: wanted, among: graph.kinds.keys.sorted())
      mistake(
        request.stage == nil ? .step(request.name) : .value(request.name, "stage"),
        "no stage is called '\(shown(wanted, limit: 60))'",
        hint: nearest.map { "did you mean '\($0)'?" } ?? "chop stages lists them")
      return nearest.flatMap { graph.kinds[$0] }.map { Step(request: request, kind: $0, isDoubtful: true) }
    }
    return Step(request: request, kind: kind, isDoubtful: !hasGoodName(request))
  }

  private mutating func hasGoodName(_ request: StepRequest) -> Bool {
    if graph.given.contains(where: { $0.name == request.name }) {
      mistake(.step(request.name), "'\(request.name)' is what is given to the pipeline; the step needs another name")
    } else if !isKebabCase(request.name) {
      mistake(
        .step(request.name),
        "'\(shown(request.name, limit: 60))' can't be a step's name, which is lower-case letters, digits and hyphens")
    } else {
      return true
    }
    return false
  }

  private mutating func checkOverrides(_ steps: [Step]) {
    for (name, text) in overrides.sorted(by: { $0.key < $1.key }) {
      let options = steps.compactMap { $0.kind.option(optionName(name, in: $0)) }
      if options.isEmpty {
        mistake(
          .override(name), "no stage of this pipeline has an option '\(shown(name, limit: 60))'",
          hint: nearestOption(to: name, of: steps).map { "did you mean '\($0)'?" }
            ?? "chop stages NAME lists a stage's options")
      }
      for option in options {
        do throws(ValueProblem) { _ = try option.canonical(text) } catch {
          if !mistakes.contains(where: { $0.place == .override(name) }) {
            mistake(.override(name), error.sentence, hint: error.hint)
          }
        }
      }
    }
  }

  /// What `mni` or `plan-chaptrs.min` may mean.
  private func nearestOption(to name: String, of steps: [Step]) -> String? {
    guard let dot = name.firstIndex(of: ".") else {
      return nearestName(to: name, among: Set(steps.flatMap { $0.kind.options.map(\.name) }).sorted())
    }
    guard let nearest = nearestName(to: String(name[..<dot]), among: steps.map(\.name)),
      let step = steps.first(where: { $0.name == nearest }),
      let option = nearestName(to: String(name[name.index(after: dot)...]), among: step.kind.options.map(\.name))
    else { return nil }
    return "\(nearest).\(option)"
  }

  /// `target` and `plan-chapters.target` both mean the option `target` of plan-chapters.
  private func optionName(_ override: String, in step: Step) -> String {
    override.hasPrefix(step.name + ".") ? String(override.dropFirst(step.name.count + 1)) : override
  }

  /// All options of a step, in their canonical texts.
  private mutating func options(of step: Step) -> [String: String] {
    let before = mistakes.count
    var result: [String: String] = [:]
    // What the pipeline itself says, and an option of the command line that says otherwise.
    var own: [String: String] = [:]
    var overriding: String?
    for option in step.kind.options {
      var place = PlanMistake.Place.value(step.name, option.name)
      var typed: String?
      switch step.request.settings[option.name] {
      case .text(let text): typed = text
      case .list: mistake(place, "\(step.name).\(option.name): a list is not \(option.expected)")
      case nil: break
      }
      if let name = overrides.keys.sorted().last(where: { optionName($0, in: step) == option.name }) {
        own[option.name] = typed.flatMap { try? option.canonical($0) } ?? option.defaultText
        overriding = overriding ?? name
        typed = overrides[name]
        place = .override(name)
      }
      do throws(ValueProblem) {
        result[option.name] = try typed.map(option.canonical) ?? option.defaultText
      } catch {
        result[option.name] = option.defaultText
        if case .value = place {
          mistake(place, "\(step.name).\(option.name): \(error.sentence)", hint: error.hint)
        }
      }
    }
    for name in step.request.settings.keys.sorted()
    where step.kind.option(name) == nil && step.kind.need(name) == nil {
      let known = step.kind.options.map(\.name) + step.kind.needs.map(\.name)
      mistake(
        .name(step.name, name), "\(step.name) has no '\(shown(name, limit: 60))'",
        hint: nearestName(to: name, among: known).map { "did you mean '\($0)'?" }
          ?? (known.isEmpty ? nil : "it has \(listed(known))"))
    }
    if mistakes.count == before {
      do {
        if let complaint = try step.kind.complaint(about: result) {
          own.merge(result) { own, _ in own }
          let isRight = try step.kind.complaint(about: own) == nil
          let place = overriding.flatMap { isRight ? PlanMistake.Place.override($0) : nil }
          mistake(place ?? .step(step.name), "\(step.name): \(complaint.sentence)")
        }
      } catch {
        mistake(.step(step.name), "\(step.name): its options can't be read: \(error)")
      }
    }
    return result
  }

  // MARK: needs

  private mutating func resolveNeeds(of steps: [Step]) -> [[PlannedNeed]] {
    var makers: [String: [String]] = [:]
    var made: [String: String] = [:]
    for (name, type) in graph.given.map({ ($0.name, $0.type) }) + steps.map({ ($0.name, $0.kind.makes) }) {
      makers[type, default: []].append(name)
      made[name] = type
    }
    // A step of unknown kind may be what makes it.
    let mayBeMissing = steps.count == requests.count
    return steps.map { step in
      step.isDoubtful
        ? []
        : step.kind.needs.map { need in
          let all = (makers[need.type] ?? []).filter { $0 != step.name }.sorted()
          let from = choice(of: need, in: step, made: made) ?? all
          if from.count > 1, need.count != .all {
            mistake(
              .step(step.name),
              "\(step.name) needs one \(need.type), and \(listed(from)) make one each",
              hint: "choose with '\(need.name): \(from[0])'")
          } else if from.isEmpty, need.count == .one, mayBeMissing {
            let kinds = graph.kinds.values.filter { $0.makes == need.type && $0.name != step.kind.name }.map(\.name)
            mistake(
              .step(step.name), "\(step.name) needs \(need.type), which no stage here makes",
              hint: kinds.isEmpty ? nil : "add \(listed(kinds.sorted(), "or"))")
          }
          return PlannedNeed(name: need.name, type: need.type, count: need.count, from: from)
        }
    }
  }

  /// The makers that the step names for a need; nil where it names none.
  private mutating func choice(of need: NeedInfo, in step: Step, made: [String: String]) -> [String]? {
    let names: [String]
    switch step.request.settings[need.name] {
    case .text(let name): names = [name]
    case .list(let list): names = list
    case nil: return nil
    }
    let place = PlanMistake.Place.value(step.name, need.name)
    if need.count != .all, names.count != 1 {
      mistake(place, "\(step.name).\(need.name): one step is needed, not \(names.count)")
      return names.first.map { [$0] } ?? [step.name]
    }
    for name in names where made[name] != need.type {
      let fitting = made.filter { $0.value == need.type }.keys.sorted()
      let nearest = nearestName(to: name, among: fitting)
      let hint = nearest.map { "did you mean '\($0)'?" } ?? (fitting.isEmpty ? nil : "choose \(listed(fitting, "or"))")
      let sentence =
        made[name].map { "'\(name)' makes \($0), not \(need.type)" } ?? "no step is called '\(shown(name, limit: 60))'"
      mistake(place, "\(step.name).\(need.name): \(sentence)", hint: hint)
    }
    return Set(names).sorted()
  }

  /// Makers before users, else by name; a circle is a mistake.
  private mutating func sortedByNeed(_ steps: [PlannedStep]) -> [PlannedStep] {
    let names = Set(steps.map(\.name))
    var waiting = Dictionary(
      uniqueKeysWithValues: steps.map { ($0.name, Set($0.needs.flatMap(\.from)).intersection(names)) })
    var rest = steps.sorted { $0.name < $1.name }
    var sorted: [PlannedStep] = []
    var done: Set<String> = []
    while let next = rest.firstIndex(where: { waiting[$0.name]?.isSubset(of: done) ?? true }) {
      let step = rest.remove(at: next)
      done.insert(step.name)
      sorted.append(step)
    }
    guard var name = rest.first?.name else { return sorted }
    waiting = waiting.mapValues { $0.subtracting(done) }
    var path: [String] = []
    while !path.contains(name), let next = waiting[name]?.min() {
      path.append(name)
      name = next
    }
    let circle = path.drop { $0 != name } + [name]
    mistake(.step(name), "in a circle, each needs the next: \(circle.joined(separator: ", "))")
    return sorted
  }
}
