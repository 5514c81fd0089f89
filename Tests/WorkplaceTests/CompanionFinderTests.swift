import Foundation
import Lesson
import Testing

@testable import Workplace

@Suite struct CompanionFinderTests {
  @Test(
    arguments: [
      ("lecture.vtt", "captions", nil), ("lecture.en.srt", "captions", "en"),
      ("lecture.pt-BR.vtt", "captions", "pt-BR"),
      ("lecture.chapters.txt", "chapters", nil), ("lecture.chapters.vtt", "chapters", nil),
      ("lecture.chapters.CSV", "chapters", nil),
      ("lecture.quiz.gift", "quiz", nil), ("lecture.lesson.yaml", "details", nil), ("lecture.mp4.vtt", "captions", nil),
      ("lecture.VTT", "captions", nil), ("lecture.cc.vtt", "captions", nil), ("lecture.en.sdh.vtt", "captions", "en"),
      ("lecture.forced.pt-BR.SRT", "captions", "pt-BR"), ("lecture.SDH.srt", "captions", nil),
    ] as [(String, String, String?)])
  func knowsCompanionsByName(name: String, role: String, language: String?) throws {
    let found = try #require(CompanionFiles.role(of: name, beside: "lecture.mp4"))
    #expect(found.role.rawValue == role)
    #expect(found.language == language)
  }

  @Test(arguments: [
    "lecture.mov", "lecture.chapters.exe", "lecture2.vtt", "lecture.notes.vtt", "lecture.txt", "lecture",
    "lectures.en.vtt", "x.lecture.vtt", "lecture.en.notes.vtt", "lecture.en.de.vtt", "lecture.chapters.cc.vtt",
  ])
  func leavesOtherFilesAlone(name: String) { #expect(CompanionFiles.role(of: name, beside: "lecture.mp4") == nil) }

  @Test(arguments: ["transcript", "cc"]) func knowsZoomsCaptions(kind: String) {
    let found = CompanionFiles.role(
      of: "GMT20260102-101500_Recording.\(kind).vtt", beside: "GMT20260102-101500_Recording_1920x1080.mp4")
    #expect(found?.role == .captions)
    #expect(found?.language == nil)
  }

  @Test func captionsThatSayMostComeFirst() throws {
    let folder = try TemporaryFolder()
    let names = ["a.en.vtt", "a.transcript.vtt", "a.cc.vtt", "a.en.forced.vtt"]
    for name in names + ["a.mp4"] { try folder.write("x", to: name) }
    let found = try CompanionFiles(beside: RecordingFile(path: folder.path("a.mp4")))
    #expect(found.companions.files.map(\.name) == names)
  }

  @Test func comparesNamesInNFC() throws {
    let folder = try TemporaryFolder()
    let decomposed = "U\u{308}bung"
    try folder.write("video", to: "\u{dc}bung.mp4")
    try folder.write("WEBVTT\n", to: "\(decomposed).de.vtt")
    let recording = try RecordingFile(path: folder.path("\u{dc}bung.mp4"))
    #expect(try CompanionFiles(beside: recording).companions.files.map(\.name) == ["\u{dc}bung.de.vtt"])
  }

  @Test func picturesThatQuestionsShowAreCompanions() throws {
    let folder = try TemporaryFolder()
    for name in ["lecture.mp4", "swing.png", "other.png"] { try folder.write("x", to: name) }
    try folder.write("1. ![a](swing.png) ![b](none.png) ![c](../swing.png)\n", to: "lecture.quiz.md")
    let found = try CompanionFiles(beside: RecordingFile(path: folder.path("lecture.mp4")))
    #expect(found.companions.files.map(\.name) == ["lecture.quiz.md", "swing.png"])
    #expect(found.companions.files.map(\.role) == [.quiz, .picture])
  }

  @Test func picturesOfPartsAreEachTakenOnceAndGoWithTheirQuestions() throws {
    let folder = try TemporaryFolder()
    for name in ["a.mp4", "b.mp4", "one.png", "two.png"] { try folder.write(name, to: name) }
    try folder.write("1. ![](one.png)\n", to: "a.quiz.md")
    try folder.write("1. ![](one.png) ![](two.png)\n", to: "b.quiz.md")
    try folder.write("1. ![](two.png)\n", to: "given.quiz.md")
    let found = try ["a.mp4", "b.mp4"].map { try CompanionFiles(beside: RecordingFile(path: folder.path($0))) }
    func names(given: [(role: Companion.Role, path: String)]) throws -> [String] {
      try CompanionFiles.ofParts(found, whole: CompanionFiles(), given: given)[0].companions.files.map(\.name)
    }
    #expect(try names(given: []) == ["a.quiz.md", "one.png", "b.quiz.md", "two.png"])
    #expect(try names(given: [(.quiz, folder.path("given.quiz.md"))]) == ["given.quiz.md", "two.png"])
  }

  @Test func whatIsGivenReplacesWhatIsFound() throws {
    let folder = try TemporaryFolder()
    try folder.write("video", to: "a.mp4")
    try folder.write("found", to: "a.chapters.txt")
    try folder.write("0:00 One", to: "other/a.chapters.txt")
    var files = try CompanionFiles(beside: RecordingFile(path: folder.path("a.mp4")))
    try files.replace(.chapters, with: folder.path("other/a.chapters.txt"))
    #expect(files.companions.files.count == 1)
    #expect(try Data(contentsOf: #require(files.urls["a.chapters.txt"])) == Data("0:00 One".utf8))
  }

  @Test func whatIsGivenIsNothingElse() throws {
    let folder = try TemporaryFolder()
    try folder.write("video", to: "a.mp4")
    try folder.write("WEBVTT\n", to: "a.vtt")
    try folder.write("WEBVTT\n", to: "a.de.vtt")
    let found = try CompanionFiles(beside: RecordingFile(path: folder.path("a.mp4")))
    var files = found
    try files.replace(.chapters, with: folder.path("a.vtt"))
    #expect(files.companions.files.map(\.name) == ["a.de.vtt", "a.vtt"])
    #expect(files.companions.files.map(\.role) == [.captions, .chapters])
    #expect(files.paths["a.vtt"] == folder.path("a.vtt"))
    // Who names it twice means both.
    try files.replace(.captions, with: folder.path("a.vtt"))
    #expect(files.companions.files.map(\.role) == [.captions, .chapters])
    let part = try CompanionFiles.ofParts(
      [found, CompanionFiles()], whole: CompanionFiles(), given: [(.chapters, folder.path("a.vtt"))])[0]
    #expect(part.companions.files.map(\.role).filter { $0 == .captions }.count == 1)
  }

  @Test func aGivenChapterListIsNotEmpty() throws {
    let folder = try TemporaryFolder()
    try folder.write("video", to: "a.mp4")
    try folder.write("", to: "a.chapters.txt")
    let found = try CompanionFiles(beside: RecordingFile(path: folder.path("a.mp4")))
    #expect(found.companions.files.map(\.name) == ["a.chapters.txt"])
    let error = #expect(throws: WorkplaceError.self) {
      var files = found
      try files.replace(.chapters, with: folder.path("a.chapters.txt"))
    }
    #expect(error?.description.contains("a.chapters.txt: is empty") == true)
  }

