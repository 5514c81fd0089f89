import Cutting
import Foundation
import Lesson
import TestSupport
import Testing
import Timeline

/// Pictures of which nothing can be copied behind a cut become H.264, and it is said.
@Suite struct TranscodeTests {
  @Test(arguments: [("mpeg4", TestRecording.Container.mp4), ("mpeg4", .mkv), ("mpeg2video", .mkv), ("libvpx", .mkv)])
  func becomesH264AndLosesNoFrame(codec: String, container: TestRecording.Container) throws {
    let recording = TestRecording(seconds: 4, container) {
      $0.picture?.codec = codec
      $0.picture?.arguments = codec == "libvpx" ? ["-b:v", "2M", "-deadline", "realtime"] : ["-q:v", "3", "-bf", "2"]
    }
    let cut = try CutRecording(recording, at: ["1.5"])
    #expect(cut.cuts.cuts.map(\.method) == [.transcode, .transcode])
    #expect(cut.cuts.warnings.count == 1)
    #expect(cut.cuts.warnings.first?.contains("encoded again as a whole, as H.264") == true)
    #expect(try cut.files.flatMap(frameNumbers) == recording.sourceFrames)
    for (file, place) in zip(cut.files, cut.cuts.cuts) {
      let picture = try #require(try probe(file).first("video"))
      #expect(picture.codecName == "h264")
      #expect(picture.codecTagString == "avc1")
      let type = try ChapterFormat(for: cut.info).type(of: file, cut: place)
      #expect(type.hasPrefix("video/mp4; codecs=\"avc1.6400") && type.hasSuffix(", mp4a.40.2\""), "\(type)")
    }
  }
}
