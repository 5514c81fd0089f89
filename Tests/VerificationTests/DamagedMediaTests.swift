import Foundation
import Lesson
import Media
import TestSupport
import Testing
import Timeline
import Verification

/// Damage whose traces are covered: the manifest's sizes and hashes fit what is there. Only the recording tells.
@Suite struct DamagedMediaTests {
  private func rewritten(_ edit: (inout [RewrittenChapter.Entry]) throws -> Void) async throws -> String {
    var lesson = try TestLesson(options: TestLesson.hiding)
    try RewrittenChapter.rewrite(lesson.video(1), length: 2400.ms, edit)
    try lesson.refresh()
    return try await lesson.faults()
  }

  /// Where entries of a kind stand that are played, not hidden.
  private func places(_ entries: [RewrittenChapter.Entry], _ kind: String) -> [Int] {
    entries.indices.filter { entries[$0].kind.rawValue == kind && entries[$0].pts > 0 }
  }

  @Test func writingAllPacketsBackIsNoDamage() async throws {
    #expect(try await rewritten { _ in } == "")
  }

  /// What an edit list hides is in the file all the same.
  @Test(arguments: ["video", "audio"])
  func namesPacketsHiddenBehindTheEnd(kind: String) async throws {
    let faults = try await rewritten { entries in
      let last = try #require(places(entries, kind).max { entries[$0].dts < entries[$1].dts })
      let before = try #require(places(entries, kind).filter { $0 != last }.max { entries[$0].dts < entries[$1].dts })
      let (step, latest) = (entries[last].dts - entries[before].dts, entries.map(\.pts).max() ?? 0)
      for number in 1...3 {
        var more = entries[last]
        more.dts += step * Int64(number)
        more.pts = max(more.pts, latest) + step * Int64(number)
        entries.append(more)
      }
    }
    let what = kind == "video" ? "picture" : "sound"
    #expect(faults.contains("02-two/video.mp4: 3 \(what) packets behind the chapter's end"), "\(faults)")
  }

  @Test func namesTheChaptersWhoseMediaAreSwapped() async throws {
    var lesson = try TestLesson()
    for (first, second) in [(0, 1)] {
      let aside = lesson.folder.appending(path: "aside")
      try FileManager.default.moveItem(at: lesson.video(first), to: aside)
      try FileManager.default.moveItem(at: lesson.video(second), to: lesson.video(first))
      try FileManager.default.moveItem(at: aside, to: lesson.video(second))
    }
    try lesson.refresh()
    let faults = try await lesson.faults()
    #expect(faults.contains("01-one/video.mp4: holds the picture of chapter 2 ('02-two')"))
    #expect(faults.contains("01-one/video.mp4: holds the sound of chapter 2 ('02-two')"))
    #expect(faults.contains("02-two/video.mp4: holds the picture of chapter 1 ('01-one')"))
  }

  /// Swapped chapters of different lengths are named too, whatever the manifest says of their durations.
  @Test func namesSwappedChaptersOfOtherLengths() async throws {
    var lesson = try TestLesson()
    let (one, three) = (try Data(contentsOf: lesson.video(0)), try Data(contentsOf: lesson.video(2)))
    try three.write(to: lesson.video(0))
    try one.write(to: lesson.video(2))
    lesson.manifest.chapters[0].video?.duration = Seconds(3200.ms)
    lesson.manifest.chapters[2].video?.duration = Seconds(2400.ms)
    try lesson.refresh()
    let faults = try await lesson.faults()
    #expect(faults.contains("01-one/video.mp4: holds the picture of chapter 3 ('03-three')"))
    #expect(faults.contains("03-three/video.mp4: holds the picture of chapter 1 ('01-one')"))
    #expect(faults.contains("01-one/video.mp4: is said to last 3.2 s"))
  }

  @Test func namesAChapterOfAnotherRecording() async throws {
    var lesson = try TestLesson()
    let other = try TestLesson(TestRecording(seconds: 8) { $0.picture?.recording = 5 })
    try Data(contentsOf: other.video(1)).write(to: lesson.video(1))
    try lesson.refresh()
    let faults = try await lesson.faults()
    #expect(faults == "02-two/video.mp4: holds picture that is not of this recording")
  }

