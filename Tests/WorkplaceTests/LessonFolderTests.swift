import Digests
import Foundation
import Lesson
import Testing
import Timeline

@testable import Workplace

@Suite struct LessonFolderTests {
  @Test func standsBesideTheRecording() throws {
    let folder = try TemporaryFolder()
    try folder.write("video", to: "a.mp4")
    let place = try LessonFolder(for: RecordingFile(path: folder.path("a.mp4")), asked: nil)
    #expect(place.url.lastPathComponent == "a.lesson")
    #expect(
      place.url.deletingLastPathComponent().path() == folder.url.path() + "/"
        || place.url.path().hasPrefix(folder.url.path()))
  }

  @Test func twoRecordingsOfOneNameKeepTheirEndings() throws {
    let folder = try TemporaryFolder()
    try folder.write("video", to: "a.mp4")
    try folder.write("video", to: "a.mov")
    try folder.write("words", to: "a.vtt")
    let names = try ["a.mp4", "a.mov"].map {
      try LessonFolder(for: RecordingFile(path: folder.path($0)), asked: nil).url.lastPathComponent
    }
    #expect(names == ["a.mp4.lesson", "a.mov.lesson"])
  }

  @Test func aLessonThatIsThereKeepsItsNameWhateverComesOrGoes() throws {
    let folder = try TemporaryFolder()
    func name(_ recording: String) throws -> String {
      try LessonFolder(for: RecordingFile(path: folder.path(recording)), asked: nil).url.lastPathComponent
    }
    // That of a.mp4, when it was alone.
    try folder.writeLesson("a.lesson", source: "s")
    for file in ["a.mp4", "a.mov"] { try folder.write("video", to: file) }
    #expect(try ["a.mp4", "a.mov"].map(name) == ["a.lesson", "a.mov.lesson"])
    // The same when both were there, and one went.
    try FileManager.default.moveItem(atPath: folder.path("a.lesson"), toPath: folder.path("a.mp4.lesson"))
    #expect(try name("a.mp4") == "a.mp4.lesson")
    try FileManager.default.removeItem(at: folder.url.appending(path: "a.mov"))
    #expect(try name("a.mp4") == "a.mp4.lesson")
  }

  @Test(arguments: [
    ("file/out", "a file stands where a folder has to be"), ("file/x/y/out", "a file stands where a folder has to be"),
    ("new/x/out", nil), ("out", nil),
  ])
  func tellsWhereNoFolderCanBeMade(place: String, words: String?) throws {
    let folder = try TemporaryFolder()
    try folder.write("text", to: "file")
    let place = LessonFolder(at: folder.path(place))
    do throws(WorkplaceError) {
      try place.checkReachable()
      #expect(words == nil)
    } catch {
      #expect(error.description.contains(words ?? "nothing"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["file"])
  }

  @Test func refusesWhatIsNotChops() throws {
    let folder = try TemporaryFolder()
    try folder.write("video", to: "a.mp4")
    try folder.write("mine", to: "out/diary.txt")
    let recording = try RecordingFile(path: folder.path("a.mp4"))
    let place = LessonFolder(for: recording, asked: folder.path("out"))
    let error = #expect(throws: WorkplaceError.self) { try place.check(recordings: [recording], force: false) }
    #expect(error?.description.contains("--force") == true)
    #expect(try place.check(recordings: [recording], force: true) == nil)
  }

  @Test func refusesTheLessonOfAnotherRecording() throws {
    let folder = try TemporaryFolder()
    try folder.write("video", to: "a.mp4")
    try folder.writeLesson("out", source: String(repeating: "0", count: 64))
    let recording = try RecordingFile(path: folder.path("a.mp4"))
    let place = LessonFolder(for: recording, asked: folder.path("out"))
    #expect(throws: WorkplaceError.self) { try place.check(recordings: [recording], force: false) }
    let source = sha256(of: Data("video".utf8))
    try folder.writeLesson("out", source: source)
    #expect(try place.check(recordings: [recording], force: false) == [source])
  }

  @Test func publishesAtOnceAndCarriesOverWhatAPersonPutIn() throws {
    let folder = try TemporaryFolder()
    try folder.write("video", to: "a.mp4")
    let place = LessonFolder(for: try RecordingFile(path: folder.path("a.mp4")), asked: folder.path("out"))
    try folder.writeLesson("out", source: "s", files: ["old.txt"])
    try folder.write("a person's", to: "out/handout/notes.txt")
    let making = try LessonInTheMaking(for: place)
    try Data("new".utf8).write(to: making.url.appending(path: "new.txt"))
    let published = try making.publish(sources: ["s"])
    #expect(published == Publication(carriedOver: ["handout/notes.txt"]))
    #expect(folder.read("out/handout/notes.txt") == "a person's")
    #expect(folder.read("out/new.txt") == "new")
    #expect(folder.read("out/old.txt") == nil)
    #expect(!FileManager.default.fileExists(atPath: making.url.path()))
  }

  @Test func carriesOverLinksAndNamesThatTheNewLessonUses() throws {
    let folder = try TemporaryFolder()
    try folder.write("video", to: "a.mp4")
    let place = LessonFolder(for: try RecordingFile(path: folder.path("a.mp4")), asked: folder.path("out"))
    try folder.writeLesson("out", source: "s")
    try folder.write("a person's", to: "out/quiz.json")
    try folder.write("not ours", to: "elsewhere/file.txt")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("out/link"), withDestinationPath: folder.path("elsewhere"))
    let making = try LessonInTheMaking(for: place)
    try Data("new".utf8).write(to: making.url.appending(path: "quiz.json"))
    #expect(try making.publish(sources: ["s"]).carriedOver == ["link", "quiz.json.before-1"])
    #expect(folder.read("out/quiz.json") == "new")
    #expect(folder.read("out/quiz.json.before-1") == "a person's")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("out/link")).hasSuffix("elsewhere"))
  }

  @Test(arguments: ["a.mp4", "."]) func neverTakesThePlaceOfTheRecording(place: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("video", to: "a.mp4")
    let recording = try RecordingFile(path: folder.path("a.mp4"))
    let place = LessonFolder(for: recording, asked: folder.path(place))
    #expect(throws: WorkplaceError.self) { try place.check(recordings: [recording], force: true) }
  }

  @Test func aNameOfFullLengthIsShortened() throws {
    let folder = try TemporaryFolder()
    let name = String(repeating: "\u{1f393}", count: 62)
    try folder.write("video", to: name + ".mp4")
    let place = LessonFolder(for: try RecordingFile(path: folder.path(name + ".mp4")), asked: nil)
    #expect(place.url.lastPathComponent.utf8.count <= 255)
    _ = try LessonInTheMaking(for: place).publish(sources: ["s"])
    #expect(FileManager.default.fileExists(atPath: place.url.path(percentEncoded: false)))
  }

  @Test func leavesFoldersThatOthersUseByNow() throws {
    let folder = try TemporaryFolder()
    try folder.write("video", to: "a.mp4")
    let place = LessonFolder(for: try RecordingFile(path: folder.path("a.mp4")), asked: folder.path("x/y/out"))
    let making = try LessonInTheMaking(for: place)
    try folder.write("another lesson", to: "x/other/manifest.json")
    making.abandon()
    #expect(folder.read("x/other/manifest.json") == "another lesson")
    #expect(!FileManager.default.fileExists(atPath: folder.path("x/y")))
  }

  @Test func movesAsideWhatItIsForcedToReplace() throws {
    let folder = try TemporaryFolder()
    try folder.write("video", to: "a.mp4")
    try folder.write("mine", to: "out/diary.txt")
    let place = LessonFolder(for: try RecordingFile(path: folder.path("a.mp4")), asked: folder.path("out"))
    let making = try LessonInTheMaking(for: place)
    try Data("new".utf8).write(to: making.url.appending(path: "new.txt"))
    #expect(try making.publish(sources: ["s"], force: true).movedAside == "out.before-1")
    #expect(folder.read("out.before-1/diary.txt") == "mine")
    #expect(folder.read("out/new.txt") == "new")
  }

  @Test func removesWhatAKilledRunLeftAndNothingElse() throws {
    let folder = try TemporaryFolder()
    try folder.write("video", to: "a.mp4")
    let place = LessonFolder(for: try RecordingFile(path: folder.path("a.mp4")), asked: folder.path("out"))
    try folder.write("", to: ".out.making-0000000a/maker")
    try folder.write("half", to: ".out.making-0000000a/lesson/page.html")
    try folder.write("", to: ".other.making-0000000b/maker")
    try folder.write("mine", to: ".out.making-0000000c/diary.txt")
    try folder.write("mine", to: ".out.making-notes/maker")
    let alive = try LessonInTheMaking(for: place)
    place.removeAbandoned()
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path())
    #expect(
      Set(left) == [
        "a.mp4", ".other.making-0000000b", ".out.making-0000000c", ".out.making-notes",
        alive.url.deletingLastPathComponent().lastPathComponent,
      ])
    #expect(folder.read(".out.making-0000000c/diary.txt") == "mine")
  }

  @Test func putsAnEarlierLessonBackThatWasOnItsWayOut() throws {
    let folder = try TemporaryFolder()
    try folder.write("video", to: "a.mp4")
    let place = LessonFolder(for: try RecordingFile(path: folder.path("a.mp4")), asked: folder.path("out"))
    try folder.write("", to: ".out.making-0000000a/maker")
    try folder.writeLesson(".out.making-0000000a/earlier-0", source: "s", files: ["old.txt"])
    try folder.writeLesson(".out.making-0000000a/lesson", source: "s", files: ["new.txt"])
    place.removeAbandoned()
    #expect(folder.read("out/old.txt") == "")
    #expect(try place.present() == .lesson(sources: ["s"]))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path()).sorted() == ["a.mp4", "out"])
  }

  @Test func whoseFolderIsTakenAwayIsToldSo() throws {
    let folder = try TemporaryFolder()
    try folder.write("video", to: "a.mp4")
    let place = LessonFolder(for: try RecordingFile(path: folder.path("a.mp4")), asked: folder.path("out"))
    let making = try LessonInTheMaking(for: place, in: folder.path("work"))
    try FileManager.default.removeItem(at: folder.url.appending(path: "work"))
    // Another one of that name is not touched.
    try folder.write("another's", to: "work/out.making/maker")
    let error = #expect(throws: WorkplaceError.self) { try making.publish(sources: ["s"]) }
    #expect(error?.description.contains("was taken away") == true)
    #expect(error?.isTemporary == true)
    making.abandon()
    #expect(folder.read("work/out.making/maker") == "another's")
  }

  @Test func leavesNothingWhenAbandoned() throws {
    let folder = try TemporaryFolder()
    try folder.write("video", to: "a.mp4")
    let place = LessonFolder(for: try RecordingFile(path: folder.path("a.mp4")), asked: folder.path("x/y/out"))
    let making = try LessonInTheMaking(for: place)
    #expect(FileManager.default.fileExists(atPath: making.url.path()))
    making.abandon()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path()) == ["a.mp4"])
  }
}

extension TemporaryFolder {
  func writeLesson(_ name: String, source: String, files: [String] = []) throws {
    var manifest = Manifest(fingerprint: "f", generator: "chop", id: "i", title: "t", language: "und", duration: 1.s)
    manifest.sources = [.init(name: "a.mp4", bytes: 5, sha256: source, duration: Seconds(1.s))]
    manifest.files = files.map { .init(path: $0, type: "text/plain", bytes: 0, sha256: "") }
    for file in files { try write("", to: "\(name)/\(file)") }
    try write(String(decoding: JSONEncoder().encode(manifest), as: UTF8.self), to: "\(name)/manifest.json")
  }
}
