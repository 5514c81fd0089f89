import Foundation
import TestSupport
import Testing

@Suite struct UnusableRecordingTests {
  /// Makes the recording `x.mp4` that can't be used, and says what the sentence about it holds.
  struct Unusable: CustomTestStringConvertible {
    var testDescription: String
    var words: [String]
    var make: @Sendable (Desk) throws -> Void
  }

  static let all = [
    Unusable(testDescription: "nothing", words: ["there is no such file", "check the name"]) { _ in },
    Unusable(testDescription: "a folder", words: ["is a folder", "name a file in it"]) {
      try FileManager.default.createDirectory(at: $0["x.mp4"], withIntermediateDirectories: true)
    },
    Unusable(testDescription: "an empty file", words: ["is empty", "copy or record it again"]) {
      try $0.add(Data(), as: "x.mp4")
    },
    Unusable(testDescription: "a pipe", words: ["is no plain file", "copy the recording"]) {
      _ = mkfifo($0["x.mp4"].path, 0o600)
    },
    Unusable(testDescription: "a text", words: noRecording) { try $0.add("Dear students,\n", as: "x.mp4") },
    Unusable(testDescription: "random bytes", words: noRecording) {
      var numbers = SeededNumbers(seed: 1)
      try $0.add(Data((0..<50_000).map { _ in UInt8.random(in: 0...255, using: &numbers) }), as: "x.mp4")
    },
    Unusable(testDescription: "an HLS playlist", words: noRecording) {
      try $0.add(.short, as: "other.mp4")
      try $0.add("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:6,\nother.mp4\n#EXT-X-ENDLIST\n", as: "x.mp4")
    },
    Unusable(testDescription: "a concat script", words: noRecording) {
      try $0.add(.short, as: "other.mp4")
      try $0.add("ffconcat version 1.0\nfile other.mp4\n", as: "x.mp4")
    },
    Unusable(testDescription: "a list of files", words: noRecording) {
      try $0.add(.short, as: "other.mp4")
      try $0.add("file 'other.mp4'\n", as: "x.mp4")
    },
    Unusable(testDescription: "an MP4 without its index", words: ["has no index (moov)", "copy or export it again"]) {
      let whole = try Data(contentsOf: TestRecording.short.file())
      try $0.add(whole.prefix(whole.count / 2), as: "x.mp4")
    },
    Unusable(testDescription: "half a download", words: ["only part of a recording", "--accept-truncated"]) {
      let whole = try Data(contentsOf: halfable.file())
      try $0.add(whole.prefix(whole.count / 2), as: "x.mp4")
    },
    Unusable(testDescription: "MJPEG", words: ["mjpeg", "not handled yet", "H.264"]) {
      try $0.add(TestRecording(seconds: 1, .mkv) { $0.picture?.codec = "mjpeg" }, as: "x.mp4")
    },
  ]
  private static let noRecording = ["is no recording that chop can read", "MP4, MOV, Matroska"]

  /// Its index stands in front.
  static let halfable = TestRecording(seconds: 8) { $0.arguments = ["-movflags", "+faststart"] }

  @Test(arguments: all) func saysInOneSentenceWhatIsWrongAndWhatToDo(_ unusable: Unusable) throws {
    let desk = try Desk()
    try unusable.make(desk)
    let before = try desk.listing()
    for command in [["x.mp4"], ["plan", "x.mp4"]] {
      let run = try RunningChop(command, in: desk.url).finished()
      #expect(run.code == 1)
      #expect(run.errors.count == 1, "\(run.error)")
      #expect(run.error.split(separator: "\n").count == 1, "\(run.error)")
      #expect(run.error.hasPrefix("error: x.mp4: "), "\(run.error)")
      for words in unusable.words { #expect(run.error.contains(words), "\(run.error)") }
      #expect(try desk.listing() == before)
    }
  }

  @Test func aTimeBeyondAllBoundsIsSaidOfItsFile() throws {
    let desk = try Desk()
    let fragments = ["-movflags", "frag_keyframe+empty_moov+default_base_moof", "-frag_duration", "400000"]
    try run(
      "ffmpeg",
      ["-v", "error", "-f", "lavfi", "-i", "sine=r=48000", "-t", "1", "-c:a", "aac"] + fragments + [desk["x.mp4"].path])
    var data = try Data(contentsOf: desk["x.mp4"])
    // A clock of whole seconds (ISO/IEC 14496-12, 8.4.2), and fragments that begin when 48 kHz leave 64 bits (8.8.12).
    let clock = try #require(data.firstRange(of: Data("mdhd".utf8))).upperBound + 12
    data.replaceSubrange(clock..<clock + 4, with: [0, 0, 0, 1])
    let late = withUnsafeBytes(of: (Int64.max / 48_000).bigEndian) { Data($0) }
    for place in data.ranges(of: Data("tfdt".utf8)).map(\.upperBound) {
      data.replaceSubrange(place + 4..<place + 12, with: late)
    }
    try desk.add(data, as: "x.mp4")
    let before = try desk.listing()
    let run = try desk.chop("x.mp4")
    #expect(run.code == 1)
    #expect(
      run.errors == [
        "error: x.mp4: a time in it is too large or too fine to be exact; copy it again, or convert it to H.264 and AAC in MP4"
      ])
    #expect(try desk.listing() == before)
  }

