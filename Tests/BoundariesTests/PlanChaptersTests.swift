import Boundaries
import Lesson
import Testing
import Timeline

@Suite struct PlanChaptersTests {
  @Test func startsAChapterShortlyBeforeTheWordAfterTheLongestPause() throws {
    let plan = try planChapters(
      request(12.min, [try pause(340_000, 341_000), try pause(365_000, 368_000), try pause(380_000, 380_900)]))
    #expect(plan.starts == [.zero, try at(367_700)])
    #expect(plan.chapters[1].boundary.kind == .pause)
    #expect(plan.chapters[1].boundary.evidence == "a pause of 3.0 s, 30 dB below speech")
    #expect(plan.chapters[0].boundary.kind == .start)
    #expect(plan.warnings.isEmpty && plan.omitted.isEmpty)
  }

  @Test func aPauseWhereASentenceEndsIsPreferred() throws {
    var asked = request(12.min, [try pause(340_000, 341_500), try pause(365_000, 367_000)])
    #expect(try planChapters(asked).starts[1] == at(366_700))
    asked.sentenceEnds = [try at(300_000), try at(340_100)]
    let plan = try planChapters(asked)
    #expect(plan.starts[1] == (try at(341_200)))
    #expect(plan.chapters[1].boundary.evidence.hasSuffix("a sentence ends here"))
  }

  @Test func aKeyframeInThePauseIsTaken() throws {
    var asked = request(12.min, [try pause(360_000, 362_000)])
    // 1000/3 s past the grid of microseconds, and one in speech.
    asked.keyframes = [try at(355_000), try Instant(ticks: 1084_000, in: #require(TimeBase(1, 3000))), try at(361_900)]
    let plan = try planChapters(asked)
    #expect(plan.starts[1] == (try Instant(ticks: 361_333_333, in: .microseconds)))
    #expect(plan.chapters[1].boundary.evidence.hasSuffix("a keyframe lies in it"))
  }

  @Test(arguments: [3 * 60 - 1, 5 * 60, 1] as [Int])
  func aShortRecordingIsOneChapter(seconds: Int) throws {
    let plan = try planChapters(request(seconds.s, [try pause(500, 900)]))
    #expect(plan.chapters.map(\.range) == [TimeRange(.zero, try .zero + seconds.s)])
    #expect(plan.warnings.isEmpty)
  }

  @Test func theMaximumIsKeptAndAWarningSaysThatTheMinimumIsNot() throws {
    var asked = request(13.min, [try pause(400_000, 402_000), try pause(20_000, 24_000)])
    (asked.minimum, asked.maximum) = (7.min, 12.min)
    let plan = try planChapters(asked)
    #expect(plan.starts == [.zero, try at(401_700)])
    #expect(plan.warnings.count == 1 && plan.warnings[0].contains("the maximum is kept"))
  }

  @Test func aBoundaryWithoutAPauseIsForcedAndSaysWhy() throws {
    var asked = request(20.min, [try pause(100_000, 103_000), try pause(1_150_000, 1_153_000)])
    asked.keyframes = [try at(604_000)]
    let plan = try planChapters(asked)
    #expect(plan.chapters.map(\.boundary.kind) == [.start, .forced])
    #expect(plan.starts[1] == (try at(604_000)))
    #expect(plan.chapters[1].boundary.evidence.hasPrefix("forced: no pause lies where"))
    #expect(plan.warnings.count == 1 && plan.warnings[0].contains("10:04"))
  }

  @Test(arguments: [PauseMap.SoundVerdict.none, .silent, .noSpeech])
  func withoutSpeechItIsPlannedByLengthAtKeyframes(sound: PauseMap.SoundVerdict) throws {
    var asked = request(50.min, [], sound: sound)
    asked.keyframes = try (0..<360).map { try at($0 * 8333) }
    let plan = try planChapters(asked)
    #expect(plan.chapters.count == 8)
    #expect(
      plan.chapters.dropFirst().allSatisfy { $0.boundary.kind == .forced && asked.keyframes.contains($0.range.start) })
    #expect(plan.warnings.count == 1)
    for chapter in plan.chapters {
      #expect(abs(try chapter.range.length().approximateSeconds - 375) < 30)
    }
  }

  @Test func withoutKeyframesItIsDividedEvenly() throws {
    let plan = try planChapters(request(36.min, [], sound: .none))
    #expect(plan.starts == (try (0..<6).map { try at($0 * 360_000) }))
  }

  @Test func noLastChapterIsMadeOfSilence() throws {
    let plan = try planChapters(request(12.min, [try pause(0, 4000), try pause(420_000, 720_000)]))
    #expect(plan.chapters.count == 1)
  }

  @Test func limitsThatCannotBeAreErrors() throws {
    var asked = request(20.min, [])
    (asked.minimum, asked.maximum) = (5.min, 4.min)
    #expect(throws: BoundaryError("the minimum of a chapter, 5m, is above its maximum, 4m")) { try planChapters(asked) }
    (asked.minimum, asked.maximum) = (.zero, 1.ms)
    #expect(throws: BoundaryError.self) { try planChapters(asked) }
    asked.maximum = .zero
    #expect(throws: BoundaryError.self) { try planChapters(asked) }
    #expect(throws: BoundaryError.self) { try planChapters(request(.zero, [])) }
    #expect(throws: BoundaryError.self) {
      try planChapters(request(try TimeSpan(ticks: .max / 2, in: .milliseconds), []))
    }
  }

  @Test func aTargetOutsideTheLimitsIsTheNearerLimit() throws {
    var asked = request(20.min, try (1..<40).map { try pause($0 * 30_000, $0 * 30_000 + 1000) })
    (asked.minimum, asked.maximum) = (1.min, 2.min)
    let plan = try planChapters(asked)
    #expect(plan.chapters.count == 11)
    (asked.minimum, asked.maximum, asked.target) = (1.min, 2.min, 1.s)
    #expect(try planChapters(asked).chapters.count > 15)
  }
}
