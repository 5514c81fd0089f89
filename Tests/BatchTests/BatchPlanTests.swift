import Foundation
import Lesson
import Testing
import Timeline

@testable import Batch

@Suite struct BatchPlanTests {
  @Test func mirrorsAnyDepthWithTheCompanionsOfEach() throws {
    let tree = try Tree()
    for path in ["b.mp4", "c1/l01.mp4", "c1/l02.mp4", "c1/deep/er/x.mkv"] { try tree.add(path) }
    for name in ["l01.vtt", "l01.de.srt", "l01.quiz.gift", "l02.chapters.txt", "l02.notes.txt"] {
      try tree.add("c1/\(name)", Data("x".utf8))
    }
    #expect(
      tree.lines() == [
        "b.mp4 -> b.lesson", "c1/deep/er/x.mkv -> c1/deep/er/x.lesson",
        "c1/l01.mp4 +l01.de.srt +l01.vtt +l01.quiz.gift -> c1/l01.lesson",
        "c1/l02.mp4 +l02.chapters.txt -> c1/l02.lesson",
      ])
    #expect(tree.left() == ["no recording c1/l02.notes.txt"])
  }

  @Test func picturesThatQuestionsShowAreCompanions() throws {
    let tree = try Tree()
    for path in ["a.mp4", "b.mp4"] { try tree.add(path) }
    for path in ["swing.png", "other.png", "deep/swing.png"] { try tree.add(path, Data("x".utf8)) }
    try tree.add("a.quiz.md", Data("1. ![a](swing.png) ![b](none.png) ![c](deep/swing.png)\n".utf8))
    #expect(tree.lines() == ["a.mp4 +a.quiz.md +swing.png -> a.lesson", "b.mp4 -> b.lesson"])
    #expect(tree.left() == ["no recording deep/swing.png", "no recording other.png"])
    try tree.link("none.png", to: "/etc/passwd")
    #expect(tree.lines() == ["b.mp4 -> b.lesson"])
    #expect(
      tree.plan().failures == [
        BatchFailure("a.mp4", "none.png is a link that leads out of the folder; put the file itself there")
      ])
  }

  @Test func recordingsThatDifferInTheEndingOnlyGetLessonsOfTheirOwn() throws {
    let tree = try Tree()
    for path in ["a.mp4", "a.mov", "b.mp4"] { try tree.add(path) }
    #expect(tree.lines() == ["a.mov -> a.mov.lesson", "a.mp4 -> a.mp4.lesson", "b.mp4 -> b.lesson"])
  }

  @Test func twoThatWouldBecomeOneAreBothNamed() throws {
    let tree = try Tree()
    for path in ["c/a.mp4", "c/a.mov", "c/a.mp4.mkv", "c/b.mp4"] { try tree.add(path) }
    let plan = tree.plan()
    #expect(plan.lessons.map(\.name) == ["c/a.mov", "c/b.mp4"])
    #expect(
      plan.failures == [
        BatchFailure(
          "c/a.mp4",
          "would become c/a.mp4.lesson, as would c/a.mp4.mkv; rename one of them so that both can have a lesson"),
        BatchFailure(
          "c/a.mp4.mkv",
          "would become c/a.mp4.lesson, as would c/a.mp4; rename one of them so that both can have a lesson"),
      ])
  }

  @Test func namesAreInNFCAndTwoSpellingsOfOneAreTwoThatWouldBecomeOne() throws {
    let tree = try Tree()
    let (composed, decomposed) = ("\u{dc}bung", "U\u{308}bung")
    try tree.add("\(decomposed)/\(decomposed).mp4")
    try tree.add("\(decomposed)/\(composed).vtt", Data("x".utf8))
    #expect(tree.plan().lessons.map { Array($0.lesson.utf8) } == [Array("\(composed)/\(composed).lesson".utf8)])
    #expect(tree.plan().lessons.first?.companions.count == 1)
    #expect(tree.plan().lessons.first.map { Array($0.name.utf8) } == Array("\(decomposed)/\(decomposed).mp4".utf8))
    try tree.add("\(decomposed)/\(composed).mp4")
    #expect(tree.plan().lessons.isEmpty)
    #expect(tree.plan().failures.count == 2)
  }

  @Test func halfWrittenFilesAreLeftAlone() throws {
    let tree = try Tree()
    for path in [
      "a.mp4.part", "b.mp4.crdownload", "c.tmp", "d.mp4", "d.mp4.part", "e.mp4", "f.download/f.mp4",
      "zoom_01.zoom",
    ] {
      try tree.add(path)
    }
    #expect(tree.lines() == ["e.mp4 -> e.lesson"])
    #expect(
      tree.left()
        == ["a.mp4.part", "b.mp4.crdownload", "c.tmp", "d.mp4", "d.mp4.part", "f.download", "zoom_01.zoom"].map {
          "half-written \($0)"
        }
    )
  }

  @Test func lessonsAndHiddenThingsAreLeftAlone() throws {
    let tree = try Tree()
    let manifest = """
      {
        "schema": "chop-manifest",
        "version": "1.0",
        "fingerprint": "\(String(repeating: "a", count: 64))",
        "generator": "chop 0.1.0",
      """
    try tree.add("a.lesson/01/video.mp4")
    try tree.add("renamed/manifest.json", Data(manifest.utf8))
    try tree.add("renamed/01/video.mp4")
    try tree.add("other/manifest.json", Data("{}".utf8))
    for path in ["other/l.mp4", ".hidden.mp4", ".git/a.mp4", ".batch/work/b.mp4"] { try tree.add(path) }
    #expect(tree.lines() == ["other/l.mp4 -> other/l.lesson"])
    #expect(
      tree.left() == [
        "hidden .batch", "hidden .git", "hidden .hidden.mp4", "lesson a.lesson", "no recording other/manifest.json",
        "lesson renamed",
      ])
  }

  @Test func linksThatLeaveAreRefusedAndLoopsEnd() throws {
    let tree = try Tree()
    try tree.add("a.mp4")
    try tree.add(".store/b.mp4")
    let outside = try Tree()
    try outside.add("c.mp4")
    try tree.link("out.mp4", to: outside.recordings.appending(path: "c.mp4").path)
    try tree.link("up.mp4", to: "../../../../../../../etc/passwd")
    try tree.link("outside", to: outside.recordings.path)
    try tree.link("deep/loop", to: "..")
    try tree.link("self", to: "self")
    try tree.link("again.mp4", to: "a.mp4")
    try tree.link("stored.mp4", to: ".store/b.mp4")
    #expect(tree.lines() == ["a.mp4 -> a.lesson", "stored.mp4 -> stored.lesson"])
    let why = Dictionary(uniqueKeysWithValues: tree.plan().leftAlone.map { ($0.path, $0.why) })
    #expect(
      why == [
        ".store": "", "out.mp4": "leads out of the folder", "up.mp4": "leads out of the folder",
        "outside": "leads out of the folder", "deep/loop": "leads to a folder inside", "self": "leads nowhere",
        "again.mp4": "leads to a.mp4, which is looked at itself",
      ])
  }

  @Test func aCompanionThatIsALinkOutOfTheFolderIsNotRead() throws {
    let tree = try Tree()
    try tree.add("a.mp4")
    try tree.link("a.vtt", to: "/etc/passwd")
    #expect(tree.plan().lessons.isEmpty)
    #expect(
      tree.plan().failures == [
        BatchFailure("a.mp4", "a.vtt is a link that leads out of the folder; put the file itself there")
      ])
  }

  @Test(arguments: ["Lessons", "Recordings", "Recordings/Lessons", "Recordings/c1", "."])
  func outputInsideInputAndTheReverseAreHarmless(place: String) throws {
    let tree = try Tree()
    try tree.add("a.mp4")
    try tree.add("c1/b.mp4")
    let output = tree.url.appending(path: place).standardizedFileURL
    try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
    let plan = BatchPlan(recordings: tree.recordings.path, lessons: output.path)
    let expected = place == "Recordings/c1" ? ["a.mp4"] : ["a.mp4", "c1/b.mp4"]
    #expect(plan.lessons.map(\.name) == expected)
  }

  @Test func aFolderThatCannotBeLookedIntoIsAFailure() throws {
    let tree = try Tree()
    try tree.add("a.mp4")
    // A name of bytes that are no UTF-8.
    let folder = tree.recordings.path
    let name = Array("\(folder)/bad-".utf8) + [0xff, 0xfe] + Array(".mp4\0".utf8)
    let file = name.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { open($0.baseAddress!, O_CREAT | O_WRONLY, 0o644) }
    }
    try #require(file >= 0)
    close(file)
    #expect(tree.lines() == ["a.mp4 -> a.lesson"])
    #expect(tree.plan().failures == [BatchFailure(".", "holds a name that is not UTF-8; rename that file")])
  }

  @Test func partsOfAMeetingBecomeOneLessonAndItsOtherViewsAreNamed() throws {
    let tree = try Tree()
    let meeting = "GMT20260102-101500_Recording"
    for ending in ["_1920x1080.mp4", "_2_1920x1080.mp4", "_gallery_1280x720.mp4", "_gallery_2_1280x720.mp4", ".m4a"] {
      try tree.add(meeting + ending)
    }
    try tree.add("\(meeting).transcript.vtt", Data("x".utf8))
    #expect(
      tree.lines() == [
        "\(meeting)_1920x1080.mp4 \(meeting)_2_1920x1080.mp4 +\(meeting).transcript.vtt -> \(meeting).lesson"
      ])
    #expect(tree.plan().leftAlone.map(\.kind) == [.view, .view, .view])
  }

  @Test func aLessonThatIsThereKeepsItsNameAndTheNewcomerGetsTheLongerOne() throws {
    let tree = try Tree()
    try tree.add("c1/a.mp4")
    #expect(tree.lines() == ["c1/a.mp4 -> c1/a.lesson"])
    var manifest = Manifest(
      fingerprint: String(repeating: "a", count: 64), generator: "chop", id: "i", title: "t", language: "und",
      duration: 1.s)
    manifest.sources = [.init(name: "a.mp4", bytes: 5, sha256: "s", duration: Seconds(1.s))]
    let lesson = tree.lessons.appending(path: "c1/a.lesson")
    try FileManager.default.createDirectory(at: lesson, withIntermediateDirectories: true)
    try JSONEncoder().encode(manifest).write(to: lesson.appending(path: "manifest.json"))
    for path in ["c1/a.mov", "c1/a.mkv"] { try tree.add(path) }
    #expect(
      tree.lines() == [
        "c1/a.mkv -> c1/a.mkv.lesson", "c1/a.mov -> c1/a.mov.lesson", "c1/a.mp4 -> c1/a.lesson",
      ])
  }
}