  @Test func namesTheFileAsItWasGiven() throws {
    let desk = try Desk()
    try desk.add("text", as: "deep/folder/x.mp4")
    for path in ["deep/folder/x.mp4", "./deep/../deep/folder/x.mp4", desk["deep/folder/x.mp4"].path] {
      for command in [["run", path], ["probe", path]] {
        let run = try RunningChop(command, in: desk.url).finished()
        #expect(run.error.hasPrefix("error: \(path): "), "\(run.error)")
      }
    }
  }

  /// Root may read everything, so chop runs as another user here.
  @Test func saysWhatMayNotBeRead() throws {
    let desk = try Desk()
    try desk.add(.short, as: "x.mp4")
    try FileManager.default.setAttributes([.posixPermissions: 0o000], ofItemAtPath: desk["x.mp4"].path)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: desk["x.mp4"].path) }
    let run = try desk.chop("x.mp4", wrapper: asNobody)
    #expect(run.code == 1)
    #expect(run.error == "error: x.mp4: you have no permission to read it; chmod +r makes it readable\n")
  }

  @Test func saysWhereItMayNotWrite() throws {
    let desk = try Desk()
    try desk.add(.short, as: "x.mp4")
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: desk.url.path)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: desk.url.path) }
    let run = try desk.chop("x.mp4", wrapper: asNobody)
    #expect(run.code == 1)
    #expect(run.error == "error: x.lesson: you may not write there; choose another folder with -o\n")
    #expect(try desk.listing().count == 1)
  }

  private var asNobody: [String] {
    getuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"] : []
  }

  @Test func halfADownloadIsTakenWhenAskedFor() throws {
    let desk = try Desk()
    let whole = try Data(contentsOf: Self.halfable.file())
    try desk.add(whole.prefix(whole.count / 2), as: "x.mp4")
    let run = try desk.chop("x.mp4", "--accept-truncated")
    #expect(run.code == 0, "\(run.error)")
    let manifest = try desk.manifest("x.lesson")
    #expect((1..<7).contains(manifest.duration))
    #expect(manifest.warnings.contains { $0.contains("x.mp4: is only part of a recording") })
    #expect(run.error.contains("x.mp4: is only part of a recording"))
    let frames = try frameNumbers(of: desk["x.lesson/" + (try #require(manifest.chapters.first?.video?.path))])
    // The last frames are coded out of order: some of those they were coded with are missing.
    #expect(frames.count > 25 && frames.dropLast(3) == Array(0..<frames.count - 3)[...])
  }

  @Test func aMatroskaFileThatEndsEarlyIsTakenForWhatIsThere() throws {
    let desk = try Desk()
    let whole = try Data(contentsOf: TestRecording(seconds: 8, .mkv).file())
    try desk.add(whole.prefix(whole.count / 2), as: "x.mkv")
    let run = try desk.chop("x.mkv")
    #expect(run.code == 0, "\(run.error)")
    let manifest = try desk.manifest("x.lesson")
    #expect((2..<6).contains(manifest.duration))
    #expect(manifest.warnings.contains { $0.contains("x.mkv: ends early, at 0:0") })
    #expect(run.error.contains("ends early"))
    let video = desk["x.lesson/" + (try #require(manifest.chapters.first?.video?.path))]
    #expect(abs(try probe(video).duration - manifest.duration) < 0.1)
  }
}
