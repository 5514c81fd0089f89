import Foundation
import Lesson
import StageGraph
import TestSupport
import Testing
import Timeline
import Workplace

@testable import Stages

/// Slide changes in recordings whose truth is known, found by the stage as pipelines run it.
@Suite struct DetectSlidesTests {
  private typealias Scene = SlideShow.Scene

  /// Five slides of some twelve seconds, a keyframe every five.
  private static let scenes = [
    Scene(1, frames: 123), Scene(2, frames: 137), Scene(3, frames: 118), Scene(4, frames: 171), Scene(5, frames: 151),
  ]

  @Test(
    arguments: [
      [], [.face], [.pointer, .cursor], [.face, .pointer, .cursor],
    ] as [[SlideShow.Overlay]])
  func eachChangeIsFoundToTheFrameWhateverMovesOnTheSlides(overlays: [SlideShow.Overlay]) async throws {
    let show = SlideShow(Self.scenes, overlays: overlays)
    let changes = try await changes(in: show)
    #expect(changes.map(\.frame) == show.changes)
    #expect(changes.allSatisfy { $0.kind == .slide && $0.firstShown == nil && $0.time == $0.earliest })
  }

  @Test(arguments: [
    // B-frames, a keyframe at each change where the encoder sees one, keyframes everywhere, another codec.
    ["-c:v", "libx264", "-preset", "veryfast", "-g", "60"],
    ["-c:v", "libx264", "-preset", "veryfast", "-bf", "3", "-g", "70", "-sc_threshold", "0"],
    ["-c:v", "libx264", "-preset", "ultrafast", "-g", "1"],
    ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-g", "50", "-b:v", "300k"],
  ])
  func eachChangeIsFoundToTheFrameHoweverThePictureIsCoded(coding: [String]) async throws {
    let show = SlideShow(Self.scenes, coding: coding, container: coding[1] == "libvpx-vp9" ? "webm" : "mp4")
    #expect(try await changes(in: show).map(\.frame) == show.changes)
  }

  @Test func framesThatAreMissingWhereNothingMovesDontMatter() async throws {
    let show = SlideShow(
      Self.scenes,
      coding: ["-c:v", "libx264", "-preset", "ultrafast", "-g", "6"], isVariable: true)
    #expect(try await changes(in: show).map(\.frame) == show.changes)
  }

  @Test func slidesThatChangeInEachGroupOfFramesAreFound() async throws {
    let scenes = [323, 237, 218, 201, 251, 220].enumerated().map { Scene($0, frames: $1) }
    let show = SlideShow(
      scenes, coding: ["-c:v", "libx264", "-preset", "ultrafast", "-g", "200", "-sc_threshold", "0"])
    #expect(try await changes(in: show).map(\.frame) == show.changes)
  }

  @Test func aVideoOnASlideIsNoSlideChange() async throws {
    let show = SlideShow(
      [Scene(1, frames: 152), Scene(2, frames: 600), Scene(3, frames: 151)], overlays: [.video(from: 21, to: 64)])
    #expect(try await changes(in: show).map(\.frame) == show.changes)
  }

  @Test func whatIsAddedToASlideIsLess() async throws {
    let show = SlideShow([
      Scene(1, lines: 3, frames: 123), Scene(1, lines: 5, frames: 137), Scene(1, lines: 8, frames: 118),
      Scene(2, frames: 151),
    ])
    let changes = try await changes(in: show)
    #expect(changes.map(\.frame) == show.changes)
    #expect(changes.map(\.kind) == [.build, .build, .slide])
  }

  @Test func aSlideThatComesBackIsRecognised() async throws {
    let show = SlideShow([
      Scene(1, frames: 123), Scene(2, frames: 137), Scene(3, frames: 118), Scene(1, frames: 171), Scene(2, frames: 151),
    ])
    let changes = try await changes(in: show)
    #expect(changes.map(\.frame) == show.changes)
    #expect(changes.map { $0.firstShown != nil } == [false, false, true, true])
    #expect(changes[2].firstShown == .zero)
  }

  @Test func aFadeIsOneChangeInItsMiddle() async throws {
    // The keyframe at 20.0 s lies in the first fade, none in the second.
    let show = SlideShow([
      Scene(1, frames: 205, fadesInto: 2), Scene(2, frames: 180, fadesInto: 3),
      Scene(3, frames: 200),
    ])
    let found = try await changes(in: show).map(\.frame)
    #expect(found.count == 2)
    for (frame, middle) in zip(found, [200, 380]) { #expect(abs(frame - middle) <= 2) }
  }

  @Test func withoutALookAtFramesThePlaceIsKnownRoughly() async throws {
    let show = SlideShow(Self.scenes, overlays: [.pointer])
    let found = try await changes(in: show, exact: false)
    #expect(found.count == show.changes.count)
    for (change, frame) in zip(found, show.changes) {
      let time = try Instant(ticks: Int64(frame), in: .init(perSecond: Int32(SlideShow.rate))!)
      #expect(change.earliest < time && time <= change.time)
    }
  }

  @Test func soundAloneHasNoSlides() async throws {
    var stage = DetectSlides()
    let file = try RecordingFile(path: TestRecording(seconds: 1, .m4a).file().path)
    (stage.recording, stage.info) = (file.recording, try await info(file))
    #expect(try await stage.run(in: Workshop()).changes.isEmpty)
  }

  private struct Found {
    var frame: Int
    var kind: SlideChange.Kind
    var time: Instant
    var earliest: Instant
    var firstShown: Instant?
  }

  private func changes(in show: SlideShow, exact: Bool = true) async throws -> [Found] {
    let file = try RecordingFile(path: show.file().path)
    var stage = DetectSlides()
    (stage.recording, stage.info, stage.exact) = (file.recording, try await info(file), exact)
    let map = try await stage.run(in: workshop(file))
    return map.changes.map {
      Found(
        frame: Int(($0.time.approximateSeconds * Double(SlideShow.rate)).rounded()), kind: $0.kind, time: $0.time,
        earliest: $0.earliest, firstShown: $0.firstShown)
    }
  }

  private func info(_ file: RecordingFile) async throws -> MediaInfo {
    var probe = Probe()
    probe.recording = file.recording
    return try await probe.run(in: workshop(file))
  }

  private func workshop(_ file: RecordingFile) -> Workshop {
    Workshop(places: Places(files: [file.recording.name: file.url]))
  }
}
