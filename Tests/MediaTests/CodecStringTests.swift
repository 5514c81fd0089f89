import Foundation
import Lesson
import TestSupport
import Testing

@testable import Media

@Suite struct CodecStringTests {
  private func string(_ recording: TestRecording) throws -> [String?] {
    let info = try survey(recording.file(), named: "lecture")
    return [info.video?.codecString, info.sound?.codecString]
  }

  /// Profile and level as asked of the encoder: Baseline 66 = 42 hexadecimal (constraint sets 0 and 1), Main 77, High 100; level 30 and 31.
  @Test(arguments: [
    ("baseline", "3.0", "avc1.42c01e"), ("main", "3.1", "avc1.4d401f"), ("high", "3.0", "avc1.64001e"),
  ])
  func pictureStringsTellProfileAndLevel(_ profile: String, _ level: String, _ expected: String) throws {
    for container in [TestRecording.Container.mp4, .mkv] {
      let recording = TestRecording(seconds: 1, container) {
        $0.picture?.arguments = ["-profile:v", profile, "-level", level]
        if profile == "baseline" { $0.picture?.bFrames = 0 }
      }
      #expect(try string(recording) == [expected, "mp4a.40.2"])
    }
  }

  /// Whatever the recording's container: chapters are MP4, and WAV for uncompressed sound alone.
  @Test func soundStringsAreThoseOfTheChapters() throws {
    #expect(try string(TestRecording(seconds: 1, .m4a)) == [nil, "mp4a.40.2"])
    #expect(try string(TestRecording(seconds: 1, .mp3)) == [nil, "mp4a.6B"])
    #expect(try string(TestRecording(seconds: 1, .wav)) == [nil, "1"])
    for (codec, expected) in [
      ("libmp3lame", "mp4a.6B"), ("libopus", "Opus"), ("libvorbis", "Opus"), ("flac", "fLaC"), ("alac", "alac"),
      ("ac3", "ac-3"), ("eac3", "ec-3"),
    ] {
      #expect(try string(TestRecording(seconds: 1, .mkv) { $0.sound?.codec = codec })[1] == expected)
    }
  }

  /// The muxer writes object type 0x69 for MPEG-2's rates.
  @Test func layerThreeOfALowRateIsMPEG2() throws {
    let recording = TestRecording(seconds: 1, .mkv) {
      $0.sound?.codec = "libmp3lame"
      $0.sound?.sampleRate = 22050
    }
    #expect(try string(recording)[1] == "mp4a.69")
  }

  @Test func damagedConfigurationsGiveNone() {
    var stream = StreamInfo(
      index: 0, kind: .video, codec: "h264", timeBase: nil, start: nil, duration: nil, claimedFrames: 0, extradata: [],
      profile: -99, level: -99, isCover: false, isDefault: true, language: nil, picture: nil, sound: nil)
    for bytes: [UInt8] in [
      [], [1], [1, 100, 0], [0, 0, 0, 1, 0x67], [2, 3, 4, 5, 6, 7, 8, 9], [0, 0, 1, 0x68, 1, 2, 3],
    ] {
      stream.extradata = bytes
      #expect(codecString(of: stream) == nil)
    }
    stream.extradata = [0, 0, 0, 1, 0x67, 0x64, 0x00, 0x28, 0xac]
    #expect(codecString(of: stream) == "avc1.640028")
    stream.codec = "aac"
    for (bytes, expected): ([UInt8], String?) in [
      ([], nil), ([0x12], nil), ([0x12, 0x10], "mp4a.40.2"), ([0x2b, 0x11], "mp4a.40.5"), ([0xf9, 0x40], "mp4a.40.42"),
    ] {
      stream.extradata = bytes
      #expect(codecString(of: stream) == expected)
    }
  }
}
