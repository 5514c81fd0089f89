import Foundation
import Lesson
import Media
import TestSupport
import Testing
import Timeline
import Verification

/// Damage that the manifest and the files beside the media show.
@Suite struct DamagedLessonTests {
  @Test func nothingIsWrongWithAWholeLesson() async throws {
    let lesson = try TestLesson()
    let report = try await lesson.report(source: lesson.source)
    #expect(report.faults == [])
    #expect(report.notChecked == [])
    #expect(report.checked.count == 4)
  }

  /// What chop makes of each kind of source is right, and each of its packets was looked at.
  @Test(
    arguments: [
      TestRecording(seconds: 8, .mov), TestRecording(seconds: 8, .mkv), TestRecording(seconds: 8, .m4a),
      TestRecording(seconds: 8, .mp3), TestRecording(seconds: 8, .wav),
      TestRecording(seconds: 8, .mp4) { $0.sound = nil },
      TestRecording(seconds: 8, .mp4) {
        $0.picture?.rotation = 180; $0.hasCover = true
      },
      TestRecording(seconds: 8, .mp4) {
        $0.picture?.start = 0.48; $0.picture?.bFrames = 4
      },
      TestRecording(seconds: 8, .mp4) {
        $0.sound?.start = 0.7; $0.picture?.isVariable = true
      },
    ], ["0:00.0 One\n0:02.4 Two\n0:04.8 Three\n", "0:00 One\n0:02.5 skip\n0:04.5 Three\n"])
  func everyKindOfSourceGivesARightLesson(recording: TestRecording, list: String) async throws {
    let lesson = try TestLesson(recording, list: list)
    let report = try await lesson.report(source: lesson.source)
    #expect(report.faults == [])
    #expect(report.notChecked == [])
    let count = report.checked.compactMap { $0.firstMatch(of: /([0-9]+) copied packets? against/)?.1 }.first
    #expect(try #require(count.flatMap { Int($0) }) >= 3)
  }

  @Test func saysWhatItCouldNotCheckWithoutTheSource() async throws {
    var lesson = try TestLesson()
    try RewrittenChapter.turnABit(in: lesson.video(1), of: .video, number: 10)
    try lesson.refresh()
    let report = try await lesson.report(source: nil)
    #expect(report.faults == [])
    #expect(report.notChecked.count == 1)
    #expect(report.notChecked.first?.contains("source") == true)
  }

  @Test func saysThatASourceIsAnother() async throws {
    let lesson = try TestLesson()
    let report = try await lesson.report(source: TestRecording(seconds: 8) { $0.picture?.recording = 5 }.file())
    #expect(report.faults.map(\.path) == ["manifest.json"])
    #expect(report.faults.first?.sentence.contains("another SHA-256") == true)
    #expect(report.notChecked.first?.contains("is not the recording") == true)
  }

  /// Each file of the lesson, one after the other: shorter, changed, gone, a link.
  @Test func namesEveryFileThatIsNotAsTheManifestSays() async throws {
    let lesson = try TestLesson()
    #expect(lesson.manifest.allFiles.count >= 13)
    for file in lesson.manifest.allFiles {
      let place = lesson.folder.appending(path: file.path)
      let data = try Data(contentsOf: place)
      var changed = data
      changed[data.count / 2] ^= 1
      for (bad, words) in [(data.dropLast(), "bytes"), (changed, "SHA-256")] {
        try bad.write(to: place)
        let faults = try await lesson.report(source: nil).faults
        #expect(faults.contains { $0.path == file.path && $0.sentence.contains(words) }, "\(file.path)")
      }
      try FileManager.default.removeItem(at: place)
      #expect(try await lesson.report(source: nil).faults.contains { $0.path == file.path })
      let elsewhere = try temporaryFile("elsewhere", data)
      try FileManager.default.createSymbolicLink(at: place, withDestinationURL: elsewhere)
      #expect(try await lesson.report(source: nil).faults.contains { $0.path == file.path })
      try FileManager.default.removeItem(at: place)
      try data.write(to: place)
    }
    #expect(try await lesson.report(source: nil).faults == [])
  }

