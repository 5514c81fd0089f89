import Cutting
import Foundation
import Lesson
import Media
import TestSupport
import Testing
import Timeline

/// Chapters for the web: H.264 of 8 bits with AAC in MP4, whatever the recording is, and no frame or sample lost on the way.
@Suite struct WebChapterTests {
  struct Source: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var recording: TestRecording
    /// The codecs that are said to be encoded again.
    var said: [String]

    init(
      _ description: String, _ container: TestRecording.Container = .mkv, said: [String],
      _ change: (inout TestRecording) -> Void
    ) {
      testDescription = description
      recording = TestRecording(seconds: 4, container) {
        $0.picture?.width = 160
        $0.picture?.height = 96
        change(&$0)
      }
      self.said = said
    }
  }

  private static let x265 = ["-preset", "ultrafast", "-x265-params", "log-level=none:pools=none"]

  static let sources = [
    Source("HEVC of 10 bits and AC-3", said: ["hevc", "ac3"]) {
      $0.picture?.codec = "libx265"
      $0.picture?.pixelFormat = "yuv420p10le"
      $0.picture?.arguments = x265
      $0.sound?.codec = "ac3"
    },
    Source("VP9 and Opus", .mp4, said: ["vp9", "opus"]) {
      $0.picture?.codec = "libvpx-vp9"
      $0.picture?.arguments = ["-deadline", "realtime", "-cpu-used", "8", "-b:v", "0", "-crf", "24"]
      $0.sound?.codec = "libopus"
    },
    Source("MPEG-4 part 2 and MP3", .mp4, said: ["mpeg4", "mp3"]) {
      $0.picture?.codec = "mpeg4"
      $0.picture?.arguments = ["-q:v", "3", "-bf", "2"]
      $0.sound?.codec = "libmp3lame"
    },
    Source("ProRes and PCM of two channels", .mov, said: ["prores", "pcm_s16le"]) {
      $0.picture?.codec = "prores_ks"
      $0.picture?.pixelFormat = "yuv422p10le"
      $0.sound?.codec = "pcm_s16le"
      $0.sound?.channels = 2
    },
    Source("H.264 4:4:4 and FLAC", said: ["h264 (yuv444p)", "flac"]) {
      $0.picture?.pixelFormat = "yuv444p"
      $0.sound?.codec = "flac"
    },
  ]

  @Test(arguments: sources) func isH264AndAACAndLosesNothing(_ source: Source) throws {
    let cut = try CutRecording(source.recording, at: ["1.3", "2.71"], for: .web)
    #expect(cut.cuts.cuts.map(\.method) == [.transcode, .transcode, .transcode])
    #expect(cut.cuts.warnings.count == source.said.count)
    for (warning, codec) in zip(cut.cuts.warnings, source.said) {
      #expect(warning.hasSuffix("since not every browser plays \(codec)"), "\(warning)")
    }
    for file in cut.files {
      #expect(file.pathExtension == "mp4")
      let streams = try probe(file)
      let picture = try #require(streams.first("video"))
      #expect([picture.codecName, picture.codecTagString, picture.pixFmt] == ["h264", "avc1", "yuv420p"])
      #expect(streams.first("audio")?.codecName == "aac")
      #expect(streams.first("audio")?.channels == source.recording.sound?.channels)
      let type = try ChapterFormat(for: cut.info.carried(for: .web)).type(of: file, cut: cut.cuts.cuts[0])
      #expect(type.wholeMatch(of: /video\/mp4; codecs="avc1\.64[0-9a-f]{4}, mp4a\.40\.2"/) != nil, "\(type)")
    }
    try #expect(cut.faults().joined(separator: "; ") == "")
  }

  /// What every browser plays already is cut as ever.
  @Test func leavesH264AndAACAsTheyAre() throws {
    let recording = TestRecording(seconds: 4)
    let (web, plain) = (try CutRecording(recording, at: ["1.3"], for: .web), try CutRecording(recording, at: ["1.3"]))
    #expect(web.cuts.cuts == plain.cuts.cuts)
    #expect(web.cuts.warnings == [])
    for (one, other) in zip(web.files, plain.files) { #expect(try Data(contentsOf: one) == Data(contentsOf: other)) }
  }

  /// Chromium can't go to a keyframe that needs frames before it, so no chapter has one.
  @Test func encodesOpenGOPsAgain() throws {
    let cut = try CutRecording(
      TestRecording(seconds: 6) { $0.picture?.arguments = ["-x264-params", "open-gop=1"] }, at: ["3"], for: .web)
    #expect(cut.cuts.cuts.map(\.method) == [.transcode, .transcode])
    #expect(cut.cuts.warnings.count == 2)
    try #expect(cut.faults().joined(separator: "; ") == "")
  }

  /// Only what needs it is encoded: the sound here, the picture there.
  @Test func encodesNoMoreThanItHasTo() throws {
    let sound = try CutRecording(TestRecording(seconds: 4) { $0.sound?.codec = "libopus" }, at: ["2"], for: .web)
    #expect(sound.cuts.cuts.map(\.method) == [.copy, .copy])
    let source = Set(try packets(of: sound.source, stream: "v:0").map(\.dataHash))
    #expect(try sound.files.flatMap { try packets(of: $0, stream: "v:0") }.allSatisfy { source.contains($0.dataHash) })
    try #expect(sound.faults().joined(separator: "; ") == "")
    let picture = try CutRecording(
      TestRecording(seconds: 4) {
        $0.picture?.codec = "libx265"
        $0.picture?.arguments = Self.x265
      }, at: ["2"], for: .web)
    let wanted = Set(try packets(of: picture.source, stream: "a:0").map(\.dataHash))
    #expect(
      try picture.files.flatMap { try packets(of: $0, stream: "a:0") }.allSatisfy { wanted.contains($0.dataHash) })
  }

  @Test func carriesTurnAndPixelsAndVariableRate() throws {
    for change: (inout TestRecording.Picture) -> Void in [
      { ($0.rotation, $0.isVariable) = (90, true) }, { $0.arguments += ["-aspect", "2:1"] },
    ] {
      let recording = TestRecording(seconds: 4) {
        $0.picture?.codec = "libx265"
        $0.picture?.arguments = Self.x265
        if var picture = $0.picture {
          change(&picture)
          $0.picture = picture
        }
      }
      let cut = try CutRecording(recording, at: ["2.2"], for: .web)
      let wanted = try probe(cut.source).first("video")
      for file in cut.files {
        let picture = try probe(file).first("video")
        #expect(picture?.sampleAspectRatio == wanted?.sampleAspectRatio)
        #expect(picture?.sideDataList?.first?.rotation == wanted?.sideDataList?.first?.rotation)
      }
      try #expect(cut.faults().joined(separator: "; ") == "")
    }
  }

  @Test func uncompressedSoundAloneStays() throws {
    let cut = try CutRecording(TestRecording(seconds: 4, .wav), at: ["1.7"], for: .web)
    #expect(cut.files.map(\.pathExtension) == ["wav", "wav"])
    #expect(cut.cuts.warnings.isEmpty)
    try checkSound(cut)
  }

  @Test func otherSoundAloneBecomesAAC() throws {
    let cut = try CutRecording(TestRecording(seconds: 4, .mp3), at: ["1.7"], for: .web)
    #expect(cut.files.map(\.pathExtension) == ["m4a", "m4a"])
    #expect(try cut.files.map { try probe($0).streams.map(\.codecName) } == [["aac"], ["aac"]])
    #expect(cut.cuts.warnings.count == 1)
    try checkSound(cut)
  }

  /// Behind a seek the decoder drops a part of Opus' first packet, and Matroska's times are rounded.
  @Test func isExactToTheSampleInMatroska() throws {
    let cut = try CutRecording(
      TestRecording(seconds: 4, .mkv) { $0.sound?.codec = "libopus" }, at: ["1.3", "2.71"], for: .web)
    for file in cut.files { #expect(try probe(file).first("audio")?.codecName == "aac") }
    try checkSound(cut)
  }

  /// What an encoder makes of its own beginning is heard nowhere.
  @Test func isSilentUntilTheSoundStarts() throws {
    let recording = TestRecording(seconds: 4, .mkv) {
      $0.sound?.codec = "flac"
      $0.sound?.start = 0.5
    }
    let cut = try CutRecording(recording, at: ["2"], for: .web)
    let heard = try samples(of: cut.files[0])
    let start = Int(try #require(cut.info.sound).range.start.approximateSeconds * 48000)
    #expect(start > 23_000 && heard.count > 90_000)
    #expect(heard[..<(start - 1024)].allSatisfy { abs($0) < 0.001 })
    let (shift, likeness) = try bestShift(
      of: Array(heard[start + 1000..<start + 2000]), in: samples(of: cut.source), around: 1000)
    #expect(shift == 0 && likeness > 0.98, "off by \(shift), like by \(likeness)")
  }

  /// Each chapter's sound is the recording's, not shifted by a sample.
  private func checkSound(_ cut: CutRecording) throws {
    let whole = try samples(of: cut.source)
    for (file, place) in zip(cut.files, cut.cuts.cuts) {
      let heard = try samples(of: file)
      let start = Int((place.range.start.approximateSeconds * 48000).rounded())
      let length = min(Int((try place.range.length().approximateSeconds * 48000).rounded()), whole.count - start)
      #expect(heard.count >= length - 1)
      for offset in [0, length / 2, length - 1200] {
        let (shift, likeness) = bestShift(of: Array(heard[offset..<offset + 1000]), in: whole, around: start + offset)
        // The encoder has just begun at the very start.
        #expect(
          abs(shift) <= (offset == 0 ? 1 : 0) && likeness > 0.98, "off by \(shift), like by \(likeness) at \(offset)")
      }
    }
  }

  /// Without being asked chop changes nothing, and says where it plays and what to ask for.
  @Test func namesWhereOtherPicturesPlay() throws {
    let recording = TestRecording(seconds: 2) {
      $0.picture?.codec = "libx265"
      $0.picture?.arguments = Self.x265
    }
    let cut = try CutRecording(recording, at: [])
    #expect(cut.cuts.cuts.map(\.method) == [.copy])
    #expect(
      cut.cuts.warnings == [
        "its picture (hevc) plays in Safari, and in Chrome and Edge where the computer decodes it in hardware; --for web makes chapters that every browser plays"
      ])
    #expect(cut.info.findings.contains { $0.kind == "not-everywhere" && $0.severity == .note })
  }
}