  @Test func twoFilesOfOneNameAreToldApartByTheirPaths() throws {
    let folder = try TemporaryFolder()
    for name in ["a.mp4", "a.vtt", "x/list.txt", "y/list.txt"] { try folder.write("0:00 text", to: name) }
    var files = try CompanionFiles(beside: RecordingFile(path: folder.path("a.mp4")))
    try files.replace(.chapters, with: folder.path("x/list.txt"))
    try files.replace(.quiz, with: folder.path("y/list.txt"))
    let labels = files.companions.files.map { files.label(of: $0.name) }
    #expect(Set(labels) == ["a.vtt", "list.txt", folder.path("y/list.txt")])
  }
}

@Suite struct RecordingFileTests {
  @Test func refusesWhatIsNoReadableFile() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "empty.mp4")
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "folder.mp4"), withIntermediateDirectories: true)
    for (name, words) in [
      ("none.mp4", "there is no such file"), ("empty.mp4", "is empty"), ("folder.mp4", "is a folder"),
    ] {
      let error = #expect(throws: WorkplaceError.self) { try RecordingFile(path: folder.path(name)) }
      #expect(error?.description.contains(words) == true, "\(name)")
      #expect(error?.remedy.isEmpty == false)
    }
    let pipe = folder.path("pipe.mp4")
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(throws: WorkplaceError.self) { try RecordingFile(path: pipe) }
  }

  @Test func findsANameInItsOtherSpelling() throws {
    let folder = try TemporaryFolder()
    try folder.write("video", to: "U\u{308}bung.mp4")
    let recording = try RecordingFile(path: folder.path("\u{dc}bung.mp4"))
    #expect(recording.recording.name.unicodeScalars.count == 9)
    #expect(recording.url.lastPathComponent.unicodeScalars.count == 10)
    #expect(LessonFolder(for: recording, asked: nil).url.lastPathComponent.unicodeScalars.count == 13)
  }

  @Test func showsEscapeSequencesInNamesHarmlessly() throws {
    let error = #expect(throws: WorkplaceError.self) { try RecordingFile(path: "/nowhere/\u{1b}[2J.mp4") }
    #expect(error?.description.contains("\u{1b}") == false)
  }
}
