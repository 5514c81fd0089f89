import Cutting
import Foundation
import Lesson
import Media
import TestSupport
import Testing
import Timeline

/// Recordings as they shouldn't be: each has an outcome, a lesson that holds all there is or a refusal in plain words.
@Suite struct OddSourceTests {
  private static func small(_ seconds: Double, change: (inout TestRecording) -> Void = { _ in }) -> TestRecording {
    TestRecording(seconds: seconds) {
      $0.picture?.width = 128
      $0.picture?.height = 128
      change(&$0)
    }
  }

  private func made(_ name: String, _ arguments: [String]) throws -> URL {
    let file = temporaryFile(name)
    try run("ffmpeg", ["-v", "error", "-nostdin", "-y"] + arguments + [file.path])
    return file
  }

  private func faults(_ cut: CutRecording) throws -> [String] {
    let chapters = zip(cut.files, cut.cuts.cuts).map { file, place in
      CutChecker.Chapter(
        file, start: place.range.start.approximateSeconds, end: place.range.end.approximateSeconds,
        encoded: place.head?.frames ?? 0)
    }
    return try CutChecker(source: cut.source).faults(chapters)
  }

  @Test(arguments: [
    ("one group of 10 s", small(12) { $0.picture?.gop = 250 }, ["3.3", "10.7"]),
    (
      "one group of 60 s",
      small(64) {
        $0.picture?.gop = 300
        $0.picture?.rate = "5"
        $0.sound?.sampleRate = 8000
      }, ["33.3", "61.5"]
    ),
    ("half a second", small(0.5), ["0.2"]),
    (
      "a frame a second",
      small(12) {
        $0.picture?.rate = "1"
        $0.picture?.gop = 5
      }, ["3.4", "8"]
    ),
  ])
  func losesNothing(_ source: (name: String, recording: TestRecording, clocks: [String])) throws {
    let cut = try CutRecording(source.recording, at: source.clocks)
    let faults = try faults(cut)
    #expect(faults == [], "\(source.name): \(faults)")
  }

  /// The size changes at a keyframe, and no header says so.
  @Test(arguments: [
    ("libx264", "mp4"), ("libx264", "mkv"), ("libx265", "mkv"), ("libvpx", "mkv"), ("libvpx-vp9", "mkv"),
  ])
  func refusesAPictureThatChangesItsSize(codec: String, container: String) throws {
    let middle = codec.hasPrefix("libx26") ? "ts" : "mkv"
    var parts: [URL] = []
    for size in ["128x128", "192x128"] {
      let picture = ["-f", "lavfi", "-i", "color=s=\(size):r=25:d=1", "-pix_fmt", "yuv420p"]
      parts.append(try made("part.\(middle)", picture + ["-c:v", codec]))
    }
    let list = try temporaryFile(
      "list.txt", Data(parts.map { "file '\($0.path)'\n" }.joined().utf8))
    let file = try made("changing.\(container)", ["-f", "concat", "-safe", "0", "-i", list.path, "-c", "copy"])
    let findings = try survey(file, named: "changing", acceptTruncated: false) { _, _ in }.findings
    #expect(findings.contains { $0.severity == .error && $0.sentence.contains("changes in mid-file") }, "\(findings)")
  }

  /// As live encoders write them.
  @Test(arguments: [("libx264", "mp4"), ("libx264", "mkv"), ("libx264", "ts"), ("libx265", "mp4")])
  func keyframesThatRepeatTheirParametersAreNoChange(codec: String, container: String) throws {
    let repeats = codec == "libx264" ? ["-x264-params"] : ["-x265-params"]
    let picture = ["-f", "lavfi", "-i", "testsrc2=s=128x128:r=25:d=2", "-pix_fmt", "yuv420p", "-g", "10"]
    let coding = ["-c:v", codec, "-preset", "ultrafast"] + repeats + ["repeat-headers=1:log-level=none"]
    let file = try made("repeating.\(container)", picture + coding)
    let findings = try survey(file, named: "repeating", acceptTruncated: false) { _, _ in }.findings
    #expect(!findings.contains { $0.severity == .error }, "\(findings)")
  }

  /// Of one size, other parameters are no reason to refuse: each keyframe carries its own.
  @Test func otherParametersOfTheSameSizeAreNoChange() throws {
    let parts = try ["baseline", "high"].map { profile in
      let picture = ["-f", "lavfi", "-i", "testsrc2=s=128x128:r=25:d=1", "-pix_fmt", "yuv420p"]
      return try made("part.ts", picture + ["-c:v", "libx264", "-bf", "0", "-profile:v", profile])
    }
    let list = try temporaryFile("list.txt", Data(parts.map { "file '\($0.path)'\n" }.joined().utf8))
    let file = try made("joined.mp4", ["-f", "concat", "-safe", "0", "-i", list.path, "-c", "copy"])
    let findings = try survey(file, named: "joined", acceptTruncated: false) { _, _ in }.findings
    #expect(!findings.contains { $0.severity == .error }, "\(findings)")
  }

  /// The picture begins at the first keyframe that is there, and it is said.
  @Test(arguments: ["mp4", "mkv"]) func goesWithoutAMissingFirstKeyframe(container: String) throws {
    let recording = Self.small(6)
    let drop = ["-c", "copy", "-bsf:v", "noise=drop='eq(n,0)':amount=0"]
    let file = try made("headless.\(container)", ["-i", recording.file().path] + drop)
    let cut = try CutRecording(file: file, at: ["2.7", "4.5"])
    #expect(cut.info.findings.contains { $0.kind == "no-first-keyframe" })
    #expect(try cut.files.flatMap(frameNumbers) == Array(50..<150))
  }

