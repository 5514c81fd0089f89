import Cutting
import Foundation
import Lesson
import TestSupport
import Testing
import Timeline

/// Codec by container by groups of pictures: each source is cut at two instants that no keyframe has, and its chapters are held against it.
@Suite struct CutMatrixTests {
  struct Source: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var recording: TestRecording
  }

  static let sources: [Source] = {
    var sources: [Source] = []
    for coding in codings {
      for (containerName, container, arguments) in containers {
        for gop in [16, 250] {
          sources.append(
            Source(
              testDescription: "\(coding.name), \(containerName), GOP \(gop)",
              recording: TestRecording(seconds: 3, container) {
                $0.picture?.width = 160
                $0.picture?.height = 96
                $0.picture?.gop = gop
                $0.arguments = arguments
                coding.change(&$0, gop)
              }))
        }
      }
    }
    return sources
  }()

  private static let containers: [(String, TestRecording.Container, [String])] = [
    ("MP4", .mp4, []), ("fragmented MP4", .mp4, ["-movflags", "+frag_keyframe+empty_moov+delay_moov"]),
    ("Matroska", .mkv, []),
  ]

  private static func x265(_ more: String) -> @Sendable (inout TestRecording, Int) -> Void {
    { recording, gop in
      recording.picture?.codec = "libx265"
      recording.picture?.arguments = [
        "-preset", "ultrafast", "-x265-params",
        "log-level=none:pools=none:scenecut=0:min-keyint=\(gop):keyint=\(gop):\(more)",
      ]
    }
  }

  private static let codings: [(name: String, change: @Sendable (inout TestRecording, Int) -> Void)] = [
    ("H.264", { _, _ in }),
    ("H.264 with a B-pyramid", { recording, _ in recording.picture?.bFrames = 4 }),
    ("H.264 High 10", { recording, _ in recording.picture?.pixelFormat = "yuv420p10le" }),
    ("HEVC", x265("open-gop=0:bframes=3")),
    ("HEVC with open GOPs", x265("open-gop=1:bframes=3")),
    (
      "HEVC 10 bit",
      { recording, gop in
        x265("open-gop=0:bframes=2")(&recording, gop)
        recording.picture?.pixelFormat = "yuv420p10le"
      }
    ),
    (
      "VP9",
      { recording, _ in
        recording.picture?.codec = "libvpx-vp9"
        recording.picture?.arguments = ["-deadline", "realtime", "-cpu-used", "8", "-b:v", "0", "-crf", "24"]
      }
    ),
    (
      "AV1",
      { recording, _ in
        recording.picture?.codec = "libsvtav1"
        recording.picture?.arguments = ["-preset", "12", "-crf", "24", "-svtav1-params", "lp=1"]
      }
    ),
  ]

  @Test(arguments: sources) func losesNothing(_ source: Source) throws {
    let cut = try CutRecording(source.recording, at: ["0.9", "2.13"])
    #expect(cut.cuts.cuts.dropFirst().map(\.method) == [.exact, .exact])
    let chapters = zip(cut.files, cut.cuts.cuts).map { file, place in
      CutChecker.Chapter(
        file, start: place.range.start.approximateSeconds, end: place.range.end.approximateSeconds,
        encoded: place.head?.frames ?? 0)
    }
    let faults = try CutChecker(source: cut.source).faults(chapters)
    #expect(faults == [], "\(faults)")
    let encoded = cut.cuts.cuts.reduce(0) { $0 + ($1.head?.frames ?? 0) }
    // Two heads of less than a group, or all behind the first cut where the recording is one group of 75.
    #expect(encoded > 0 && encoded < (source.recording.picture?.gop == 16 ? 32 : 56))
  }
}
