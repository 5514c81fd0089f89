import Foundation
import Lesson
import Media
import TestSupport
import Testing
import Timeline

@testable import Cutting

/// A recording with two pictures, a camera's and a screen's: both are cut to the frame, in one file or in two.
@Suite struct SeveralPicturesTests {
  /// The second picture has other frames, other groups of pictures, and another rate.
  private func made(_ container: String, codec: String = "libx264", coding: [String] = []) throws -> URL {
    let screen = TestRecording(seconds: 6) { $0.picture?.gop = 40 }
    let camera = TestRecording(seconds: 6) {
      $0.picture?.width = 160
      $0.picture?.height = 96
      $0.picture?.rate = "20"
      $0.picture?.gop = 33
      $0.picture?.recording = 5
      $0.picture?.codec = codec
      $0.picture?.arguments = coding
      if codec == "libx265" {
        $0.picture?.arguments = ["-preset", "ultrafast", "-x265-params", "log-level=none:pools=none"]
      }
      $0.sound = nil
    }
    let url = temporaryFile("two.\(container)")
    try run(
      "ffmpeg",
      [
        "-v", "error", "-nostdin", "-y", "-i", screen.file().path, "-i", camera.file().path, "-map", "0:v", "-map",
        "1:v",
        "-map", "0:a", "-c", "copy", url.path,
      ])
    return url
  }

  @Test(arguments: [("mp4", "libx264"), ("mkv", "libx264"), ("mov", "libx265")])
  func cutsBothToTheFrameInOneFile(container: String, codec: String) throws {
    let cut = try CutRecording(file: made(container, codec: codec), at: ["1.3", "3.92"])
    #expect(cut.info.pictures.map(\.stream) == [0, 1])
    #expect(cut.cuts.cuts.map(\.method) == [.copy, .exact, .exact])
    #expect(cut.cuts.cuts.map { $0.more.map(\.method) } == [[.copy], [.exact], [.exact]])
    #expect(cut.cuts.warnings.contains { $0.contains("2 pictures in one file") })
    for file in cut.files { #expect(try probe(file).streams.map(\.codecType) == ["video", "video", "audio"]) }
    try #expect(cut.faults().joined(separator: "; ") == "")
    try #expect(cut.faults(picture: 1, inChapters: 1).joined(separator: "; ") == "")
  }

  @Test func writesEachToAFileOfItsOwn() throws {
    let source = try made("mp4")
    let (screen, camera) = (
      try CutRecording(file: source, at: ["1.3", "3.92"], picture: 1),
      try CutRecording(file: source, at: ["1.3", "3.92"], picture: 2)
    )
    for file in screen.files + camera.files { #expect(try probe(file).streams.map(\.codecType) == ["video", "audio"]) }
    try #expect(screen.faults().joined(separator: "; ") == "")
    try #expect(camera.faults(picture: 1).joined(separator: "; ") == "")
    #expect(ChapterFormat(for: screen.info).fileName(ofPicture: 2) == "video-2.mp4")
  }

  /// For the web both become what every browser plays.
  @Test func encodesBothForTheWeb() throws {
    let cut = try CutRecording(file: made("mkv", codec: "libx265"), at: ["2.2"], for: .web)
    #expect(cut.cuts.cuts.map { [$0.method] + $0.more.map(\.method) } == [[.copy, .transcode], [.exact, .transcode]])
    for file in cut.files { #expect(try probe(file).streams.map(\.codecName) == ["h264", "h264", "aac"]) }
    try #expect(cut.faults().joined(separator: "; ") == "")
    try #expect(cut.faults(picture: 1, inChapters: 1).joined(separator: "; ") == "")
  }

  /// No encoder here codes pictures as two fields: one slice's header is changed until it says so, and nothing is decoded.
  @Test func fieldsOfAFurtherPictureAreNotCopied() throws {
    let whole = try made("mp4", coding: ["-x264-params", "interlaced=1:tff=1"])
    let info = try survey(whole, named: "two.mp4")
    let end = try Instant.zero + info.duration
    let start = PlannedChapter(range: TimeRange(.zero, end), boundary: Boundary(.start, evidence: "given"))
    func methods(_ file: URL) throws -> [Cut.Method] {
      let plan = ChapterPlan(chapters: [start], omitted: [])
      return try placeCuts(for: plan, in: info, of: file, named: "two.mp4").cuts[0].more.map(\.method)
    }
    #expect(try methods(whole) == [.copy])
    var demuxer = try Demuxer(whole, named: "two.mp4")
    demuxer.read(only: [1])
    var packet = try Packet()
    for _ in 0..<2 { #expect(try demuxer.next(into: &packet)) }
    let (position, held) = (packet.position, packet.bytes)
    // Behind the messages, the slice's length and the first byte of its unit.
    var slice = 0
    while held[slice + 4] & 0x1f > 5 { slice += 4 + held[slice..<slice + 4].reduce(0) { $0 << 8 | Int($1) } }
    let place = try Int(#require(position)) + slice + 5
    let camera = info.morePictures[0]
    for bit in 0..<64 {
      var bytes = try Data(contentsOf: whole)
      bytes[place + bit / 8] ^= 0x80 >> UInt8(bit % 8)
      let file = try temporaryFile("fields.mp4", bytes)
      var changed = try Demuxer(file, named: "two.mp4")
      guard try headCoding(for: camera, in: &changed) is H264Transcode else { continue }
      #expect(try methods(file) == [.transcode])
      return
    }
    Issue.record("no bit says that it is a field")
  }

  /// Nothing of what is left out is in either picture, not even hidden.
  @Test func leavesStretchesOutOfBoth() throws {
    let cut = try CutRecording(file: made("mp4"), at: [], omitting: [("2.1", "4.0")])
    let omitted = try #require(cut.cuts.omitted.first?.range)
    #expect(cut.files.count == 2)
    for (file, place) in zip(cut.files, cut.cuts.cuts) {
      let camera = try frameNumbers(of: file, picture: 1)
      let first = Int((place.range.start.approximateSeconds * 20).rounded(.up))
      let last = Int((place.range.end.approximateSeconds * 20).rounded(.up)) - 1
      #expect(camera == Array(first...min(last, 119)))
      for stream in ["v:0", "v:1"] {
        let shown = try packets(of: file, stream: stream).filter { !$0.flags.contains("D") }
        #expect(try packets(of: file, stream: stream).count == shown.count, "\(stream) of \(omitted)")
      }
    }
  }
}
