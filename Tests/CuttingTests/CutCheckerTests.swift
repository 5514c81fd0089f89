import Cutting
import Foundation
import Lesson
import TestSupport
import Testing
import Timeline

/// The checker that other tests trust names what is planted.
@Suite struct CutCheckerTests {
  private static let recording = TestRecording(seconds: 6) { $0.picture?.gop = 60 }

  private struct Given {
    var checker: CutChecker
    var chapters: [CutChecker.Chapter]
    var source: URL
  }

  private func given() throws -> Given {
    let cut = try CutRecording(Self.recording, at: ["1.2", "3.6"])
    let chapters = zip(cut.files, cut.cuts.cuts).map { file, place in
      CutChecker.Chapter(
        file, start: place.range.start.approximateSeconds, end: place.range.end.approximateSeconds,
        encoded: place.head?.frames ?? 0)
    }
    return Given(checker: try CutChecker(source: cut.source), chapters: chapters, source: cut.source)
  }

  /// A chapter's file made by ffmpeg.
  private func made(_ arguments: [String]) throws -> URL {
    let place = temporaryFile("made.mp4")
    try run("ffmpeg", ["-v", "error", "-nostdin", "-y"] + arguments + [place.path])
    return place
  }

  @Test func findsNothingWhereNothingIsWrong() throws {
    let given = try given()
    #expect(try given.checker.faults(given.chapters) == [])
  }

  @Test func findsWhatACopyByTimeLoses() throws {
    var given = try given()
    for index in given.chapters.indices {
      let chapter = given.chapters[index]
      given.chapters[index].file = try made([
        "-ss", "\(chapter.start)", "-i", given.source.path, "-t", "\(chapter.end - chapter.start)", "-c", "copy",
      ])
    }
    #expect(!(try given.checker.faults(given.chapters)).isEmpty)
  }

  @Test func findsAMissingAndADoubledChapter() throws {
    let given = try given()
    #expect(!(try given.checker.faults([given.chapters[0], given.chapters[2]])).isEmpty)
    #expect(!(try given.checker.faults(Array(given.chapters[0...1]))).isEmpty)
    #expect(!(try given.checker.faults(given.chapters + [given.chapters[2]])).isEmpty)
  }

  /// The first chapter's file is made anew of the source, with one thing wrong.
  @Test(arguments: [
    ("a frame is missing", ["-vf", "select='not(eq(n,12))'", "-fps_mode", "passthrough", "-c:a", "copy"]),
    ("a frame is doubled", ["-vf", "select='gte(n,0)',loop=1:1:12", "-fps_mode", "passthrough", "-c:a", "copy"]),
    ("pictures are encoded again", ["-c:v", "libx264", "-c:a", "copy"]),
    ("pictures are at half the pace", ["-vf", "setpts=2*PTS", "-fps_mode", "passthrough", "-c:a", "copy"]),
    ("sound is quieter", ["-c:v", "copy", "-af", "volume=0.8"]),
    ("sound is 15 ms late", ["-c:v", "copy", "-af", "adelay=15"]),
    ("sound is 1 % too fast", ["-c:v", "copy", "-af", "atempo=1.01"]),
    ("sound is missing", ["-c:v", "copy", "-an"]),
  ])
  func findsWhatIsPlanted(_ defect: (String, [String])) throws {
    var given = try given()
    given.chapters[0].file = try made(["-i", given.chapters[0].file.path] + defect.1)
    #expect(!(try given.checker.faults(given.chapters)).isEmpty, "\(defect.0)")
  }
}
