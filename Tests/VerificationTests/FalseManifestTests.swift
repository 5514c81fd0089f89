import Foundation
import Lesson
import TestSupport
import Testing
import Timeline
import Verification

/// A manifest that says what isn't so, though every file is as it says.
@Suite struct FalseManifestTests {
  /// The faults of a lesson after a change, at the depth at which no recording is needed.
  private func faults(
    _ depth: VerificationDepth = .quick, _ change: (inout TestLesson) throws -> Void
  ) async throws -> String {
    var lesson = try TestLesson()
    try change(&lesson)
    try lesson.refresh()
    return try await lesson.faults(depth)
  }

  @Test func namesDecimalTimesThatAreNotTheExactOnes() async throws {
    let found = try await faults { lesson in
      lesson.manifest.chapters[1].source.start = Seconds(3.s)
      lesson.manifest.chapters[1].source.end = Seconds(99.s)
      lesson.manifest.chapters[2].cut.actual = Seconds(1.s)
    }
    #expect(
      found == """
        02-two: says 'source.start' 3.0 s, and 'exact' says 2.4 s
        02-two: says 'source.end' 99.0 s, and 'exact' says 4.8 s
        03-three: says 'cut.actual' 1.0 s, and 'exact' says 4.8 s
        """)
  }

  @Test func namesAnIdThatIsNotOfTheSources() async throws {
    let found = try await faults { $0.manifest.id = "11111111-1111-5111-8111-111111111111" }
    #expect(found.hasPrefix("manifest.json: has the id '11111111-1111-5111-8111-111111111111', and "))
    #expect(!found.contains("\n"))
  }

  @Test func namesAWrongSize() async throws {
    let found = try await faults(.standard) { lesson in
      lesson.manifest.chapters[1].video?.width = 1920
      lesson.manifest.chapters[1].video?.height = 1080
    }
    #expect(found.contains(/^02-two\/video.mp4: shows a picture of [0-9]+×[0-9]+, the manifest says 1920×1080$/))
  }

  @Test(arguments: [true, false])
  func namesWrongCodecs(knowsSource: Bool) async throws {
    var lesson = try TestLesson()
    lesson.manifest.chapters[1].video?.type = "video/mp4; codecs=\"hvc1.1.6.L93.B0\""
    try lesson.refresh()
    let report = try await lesson.report(source: knowsSource ? lesson.source : nil)
    #expect(report.faults.map(\.path) == ["02-two/video.mp4"])
    #expect(report.faults.first?.sentence.contains("the manifest says 'hvc1.1.6.L93.B0'") == true)
  }

  @Test func namesAPosterThatIsNoPicture() async throws {
    for junk in [Data("junk".utf8), Data(), Data([0xff, 0xd8, 0xff, 0xe0, 0, 16]) + Data(count: 8)] {
      let found = try await faults { try junk.write(to: $0.folder.appending(path: "01-one/poster.jpg")) }
      #expect(found.hasPrefix("01-one/poster.jpg: is no JPEG picture") && !found.contains("\n"), "\(found)")
    }
  }

  @Test func namesAMethodAndALanguageThatFitNothing() async throws {
    let found = try await faults { lesson in
      lesson.manifest.chapters[1].cut.method = .transcode
      lesson.manifest.chapters[0].captions[0].language = "de"
    }
    #expect(found.contains("02-two: is said to be encoded again as a whole"))
    #expect(found.contains("01-one/captions.en.vtt: is in 'en' by its name, and in 'de' by the manifest"))
  }

  @Test(arguments: [("Two", "Too", "'Too' from 00:00:02.400"), ("00:02.400", "00:03.400", "from 00:00:03.400")])
  func namesAChapterTrackThatSaysOtherwise(old: String, new: String, words: String) async throws {
    let found = try await faults { lesson in
      let track = lesson.folder.appending(path: "chapters.vtt")
      let text = try String(contentsOf: track, encoding: .utf8)
      // A chapter's end first, its start behind it: the last one is the start of the second.
      let place = try #require(text.range(of: old, options: .backwards))
      try Data(text.replacingCharacters(in: place, with: new).utf8).write(to: track)
    }
    #expect(found.hasPrefix("chapters.vtt: has ") && found.contains(words), "\(found)")
  }

  @Test func namesAPageThatPlaysNothing() async throws {
    let found = try await faults { try Data("<p>gone".utf8).write(to: $0.folder.appending(path: "index.html")) }
    #expect(found == "index.html: does not play 01-one/video.mp4; run chop on the recording with --remake")
  }

  @Test func namesFilesThatTheManifestDoesNot() async throws {
    let lesson = try TestLesson()
    try Data("mine".utf8).write(to: lesson.folder.appending(path: "02-two/private.mp4"))
    let elsewhere = temporaryFile("elsewhere")
    try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
    try Data("theirs".utf8).write(to: elsewhere.appending(path: "far.txt"))
    try FileManager.default.createSymbolicLink(
      at: lesson.folder.appending(path: "link"), withDestinationURL: elsewhere)
    let report = try await lesson.report(source: lesson.source)
    #expect(report.faults == [])
    #expect(
      report.notChecked == ["02-two/private.mp4: is not in the manifest", "link: is not in the manifest"])
    for number in 0..<30 { try Data().write(to: lesson.folder.appending(path: "own-\(number).txt")) }
    let many = try await lesson.report(source: lesson.source)
    #expect(many.notChecked.count == 21)
    #expect(many.notChecked.last == "12 more files not in the manifest")
  }
}
