import Foundation
import Lesson
import Testing
import Workplace

@testable import Batch

@Suite struct CompanionshipTests {
  /// What a batch takes for companions is what the process that makes the lesson will find: otherwise lessons would be made again every night.
  @Test func agreesWithTheFinderOfASingleRun() throws {
    let tree = try Tree()
    let recordings = [
      "talk.mp4", "talk.en.mp4", "GMT20260102-101500_Recording_1920x1080.mp4", "a b.mp4", "\u{fc}.mkv", "x.mp4.mov",
    ]
    for name in recordings { try tree.add(name) }
    let endings = [
      "vtt", "srt", "en.vtt", "de-ch.srt", "transcript.vtt", "chapters.txt", "chapters.vtt", "quiz.gift", "gift",
      "lesson.yaml",
      "lesson.yml", "EN.vtt", "txt", "foo.bar.vtt",
    ]
    let bases = [
      "talk", "talk.mp4", "talk.en", "GMT20260102-101500_Recording", "GMT20260102-101500_Recording_1920x1080", "a b",
      "u\u{308}", "x.mp4", "other",
    ]
    for base in bases { for ending in endings { try tree.add("\(base).\(ending)", Data("x".utf8)) } }
    for name in ["U\u{308}.png", "b.jpg", "c.gif"] { try tree.add(name, Data("x".utf8)) }
    let shown = "1. ![](\u{dc}.png) <img src=\"b.jpg\"> ![](b.jpg) ![](d.gif)\n"
    for base in ["talk", "a b"] { try tree.add("\(base).quiz.md", Data(shown.utf8)) }
    let plan = tree.plan()
    #expect(plan.lessons.count == recordings.count)
    #expect(plan.lessons.filter { $0.companions.contains { $0.role == .picture } }.count == 2)
    for lesson in plan.lessons {
      let found = try CompanionFiles(beside: RecordingFile(path: tree.recordings.appending(path: lesson.name).path))
      #expect(lesson.companions.map(\.file.name) == found.companions.files.map(\.name), "\(lesson.name)")
      #expect(lesson.companions.map(\.role) == found.companions.files.map(\.role))
      #expect(lesson.companions.map(\.language) == found.companions.files.map(\.language))
    }
  }
}
