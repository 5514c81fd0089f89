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

  /// Cuts at these instants; `omitting` leaves stretches out, whose ends are starts of chapters too.
  init(
    _ recording: TestRecording, at clocks: [String], omitting: [(String, String)] = [], as style: CutStyle = .exact,
    chosen kind: Boundary.Kind = .list
  ) throws {
    try self.init(file: recording.file(), at: clocks, omitting: omitting, as: style, chosen: kind)
  }

  init(
    file: URL, at clocks: [String], omitting: [(String, String)] = [], as style: CutStyle = .exact,
    chosen kind: Boundary.Kind = .list
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
      as: style)
    var writer = try ChapterWriter(source, named: source.lastPathComponent, info: info)
    let ending = (ChapterFormat(for: info).fileName as NSString).pathExtension
    let plan = cuts
    files = try plan.cuts.map { cut in
      let place = temporaryFile("chapter.\(ending)")
      try writer.write(ChapterCut(cut, omitted: plan.omitted), to: place)
      return place
    }
  }
}

func instant(_ clock: String) throws -> Instant {
  try #require(Instant(clock: clock))
}
