import Foundation
import Lesson
import TestSupport
import Testing
import Timeline

@testable import Media

/// The poster of a maker that makes but one.
func poster(
  of url: URL, named name: String, info: MediaInfo, in range: TimeRange, at wished: Instant? = nil
) throws -> Poster? {
  var maker = try PosterMaker(url, named: name, info: info)
  return try maker.poster(in: range, at: wished)
}

@Suite struct PosterTests {
  private func range(_ start: Int, _ end: Int) throws -> TimeRange {
    TimeRange(try .zero + start.ms, try .zero + end.ms)
  }

  /// The stamp in a poster, read by ffmpeg.
  private func stamp(_ poster: Poster) throws -> FrameStamp? {
    try stamps(of: temporaryFile("poster.jpg", poster.jpeg)).first ?? nil
  }

  @Test(arguments: [0, 90, 180, 270])
  func aWishedFrameIsShownUpright(_ rotation: Int) throws {
    let file = try TestRecording(seconds: 6) { $0.picture?.rotation = rotation }.file()
    let info = try survey(file, named: "lecture.mp4")
    // 3.21 s lies between frames 80 and 81.
    let poster = try #require(
      try poster(of: file, named: "lecture.mp4", info: info, in: range(2500, 5000), at: .zero + 3210.ms))
    #expect(try stamp(poster) == FrameStamp(number: 81))
    #expect(try poster.instant == .zero + 3240.ms)
    #expect((poster.width, poster.height) == (320, 180))
    let probed = try #require(probe(temporaryFile("poster.jpg", poster.jpeg)).first("video"))
    #expect((probed.width, probed.height, probed.codecName) == (320, 180, "mjpeg"))
  }

  /// What lies outside is private: neither the keyframe before nor the frames after may be seen.
  @Test(arguments: [(2100, 3900), (2040, 2080), (100, 300), (5900, 6000), (1990, 2010)])
  func aPosterNeverLeavesItsRange(_ start: Int, _ end: Int) throws {
    let file = try TestRecording(seconds: 6).file()
    let info = try survey(file, named: "lecture.mp4")
    let found = try #require(try poster(of: file, named: "lecture.mp4", info: info, in: range(start, end)))
    let number = try #require(stamp(found)?.number)
    #expect(number * 40 >= start && number * 40 < end)
    #expect(try found.instant == .zero + (number * 40).ms)
  }

  @Test func aRangeWithoutAFrameHasNone() throws {
    let file = try TestRecording(seconds: 3).file()
    let info = try survey(file, named: "lecture.mp4")
    #expect(try poster(of: file, named: "lecture.mp4", info: info, in: range(1001, 1039)) == nil)
    #expect(try poster(of: file, named: "lecture.mp4", info: info, in: range(9000, 9900)) == nil)
  }

  @Test func timesCountFromTheRecordingsStart() throws {
    let file = try TestRecording(seconds: 4, .mkv) { $0.picture?.start = 0.5 }.file()
    let info = try survey(file, named: "lecture.mkv")
    let start = try #require(info.video).range.start
    let found = try #require(
      try poster(
        of: file, named: "lecture.mkv", info: info, in: TimeRange(start, start + 4.s), at: start + 2.s))
    #expect(try stamp(found)?.number == 50)
  }

  @Test func blackAndPlainPicturesAreNotChosen() throws {
    let url = temporaryFile("slides.mp4")
    // 4 s black, 4 s grey, 4 s of a picture with detail, 4 s black; a keyframe each second.
    try run(
      "ffmpeg",
      [
        "-v", "error", "-f", "lavfi", "-i", "color=black:s=320x180:r=25:d=4", "-f", "lavfi", "-i",
        "color=gray:s=320x180:r=25:d=4", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=4", "-f", "lavfi", "-i",
        "color=black:s=320x180:r=25:d=4", "-filter_complex", "concat=n=4:v=1,format=yuv420p", "-c:v", "libx264", "-g",
        "25", url.path,
      ])
    let info = try survey(url, named: "slides.mp4")
    let found = try #require(try poster(of: url, named: "slides.mp4", info: info, in: range(0, 16000)))
    #expect(try range(8000, 12000).contains(found.instant))
    // Where all is black, black it is.
    #expect(try poster(of: url, named: "slides.mp4", info: info, in: range(0, 3000)) != nil)
  }

  @Test func largePicturesAreMadeSmallerAndEqualEachTime() throws {
    let file = try TestRecording(seconds: 1) {
      $0.picture?.width = 1920
      $0.picture?.height = 1080
    }.file()
    let info = try survey(file, named: "hd.mp4")
    let first = try #require(try poster(of: file, named: "hd.mp4", info: info, in: range(0, 1000)))
    #expect((first.width, first.height) == (1280, 720))
    #expect(try stamp(first) != nil)
    #expect(try poster(of: file, named: "hd.mp4", info: info, in: range(0, 1000)) == first)
    #expect(first.jpeg.range(of: Data("Lavc".utf8)) == nil)
  }

  @Test func coloursAreThoseOfTheRecording() throws {
    for (matrix, height) in [("bt709", 720), ("smpte170m", 360)] {
      let url = temporaryFile("colour.mp4")
      try run(
        "ffmpeg",
        [
          "-v", "error", "-f", "lavfi", "-i", "color=0x20A040:s=\(height * 16 / 9)x\(height):d=1", "-vf",
          "scale=out_color_matrix=\(matrix),format=yuv420p", "-colorspace", matrix, "-c:v", "libx264", url.path,
        ])
      let info = try survey(url, named: "colour.mp4")
      let found = try #require(try poster(of: url, named: "colour.mp4", info: info, in: range(0, 1000)))
      let rgb = try run(
        "ffmpeg",
        [
          "-v", "error", "-i", temporaryFile("c.jpg", found.jpeg).path, "-vf", "scale=1:1,format=rgb24", "-f",
          "rawvideo",
          "-",
        ])
      for (value, expected) in zip(rgb, [0x20, 0xA0, 0x40]) {
        #expect(abs(Int(value) - expected) <= 4, "\(matrix) \(Array(rgb))")
      }
    }
  }

  @Test(arguments: [TestRecording.Container.m4a, .mp3, .mp4, .mkv])
  func aCoverBecomesAPoster(_ container: TestRecording.Container) throws {
    let file = try TestRecording(seconds: 1, container) { $0.hasCover = true }.file()
    let info = try survey(file, named: "talk")
    let found = try #require(try cover(of: file, named: "talk", info: info))
    #expect((found.width, found.height) == (120, 80))
    let rgb = try run(
      "ffmpeg",
      [
        "-v", "error", "-i", temporaryFile("c.jpg", found.jpeg).path, "-vf", "scale=1:1,format=rgb24", "-f", "rawvideo",
        "-",
      ])
    #expect(rgb[0] > 240 && rgb[1] < 12 && rgb[2] < 12)
    #expect(try cover(of: TestRecording(seconds: 1).file(), named: "x", info: info.withoutCover) == nil)
  }
}

extension MediaInfo {
  fileprivate var withoutCover: MediaInfo {
    var info = self
    info.cover = nil
    return info
  }
}
