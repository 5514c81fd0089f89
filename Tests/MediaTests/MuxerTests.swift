import Foundation
import TestSupport
import Testing
import Timeline

@testable import Media

@Suite struct MuxerTests {
  /// Copies the packets of both streams from the keyframe at or before `start`, with times that count from `start`.
  private func copy(
    _ source: URL, from start: Int, to url: URL, _ options: Muxer.Options
  ) throws -> (size: Int64, packets: Int) {
    var demuxer = try Demuxer(source, named: "source")
    var muxer = try Muxer(to: url, named: url.lastPathComponent, options)
    for stream in demuxer.streams { try muxer.addStream(like: stream.index, of: demuxer) }
    try muxer.begin()
    var packet = try Packet()
    let bases = demuxer.streams.map { $0.timeBase ?? .microseconds }
    try demuxer.seek(to: Int64(start) * Int64(bases[0].denominator), in: 0)
    var count = 0
    while try demuxer.next(into: &packet) {
      let base = bases[packet.stream]
      let shift = Int64(start) * Int64(base.denominator)
      let pts = packet.pts ?? 0
      try muxer.write(
        packet, to: packet.stream, pts: pts - shift, dts: (packet.dts ?? pts) - shift, duration: packet.duration,
        in: base)
      count += 1
    }
    return (try muxer.finish(), count)
  }

  private let exactly = Muxer.Options(
    format: "mp4",
    settings: [.init("movie_timescale", "240000"), .init("video_track_timescale", "30000")], interleaves: false)

  @Test func anEditListHidesWhatLiesBeforeTheStart() throws {
    let source = try TestRecording(seconds: 9) { $0.picture?.rate = "30000/1001" }.file()
    let url = temporaryFile("chapter.mp4")
    // Keyframes are 50 frames apart: the one before second 4 is frame 100 at 3.3366 s, the first one shown is frame 120.
    let (size, _) = try copy(source, from: 4, to: url, exactly)
    #expect(try frameNumbers(of: url) == Array(120..<270))
    #expect(try #require(url.resourceValues(forKeys: [.fileSizeKey]).fileSize) == Int(size))
    let first = try #require(packets(of: url, stream: "v:0").first)
    #expect(first.flags.hasPrefix("KD"))
    #expect(try #require(first.pts) < 0)
  }