  @Test(arguments: ["video", "audio"])
  func namesAPacketThatIsMissing(kind: String) async throws {
    let faults = try await rewritten { entries in entries.remove(at: places(entries, kind)[20]) }
    let what = kind == "video" ? "picture" : "sound"
    #expect(faults.hasPrefix("02-two/video.mp4: 1 \(what) packet of the source missing, the first at 00:00:0"))
    #expect(!faults.contains("\n"))
  }

  @Test(arguments: ["video", "audio"])
  func namesAPacketThatIsThereTwice(kind: String) async throws {
    let faults = try await rewritten { entries in
      let place = places(entries, kind)[20]
      var copy = entries[place]
      copy.pts += 100
      copy.dts += 100
      entries.insert(copy, at: place + 1)
    }
    #expect(faults.contains("02-two/video.mp4: 1 \(kind == "video" ? "picture" : "sound") packet doubled"))
    #expect(!faults.contains("\n"))
  }

  /// A frame that stands where another belongs.
  @Test func namesAPacketInAnothersPlace() async throws {
    let faults = try await rewritten { entries in
      let places = places(entries, "video")
      let (pts, dts) = (entries[places[21]].pts, entries[places[21]].dts)
      entries[places[21]] = entries[places[20]]
      (entries[places[21]].pts, entries[places[21]].dts) = (pts, dts)
    }
    #expect(faults.contains("02-two/video.mp4: 1 picture packet changed"))
  }

  @Test(arguments: ["video", "audio"])
  func namesAPacketOfWhichABitIsTurned(kind: String) async throws {
    var lesson = try TestLesson()
    try RewrittenChapter.turnABit(in: lesson.video(2), of: kind == "video" ? .video : .audio, number: 40)
    try lesson.refresh()
    let faults = try await lesson.faults()
    #expect(faults.contains("03-three/video.mp4: 1 \(kind == "video" ? "picture" : "sound") packet changed"))
  }

  @Test(arguments: [15, -15])
  func namesSoundThatIsOutOfStep(milliseconds: Int64) async throws {
    let faults = try await rewritten { entries in
      for index in entries.indices where entries[index].kind == .audio {
        entries[index].pts += 48 * milliseconds
        entries[index].dts += 48 * milliseconds
      }
    }
    #expect(faults == "02-two/video.mp4: plays the sound 15.0 ms too \(milliseconds > 0 ? "late" : "early")")
  }

  @Test func namesPicturesThatAreOutOfStep() async throws {
    let faults = try await rewritten { entries in
      for index in entries.indices where entries[index].kind == .video {
        entries[index].pts += 512
        entries[index].dts += 512
      }
    }
    #expect(faults == "02-two/video.mp4: plays the picture 40.0 ms too late")
  }

  @Test func namesAChapterThatEndsEarly() async throws {
    let faults = try await rewritten { entries in entries.removeAll { $0.pts > 20_000 && $0.kind == .video } }
    #expect(faults.contains("picture packets of the source missing"))
  }

  @Test func namesAMissingStream() async throws {
    var lesson = try TestLesson()
    let silent = temporaryFile("silent.mp4")
    try run("ffmpeg", ["-v", "error", "-i", lesson.video(2).path, "-an", "-c", "copy", silent.path])
    try Data(contentsOf: silent).write(to: lesson.video(2))
    try lesson.refresh()
    #expect(try await lesson.faults().contains("03-three/video.mp4: has no sound"))
  }

  @Test func namesAMediaFileThatIsNone() async throws {
    var lesson = try TestLesson()
    try Data("#EXTM3U\n/etc/passwd\n".utf8).write(to: lesson.video(1))
    try lesson.refresh()
    #expect(try await lesson.faults().contains("02-two/video.mp4: can't be read"))
  }

  @Test func namesAChangedSample() async throws {
    var lesson = try TestLesson(TestRecording(seconds: 8, .wav))
    let file = lesson.folder.appending(path: try #require(lesson.manifest.chapters[1].audio).path)
    var data = try Data(contentsOf: file)
    data[data.count / 2] ^= 1
    try data.write(to: file)
    try lesson.refresh()
    #expect(try await lesson.faults() == "02-two/audio.wav: holds other samples than the source")
  }
}
