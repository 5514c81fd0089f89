import Foundation
import TestSupport
import Testing
import Timeline

@testable import Media

@Suite struct DemuxerTests {
  @Test func readsWhatFFprobeLists() throws {
    let file = try TestRecording(seconds: 4).file()
    var demuxer = try Demuxer(file, named: "lecture.mp4")
    #expect(demuxer.container == "mov")
    for (stream, name) in [(0, "v:0"), (1, "a:0")] {
      demuxer.read(only: [stream])
      try demuxer.seek(to: -100_000, in: stream)
      var packet = try Packet()
      var read: [ProbedPacket] = []
      while try demuxer.next(into: &packet) {
        read.append(
          ProbedPacket(
            streamIndex: packet.stream, pts: packet.pts, dts: packet.dts, duration: packet.duration,
            size: "\(packet.size)", flags: (packet.isKey ? "K" : "_") + (packet.isDiscarded ? "D" : "_")))
      }
      let expected = try packets(of: file, stream: name).map {
        var packet = $0
        packet.dataHash = nil
        return packet
      }
      #expect(read == expected)
    }
  }

  @Test func seeksToTheKeyframeAtOrBefore() throws {
    for container in [TestRecording.Container.mp4, .mkv] {
      var demuxer = try Demuxer(TestRecording(seconds: 8, container).file(), named: "lecture")
      demuxer.read(only: [0])
      let base = try #require(demuxer.streams[0].timeBase)
      var packet = try Packet()
      for (wished, keyframe) in [(3.9, 2.0), (4.03, 4.0), (7.5, 6.0), (-5, 0)] {
        let ticks = Int64(wished * Double(base.denominator))
        try demuxer.seek(to: ticks, in: 0)
        let isThere = try demuxer.next(into: &packet)
        let isKey = packet.isKey
        #expect(isThere && isKey)
        let seconds = Double(packet.pts ?? -1) / Double(base.denominator)
        #expect(abs(seconds - keyframe) < 0.03, "\(container) \(wished)")
      }
    }
  }

  @Test func aStreamIsAValueThatTellsItsKind() throws {
    let demuxer = try Demuxer(
      TestRecording(seconds: 1) {
        $0.picture?.rotation = 270
        $0.picture?.rate = "30000/1001"
        $0.sound?.channels = 2
        $0.hasCover = true
        $0.arguments = ["-metadata:s:a", "language=eng"]
      }.file(), named: "phone.mp4")
    let streams = demuxer.streams
    #expect(streams.map(\.kind) == [.video, .audio, .video])
    #expect(streams[0].picture?.rotation == 270)
    #expect(streams[0].picture.map { [$0.width, $0.height] } == [180, 320])
    #expect(streams[0].picture?.frameRate.map { [$0.numerator, $0.denominator] } == [30000, 1001])
    #expect(streams[0].timeBase == TimeBase(1, 30000))
    #expect(streams[1].sound.map { [$0.sampleRate, $0.channels] } == [48000, 2])
    #expect(streams[1].language == "eng")
    #expect(streams.map(\.isCover) == [false, false, true])
  }

  /// What is given, and what the one sentence about it starts and ends with.
  static let unreadable: [(what: String, code: MediaError.Code, sentence: String)] = [
    ("missing", .noSuchFile, "given.mp4: there is no such file; check its name and folder"),
    ("folder", .notAFile, "given.mp4: is a folder, not a recording; name a recording in it"),
    ("pipe", .notAFile, "given.mp4: is not a plain file; copy the recording to a file first"),
    (
      "empty", .empty,
      "given.mp4: is empty: nothing was recorded or downloaded; copy it again from where it was recorded"
    ),
    (
      "text", .notARecording,
      "given.mp4: is no recording that chop can read; chop reads MP4, MOV, Matroska, WebM, MPEG-TS, AVI, FLV, M4A, MP3, Ogg, FLAC, AAC and WAV files"
    ),
    (
      "random", .notARecording,
      "given.mp4: is no recording that chop can read; chop reads MP4, MOV, Matroska, WebM, MPEG-TS, AVI, FLV, M4A, MP3, Ogg, FLAC, AAC and WAV files"
    ),
    (
      "no index", .noIndex,
      "given.mp4: has no index (moov): the recording or the download was not finished; "
        + "copy or export it again from where it was recorded"
    ),
  ]

