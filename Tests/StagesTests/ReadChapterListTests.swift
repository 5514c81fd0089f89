import Documents
import Foundation
import Lesson
import StageGraph
import TestSupport
import Testing
import Timeline

@testable import Stages

@Suite struct ReadChapterListTests {
  private func read(_ text: String) async throws -> (made: GivenChapterList, warned: [String]) {
    var stage = ReadChapterList()
    stage.recording = Recording(name: "a.mp4", bytes: 1, mark: "")
    stage.companions = Companions(
      files: [Companion(name: "a.chapters.txt", role: .chapters, language: nil, sha256: "")])
    stage.info = MediaInfo(
      container: "mov", size: 1, origin: .zero, duration: 9.s, video: nil, sound: nil, cover: nil, leftOut: [],
      title: nil, language: nil, findings: [])
    let place = try temporaryFile("list", Data(text.utf8))
    let workshop = Workshop(places: Places(files: ["a.chapters.txt": place]))
    return (try await stage.run(in: workshop), workshop.warnings)
  }

  /// `chop plan a.mp4 > a.chapters.txt`: the shell makes the file, then chop finds it.
  @Test func anEmptyListIsNone() async throws {
    let given = try await read("")
    #expect(given.made.list == nil)
    #expect(given.made.warnings == given.warned)
    #expect(given.warned == ["a.chapters.txt is empty, so chapters are planned as if it were not there"])
    await #expect(throws: DocumentError.self) { try await read("\n") }
    #expect(try await read("0:00 One\n0:04 Two\n").made.list != nil)
  }

  /// What was cut off at the end, such as talk behind the lecture, isn't let out.
  @Test func whatFollowsTheLastRowIsLeftOutWithAWarning() async throws {
    let given = try await read("0,2,Intro\n2,6,Work\n")
    #expect(given.made.list?.entries.map(\.isSkipped) == [false, false, true])
    #expect(given.made.list?.entries.last?.start.shortClock == "0:06")
    #expect(
      given.warned == ["a.chapters.txt:2:1: warning: nothing in it holds what follows 0:06, so that is left out"])
    for end in ["8.5", "9", "12", ""] {
      let given = try await read("0,2,Intro\n2,\(end),Work\n")
      #expect(given.made.list?.entries.count == 2)
      #expect(given.warned == [])
    }
  }
}
