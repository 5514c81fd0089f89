import Foundation
import StageGraph
import Testing

@Suite struct PlannerTests {
  @Test func thePlanOfAPipelineIsPrinted() throws {
    let plan = try toyGraph.plan(toySteps)
    #expect(
      plan.description == """
        german -> Words
            tape: tape
        measure -> Length (opens media)
            tape: tape
        find-pauses -> Pauses (opens media)
            tape: tape, length: measure
        read-words -> Words
            tape: tape
        plan-parts -> Chapters
            length: measure, pauses: find-pauses, words: german + read-words
        tell -> Report (writes files)
            chapters: plan-parts
        """)
  }

  @Test func shuffledStepsGiveAnEqualPlan() throws {
    let plan = try toyGraph.plan(toySteps)
    for _ in 0..<20 { #expect(try toyGraph.plan(toySteps.shuffled()) == plan) }
    #expect(plan.step("plan-parts")?.options["target"] == "1m30s")
    #expect(plan.step("plan-parts")?.options.count == 5)
  }

  @Test func aPlanIsDataThatCanBeReadBack() throws {
    let plan = try toyGraph.plan(toySteps)
    #expect(try JSONDecoder().decode(Plan.self, from: Data(canonicalJSON(plan).utf8)) == plan)
  }

  @Test func aPlanCanEndEarlier() throws {
    let plan = try toyGraph.plan(toySteps).upTo(["find-pauses"])
    #expect(plan.steps.map(\.name) == ["measure", "find-pauses"])
  }

  private func mistakes(_ steps: [StepRequest], _ overrides: [String: String] = [:]) -> [String] {
    do throws(PlanMistakes) {
      _ = try toyGraph.plan(steps, overrides: overrides)
      return []
    } catch {
      return error.all.map { "\($0.place): \($0)" }
    }
  }

  @Test func tellsAllMistakesAtOnce() {
    let found = mistakes([
      StepRequest("mesure"), StepRequest("find-pauses", ["at-leest": .text("1s"), "margin": .text("90")]),
      StepRequest("plan-parts", ["target": .text("6"), "method": .text("pause"), "seed": .list(["1"])]),
    ])
    #expect(
      found == [
        #"step("mesure"): no stage is called 'mesure'; did you mean 'measure'?"#,
        #"value("find-pauses", "margin"): find-pauses.margin: 90 is outside 3 to 40"#,
        #"name("find-pauses", "at-leest"): find-pauses has no 'at-leest'; did you mean 'at-least'?"#,
        #"value("plan-parts", "target"): plan-parts.target: '6' is not a length of time, such as 6m, 90s or 350ms"#,
        #"value("plan-parts", "method"): plan-parts.method: 'pause' is not pauses, length or both; did you mean 'pauses'?"#,
        #"value("plan-parts", "seed"): plan-parts.seed: a list is not a whole number, or none"#,
      ])
  }

  @Test(
    arguments: [
      (
        [StepRequest("find-pauses")],
        #"step("find-pauses"): find-pauses needs Length, which no stage here makes; add measure"#
      ),
      (
        [StepRequest("measure"), StepRequest("plan-parts", ["min": .text("20m")])],
        #"step("plan-parts"): plan-parts: min (20m) is above max (12m)"#
      ),
      (
        [StepRequest("measure"), StepRequest("twice", stage: "measure"), StepRequest("plan-parts")],
        #"step("plan-parts"): plan-parts needs one Length, and measure and twice make one each; choose with 'length: measure'"#
      ),
      (
        [StepRequest("measure"), StepRequest("plan-parts", ["length": .text("tape")])],
        #"value("plan-parts", "length"): plan-parts.length: 'tape' makes Tape, not Length; choose measure"#
      ),
      (
        [StepRequest("measure"), StepRequest("plan-parts", ["length": .text("mesure")])],
        #"value("plan-parts", "length"): plan-parts.length: no step is called 'mesure'; did you mean 'measure'?"#
      ),
      (
        [StepRequest("measure"), StepRequest("plan-parts", ["length": .list(["measure", "measure"])])],
        #"value("plan-parts", "length"): plan-parts.length: one step is needed, not 2"#
      ),
      (
        [StepRequest("second", stage: "wonder")],
        #"value("second", "stage"): no stage is called 'wonder'; chop stages lists them"#
      ),
      ([], "pipeline: names no stage; chop stages lists them"),
      (
        [StepRequest("measure"), StepRequest("measure")], #"step("measure"): two steps are called 'measure'"#
      ),
      (
        [StepRequest("tape", stage: "measure")],
        #"step("tape"): 'tape' is what is given to the pipeline; the step needs another name"#
      ),
      (
        [StepRequest("A\u{1b}[2J", stage: "measure")],
        #"step("A\u{1B}[2J"): 'A\u{1b}[2J' can't be a step's name, which is lower-case letters, digits and hyphens"#
      ),
    ] as [([StepRequest], String)])
  func tellsOneMistake(_ steps: [StepRequest], _ sentence: String) { #expect(mistakes(steps) == [sentence]) }

  @Test func aChoiceAmongMakersIsTaken() throws {
    let plan = try toyGraph.plan([
      StepRequest("measure"), StepRequest("twice", stage: "measure"), StepRequest("read-words"),
      StepRequest("german", stage: "read-words"), StepRequest("french", stage: "read-words"),
      StepRequest("plan-parts", ["length": .text("twice"), "words": .list(["read-words", "german"])]),
    ])
    #expect(plan.step("plan-parts")?.needs.map(\.from) == [["twice"], [], ["german", "read-words"]])
  }

  @Test func anOverrideGoesToEachStepThatHasTheOption() throws {
    let plan = try toyGraph.plan(toySteps, overrides: ["target": "4m", "language": "fr", "find-pauses.margin": "5"])
    #expect(plan.step("plan-parts")?.options["target"] == "4m")
    #expect(plan.step("german")?.options["language"] == "fr")
    #expect(plan.step("read-words")?.options["language"] == "fr")
    #expect(plan.step("find-pauses")?.options["margin"] == "5")
  }

  @Test func tellsWhatIsWrongWithOverrides() {
    #expect(
      mistakes(toySteps, ["targt": "4m", "margin": "x", "min": "20m"]) == [
        #"override("margin"): 'x' is not a whole number"#,
        #"override("targt"): no stage of this pipeline has an option 'targt'; did you mean 'target'?"#,
        #"override("min"): plan-parts: min (20m) is above max (12m)"#,
      ])
  }

  @Test(arguments: [
    ("plan-prts.target", "did you mean 'plan-parts.target'?"),
    ("plan-parts.targt", "did you mean 'plan-parts.target'?"),
    ("plan-parts.wonder", "chop stages NAME lists a stage's options"),
    ("wonder.target", "chop stages NAME lists a stage's options"),
  ])
  func tellsTheNearestOptionOfAStep(name: String, hint: String) {
    #expect(
      mistakes(toySteps, [name: "4m"]) == [
        #"override("\#(name)"): no stage of this pipeline has an option '\#(name)'; \#(hint)"#
      ])
  }

  private struct Egg: Codable, Hashable {}
  private struct Hen: Codable, Hashable {}
  private struct Lay: Stage {
    static let about = About("lays", example: "lay:")
    @Needs var hen: Hen
    func run(in workshop: Workshop) async throws -> Egg { Egg() }
  }
  private struct Hatch: Stage {
    static let about = About("hatches", example: "hatch:")
    @Needs var egg: Egg
    func run(in workshop: Workshop) async throws -> Hen { Hen() }
  }

  @Test func tellsACircle() throws {
    let graph = Graph([StageKind(Lay.self), StageKind(Hatch.self)], given: [])
    let error = #expect(throws: PlanMistakes.self) { try graph.plan([StepRequest("lay"), StepRequest("hatch")]) }
    #expect(error?.description == "in a circle, each needs the next: hatch, lay, hatch")
  }
}
