import Lesson
import StageGraph
import Testing
import Timeline

@testable import Stages

@Suite struct PlanChaptersStageTests {
  /// Of five minutes, with a pause in each half minute.
  private func stage() throws -> PlanChapters {
    var stage = PlanChapters()
    stage.recording = Recording(name: "a.mp4", bytes: 1, mark: "")
    stage.info = MediaInfo(
      container: "mov", size: 1, origin: .zero, duration: 5.min, video: nil, sound: nil, cover: nil, leftOut: [],
      title: nil, language: nil, findings: [])
    let pauses = try (1..<10).map { number in
      let start = try Instant.zero + 30.s * Int64(number)
      return Pause(range: TimeRange(start, try start + (number % 2 == 0 ? 2.s : 1.s)), depth: 30)
    }
    stage.pauses = PauseMap(pauses: pauses, noiseFloor: -60, speechLevel: -20, sound: .speech)
    stage.target = 1.min
    return stage
  }

  private func lesson(of plan: ChapterPlan) -> EarlierLesson {
    var lesson = EarlierLesson()
    lesson.planning = plan.key
    lesson.chapters = plan.chapters.enumerated().map {
      .init(id: "\($0)", requested: $1.range.start, range: $1.range, boundary: $1.boundary)
    }
    return lesson
  }

  @Test func whatElseCouldBeIsShownBesideBoundariesThatAreKept() async throws {
    let plan = try await stage().run(in: Workshop())
    #expect(plan.chapters.contains { !$0.alternatives.isEmpty })
    var again = try stage()
    again.earlier = lesson(of: plan)
    again.earlier?.chapters[1].boundary.evidence = "said by the earlier lesson"
    var wanted = plan
    wanted.chapters[1].boundary.evidence = "said by the earlier lesson"
    #expect(try await again.run(in: Workshop()) == wanted)
  }

  @Test func slidesAreEvidenceThatPlansAnew() async throws {
    let plan = try await stage().run(in: Workshop())
    var again = try stage()
    again.earlier = lesson(of: plan)
    again.earlier?.chapters[1].boundary.evidence = "said by the earlier lesson"
    again.slides = SlideMap(changes: [])
    #expect(try await again.run(in: Workshop()).chapters[1].boundary.evidence != "said by the earlier lesson")
  }
}
