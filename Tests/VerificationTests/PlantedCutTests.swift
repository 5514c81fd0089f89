import Foundation
import Lesson
import Media
import TestSupport
import Testing
import Timeline
import Verification

/// What other ways to cut leave behind: the default depth names it where the recording is at hand.
@Suite struct PlantedCutTests {
  /// The chapters' files replaced by what ffmpeg makes of the source, `-c copy` each.
  private func replaced(_ arguments: (_ chapter: Manifest.Chapter) -> [String]) async throws -> String {
    var lesson = try TestLesson()
    for (index, chapter) in lesson.manifest.chapters.enumerated() {
      let made = temporaryFile("made.mp4")
      let before = ["-v", "error", "-nostdin", "-y"]
      try run("ffmpeg", before + arguments(chapter) + ["-c", "copy", made.path])
      try Data(contentsOf: made).write(to: lesson.video(index))
    }
    try lesson.refresh()
    return try await lesson.faults()
  }

  @Test func namesCopiesByTime() async throws {
    let source = try TestLesson.standard.file()
    let faults = try await replaced { chapter in
      let (start, end) = (chapter.source.start.microseconds, chapter.source.end.microseconds)
      return ["-ss", "\(start)us", "-i", source.path, "-t", "\(end - start)us"]
    }
    #expect(faults.contains("02-two/video.mp4: "), "\(faults)")
  }

  /// Cut at keyframes, wherever the chapters are to start.
  @Test func namesSegments() async throws {
    let source = try TestLesson.standard.file()
    let folder = temporaryFile("segments")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let cut = ["-f", "segment", "-segment_times", "2.4,4.8", "-reset_timestamps", "1"]
    try run("ffmpeg", ["-v", "error", "-i", source.path, "-c", "copy"] + cut + [folder.path + "/%d.mp4"])
    let faults = try await replaced { ["-i", folder.appending(path: "\($0.number - 1).mp4").path] }
    for id in ["01-one", "02-two", "03-three"] { #expect(faults.contains("\(id)/video.mp4: "), "\(faults)") }
  }

  private func rewritten(
    _ index: Int = 1, clock: Int = 192_000, _ recording: TestRecording = TestLesson.standard,
    options: [String] = TestLesson.hiding, _ edit: (inout [RewrittenChapter.Entry]) throws -> Void = { _ in }
  ) async throws -> String {
    var lesson = try TestLesson(recording, options: options)
    let length = try #require(lesson.manifest.chapters[index].source.range).length()
    try RewrittenChapter.rewrite(lesson.video(index), length: length, clock: clock, edit)
    try lesson.refresh()
    return try await lesson.faults()
  }

  @Test func namesSoundWithoutItsPreRoll() async throws {
    let faults = try await rewritten { entries in entries.removeAll { $0.kind == .audio && $0.pts < -1024 } }
    #expect(faults == "02-two/video.mp4: sound starts without the packets before it that its decoder needs")
  }

  @Test func namesAWrongPace() async throws {
    let faults = try await rewritten(2) { entries in
      for index in entries.indices where entries[index].kind == .audio {
        entries[index].pts = entries[index].pts * 101 / 100
        entries[index].dts = entries[index].pts
      }
    }
    #expect(faults.contains("03-three/video.mp4: "), "\(faults)")
  }

  /// Durations in edit lists that are rounded to a millisecond double samples, or lose some.
  @Test func namesEndsThatAreRoundedToAMillisecond() async throws {
    let recording = TestRecording(seconds: 8) { $0.picture?.rate = "30000/1001" }
    #expect(try await rewritten(1, recording) == "")
    let faults = try await rewritten(1, clock: 1000, recording)
    #expect(faults.contains("02-two/video.mp4: ends its sound "), "\(faults)")
    #expect(faults.contains("at the join"))
  }

  /// By less than a frame, and less than a packet of sound.
  @Test func namesSoundThatIsALittleOutOfStep() async throws {
    let faults = try await rewritten { entries in
      for index in entries.indices where entries[index].kind == .audio {
        entries[index].pts += 58
        entries[index].dts += 58
      }
    }
    #expect(faults.contains("02-two/video.mp4: plays picture and sound 1.2"), "\(faults)")
  }
}
