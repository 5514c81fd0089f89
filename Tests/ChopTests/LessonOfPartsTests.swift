import Foundation
import Lesson
import TestSupport
import Testing
import Timeline

/// Several recordings of one lecture become one lesson.
@Suite struct LessonOfPartsTests {
  private static let names = ["lecture-1.mp4", "lecture-2.mkv", "lecture-3.m4a"]

  /// Every frame of every part, read from the pictures, is in exactly one chapter, of its own recording.
  @Test func eachFrameOfEachPartIsInExactlyOneChapter() throws {
    let desk = try Desk.withParts()
    let manifest = try desk.makeOne(of: Self.names)
    try desk.checkLesson("lecture.lesson")
    #expect(manifest.sources.map(\.name) == Self.names)
    for (index, part) in [LecturePart.first, LecturePart.second].enumerated() {
      let chapters = manifest.chapters.filter { $0.source.recording == index }
      #expect(chapters.count >= 2)
      var shown: [Int] = []
      for chapter in chapters {
        let video = desk["lecture.lesson/\(try #require(chapter.video).path)"]
        let stamps = try stamps(of: video).compactMap(\.self)
        #expect(stamps.allSatisfy { $0.recording == index + 1 }, "chapter \(chapter.number)")
        // The first and the last frame are those of the exact stretch.
        let range = try #require(chapter.source.range)
        let rate = Double(part.picture?.rate ?? "") ?? 0
        let first = Int((range.start.approximateSeconds * rate).rounded())
        let last = Int((range.end.approximateSeconds * rate).rounded()) - 1
        // Matroska's clock begins with AAC's priming, so the picture begins within a frame.
        #expect(abs((stamps.first?.number ?? -9) - first) <= 1 && abs((stamps.last?.number ?? -9) - last) <= 1)
        shown += stamps.map(\.number)
      }
      #expect(shown == part.sourceFrames, "part \(index + 1)")
    }
    let sounds = manifest.chapters.filter { $0.source.recording == 2 }
    #expect(sounds.count == 2 && sounds.allSatisfy { $0.audio != nil && $0.video == nil })
    let played = try sounds.map { try probe(desk["lecture.lesson/\($0.audio?.path ?? "")"]).duration }.reduce(0, +)
    #expect(abs(played - 10) < 0.1)
  }

  /// Numbers and ids run on; times are each recording's own; a part's end is a boundary, and its evidence says why.
  @Test func chaptersRunOnThroughTheParts() throws {
    let desk = try Desk.withParts()
    let manifest = try desk.makeOne(of: Self.names)
    #expect(manifest.chapters.map(\.number) == Array(1...manifest.chapters.count))
    #expect(Set(manifest.chapters.map(\.id)).count == manifest.chapters.count)
    #expect(manifest.chapters.map(\.source.recording) == manifest.chapters.map(\.source.recording).sorted())
    #expect(Set(manifest.chapters.map(\.source.recording)) == [0, 1, 2])
    for (index, source) in manifest.sources.enumerated() {
      let ranges = manifest.chapters.filter { $0.source.recording == index }.compactMap(\.source.range)
      #expect(ranges.first?.start == .zero)
      #expect(ranges.last.map { Seconds($0.end) } == source.duration)
      for (range, next) in zip(ranges, ranges.dropFirst()) { #expect(range.end == next.start) }
    }
    let starts = manifest.chapters.filter { $0.source.exact.first == .zero }
    #expect(
      starts.map(\.boundary.evidence) == [
        "the recording starts here", "the recording 'lecture-1.mp4' ends, 'lecture-2.mkv' starts here",
        "the recording 'lecture-2.mkv' ends, 'lecture-3.m4a' starts here",
      ])
    #expect(manifest.duration.microseconds == manifest.sources.map(\.duration.microseconds).reduce(0, +))
    #expect(manifest.title == "lecture")
    // In chapters.vtt the parts follow each other.
    let cues = try desk.text("lecture.lesson/chapters.vtt").split(separator: "\n").filter { $0.contains(" --> ") }
    #expect(cues.count == manifest.chapters.count)
    for (cue, next) in zip(cues, cues.dropFirst()) {
      #expect(cue.components(separatedBy: " --> ").last == next.components(separatedBy: " --> ").first)
    }
  }

