import Boundaries
import Lesson
import Testing
import Timeline

@Suite struct SlideEvidenceTests {
  private func slides(_ milliseconds: [Int64], _ kind: SlideChange.Kind = .slide) throws -> SlideMap {
    SlideMap(changes: try milliseconds.map { SlideChange(kind, time: try at($0), area: 0.2) })
  }

  @Test func aPauseWhereTheSlideChangesIsPreferred() throws {
    var asked = request(12.min, [try pause(340_000, 341_500), try pause(365_000, 367_000)])
    #expect(try planChapters(asked).starts[1] == at(366_700))
    asked.slides = try slides([339_000])
    let plan = try planChapters(asked)
    #expect(plan.starts[1] == (try at(341_200)))
    #expect(plan.chapters[1].boundary.kind == .pause)
    #expect(plan.chapters[1].boundary.evidence.hasSuffix("the slide changes here"))
  }

  @Test func aBuildStepIsWorthLessThanAChange() throws {
    var asked = request(12.min, [try pause(340_000, 341_500), try pause(365_000, 366_500)])
    asked.slides = SlideMap(changes: try slides([340_500], .build).changes + slides([366_000]).changes)
    #expect(try planChapters(asked).starts[1] == at(366_200))
  }

  @Test func aChangeInMidSpeechMovesNoBoundaryThere() throws {
    var asked = request(12.min, [try pause(340_000, 341_500)])
    asked.slides = try slides([350_000, 360_000])
    #expect(try planChapters(asked).starts[1] == at(341_200))
  }

  @Test(arguments: [PauseMap.SoundVerdict.none, .silent, .noSpeech])
  func whereNobodySpeaksChaptersBeginWithSlides(sound: PauseMap.SoundVerdict) throws {
    var asked = request(20.min, [], sound: sound)
    asked.slides = try slides([100_000, 341_033, 420_000, 777_000, 1_000_000])
    asked.keyframes = try (0..<150).map { try at($0 * 8333) }
    let plan = try planChapters(asked)
    #expect(plan.starts == [.zero, try at(420_000), try at(777_000)])
    #expect(
      plan.chapters.dropFirst().allSatisfy { $0.boundary == Boundary(.slide, evidence: "the slide changes here") })
    #expect(plan.warnings.count == 1 && plan.warnings[0].contains("slide changes alone"))
  }

  @Test func aForcedBoundaryTakesASlideChangeToo() throws {
    var asked = request(20.min, [try pause(100_000, 103_000)])
    asked.slides = try slides([604_000])
    let plan = try planChapters(asked)
    #expect(plan.starts[1] == (try at(604_000)))
    #expect(plan.chapters[1].boundary.kind == .forced)
    #expect(plan.chapters[1].boundary.evidence.hasSuffix("the slide changes here"))
  }
}