  /// Damaged packets are carried as they are; those that are missing leave a gap, and all others keep their times.
  @Test func carriesWhatIsBroken() throws {
    let recording = Self.small(6)
    let noise = ["-c", "copy", "-bsf:v", "noise=amount='50*between(n,20,24)'"]
    let broken = try CutRecording(
      file: made("broken.mp4", ["-i", recording.file().path] + noise), at: ["2.3", "4.1"])
    let source = try packets(of: broken.source, stream: "v:0")
    let copied = try packets(of: broken.files[0], stream: "v:0")
    #expect(copied.count >= 58 && copied.map(\.dataHash) == source.prefix(copied.count).map(\.dataHash))
    let drop = ["-c", "copy", "-bsf:v", "noise=drop='between(n,20,24)':amount=0"]
    let gap = try CutRecording(file: made("gap.mp4", ["-i", recording.file().path] + drop), at: ["3", "4.1"])
    let carried = try gap.files.flatMap { try packets(of: $0, stream: "v:0") }
    #expect(carried.count { !$0.flags.contains("D") } == 145)
  }

  /// Chapters behind a track's end have the other one alone.
  @Test func goesOnWhereOneTrackEnds() throws {
    let long = try Self.small(6).file()
    let short = try Self.small(3).file()
    let copy = ["-c", "copy"]
    let picture = try made(
      "short-picture.mp4", ["-i", short.path, "-i", long.path, "-map", "0:v", "-map", "1:a"] + copy)
    let cut = try CutRecording(file: picture, at: ["2", "4"])
    #expect(try cut.files.map { try probe($0).streams.map { $0.codecType ?? "" } }.last == ["audio"])
    #expect(try frameNumbers(of: cut.files[0]) + frameNumbers(of: cut.files[1]) == Array(0..<75))
    let sound = try made(
      "short-sound.mp4", ["-i", long.path, "-i", short.path, "-map", "0:v", "-map", "1:a"] + copy)
    let other = try CutRecording(file: sound, at: ["2", "4"])
    #expect(try other.files.map { try probe($0).streams.map { $0.codecType ?? "" } }.last == ["video"])
    #expect(try other.files.flatMap(frameNumbers) == Array(0..<150))
  }

  /// Two recordings one behind the other in one file.
  @Test func refusesTimesThatGoBack() throws {
    let part = try made("part.ts", ["-i", Self.small(3).file().path, "-c", "copy"])
    let bytes = try Data(contentsOf: part)
    let file = try temporaryFile("twice.ts", bytes + bytes)
    let findings = try survey(file, named: "twice", acceptTruncated: false) { _, _ in }.findings
    #expect(findings.contains { $0.severity == .error && $0.kind == "times-go-back" }, "\(findings)")
  }

  /// What old cameras and converters wrote: what chapters can't carry is refused in plain words, before anything is made.
  @Test(arguments: [
    (["-c:v", "mjpeg", "-pix_fmt", "yuvj420p"], "its picture is coded as mjpeg, which is not handled yet"),
    (["-c:v", "msmpeg4v2"], "its picture is coded as msmpeg4v2, which is not handled yet"),
    (["-c:v", "mpeg4", "-bf", "2"], "its picture track has no frame with a time"),
  ])
  func refusesOldPicturesInAVI(_ coding: [String], _ sentence: String) throws {
    let file = try made("old.avi", ["-f", "lavfi", "-i", "testsrc2=s=128x128:r=25:d=1"] + coding)
    let findings = try survey(file, named: "old.avi").findings
    #expect(findings.contains { $0.severity == .error && $0.sentence == sentence }, "\(findings)")
  }

  /// Of all kinds of sample that AVI holds none is lost.
  @Test(arguments: ["pcm_u8", "pcm_s24le", "pcm_f32le"])
  func cutsUncompressedSoundOfOldAVI(_ codec: String) throws {
    let file = try made("old.avi", ["-i", Self.small(4).file().path, "-c:v", "mpeg4", "-c:a", codec])
    let cut = try CutRecording(file: file, at: ["1.3"])
    #expect(cut.files.map(\.lastPathComponent).allSatisfy { $0.hasSuffix(".mov") })
    let (whole, heard) = try (samples(of: file), cut.files.flatMap { try samples(of: $0) })
    #expect(heard.count == whole.count && zip(heard, whole).allSatisfy { abs($0 - $1) < 0.000_1 })
  }

  /// Made of one copied over and over: minutes for every test run would be too much.
  @Test(.enabled(if: isThorough))
  func cutsNineHours() throws {
    let recording = Self.small(60) {
      $0.picture?.rate = "1"
      $0.picture?.gop = 10
      $0.sound?.sampleRate = 8000
    }
    let file = try made("nine-hours.mp4", ["-stream_loop", "539", "-i", recording.file().path, "-c", "copy"])
    let cut = try CutRecording(file: file, at: ["4:30:03.3", "8:59:01"])
    #expect(abs(cut.info.duration.approximateSeconds - 32_400) < 60)
    let shown = try cut.files.map { try packets(of: $0, stream: "v:0").count }
    #expect(shown.reduce(0, +) >= 32_400 && shown.reduce(0, +) < 32_410)
  }
}
