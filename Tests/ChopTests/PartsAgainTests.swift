import Foundation
import Lesson
import TestSupport
import Testing
import Timeline

/// A lesson of several parts that is made again, and what is refused.
@Suite struct PartsAgainTests {
  private static let two = ["lecture-1.mp4", "lecture-2.mkv"]

  @Test func nothingChangedWritesNothing() throws {
    let desk = try Desk.withParts()
    try desk.makeOne(of: Self.two)
    let before = try desk.identities(in: "lecture.lesson")
    try desk.makeOne(of: Self.two)
    #expect(try desk.identities(in: "lecture.lesson") == before)
  }

  /// The chapters of the first two parts stay, files and all; also where their boundaries were a person's that are gone now.
  @Test func aThirdPartKeepsTheChaptersOfTheFirstTwo() throws {
    let desk = try Desk.withParts()
    let first = try desk.makeOne(of: Self.two)
    let before = try desk.identities(in: "lecture.lesson")
    let second = try desk.makeOne(of: Self.two + ["lecture-3.m4a"])
    let count = first.chapters.count
    #expect(second.chapters.count == count + 2)
    #expect(second.chapters.prefix(count).map(\.id) == first.chapters.map(\.id))
    #expect(second.chapters.prefix(count).map(\.source) == first.chapters.map(\.source))
    let after = try desk.identities(in: "lecture.lesson")
    let written = after.filter { before[$0.key] != $0.value }.map(\.key).sorted()
    let new = second.chapters.suffix(2).compactMap(\.audio?.path)
    #expect(written == (new + ["chapters.vtt", "index.html", "manifest.json"]).sorted())
    #expect(second.id != first.id)
  }

  /// A list beside the first part moves that part's boundaries; ids and files of the second stay.
  @Test func aListOfOnePartTouchesThatPartOnly() throws {
    let desk = try Desk.withParts()
    let first = try desk.makeOne(of: Self.two)
    let before = try desk.identities(in: "lecture.lesson")
    try desk.add("0:00.0 Alpha\n0:02.0 Beta\n0:04.0 Gamma\n0:06.0 Delta\n", as: "lecture-1.chapters.txt")
    let second = try desk.makeOne(of: Self.two)
    try desk.checkLesson("lecture.lesson")
    let kept = first.chapters.filter { $0.source.recording == 1 }
    let now = second.chapters.filter { $0.source.recording == 1 }
    #expect(now.map(\.id) == kept.map(\.id))
    #expect(now.map(\.source) == kept.map(\.source))
    #expect(Set(second.chapters.map(\.id)).count == second.chapters.count)
    let after = try desk.identities(in: "lecture.lesson")
    for path in kept.compactMap(\.video?.path) { #expect(after[path] == before[path], "\(path)") }
    let report = try desk.chop("verify", "lecture.lesson")
    #expect(report.code == 0, "\(report.error)")
  }

  /// Without all its parts a lesson is not replaced by one of fewer.
  @Test func aPartAloneDoesNotReplaceTheWhole() throws {
    let desk = try Desk.withParts()
    try desk.makeOne(of: Self.two)
    let before = try desk.listing()
    let refused = try desk.chop("lecture-1.mp4", "-o", "lecture.lesson")
    #expect(refused.code == 1)
    #expect(
      refused.error.contains("holds one lesson of 2 recordings, of which not all are given now; give all of them"))
    #expect(try desk.listing() == before)
  }

  @Test func onePartGivenTwiceIsRefused() throws {
    let desk = try Desk.withParts()
    try desk.add(LecturePart.first, as: "copy.mp4")
    let before = try desk.listing()
    let twice = try desk.chop("lecture-1.mp4", "./lecture-1.mp4", "--as-one")
    #expect((twice.code, twice.error) == (64, "error: ./lecture-1.mp4 is given twice; name each part once\n"))
    let same = try desk.chop("lecture-1.mp4", "copy.mp4", "--as-one")
    #expect(same.code == 64)
    #expect(same.error.contains("copy.mp4 is the same recording as lecture-1.mp4"))
    #expect(try desk.listing() == before)
  }

