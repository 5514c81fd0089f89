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
      behind, given: [GivenValue("settings", settings), GivenValue(maker, whole)],
      files: Dictionary(files) { first, _ in first }, part: nil, errand)
  }

  /// Runs as much of `plan` for each part as its chapters' names and cuts need.
  func planParts(_ plan: Plan, _ errand: Errand) async throws -> [PlannedPart] {
    let recordings = parts.map(\.recording.recording.name)
    var lengths: [TimeSpan] = []
    var bounded: [(plan: ChapterPlan, rest: Plan, values: [GivenValue])] = []
    let bounding = plan.upTo(plan.makers(of: ChapterPlan.self) + plan.makers(of: MediaInfo.self))
    for index in parts.indices {
      let standing = LessonPart(index: index, of: recordings, lessonName: lessonName)
      let result = try await run(bounding, of: index, as: standing, errand)
      lengths.append(try result.made(MediaInfo.self).duration)
      bounded.append((try result.made(ChapterPlan.self), plan.after(bounding), result.values))
    }
    var planned: [PlannedPart] = []
    for (index, part) in bounded.enumerated() {
      var standing = LessonPart(index: index, of: recordings, lessonName: lessonName)
      standing.lengths = lengths
      standing.chapterCounts = bounded.map(\.plan.chapters.count)
      standing.takenIDs = planned.flatMap { $0.names.chapters.map(\.id) } + idsKept(besidesPart: index, errand.earlier)
      standing.placedDetails = planned.last?.names.placedDetails ?? []
      let naming = part.rest.upTo(plan.makers(of: ChapterNames.self) + plan.makers(of: CutPlan.self))
      let result = try await run(naming, of: index, as: standing, values: part.values, errand)
      planned.append(
        PlannedPart(
          standing: standing, plan: part.plan, names: try result.made(ChapterNames.self),
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

  /// Ids that the other parts may keep from an earlier lesson.
  private func idsKept(besidesPart index: Int, _ earlier: Earlier?) -> [String] {
    guard let earlier else { return [] }
    return parts.indices.filter { $0 != index }.flatMap { earlier.lesson(of: $0).chapters.map(\.id) }
  }
}