  @Test(arguments: unreadable)
  func oneSentenceSaysWhyAFileIsNoRecording(_ given: (what: String, code: MediaError.Code, sentence: String)) throws {
    let url = temporaryFile("given.mp4")
    switch given.what {
    case "folder": try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    case "pipe": #expect(mkfifo(url.path, 0o600) == 0)
    case "empty": try Data().write(to: url)
    case "text": try Data("This is the text of a lecture.\n".utf8).write(to: url)
    case "random":
      var state: UInt64 = 1
      try Data(
        (0..<200_000).map { _ in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return UInt8(truncatingIfNeeded: state >> 40)
        }
      ).write(to: url)
    case "no index":
      let whole = try Data(contentsOf: TestRecording(seconds: 4).file())
      try whole.prefix(whole.count / 2).write(to: url)
    default: break
    }
    let error = #expect(throws: MediaError.self) { _ = try Demuxer(url, named: "given.mp4") }
    #expect(error?.code == given.code)
    #expect(error?.description == given.sentence)
  }

  @Test func aFileWithoutPermissionSaysHowToOpenIt() throws {
    let url = try temporaryFile("locked.mp4", Data("x".utf8))
    try FileManager.default.setAttributes([.posixPermissions: 0o000], ofItemAtPath: url.path)
    // The superuser may read everything.
    guard getuid() != 0 else { return }
    let error = #expect(throws: MediaError.self) { _ = try Demuxer(url, named: "locked.mp4") }
    #expect(error?.description == "locked.mp4: you have no permission to read it; chmod +r makes it readable")
  }

  @Test(arguments: ["concat", "hls", "dash", "image list"])
  func aPlaylistInDisguiseReadsNoOtherFile(_ kind: String) throws {
    // A file of its own: other tests read the shared one at the same time.
    let secret = try temporaryFile("secret-\(kind).mp4", Data(contentsOf: TestRecording(seconds: 1).file()))
    let text =
      switch kind {
      case "concat": "ffconcat version 1.0\nfile '\(secret.path)'\n"
      case "hls": "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:\(secret.path)\n#EXT-X-ENDLIST\n"
      case "dash":
        "<?xml version=\"1.0\"?><MPD><Period><AdaptationSet><Representation><BaseURL>\(secret.path)</BaseURL>"
          + "</Representation></AdaptationSet></Period></MPD>"
      default: "file:\(secret.path)\n\(secret.path)\n"
      }
    let before = try accessTime(secret)
    let playlist = try temporaryFile("lecture.mp4", Data(text.utf8))
    let started = ContinuousClock.now
    let error = #expect(throws: MediaError.self) { _ = try Demuxer(playlist, named: "lecture.mp4") }
    #expect(error?.code == .notARecording)
    #expect(ContinuousClock.now - started < .seconds(10))
    #expect(try accessTime(secret) == before)
  }

  private func accessTime(_ url: URL) throws -> Date? {
    try url.resourceValues(forKeys: [.contentAccessDateKey]).contentAccessDate
  }

  @Test func aNameThatLooksLikeAProtocolOrAnOptionIsAFile() throws {
    let data = try Data(contentsOf: TestRecording(seconds: 1).file())
    for name in ["10:30 lecture.mp4", "-lecture.mp4", "http:lecture.mp4", "a%20b.mp4", "día 1 🎓.mp4", "a\nb.mp4"] {
      let demuxer = try Demuxer(temporaryFile(name, data), named: name)
      #expect(demuxer.streams.count == 2)
    }
  }

  @Test func damageInTheMiddleIsCountedNotFatal() throws {
    var data = try Data(contentsOf: TestRecording(seconds: 12, .mkv).file())
    let middle = data.count / 2
    data.replaceSubrange(middle..<middle + 600, with: Data(repeating: 0, count: 600))
    var demuxer = try Demuxer(temporaryFile("damaged.mkv", data), named: "damaged.mkv")
    var packet = try Packet()
    var (damaged, count) = (0, 0)
    var last: Int64 = 0
    while try demuxer.next(into: &packet, countingDamage: &damaged) {
      count += 1
      last = packet.pts ?? last
    }
    #expect(count > 700)
    #expect(last > 11_900)
  }
}
