import ChapterLists
import Exports
import Foundation
import Lesson
import Media
import StageGraph
import Timeline
import Wording
import Workplace

extension PlanPage {
  /// The page of a plan: all of each recording's sound is decoded, and some keyframes.
  ///
  /// Throws ``MediaError``, and `CancellationError`.
  init(of parts: [PlannedPart], _ run: LessonRun, _ display: ProgressDisplay) throws {
    defer { display.finish() }
    let recordings = run.parts.map(\.recording)
    var drawn: [Part] = []
    for (part, recording) in zip(parts, recordings) {
      let name = recording.recording.name
      display.hear(RunEvent(step: "draw-page", .started(why: [])), part: parts.count > 1 ? drawn.count : nil)
      var result = Part(name: name, duration: part.info.duration)
      result.sound = try sound(of: recording.url, named: name, part) { done, total in
        display.hear(
          RunEvent(step: "draw-page", .progress(done: done, total: total, unit: "s")),
          part: parts.count > 1 ? drawn.count : nil)
      }
      result.pauses = try (part.pauses?.pauses ?? []).map {
        Pause(range: $0.range, boundary: try $0.safe.end.rounded(.down, to: .milliseconds).exactClock)
      }
      result.places = places(part)
      result.pictures = try pictures(of: recording.url, named: name, part)
      result.slides = try slides(of: recording.url, named: name, part) { done, total in
        display.hear(
          RunEvent(step: "draw-page", .progress(done: done, total: total, unit: "slides")),
          part: parts.count > 1 ? drawn.count : nil)
      }
      display.hear(RunEvent(step: "draw-page", .finished), part: parts.count > 1 ? drawn.count : nil)
      drawn.append(result)
    }
    let name = run.lessonName ?? recordings.first?.stem ?? ""
    self.init(
      title: "Plan of \(run.lessonName ?? recordings.first?.recording.name ?? "")", about: summary(parts),
      warnings: parts.flatMap { $0.plan.warnings + $0.cuts.warnings + $0.names.warnings },
      list: parts.map(\.text).joined(), fileName: "\(name).chapters.txt", parts: drawn)
  }
}

/// `1:00:22 long, 9 chapters; 312 pauses, speech at -23 dBFS, the room at -52 dBFS; 62 frames are encoded again`
private func summary(_ parts: [PlannedPart]) -> String {
  let length = parts.reduce(TimeSpan.zero) { (try? $0 + $1.info.duration) ?? $0 }
  let chapters = parts.reduce(0) { $0 + $1.plan.chapters.count }
  let cuts = parts.flatMap(\.cuts.cuts)
  let frames = cuts.reduce(0) { $0 + ($1.head?.frames ?? 0) }
  var sentences = ["\(length.shortClock) long, \(counted(chapters, "chapter"))"]
  for map in parts.compactMap(\.pauses) where map.sound == .speech {
    func level(_ name: String, _ level: Double?) -> String {
      level.map { ", \(name) at \(Int($0.rounded())) dBFS" } ?? ""
    }
    sentences.append(
      counted(map.pauses.count, "pause") + level("speech", map.speechLevel) + level("the room", map.noiseFloor))
  }
  if cuts.contains(where: { $0.method == .transcode }) {
    sentences.append("the picture is encoded again")
  } else if parts.contains(where: { $0.info.video != nil }) {
    sentences.append(frames == 0 ? "nothing is encoded again" : "\(counted(frames, "frame")) encoded again")
  }
  return sentences.joined(separator: "; ")
}

/// Not more windows than anybody can see, so that a day takes no more memory than an hour.
private func sound(
  of url: URL, named name: String, _ part: PlannedPart, _ progress: (Double, Double) -> Void
) throws -> PlanPage.Sound? {
  guard part.info.sound != nil else { return nil }
  let milliseconds = try part.info.duration.ticks(in: .milliseconds, rounding: .up)
  let window = min(max(100.ms, try TimeSpan(ticks: milliseconds / 65_536 + 1, in: .milliseconds)), 1.s)
  let levels = try soundLevels(of: url, named: name, info: part.info, window: window, progress: progress)
  return PlanPage.Sound(
    start: levels.start, window: levels.window, levels: levels.levels, floor: part.pauses?.noiseFloor)
}

/// The boundaries, each followed by what could be in its place.
private func places(_ part: PlannedPart) -> [PlanPage.Place] {
  var places: [PlanPage.Place] = []
  let isExact = part.cuts.cuts.allSatisfy { $0.method == .copy || $0.method == .exact }
  for ((chapter, planned), cut) in zip(zip(part.printed.chapters, part.plan.chapters), part.cuts.cuts) {
    var place = PlanPage.Place(
      time: chapter.range.start, clock: chapter.range.start.exactClock, evidence: planned.boundary.evidence)
    place.kind = chapter.boundary.kind
    place.method = cut.method
    place.frames = cut.head?.frames ?? (cut.method == .copy ? 0 : nil)
    let index = places.count
    place.alternatives = chapter.alternatives.indices.map { index + 1 + $0 }
    places.append(place)
    for other in chapter.alternatives {
      var place = PlanPage.Place(time: other.time, clock: other.time.exactClock, evidence: other.evidence)
      place.frames = isExact ? framesToTheNextKeyframe(from: other.time, part.info.video) : nil
      places.append(place)
    }
  }
  return places
}

/// About as many as a cut there would encode again; nil without a picture.
private func framesToTheNextKeyframe(from time: Instant, _ video: VideoInfo?) -> Int? {
  guard let video else { return nil }
  let next = video.keyframes.first { $0 >= time } ?? video.range.end
  let frames = (next.approximateSeconds - time.approximateSeconds) * video.frameRate
  return frames.isFinite ? Int(min(max(frames, 0), 1e9).rounded()) : nil
}

/// One of each chapter, small.
private func pictures(of url: URL, named name: String, _ part: PlannedPart) throws -> [PlanPage.Picture] {
  guard part.info.video != nil else { return [] }
  var maker = try PosterMaker(url, named: name, info: part.info, longest: 400)
  return try part.cuts.cuts.compactMap { cut in
    try Task.checkCancellation()
    return try maker.poster(in: cut.range).map {
      PlanPage.Picture(time: $0.instant, width: $0.width, height: $0.height, jpeg: $0.jpeg)
    }
  }
}

/// Of a longer deck, those that are shown longest: with some 5 kB each the page stays one that can be sent around.
private let mostSlides = 150

/// The slides, smaller still.
private func slides(
  of url: URL, named name: String, _ part: PlannedPart, _ progress: (Double, Double) -> Void
) throws -> [PlanPage.Picture] {
  guard let video = part.info.video, let map = part.slides, !map.changes.isEmpty else { return [] }
  let shown = try map.slides(of: video).map { (slide: $0, length: try $0.range.length()) }
    .sorted { ($1.length, $0.slide.range.start) < ($0.length, $1.slide.range.start) }
    .prefix(mostSlides).map(\.slide).sorted { $0.range.start < $1.range.start }
  var maker = try PosterMaker(url, named: name, info: part.info, longest: 192)
  return try shown.enumerated().compactMap { index, slide in
    try Task.checkCancellation()
    progress(Double(index), Double(shown.count))
    return try maker.poster(in: slide.range, at: slide.still).map {
      PlanPage.Picture(time: slide.range.start, width: $0.width, height: $0.height, jpeg: $0.jpeg)
    }
  }
}
