import Cutting
import Foundation
import Lesson
import TestSupport
import Testing
import Timeline

/// What is left out is in no chapter's file, not even hidden.
@Suite struct OmissionTests {
  @Test(arguments: [TestRecording.Container.mp4, .mkv], [0, 3])
  func nothingOfItIsInAnyFile(container: TestRecording.Container, bFrames: Int) throws {
    let recording = TestRecording(seconds: 10, container) {
      $0.picture?.bFrames = bFrames; $0.picture?.gop = 40
    }
    let cut = try CutRecording(recording, at: [], omitting: [("3.3", "5.5")])
    let omitted = try #require(cut.cuts.omitted.first).range
    #expect(omitted.start <= (try instant("3.3")))
    #expect(omitted.end >= (try instant("5.5")))
    let origin = cut.info.origin.approximateSeconds
    let times = try frameTimes(of: cut.source).map { $0 - origin }
    let gone = Set(
      times.indices.filter {
        times[$0] > omitted.start.approximateSeconds - 1e-6 && times[$0] < omitted.end.approximateSeconds - 1e-6
      })
    #expect(gone.count > 50)

    // Decoding all packets, the edit lists ignored, shows no frame of it.
    for file in cut.files {
      for number in try framesWithoutEditList(of: file) { #expect(!gone.contains(number)) }
    }
    let shown = try cut.files.flatMap(frameNumbers)
    #expect(shown == recording.sourceFrames.filter { !gone.contains($0) })
  }

  @Test func itsSoundIsInNoFileEither() throws {
    let recording = TestRecording(seconds: 10) { $0.picture?.gop = 40 }
    // The tone changes with each second: packets of one second may be alike.
    let cut = try CutRecording(recording, at: [], omitting: [("3.3", "6")])
    let omitted = try #require(cut.cuts.omitted.first).range
    let times = try packets(of: cut.source, stream: "a:0")
    let hidden = times.filter { packet in
      let start = Double(packet.pts ?? 0) / 48000
      return start + 1024.0 / 48000 > omitted.start.approximateSeconds + 1e-6
        && start < omitted.end.approximateSeconds - 1e-6
    }
    let hashes = Set(hidden.compactMap(\.dataHash))
    #expect(!hashes.isEmpty)
    for file in cut.files {
      for packet in try packets(of: file, stream: "a:0") { #expect(!hashes.contains(packet.dataHash ?? "")) }
    }
  }

  /// A packet that reaches over an edge is in no chapter; PCM is cut at the sample.
  @Test func whatIsLostOfTheSoundIsSaid() throws {
    let cut = try CutRecording(TestRecording(seconds: 8), at: [], omitting: [("3.32", "5.5")])
    let omitted = try #require(cut.cuts.omitted.first).range
    // Packets of 1024 samples begin where the sound does.
    func lost(_ place: Instant) throws -> Double {
      let sample = try (place + (cut.info.origin - .zero)).approximateSeconds * 48000
      return (sample / 1024 - (sample / 1024).rounded(.down)) * 1024 / 48
    }
    let most = try Int(max(lost(omitted.start), 1024.0 / 48 - lost(omitted.end)).rounded())
    let said =
      "up to \(most) ms of sound beside what is left out are in no chapter either, before \(omitted.start.clock()) and behind \(omitted.end.clock()), since a packet of sound can't be divided"
    #expect(cut.cuts.warnings == [said])
    let plain = try CutRecording(
      TestRecording(seconds: 8, .mov) { $0.sound?.codec = "pcm_s16le" }, at: [], omitting: [("3.32", "5.5")])
    #expect(!plain.cuts.warnings.contains { $0.contains("can't be divided") })
  }

  /// Browsers play what an edit list hides behind the end: a chapter that ends at a keyframe holds nothing behind it.
  @Test(arguments: [0, 3])
  func nothingFollowsAnEndAtAKeyframe(bFrames: Int) throws {
    let recording = TestRecording(seconds: 10) {
      $0.picture?.bFrames = bFrames; $0.picture?.gop = 50
    }
    let cut = try CutRecording(recording, at: ["2"], omitting: [("4", "6")])
    #expect(try cut.files.map(framesWithoutEditList) == [Array(0..<50), Array(50..<100), Array(150..<250)])
  }

  @Test func theEndCanBeLeftOut() throws {
    let cut = try CutRecording(TestRecording(seconds: 8), at: ["2"], omitting: [("6", "8")])
    #expect(cut.files.count == 2)
    #expect(try firstAndLastFrame(of: cut.files[1]).last == 149)
  }

  /// Keyframes stand at 0, 4 and 8 s; in the test above nothing is lost, since frames are encoded again.
  @Test(arguments: [CutStyle.copy, .editList])
  func whatIsLostUpToTheNextKeyframeIsSaid(style: CutStyle) throws {
    let recording = TestRecording(seconds: 10) { $0.picture?.gop = 100 }
    let cut = try CutRecording(recording, at: [], omitting: [("1.0", "2.5")], as: style)
    try #expect(cut.cuts.omitted.first?.range.end == instant("4"))
    let said = "1.5 s behind \(try instant("2.5").clock()) are left out as well"
    #expect(cut.cuts.warnings.contains { $0.hasPrefix(said) }, "\(cut.cuts.warnings)")
  }
}

/// The frames that all packets of a file decode to, whatever its edit list hides.
private func framesWithoutEditList(of file: URL) throws -> [Int] {
  let data = try run(
    "ffmpeg",
    [
      "-v", "quiet", "-nostdin", "-ignore_editlist", "1", "-i", file.path, "-map", "0:V:0", "-fps_mode", "passthrough",
      "-vf",
      "scale=64:64:flags=area,format=gray", "-f", "rawvideo", "-",
    ])
  return stride(from: 0, to: data.count - 4095, by: 4096).compactMap {
    FrameStamp(luma: data.dropFirst($0).prefix(4096), width: 64, height: 64)?.number
  }
}
