import Cutting
import Foundation
import Lesson
import Media
import TestSupport
import Testing
import Timeline

/// A test recording, cut at given instants: what a test of a cut looks at.
struct CutRecording {
  let source: URL
  let info: MediaInfo
  let cuts: CutPlan
  /// The chapters' files.
  let files: [URL]

  /// Cuts at these instants; `omitting` leaves stretches out, whose ends are starts of chapters too. `picture` writes one picture alone, counted from 1.
  init(
    _ recording: TestRecording, at clocks: [String], omitting: [(String, String)] = [], as style: CutStyle = .exact,
    for audience: Audience? = nil, chosen kind: Boundary.Kind = .list
  ) throws {
    try self.init(file: recording.file(), at: clocks, omitting: omitting, as: style, for: audience, chosen: kind)
  }

  init(
    file: URL, at clocks: [String], omitting: [(String, String)] = [], as style: CutStyle = .exact,
    for audience: Audience? = nil, chosen kind: Boundary.Kind = .list, picture: Int? = nil
  ) throws {
    source = file
    info = try survey(source, named: source.lastPathComponent, acceptTruncated: false) { _, _ in }
    let end = try Instant.zero + info.duration
    let omissions = try omitting.map { try Omission(range: TimeRange(instant($0.0), instant($0.1)), reason: "skip") }
    let starts = try (["0"] + clocks).map(instant) + omissions.map(\.range.end).filter { $0 < end }
    let boundary = Boundary(kind, evidence: "given")
    let ends = Set(omissions.map(\.range.start))
    let sorted = starts.filter { !ends.contains($0) }.sorted()
    let chapters = sorted.enumerated().map { index, start in
      let stops = sorted.dropFirst(index + 1) + omissions.map(\.range.start).filter { $0 > start } + [end]
      return PlannedChapter(range: TimeRange(start, stops.min() ?? end), boundary: boundary)
    }
    cuts = try placeCuts(
      for: ChapterPlan(chapters: chapters, omitted: omissions), in: info, of: source, named: source.lastPathComponent,
      as: style, for: audience)
    let carried = picture.map(info.carried(for: audience).alone) ?? info.carried(for: audience)
    var writer = try ChapterWriter(source, named: source.lastPathComponent, info: carried)
    let ending = (ChapterFormat(for: carried).fileName as NSString).pathExtension
    let plan = cuts
    files = try plan.cuts.map { cut in
      let place = temporaryFile("chapter.\(ending)")
      try writer.write(ChapterCut(cut, omitted: plan.omitted, alone: picture), to: place)
      return place
    }
  }

  /// What is wrong with the chapters, one of the recording's pictures looked at, counted from 0: a sentence each.
  func faults(picture: Int = 0, inChapters own: Int = 0) throws -> [String] {
    try CutChecker(source: source, picture: picture, inChapters: own).faults(
      zip(files, cuts.cuts).map { file, cut in
        CutChecker.Chapter(
          file, start: cut.range.start.approximateSeconds, end: cut.range.end.approximateSeconds,
          encoded: (picture == 0 ? cut.head : cut.more[picture - 1].head)?.frames ?? 0)
      })
  }
}

func instant(_ clock: String) throws -> Instant {
  try #require(Instant(clock: clock))
}