  @Test func copiedPacketsAreTheSourcesOwn() throws {
    let source = try TestRecording(seconds: 3, .mkv).file()
    let url = temporaryFile("whole.mp4")
    let (_, count) = try copy(source, from: 0, to: url, .init(format: "mp4"))
    for stream in ["v:0", "a:0"] {
      #expect(
        try packets(of: url, stream: stream).map(\.dataHash) == packets(of: source, stream: stream).map(\.dataHash))
    }
    #expect(try packets(of: url, stream: "v:0").count + packets(of: url, stream: "a:0").count == count)
  }

  @Test func rotationAndLanguageAreCarriedAndPersonalTagsAreNot() throws {
    let source = try TestRecording(seconds: 2) {
      $0.picture?.rotation = 90
      $0.arguments = [
        "-metadata", "location=+52.5+13.4/", "-metadata", "artist=Someone", "-metadata", "title=Lecture",
        "-metadata:s:a", "language=deu", "-metadata:s:v", "handler_name=Core Media of a person",
      ]
    }.file()
    let url = temporaryFile("chapter.mp4")
    _ = try copy(source, from: 0, to: url, .init(format: "mp4"))
    #expect(try frameNumbers(of: url) == Array(0..<50))
    #expect(try stamps(of: url, autorotate: false).first??.quarterTurns == 1)
    let probed = try probe(url)
    #expect(probed.first("audio")?.tags?["language"] == "deu")
    let tags = Set((probed.format.tags ?? [:]).keys)
    #expect(tags == ["major_brand", "minor_version", "compatible_brands"])
    let bytes = try Data(contentsOf: url)
    for secret in ["52.5", "Someone", "of a person", "Lavf"] { #expect(bytes.range(of: Data(secret.utf8)) == nil) }
  }

  @Test func equalInputGivesEqualBytes() throws {
    let source = try TestRecording(seconds: 3).file()
    let (first, second) = (temporaryFile("a.mp4"), temporaryFile("b.mp4"))
    _ = try copy(source, from: 1, to: first, exactly)
    _ = try copy(source, from: 1, to: second, exactly)
    #expect(try Data(contentsOf: first) == Data(contentsOf: second))
  }

  @Test(arguments: [("m4a", "ipod"), ("mp3", "mp3"), ("wav", "wav")])
  func soundOnlyFilesAreWritten(_ ending: String, _ format: String) throws {
    let source = try TestRecording(seconds: 4, try #require(TestRecording.Container(rawValue: ending))).file()
    let url = temporaryFile("chapter.\(ending)")
    _ = try copy(source, from: 0, to: url, .init(format: format))
    #expect(abs(try probe(url).duration - 4) < 0.06)
  }

  @Test func anIndexInFrontNeedsNoSecondPass() throws {
    let url = temporaryFile("front.mp4")
    var options = exactly
    options.settings.append(.init("moov_size", "60000"))
    _ = try copy(TestRecording(seconds: 3).file(), from: 0, to: url, options)
    let bytes = try Data(contentsOf: url)
    let (index, media) = (bytes.range(of: Data("moov".utf8)), bytes.range(of: Data("mdat".utf8)))
    #expect(try #require(index).lowerBound < #require(media).lowerBound)
    #expect(try frameNumbers(of: url) == Array(0..<75))
  }

  @Test func anAbandonedOutputIsRemoved() throws {
    let source = try Demuxer(TestRecording(seconds: 1).file(), named: "source")
    let url = temporaryFile("half.mp4")
    do {
      var muxer = try Muxer(to: url, named: "half.mp4", .init(format: "mp4"))
      try muxer.addStream(like: 0, of: source)
      try muxer.begin()
      #expect(FileManager.default.fileExists(atPath: url.path))
    }
    #expect(!FileManager.default.fileExists(atPath: url.path))
  }

  @Test func anOptionThatIsNotKnownIsAnError() throws {
    let source = try Demuxer(TestRecording(seconds: 1).file(), named: "source")
    let url = temporaryFile("out.mp4")
    let error = #expect(throws: MediaError.self) {
      var muxer = try Muxer(to: url, named: "out.mp4", .init(format: "mp4", settings: [.init("moov_seize", "1")]))
      try muxer.addStream(like: 0, of: source)
      try muxer.begin()
    }
    #expect(error?.description == "out.mp4: this FFmpeg doesn't know the option 'moov_seize'")
    #expect(!FileManager.default.fileExists(atPath: url.path))
  }

  @Test func timesThatDoNotFitOrGoBackAreErrors() throws {
    var demuxer = try Demuxer(TestRecording(seconds: 1).file(), named: "source")
    var muxer = try Muxer(to: temporaryFile("out.mp4"), named: "out.mp4", .init(format: "mp4", interleaves: false))
    try muxer.addStream(like: 0, of: demuxer)
    try muxer.begin()
    var packet = try Packet()
    let isThere = try demuxer.next(into: &packet)
    #expect(isThere)
    let seconds = try #require(TimeBase(perSecond: 1))
    func write(_ pts: Int64, _ dts: Int64) -> MediaError.Code? {
      do throws(MediaError) {
        try muxer.write(packet, to: 0, pts: pts, dts: dts, duration: .max, in: seconds)
        return nil
      } catch { return error.code }
    }
    #expect(write(.max, 0) == .outOfRange)
    #expect(write(.min, .min) == .outOfRange)
    let base = muxer.timeBase(of: 7)
    #expect(base == nil)
  }

  @Test func aFullDiskIsToldAsOne() throws {
    let full = temporaryFile("full.mkv")
    try FileManager.default.createSymbolicLink(atPath: full.path, withDestinationPath: "/dev/full")
    let error = #expect(throws: MediaError.self) {
      _ = try copy(TestRecording(seconds: 6).file(), from: 0, to: full, .init(format: "matroska"))
    }
    #expect(error?.code == .diskFull)
  }
}
