import Digests
import Exports
import Foundation
import Lesson
import PipelineFile
import StageGraph
import Timeline
import Workplace

/// One part of a lecture, planned: its chapters and what they are called.
struct PlannedPart {
  /// What its later steps know of the lesson around it.
  var standing: LessonPart
  var info: MediaInfo
  /// nil where nobody looked for pauses.
  var pauses: PauseMap?
  /// nil where nobody looked for slides.
  var slides: SlideMap?
  var plan: ChapterPlan
  var names: ChapterNames
  var cuts: CutPlan
  /// What is left to run, and what has been made for that.
  fileprivate var rest: Plan
  fileprivate var values: [GivenValue]
}

/// A lesson of several recordings: the pipeline runs for one after the other as far as it is about recordings, section by section, so that numbers,
/// ids and questions are those of the whole lesson; then once for the lesson that they are joined to.
extension LessonRun {
  func makeLessonOfParts(_ errand: Errand) async throws {
    let makers = pipeline.plan.makers(of: LessonContents.self)
    let (before, behind) = try pipeline.plan.divided(behind: makers, shared: ["settings"])
    var contents: [LessonContents] = []
    for part in try await planParts(before, errand) {
      let result = try await run(
        part.rest, of: part.standing.index, as: part.standing, values: part.values, errand)
      contents.append(try result.made(LessonContents.self))
    }
    let sources = contents.flatMap(\.manifest.sources).map(\.sha256)
    guard let maker = makers.first,
      let whole = try LessonContents(
        joining: contents, id: lessonID(ofSources: sources), fingerprint: fingerprint(sources: sources))
    else { return }
    let files = zip(whole.sources.map(\.recording.name), parts.map(\.recording.url))
    _ = try await run(
      behind, by: runner(for: nil), given: [GivenValue("settings", settings), GivenValue(maker, whole)],
      files: Dictionary(files) { first, _ in first }, part: nil, errand)
  }

  /// What the first section makes of a part, and what is left to run.
  private struct Bounded {
    var info: MediaInfo
    var pauses: PauseMap?
    var slides: SlideMap?
    var plan: ChapterPlan
    var rest: Plan
    var values: [GivenValue]
  }

  /// Runs as much of `plan` for each part as its chapters' names and cuts need.
  func planParts(_ plan: Plan, _ errand: Errand) async throws -> [PlannedPart] {
    var bounded: [Bounded] = []
    let bounding = bounding(of: plan)
    for index in parts.indices {
      let result = try await run(bounding, of: index, as: standing(of: index), errand)
      let pauses = bounding.makers(of: PauseMap.self).isEmpty ? nil : try result.made(PauseMap.self)
      let slides = bounding.makers(of: SlideMap.self).isEmpty ? nil : try result.made(SlideMap.self)
      bounded.append(
        Bounded(
          info: try result.made(MediaInfo.self), pauses: pauses, slides: slides,
          plan: try result.made(ChapterPlan.self),
          rest: plan.after(bounding), values: result.values))
    }
    var planned: [PlannedPart] = []
    for (index, part) in bounded.enumerated() {
      var standing = standing(of: index)
      // One that stands alone knows no more here than when its lesson is made, so that what is kept serves both.
      if standing.isOneOfSeveral {
        standing.lengths = bounded.map(\.info.duration)
        standing.chapterCounts = bounded.map(\.plan.chapters.count)
        standing.takenIDs =
          planned.flatMap { $0.names.chapters.map(\.id) } + idsKept(besidesPart: index, errand.earlier)
        standing.placedDetails = planned.last?.names.placedDetails ?? []
      }
      let naming = part.rest.upTo(plan.makers(of: ChapterNames.self) + plan.makers(of: CutPlan.self))
      let result = try await run(naming, of: index, as: standing, values: part.values, errand)
      planned.append(
        PlannedPart(
          standing: standing, info: part.info, pauses: part.pauses, slides: part.slides, plan: part.plan,
          names: try result.made(ChapterNames.self),
          cuts: try result.made(CutPlan.self), rest: part.rest.after(naming), values: part.values + result.values))
    }
    let chapters = planned.flatMap { part in
      zip(part.names.chapters, part.cuts.cuts).map {
        LessonPart.Chapter(recording: part.standing.index, name: $0, range: $1.range)
      }
    }
    for index in planned.indices { planned[index].standing.chapters = chapters }
    return planned
  }

  /// What a recording's first steps know of the lesson around it: nothing has been found out of any part yet.
  func standing(of index: Int) -> LessonPart {
    parts.count > 1
      ? LessonPart(index: index, of: parts.map(\.recording.recording.name), lessonName: lessonName) : LessonPart()
  }

  /// The first section: as much as can be known of a part without the others.
  private func bounding(of plan: Plan) -> Plan {
    plan.upTo(plan.makers(of: ChapterPlan.self) + plan.makers(of: MediaInfo.self))
  }

  /// Says of each step whether it would run, for one part after the other, and last of those that are about the whole lesson; opens no media, writes
  /// nothing.
  func outlook(earlier: Earlier?) throws -> [(part: Int?, step: StepOutlook)] {
    guard parts.count > 1 else {
      return try runner(for: parts[0]).outlook(
        of: pipeline.plan, given: given(to: 0, as: LessonPart(), earlier: earlier)
      ).map { (nil, $0) }
    }
    let (before, behind) = try pipeline.plan.divided(
      behind: pipeline.plan.makers(of: LessonContents.self), shared: ["settings"])
    let first = before.withoutUsers(of: "part", but: bounding(of: before))
    let later = before.after(first).steps
    var outlooks: [(part: Int?, step: StepOutlook)] = []
    for index in parts.indices {
      let found = try runner(for: parts[index]).outlook(
        of: first, given: given(to: index, as: standing(of: index), earlier: earlier))
      let unknown = Set(found.filter { !$0.isKept }.map(\.step.name) + later.map(\.name))
      outlooks += (found + later.map { StepOutlook($0, waitsFor: unknown) }).map { (index, $0) }
    }
    let all = Set(pipeline.plan.steps.map(\.name))
    return outlooks + behind.steps.map { (nil, StepOutlook($0, waitsFor: all)) }
  }

  /// Ids that the other parts may keep from an earlier lesson.
  private func idsKept(besidesPart index: Int, _ earlier: Earlier?) -> [String] {
    guard let earlier else { return [] }
    return parts.indices.filter { $0 != index }.flatMap { earlier.lesson(of: $0).chapters.map(\.id) }
  }
}