  @Test func aBadPartIsNamedAndNothingIsMade() throws {
    let desk = try Desk.withParts()
    try desk.add("no recording at all", as: "bad.mp4")
    let before = try desk.listing()
    let run = try desk.chop("lecture-1.mp4", "bad.mp4", "--as-one")
    #expect(run.code == 1)
    #expect(run.errors.count == 1 && run.error.contains("bad.mp4: "), "\(run.error)")
    #expect(try desk.listing() == before)
    let missing = try desk.chop("lecture-1.mp4", "nowhere.mp4", "--as-one")
    #expect((missing.code, missing.errors.count) == (1, 1))
  }

  /// A part shorter than the minimum is one chapter, and that is said.
  @Test func aShortLastPartIsOneChapter() throws {
    let desk = try Desk.withParts()
    try desk.add(TestRecording(seconds: 2), as: "lecture-4.mp4")
    let manifest = try desk.makeOne(of: ["lecture-1.mp4", "lecture-4.mp4"])
    #expect(manifest.chapters.filter { $0.source.recording == 1 }.count == 1)
    #expect(
      manifest.warnings.contains("lecture-4.mp4: lasts 0:02, less than the minimum of 4s, and is one chapter"))
  }

  /// A batch makes one lesson of a meeting's parts, with the questions of the whole, and knows it again the next night.
  @Test func aBatchKnowsALessonOfPartsAgain() throws {
    let desk = try Desk()
    try desk.add(LecturePart.first, as: "in/zoom_0.mp4")
    try desk.add(TestRecording(seconds: 4), as: "in/zoom_1.mp4")
    // Times of a file of the whole lesson count through the parts.
    try desk.add("// [tag:at=0:19]\nIs it two? {T}\n", as: "in/zoom.quiz.gift")
    try desk.add("WEBVTT\n\n00:01.000 --> 00:02.000\nHallo\n", as: "in/zoom_1.de.vtt")
    let first = try desk.chop("batch", "in", "-o", "out", "--settle", "0")
    #expect(first.code == 0, "\(first.error)")
    #expect(first.error.contains("zoom_0.mp4: zoom_1.mp4: lasts 0:04, less than the minimum"))
    let manifest = try desk.wholeManifest("out/zoom.lesson")
    #expect(manifest.sources.map(\.name) == ["zoom_0.mp4", "zoom_1.mp4"])
    #expect(manifest.chapters.map { $0.quiz?.questions } == [nil, 1])
    #expect(manifest.chapters.map { $0.captions.map(\.language) } == [[], ["de"]])
    let second = try desk.chop("batch", "in", "-o", "out", "--settle", "0")
    #expect(second.code == 0 && second.out.contains("1 unchanged"), "\(second.out)")
  }

  /// Without --as-one there is one lesson each, as before.
  @Test func withoutAsOneThereIsOneLessonEach() throws {
    let desk = try Desk.withParts()
    let run = try desk.chop("lecture-1.mp4", "lecture-2.mkv", "gone.mp4")
    #expect(run.code == 2)
    #expect(try desk.wholeManifest("lecture-1.lesson").sources.count == 1)
    #expect(try desk.wholeManifest("lecture-2.lesson").sources.count == 1)
    let dry = try desk.chop("lecture-1.mp4", "lecture-2.mkv", "--as-one", "--dry-run")
    #expect(dry.code == 0)
    #expect(dry.out.contains("would become lecture.lesson"))
    #expect(dry.out.contains("plan-chapters, part 2"))
  }

  @Test func programsHearWhichPartAStepIsOf() throws {
    let desk = try Desk.withParts()
    let run = try desk.chop("lecture-1.mp4", "lecture-2.mkv", "--as-one", "--no-cache", "--progress", "json")
    #expect(run.code == 0, "\(run.error)")
    let lines = run.out.split(separator: "\n").map(String.init)
    for part in 0...1 {
      #expect(lines.contains { $0.contains("\"recording\":\(part)") && $0.contains("\"step\":\"detect-silence\"") })
    }
    #expect(lines.contains { $0.contains("\"step\":\"write-manifest\"") && !$0.contains("\"recording\"") })
  }
}
