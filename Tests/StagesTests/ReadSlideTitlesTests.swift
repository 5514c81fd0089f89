import Foundation
import Lesson
import StageGraph
import TestSupport
import Testing
import Timeline
import Workplace

@testable import Stages

/// With Debian's tesseract-ocr, which `Tests/needs.bash` names.
@Suite struct ReadSlideTitlesTests {
  /// Eight seconds for each slide: a title, and some lines in smaller letters.
  private static func deck(_ titles: [String]) throws -> URL {
    let url = temporaryFile("deck.mp4")
    let slides = titles.enumerated().map { number, title in
      "color=white:s=640x360:r=5:d=8,drawbox=h=6:w=\(80 * (number + 1)):y=350:color=navy:t=fill,"
        + "drawtext=text='\(title)':fontsize=34:x=40:y=30:font=sans,"
        + ["a body moves along a line", "the sum stays as it was", "nothing else pulls at it"].enumerated().map {
          "drawtext=text='\($1) \(number + 1)':fontsize=18:x=60:y=\(120 + 50 * $0):font=sans"
        }.joined(separator: ",") + "[s\(number)]"
    }
    let joined = titles.indices.map { "[s\($0)]" }.joined() + "concat=n=\(titles.count):v=1,format=yuv420p"
    try run(
      "ffmpeg",
      [
        "-v", "error", "-nostdin", "-y", "-filter_complex", (slides + [joined]).joined(separator: ";"), "-c:v",
        "libx264",
      ]
        + ["-preset", "ultrafast", "-g", "20", url.path])
    return url
  }

  private func titles(
    of url: URL, chapters: [(Int64, Int64, String?)], language: String? = nil
  ) async throws -> SlideTitles {
    let file = try RecordingFile(path: url.path)
    let workshop = Workshop(places: Places(files: [file.recording.name: file.url]))
    var probe = Probe()
    probe.recording = file.recording
    var detect = DetectSlides()
    (detect.recording, detect.info, detect.exact) = (file.recording, try await probe.run(in: workshop), true)
    var stage = ReadSlideTitles()
    (stage.recording, stage.info) = (file.recording, detect.info)
    stage.slides = try await detect.run(in: workshop)
    stage.plan = ChapterPlan(
      chapters: try chapters.map { start, end, title in
        PlannedChapter(
          range: TimeRange(try .zero + 1.s * start, try .zero + 1.s * end), boundary: Boundary(.slide, evidence: ""),
          title: title)
      }, omitted: [])
    if let language {
      var details = LessonDetails()
      details.language = language
      stage.details = GivenDetails(details: details)
    }
    return try await stage.run(in: workshop)
  }

  @Test func aSlidesTitleIsThatOfTheChapterThatShowsIt() async throws {
    let deck = try Self.deck(["Conservation of momentum", "Elastic collisions", "Conservation of momentum"])
    let read = try await titles(of: deck, chapters: [(0, 7, nil), (7, 15, nil), (15, 24, nil)])
    // The last chapter's slide is known already.
    #expect(read.titles == ["Conservation of momentum", "Elastic collisions", nil])
    #expect(read.version != nil && read.problem == nil)
    #expect(
      try await titles(of: deck, chapters: [(0, 7, "Given"), (7, 24, nil)]).titles == [nil, "Elastic collisions"])
  }

  @Test func nothingIsReadWhereTheLanguageIsNotKnownOrNothingIsWanted() async throws {
    let deck = try Self.deck(["Conservation of momentum", "Elastic collisions"])
    let foreign = try await titles(of: deck, chapters: [(0, 16, nil)], language: "tlh")
    #expect(foreign.titles == [nil] && foreign.version == nil)
    #expect(foreign.problem?.hasSuffix("apt install tesseract-ocr-tlh teaches it") == true)
    #expect(try await titles(of: deck, chapters: [(0, 16, "Given")]) == SlideTitles(titles: [nil]))
  }
}
