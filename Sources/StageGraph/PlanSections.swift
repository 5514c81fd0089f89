internal import Wording

/// A plan that runs in sections, so that something can happen between them.
extension Plan {
  /// What is left when the steps of `done` have run: their results are given to it (``RunResult/values``).
  public func after(_ done: Plan) -> Plan {
    let names = Set(done.steps.map(\.name))
    return Plan(
      given: given + done.steps.map { Given($0.name, type: $0.makes) }, steps: steps.filter { !names.contains($0.name) }
    )
  }

  /// Without the steps that need this value, at once or through others; those of `section` stay.
  public func withoutUsers(of value: String, but section: Plan) -> Plan {
    let kept = Set(section.steps.map(\.name))
    var users: Set<String> = [value]
    for step in steps where !kept.contains(step.name) && !users.isDisjoint(with: step.needs.flatMap(\.from)) {
      users.insert(step.name)
    }
    return Plan(given: given, steps: steps.filter { !users.contains($0.name) })
  }

  /// The plan in two: all but the steps that need what `makers` make, at once or through others; and those, to which it is given.
  ///
  /// - Parameter shared: What is given to both. A later step that needs anything else can't do without the others: ``Complaint``.
  public func divided(behind makers: [String], shared: Set<String>) throws(Complaint) -> (before: Plan, behind: Plan) {
    var later: Set<String> = []
    for step in steps where step.needs.flatMap(\.from).contains(where: { makers.contains($0) || later.contains($0) }) {
      later.insert(step.name)
    }
    let known = later.union(makers).union(shared)
    for step in steps where later.contains(step.name) {
      guard let other = step.needs.flatMap(\.from).first(where: { !known.contains($0) }) else { continue }
      throw Complaint(
        "the step '\(shown(step.name))' needs the whole lesson and what '\(shown(other))' gives of one recording; it can't be run for several recordings"
      )
    }
    let whole = steps.filter { makers.contains($0.name) }.map { Given($0.name, type: $0.makes) }
    return (
      Plan(given: given, steps: steps.filter { !later.contains($0.name) }),
      Plan(given: given.filter { shared.contains($0.name) } + whole, steps: steps.filter { later.contains($0.name) })
    )
  }
}

extension RunResult {
  /// What each step made, as given to the steps of a later section.
  public var values: [GivenValue] {
    plan.steps.compactMap { step in
      results[step.name].map { GivenValue(Given(step.name, type: step.makes), json: $0.made) }
    }
  }
}