  @Test func namesAMissingPoster() async throws {
    var lesson = try TestLesson()
    try FileManager.default.removeItem(at: lesson.folder.appending(path: "02-two/poster.jpg"))
    try lesson.refresh()
    #expect(
      try await lesson.faults()
        == "02-two/poster.jpg: is not there, or is no plain file; run chop on the recording with --remake")
  }

  @Test func namesAMissingChapter() async throws {
    for index in 0..<3 {
      var lesson = try TestLesson()
      lesson.manifest.chapters.remove(at: index)
      for place in lesson.manifest.chapters.indices { lesson.manifest.chapters[place].number = place + 1 }
      try lesson.refresh()
      let faults = try await lesson.faults()
      let words = [
        "02-two: starts at 00:00:02.400, but what comes before it ends at 00:00:00.000",
        "03-three: starts at 00:00:04.800, but what comes before it ends at 00:00:02.400",
        "manifest.json: ends the last chapter of 'lecture.mp4' at 00:00:04.800, but the recording is 8.0 s long",
      ]
      #expect(faults.hasPrefix(words[index] + "\nchapters.vtt: "), "\(faults)")
    }
  }

  @Test func namesChaptersInAnotherOrder() async throws {
    var lesson = try TestLesson()
    lesson.manifest.chapters.swapAt(0, 1)
    try lesson.refresh()
    let faults = try await lesson.faults()
    #expect(faults.contains("02-two: has the number 2, not 1"))
    #expect(faults.contains("02-two: starts at 00:00:02.400"))
    for place in 0..<2 { lesson.manifest.chapters[place].number = place + 1 }
    try lesson.refresh()
    #expect(try await lesson.faults().contains("02-two: starts at 00:00:02.400"))
  }

  @Test func namesTwoChaptersOfOneId() async throws {
    var lesson = try TestLesson()
    lesson.manifest.chapters[1].id = "01-one"
    try lesson.refresh()
    #expect(try await lesson.faults().contains("01-one: is the id of two chapters"))
  }

  @Test func namesACueBehindTheEnd() async throws {
    var lesson = try TestLesson()
    let file = lesson.folder.appending(path: "01-one/captions.en.vtt")
    let text = try String(contentsOf: file, encoding: .utf8) + "\n00:02.000 --> 00:02.500\nToo late\n"
    try Data(text.utf8).write(to: file)
    try lesson.refresh()
    let faults = try await lesson.faults()
    #expect(faults == "01-one/captions.en.vtt: has a cue until 00:00:02.500, behind the chapter's end")
  }

  @Test func namesCaptionsThatCantBeRead() async throws {
    var lesson = try TestLesson()
    try Data("nothing".utf8).write(to: lesson.folder.appending(path: "01-one/captions.en.vtt"))
    try lesson.refresh()
    #expect(try await lesson.faults().contains("01-one/captions.en.vtt: can't be read"))
  }

  @Test func namesAQuizOfAnotherSize() async throws {
    var lesson = try TestLesson()
    lesson.manifest.chapters[0].quiz?.questions = 2
    lesson.manifest.quiz?.questions = 7
    try lesson.refresh()
    #expect(
      try await lesson.faults() == """
        01-one/quiz.json: asks 1 question, the manifest says 2
        quiz.json: asks 1 question, the manifest says 7
        """)
  }

  @Test func namesAQuizThatIsNone() async throws {
    var lesson = try TestLesson()
    try Data("{}".utf8).write(to: lesson.folder.appending(path: "01-one/quiz.json"))
    try lesson.refresh()
    #expect(try await lesson.faults().hasPrefix("01-one/quiz.json: it has no 'schema'\n"))
    try Data("[".utf8).write(to: lesson.folder.appending(path: "01-one/quiz.json"))
    try lesson.refresh()
    #expect(try await lesson.faults() == "01-one/quiz.json: is no quiz")
  }

  @Test func namesAQuestionThatTheSchemaForbids() async throws {
    var lesson = try TestLesson()
    let place = lesson.folder.appending(path: "01-one/quiz.json")
    let text = try String(contentsOf: place, encoding: .utf8)
    try Data(text.replacing("\"true-false\"", with: "\"numeric\"").utf8).write(to: place)
    try lesson.refresh()
    #expect(
      try await lesson.faults() == """
        01-one/quiz.json: 'questions/0/answers' has too many entries
        01-one/quiz.json: 'questions/0/numbers' has too few entries
        """)
  }

  /// A manifest that isn't of the schema is not followed anywhere.
  @Test(
    arguments: [
      ("\"01-one/poster.jpg\"", "\"../poster.jpg\"", "path"), ("\"01-one/poster.jpg\"", "\"/etc/passwd\"", "path"),
      ("\"01-one/poster.jpg\"", "\"01-one/../../x\"", "path"), ("\"01-one/poster.jpg\"", "\"01-one/\\u0000\"", "path"),
      ("\"version\": \"1.0\"", "\"version\": \"2.0\"", "version"),
      ("\"schema\": \"chop-manifest\"", "\"schema\": \"other\"", "schema"),
      ("\"title\"", "\"colour\": 1, \"title\"", "colour"), ("\"number\": 2", "\"number\": \"2\"", "number"),
      ("\"chapters\"", "\"chapter\"", "chapters"),
    ])
  func refusesAManifestThatIsNotOfTheSchema(old: String, new: String, word: String) async throws {
    let lesson = try TestLesson()
    try lesson.replace(old, with: new)
    let report = try await lesson.report(source: lesson.source)
    let all = report.faults.map(\.sentence).joined(separator: "\n")
    #expect(all.contains(word), "\(all)")
    #expect(Set(report.faults.map(\.path)) == ["manifest.json"])
    #expect(!report.checked.contains { $0.contains("SHA-256") })
  }

  @Test func saysWhatIsNoLesson() async throws {
    let lesson = try TestLesson()
    let manifest = lesson.folder.appending(path: "manifest.json")
    for text in ["", "{", "[]", "null", "{}", "\u{0}"] {
      try Data(text.utf8).write(to: manifest)
      let faults = try await lesson.report(source: lesson.source).faults
      #expect(!faults.isEmpty)
      #expect(faults.allSatisfy { $0.path == "manifest.json" })
    }
    try FileManager.default.removeItem(at: manifest)
    #expect(
      try await lesson.report(source: nil).faults.map(\.sentence) == ["is not there: this is no lesson"])
  }
}
