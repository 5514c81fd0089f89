import Foundation
import Processes
import StageGraph
import Stages
import Synchronization
import TestSupport
import Testing

/// The graph is more than a list: neither the order in a file nor the process in which a stage runs shows in a lesson.
@Suite struct SameBytesTests {
  private static let maker = Result { try LessonMaker(spokenLecture, companions: companionTexts) }

  private func sameFiles(_ first: URL, _ second: URL) throws {
    let (ours, theirs) = (try files(below: first), try files(below: second))
    #expect(ours.keys.sorted() == theirs.keys.sorted())
    for (path, data) in ours { #expect(data == theirs[path], "\(path)") }
  }

  @Test func stagesInAnyOrderGiveTheSameLesson() async throws {
    let maker = try Self.maker.get()
    let first = try await maker.make(PipelineLines.lecture.plan())
    #expect(try files(below: first.lesson).count >= 12)
    var turned = PipelineLines.lecture
    turned.stages.reverse()
    for lines in [
      turned, PipelineLines(stages: turned.stages.sorted()), PipelineLines(stages: turned.stages.shuffled()),
    ] {
      let again = try await maker.make(lines.plan())
      #expect(again.result == first.result)
      try sameFiles(first.lesson, again.lesson)
    }
  }

  @Test func stagesInProcessesOfTheirOwnGiveTheSameLesson() async throws {
    let maker = try Self.maker.get()
    var lines = PipelineLines.lecture
    lines.stages += ["  detect-slides:", "  read-slide-titles:"]
    let first = try await maker.make(lines.plan())
    let names = Mutex<Set<String>>([])
    let child = ChildProcess(executable: chopProgram, arguments: ["stage-child"])
    let runner = Runner(builtInStages) { order, kind, places, report in
      names.withLock { _ = $0.insert(kind.name) }
      return try await child.run(order, kind: kind, places: places, report: report)
    }
    let again = try await maker.make(lines.plan(), runner: runner)
    #expect(names.withLock { $0 } == Set(builtInStages.filter(\.about.opensMedia).map(\.name)))
    #expect(again.result == first.result)
    try sameFiles(first.lesson, again.lesson)
  }

  /// What a stage made is the text that its value gives again.
  @Test func everyResultIsItsCanonicalText() async throws {
    let made = try await Self.maker.get().make(PipelineLines.lecture.plan()).result
    for step in made.plan.steps {
      let kind = try #require(builtInStages.first { $0.name == step.stage })
      let text = try #require(made.results[step.name]).made
      #expect(try kind.canonicalMade(in: #"{"made":\#(text)}"#) == text, "\(step.name)")
    }
  }
}
