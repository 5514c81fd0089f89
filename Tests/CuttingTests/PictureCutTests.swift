import Cutting
import Foundation
import Lesson
import TestSupport
import Testing
import Timeline

/// Sources that a cut has to get right, by name.
let pictureSources: [(name: String, recording: TestRecording)] = [
  ("plain", TestRecording(seconds: 8)),
  ("no B-frames", TestRecording(seconds: 8) { $0.picture?.bFrames = 0 }),
  ("many B-frames", TestRecording(seconds: 8) { $0.picture?.bFrames = 4 }),
  ("one GOP", TestRecording(seconds: 8) { $0.picture?.gop = 250 }),
  ("all keyframes", TestRecording(seconds: 8) { $0.picture?.gop = 1 }),
  ("29.97 frames/s", TestRecording(seconds: 8) { $0.picture?.rate = "30000/1001" }),
  ("MOV", TestRecording(seconds: 8, .mov)),
  ("Matroska", TestRecording(seconds: 8, .mkv)),
  (
    "44.1 kHz stereo",
    TestRecording(seconds: 8) {
      $0.sound?.sampleRate = 44100; $0.sound?.channels = 2
    }
  ),
  ("picture starts late", TestRecording(seconds: 8) { $0.picture?.start = 0.5 }),
  ("sound starts late", TestRecording(seconds: 8) { $0.sound?.start = 0.7 }),
  (
    "turned by 90°",
    TestRecording(seconds: 8) {
      $0.picture?.rotation = 90; $0.picture?.width = 180; $0.picture?.height = 320
    }
  ),
  ("turned by 180°", TestRecording(seconds: 8) { $0.picture?.rotation = 180 }),
  ("variable rate", TestRecording(seconds: 8) { $0.picture?.isVariable = true }),
  ("no sound", TestRecording(seconds: 8) { $0.sound = nil }),
]

@Suite struct PictureCutTests {
  /// Every frame of the source is shown in exactly one chapter, in order, upright, from the first to the last.
  @Test(arguments: pictureSources.indices)
  func showsEachFrameInExactlyOneChapter(index: Int) throws {
    let (name, recording) = pictureSources[index]
    let cut = try CutRecording(recording, at: ["2.2", "5"])
    let shown = try cut.files.map(frameNumbers)
    #expect(shown.flatMap(\.self) == recording.sourceFrames, "\(name)")
    let isAnyEmpty = shown.map(\.count).contains(0)
    #expect(!isAnyEmpty, "\(name)")
  }

  /// The first frame shown is the first at or after the instant asked for, as the plan says.
  @Test(arguments: pictureSources.indices)
  func startsAtTheFirstFrameAtOrAfterTheInstant(index: Int) throws {
    let (name, recording) = pictureSources[index]
    let cut = try CutRecording(recording, at: ["2.21", "5.03"])
    let source = try frameTimes(of: cut.source)
    let origin = cut.info.origin.approximateSeconds
    for (file, place) in zip(cut.files, cut.cuts.cuts).dropFirst() {
      let actual = place.range.start.approximateSeconds
      let wanted = source.map { $0 - origin }.first { $0 >= place.requested.approximateSeconds - 1e-9 }
      #expect(abs(actual - (wanted ?? 0)) < 0.0006, "\(name)")
      let first = try firstAndLastFrame(of: file).first
      let shownAt = source[try #require(recording.sourceFrames.firstIndex(of: first))] - origin
      #expect(abs(shownAt - actual) < 0.0006, "\(name)")
    }
  }

  /// ffprobe's duration is the stretch's length within a frame; sound and picture start together.
  @Test(arguments: pictureSources.indices)
  func lastsAsLongAsItsStretch(index: Int) throws {
    let (name, recording) = pictureSources[index]
    let cut = try CutRecording(recording, at: ["2.2", "5"])
    for (file, place) in zip(cut.files, cut.cuts.cuts) {
      let probed = try probe(file)
      #expect(abs(probed.duration - (try place.range.length().approximateSeconds)) < 0.034, "\(name)")
    }
    for file in cut.files.dropFirst() {
      for stream in try probe(file).streams { #expect(abs(Double(stream.startTime ?? "") ?? 1) < 0.001, "\(name)") }
    }
  }

  @Test func copiesWhereAKeyframeStandsAndHidesByEditListElsewhereOnRequest() throws {
    let recording = TestRecording(seconds: 8)
    let cut = try CutRecording(recording, at: ["2", "5"], as: .editList)
    #expect(cut.cuts.cuts.map(\.method) == [.copy, .copy, .editList])
    // Nothing behind the end is copied where a keyframe stands there.
    #expect(try packets(of: cut.files[0], stream: "v:0").count == 50)
    // 50 frames from keyframe to keyframe at 25 frames/s: the packets of the third chapter begin at frame 100.
    #expect(try packets(of: cut.files[2], stream: "v:0").count == 100)
    #expect(try firstAndLastFrame(of: cut.files[2]).first == 125)
  }

  /// A copy on request starts at the nearest keyframe.
  @Test func movesToTheNearestKeyframeOnRequest() throws {
    let cut = try CutRecording(TestRecording(seconds: 8), at: ["2.9", "5.5"], as: .copy)
    #expect(cut.cuts.cuts.map(\.method) == [.copy, .copy, .copy])
    #expect(try cut.files.map { try firstAndLastFrame(of: $0).first } == [0, 50, 150])
  }

  @Test func copiesPacketsUnchanged() throws {
    let cut = try CutRecording(TestRecording(seconds: 8), at: ["3.3"], as: .editList)
    let source = Set(try packets(of: cut.source, stream: "v:0").map(\.dataHash))
    for file in cut.files {
      for packet in try packets(of: file, stream: "v:0") { #expect(source.contains(packet.dataHash)) }
    }
  }

  @Test func keepsTheSameBytes() throws {
    let recording = TestRecording(seconds: 8)
    let first = try CutRecording(recording, at: ["3.3"]).files.map { try Data(contentsOf: $0) }
    let second = try CutRecording(recording, at: ["3.3"]).files.map { try Data(contentsOf: $0) }
    #expect(first == second)
  }

  @Test func refusesTwoChaptersAtOneFrame() throws {
    let error = #expect(throws: CutError.self) { try CutRecording(TestRecording(seconds: 8), at: ["3.01", "3.02"]) }
    #expect(error?.description.contains("chapters 2 and 3") == true)
  }

  @Test func refusesAChapterBehindTheLastFrame() throws {
    let recording = TestRecording(seconds: 8) { $0.picture?.gop = 50 }
    #expect(throws: CutError.self) { try CutRecording(recording, at: ["7.99"]) }
  }

  @Test func carriesNoTagsOfTheRecording() throws {
    let recording = TestRecording(seconds: 4) {
      $0.arguments = ["-metadata", "location=+59.9-010.7/", "-metadata", "title=Private", "-metadata", "comment=x"]
    }
    for file in try CutRecording(recording, at: ["2"]).files {
      let tags = try probe(file).format.tags ?? [:]
      #expect(Set(tags.keys).isSubset(of: ["major_brand", "minor_version", "compatible_brands"]))
    }
  }
}
