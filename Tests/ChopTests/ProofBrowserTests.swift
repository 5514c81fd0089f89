import Foundation
import Lesson
import TestSupport
import Testing
import Timeline

/// The same frames as Chromium shows them, read from a canvas: what an edit list hides is never seen.
@Suite struct ProofBrowserTests {
  private struct Line: Decodable {
    var lesson: String
    var path: String
    var duration: Double
    var width: Int
    var height: Int
    var at: Double
    var start: Stamp?
    var presented: Stamp?
    var played: [Stamp?]
    var middle: Stamp?
    var end: Stamp?
  }
  private struct Stamp: Decodable, Equatable {
    var number: Int?
    var turned: Int?
  }

  @Test func chromiumShowsTheFramesThatTheManifestSays() throws {
    let lessons = try proofSources.map { try $0.lesson() }
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Page/read_frames.py")
    let printed = try python([script.standardizedFileURL.path] + lessons.map(\.folder.path))
    let lines = try printed.split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Line.self, from: Data($0))
    }
    let chapters = try lessons.flatMap { lesson in try lesson.chapters().map { (lesson, $0) } }
    try #require(lines.map { "\($0.lesson)/\($0.path)" } == chapters.map(\.1.videoFile.path))
    for (line, (lesson, chapter)) in zip(lines, chapters) {
      let place = "\(lesson.source), chapter \(chapter.entry.number)"
      let length = try (chapter.end - chapter.start).approximateSeconds
      #expect(abs(line.duration - length) < lesson.source.frameLength, "\(place)")
      #expect(line.width == chapter.video.width, "\(place)")
      #expect(line.height == chapter.video.height, "\(place)")
      #expect(line.start == Stamp(number: chapter.frames.first), "\(place)")
      #expect(line.presented == Stamp(number: chapter.frames.first), "\(place)")
      // A busy machine leaves frames out.
      let played = line.played.compactMap { $0?.number }
      #expect(played.count == 4 && played == played.sorted() && played.allSatisfy(chapter.frames.contains), "\(place)")
      #expect(line.end == Stamp(number: chapter.frames.last), "\(place)")
      // At a frame's edge either neighbour is right.
      let middle = [-0.001, 0.001].map { shift in
        let time = chapter.start.approximateSeconds + line.at + shift
        return chapter.frames.last { lesson.source.time(ofFrame: $0) <= time } ?? chapter.frames.first
      }
      #expect(middle.contains(line.middle?.number), "\(place)")
    }
  }
}
