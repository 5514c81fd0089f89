import Lesson
import StageGraph
import Testing
import Timeline

@testable import Stages

@Suite struct NameChaptersTests {
  /// Chapters of a minute each, with these titles.
  private func stage(_ titles: [String?], _ change: (inout NameChapters) -> Void = { _ in }) throws -> NameChapters {
    var stage = NameChapters()
    stage.earlier = EarlierLesson()
    let minute = try titles.indices.map { index in
      try TimeRange(.zero + (1.min * Int64(index)), .zero + (1.min * Int64(index + 1)))
    }
    stage.plan = ChapterPlan(
      chapters: zip(titles, minute).map {
        PlannedChapter(range: $1, boundary: Boundary(.list, evidence: ""), title: $0)
      }, omitted: [])
    change(&stage)
    return stage
  }

  private func details(_ chapters: [LessonDetails.ChapterDetails], language: String? = nil) -> GivenDetails {
    var details = LessonDetails()
    details.chapters = chapters.map { chapter in
      var chapter = chapter
      chapter.file = "lecture.lesson.yaml"
      return chapter
    }
    details.language = language
    return GivenDetails(details: details)
  }

  @Test func idsAreTheNumberAndTheTitlesLatinLetters() async throws {
    let names = try await stage(["What is Energy?", "能量", "Übung <1>", "../../etc"]).run(in: Workshop())
    #expect(names.chapters.map(\.id) == ["01-what-is-energy", "02", "03-ubung-1", "04-etc"])
    #expect(names.chapters.map(\.number) == [1, 2, 3, 4])
  }

  @Test func idsAreAsWideAsTheLastNumber() async throws {
    let names = try await stage((0..<120).map { "T\($0)" }).run(in: Workshop())
    #expect(names.chapters.first?.id == "001-t0")
    #expect(names.chapters.last?.id == "120-t119")
    #expect(Set(names.chapters.map(\.id)).count == 120)
  }

  @Test func anEmptyTitleIsNone() async throws {
    let names = try await stage(["", " \u{a0}\n", nil, " Two \n words "]).run(in: Workshop())
    #expect(names.chapters.map(\.title) == ["Chapter 1", "Chapter 2", "Chapter 3", "Two words"])
  }

  /// Captions speak only for chapters that nobody named.
  @Test func aSpokenPhraseIsATitleOnlyWhereNoneIsGiven() async throws {
    let said = [
      "Thermodynamics explains steam engines.", "Steam engines turn heat into motion.",
      "Photosynthesis feeds every forest.", "Forests live by photosynthesis.",
    ]
    let cues = try said.enumerated().map { index, text in
      let start = try Instant.zero + 25.s * Int64(index)
      return Cue(range: TimeRange(start, try start + 10.s), lines: [text])
    }
    let captions = GivenCaptions(tracks: [CaptionTrack(language: "en", file: "a.vtt", cues: cues)], warnings: [])
    let names = try await stage([nil, "Given"]) { $0.captions = captions }.run(in: Workshop())
    #expect(names.chapters[0].title != "Chapter 1")
    #expect(said.joined().lowercased().contains(names.chapters[0].title.lowercased()))
    #expect(names.chapters[1].title == "Given")
  }

  /// A slide's title counts where nobody else names the chapter; why there is none is told where one is missing.
  @Test func aSlidesTitleIsTheLastResort() async throws {
    let slides = SlideTitles(titles: ["Unused", "On the slide", nil], problem: "tesseract is not installed")
    let workshop = Workshop()
    let names = try await stage(["Given", nil, nil]) { $0.slideTitles = slides }.run(in: workshop)
    #expect(names.chapters.map(\.title) == ["Given", "On the slide", "Chapter 3"])
    #expect(workshop.warnings == ["1 chapter has no title, which its slides might give: tesseract is not installed"])
    let given = try await stage(["Given", nil, "Given"]) { $0.slideTitles = slides }.run(in: Workshop())
    #expect(given.warnings == [])
  }

