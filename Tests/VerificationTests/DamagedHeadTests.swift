import Foundation
import Lesson
import Media
import TestSupport
import Testing
import Timeline
import Verification

/// Damage where packets can't be held against the source's: in frames that were encoded again, and behind a chapter's end.
@Suite struct DamagedHeadTests {
  /// The second chapter: 40 frames of head, 20 that are copied, and one behind the end that others refer to.
  private func rewritten(_ edit: (inout [RewrittenChapter.Entry]) throws -> Void) async throws -> String {
    var lesson = try TestLesson()
    #expect(lesson.manifest.chapters[1].cut.encoded?.frames == 40)
    try RewrittenChapter.rewrite(lesson.video(1), length: 2400.ms, edit)
    try lesson.refresh()
    return try await lesson.faults()
  }

  @Test func writingAllPacketsBackIsNoDamage() async throws {
    #expect(try await rewritten { _ in } == "")
  }

  @Test func countsTheFramesOfAHead() async throws {
    let faults = try await rewritten { entries in
      let place = try #require(entries.indices.filter { entries[$0].kind == .video }.dropFirst(10).first)
      entries.remove(at: place)
    }
    #expect(faults.contains("02-two/video.mp4: has 39 frames that were encoded again, the source has 40 there"))
  }

  @Test func comparesTheirTimes() async throws {
    let faults = try await rewritten { entries in
      let place = try #require(entries.indices.filter { entries[$0].kind == .video }.dropFirst(10).first)
      entries[place].pts += 200
    }
    #expect(faults.contains("02-two/video.mp4: shows a frame at"))
  }

  @Test func holdsTheManifestToTheCount() async throws {
    var lesson = try TestLesson()
    lesson.manifest.chapters[1].cut.encoded?.frames = 39
    try lesson.write(lesson.manifest)
    #expect(try await lesson.faults().contains("has 40 frames that were encoded again, the manifest says 39"))
  }

  /// The frames before it can't be decoded as they were.
  @Test func missesAFrameBehindTheEndThatOthersReferTo() async throws {
    let faults = try await rewritten { entries in
      let before = entries.count
      entries.removeAll { $0.kind == .video && $0.pts >= 30_720 }
      #expect(entries.count == before - 1)
    }
    #expect(faults.contains("02-two/video.mp4: shows another last frame than the source"))
  }

  /// A lesson without copied frames: only the pictures tell.
  @Test(arguments: [
    TestRecording(seconds: 8) { $0.picture?.gop = 250 },
    TestRecording(seconds: 8) {
      $0.picture?.arguments = ["-x264-params", "open-gop=1:bframes=3:keyint=50:scenecut=0"]
    },
  ])
  func looksAtTheFirstFrame(_ recording: TestRecording) async throws {
    var lesson = try TestLesson(recording)
    #expect(try await lesson.faults() == "")
    let dark = temporaryFile("dark.mp4")
    let coding = ["-vf", "negate", "-c:v", "libx264", "-bf", "0", "-fps_mode", "passthrough", "-c:a", "copy"]
    try run("ffmpeg", ["-v", "error", "-i", lesson.video(1).path] + coding + [dark.path])
    try Data(contentsOf: dark).write(to: lesson.video(1))
    try lesson.refresh()
    #expect(try await lesson.faults().contains("02-two/video.mp4: shows another first frame than the source"))
  }

  @Test func saysWhatAMethodContradicts() async throws {
    var lesson = try TestLesson()
    lesson.manifest.chapters[0].cut.encoded = lesson.manifest.chapters[1].cut.encoded
    try lesson.write(lesson.manifest)
    #expect(
      try await lesson.faults().contains("01-one: does not say which frames were encoded again by its cut 'copy'"))
  }
}