  /// Captions, lists, questions and details of each part lie beside it; questions and details may speak of the whole lesson.
  @Test func eachPartHasItsOwnCompanions() throws {
    let desk = try Desk.withParts()
    try desk.add("WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n", as: "lecture-1.en.vtt")
    try desk.add("WEBVTT\n\n00:01.000 --> 00:02.000\nHallo\n", as: "lecture-2.de.vtt")
    try desk.add("0:00.0 Zwei\n0:05.0 Drei\n", as: "lecture-2.chapters.txt")
    try desk.add("0:00.0 Eins\n", as: "lecture-1.chapters.txt")
    try desk.add(
      "// [tag:at=0:01]\nIs it one? {T}\n\n// [tag:chapter=3]\nIs it three? {T}\n\n// [tag:at=0:16.9]\nLate? {T}\n",
      as: "lecture-1.quiz.gift")
    try desk.add(
      "// [tag:at=0:01]\nIs it two? {T}\n\n// [tag:at=0:16]\nToo late? {T}\n\n// [tag:chapter=Eins]\nOf the first? {T}\n",
      as: "lecture-2.quiz.gift")
    try desk.add(
      "title: All\nlanguage: en\nchapters:\n  2: Second\n  0:06: { summary: At six. }\n  77: None\n",
      as: "lecture-2.lesson.yaml")
    // Times of a file of the whole lesson count through the parts: 17 + 12 + 1 s.
    try desk.add("licence: CC0-1.0\nchapters:\n  0:30: { summary: In the third. }\n", as: "lecture.lesson.yaml")
    let manifest = try desk.makeOne(of: Self.names)
    try desk.checkLesson("lecture.lesson")
    #expect((manifest.title, manifest.licence, manifest.language) == ("All", "CC0-1.0", "en"))
    #expect(manifest.chapters.prefix(3).map(\.title) == ["Eins", "Second", "Drei"])
    #expect(manifest.chapters.map(\.source.recording) == [0, 1, 1, 2, 2])
    #expect(manifest.chapters.map(\.summary) == ["", "", "At six.", "In the third.", ""])
    #expect(manifest.chapters.map { $0.captions.map(\.language) } == [["en"], ["de"], [], [], []])
    let quizzes = try manifest.chapters.map { chapter in
      try chapter.quiz.map { try desk.text("lecture.lesson/\($0.path)") } ?? ""
    }
    #expect(quizzes[0].contains("Is it one?") && quizzes[0].contains("Late?") && quizzes[0].contains("Of the first?"))
    #expect(quizzes[1].contains("Is it two?"))
    #expect(quizzes[2].contains("Is it three?"))
    #expect(manifest.quiz?.questions == 1)
    #expect(try desk.text("lecture.lesson/quiz.json").contains("Too late?"))
    #expect(manifest.warnings.count { $0.contains("no chapter fits number 77; there are 5") } == 1)
    #expect(manifest.warnings.count { $0.contains("lecture-2.quiz.gift") } == 1)
    #expect(manifest.companions.map(\.name).contains("lecture-2.de.vtt"))
  }

  /// The printed plan makes the same cuts when it is given back.
  @Test func thePlanOfAllPartsIsGivenBack() throws {
    let desk = try Desk.withParts()
    let first = try desk.makeOne(of: Self.names)
    let plan = try RunningChop(["plan"] + Self.names + ["--as-one"] + LecturePart.planning, in: desk.url).finished()
    #expect(plan.code == 0, "\(plan.error)")
    #expect(plan.out.split(separator: "\n").filter { $0.hasPrefix("# part ") }.count == 3)
    try desk.add(plan.out, as: "plan.txt")
    let again = try desk.makeOne(of: Self.names, ["--chapters", "plan.txt", "--replan"])
    #expect(again.chapters.map(\.source) == first.chapters.map(\.source))
    #expect(again.chapters.map(\.title) == first.chapters.map(\.title))
    try desk.add("0:00 Before\n# part 1\n0:00 A\n# part 4\n0:00 B\n", as: "bad.txt")
    let refused = try RunningChop(Self.names + ["--as-one", "--chapters", "bad.txt"], in: desk.url).finished()
    #expect(refused.code == 1)
    #expect(refused.error.contains("bad.txt:1:1: error: doesn't say which of the 3 recordings it speaks of"))
  }

  /// In two folders, with other names around them, the same parts give the same bytes.
  @Test func theSamePartsGiveTheSameBytes() throws {
    let (one, two) = (try Desk.withParts(), try Desk.withParts())
    try one.makeOne(of: Self.names)
    try two.makeOne(of: Self.names, ["--no-cache"])
    #expect(try files(below: one["lecture.lesson"]) == files(below: two["lecture.lesson"]))
  }
}