  @Test func detailsFindTheirChapterByNumberIdAndTime() async throws {
    let names = try await stage(["One", "Two", "Three"]) {
      $0.details = details([
        .init(key: .number(1), title: "First of all", summary: "s1", line: 3),
        .init(key: .id("02-two"), summary: "s2", poster: try! Instant.zero + 90.s, line: 4),
        .init(key: .at(try! .zero + 170.s), title: " ", summary: "s3", line: 5),
      ])
    }.run(in: Workshop())
    #expect(names.chapters.map(\.title) == ["First of all", "Two", "Three"])
    #expect(names.chapters.map(\.otherTitle) == ["One", nil, nil])
    #expect(names.chapters.map(\.id) == ["01-first-of-all", "02-two", "03-three"])
    #expect(names.chapters.map(\.summary) == ["s1", "s2", "s3"])
    #expect(names.chapters.map(\.poster) == [nil, try Instant.zero + 90.s, nil])
    #expect(names.warnings == [])
  }

  @Test func aPosterFromOutsideItsChapterIsWarnedOf() async throws {
    let workshop = Workshop()
    let names = try await stage(["One", "Two"]) {
      $0.details = details([
        .init(key: .number(1), poster: try! Instant.zero + 60.s, line: 3),
        .init(key: .number(2), poster: try! Instant.zero + 60.s, line: 4),
      ])
    }.run(in: workshop)
    #expect(names.chapters.map(\.poster) == [nil, try Instant.zero + 60.s])
    #expect(names.warnings == workshop.warnings)
    #expect(
      names.warnings == [
        "lecture.lesson.yaml:3: the poster's time 00:01:00 is not in chapter 1, which lasts from 00:00:00 to 00:01:00; a picture from within the chapter is taken"
      ])
  }

  /// In a lesson of several recordings a file of the whole lesson counts through all of them.
  @Test func thePartsOfALessonAreCountedInAPostersWarning() async throws {
    var part = LessonPart(index: 1, of: ["a.mp4", "b.mp4"], lessonName: nil)
    part.lengths = [10.min, 2.min]
    part.chapterCounts = [1, 2]
    let names = try await stage(["One", "Two"]) {
      $0.part = part
      $0.details = details([.init(key: .number(2), poster: try! Instant.zero + 5.min, line: 3)])
    }.run(in: Workshop())
    #expect(names.chapters.map(\.poster) == [nil, nil])
    #expect(names.warnings.first?.contains("chapter 2, which lasts from 00:10:00 to 00:11:00") == true)
  }

  /// A time at a boundary is of the chapter that starts there.
  @Test func aChaptersEndIsNotInIt() async throws {
    let names = try await stage(["One", "Two"]) {
      $0.details = details([.init(key: .at(try! .zero + 1.min), summary: "here")])
    }.run(in: Workshop())
    #expect(names.chapters.map(\.summary) == ["", "here"])
  }

  @Test(
    arguments: [
      (LessonDetails.ChapterDetails.Key.number(3), "number 3"), (.number(0), "number 0"), (.id("x\u{1b}"), "id 'x"),
      (.at(try! .zero + 2.min), "time 2:00"),
    ])
  func whatFitsNoChapterIsWarnedOf(key: LessonDetails.ChapterDetails.Key, words: String) async throws {
    let workshop = Workshop()
    let names = try await stage(["One", "Two"]) {
      $0.details = details([.init(key: key, title: "Lost", line: 7)])
    }.run(in: workshop)
    #expect(names.chapters.map(\.title) == ["One", "Two"])
    #expect(names.warnings == workshop.warnings)
    let warning = try #require(names.warnings.first)
    #expect(warning.hasPrefix("lecture.lesson.yaml:7:"))
    #expect(warning.contains(words))
    #expect(!warning.contains("\u{1b}"))
  }
}
