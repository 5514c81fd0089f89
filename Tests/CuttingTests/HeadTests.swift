import Cutting
import Foundation
import Lesson
import TestSupport
import Testing
import Timeline

/// Sources whose heads have to be encoded in another way than usual, by name; 200 frames, a keyframe each 50.
let headSources: [(name: String, recording: TestRecording)] = [
  ("H.264 in MP4", TestRecording(seconds: 8)),
  ("H.264 in MOV", TestRecording(seconds: 8, .mov)),
  ("H.264 in Matroska", TestRecording(seconds: 8, .mkv)),
  (
    "H.264 in fragmented MP4",
    TestRecording(seconds: 8) { $0.arguments = ["-movflags", "+frag_keyframe+empty_moov"] }
  ),
  (
    "Baseline without B-frames",
    TestRecording(seconds: 8) {
      $0.picture?.bFrames = 0
      $0.picture?.arguments = ["-profile:v", "baseline"]
    }
  ),
  ("B-pyramid", TestRecording(seconds: 8) { $0.picture?.bFrames = 4 }),
  ("High 10", TestRecording(seconds: 8) { $0.picture?.pixelFormat = "yuv420p10le" }),
  ("4:4:4", TestRecording(seconds: 8, .mkv) { $0.picture?.pixelFormat = "yuv444p" }),
  ("full range", TestRecording(seconds: 8) { $0.picture?.pixelFormat = "yuvj420p" }),
  (
    "interlaced (MBAFF)",
    TestRecording(seconds: 8) {
      $0.picture?.height = 192
      $0.picture?.arguments = ["-flags", "+ilme+ildct", "-x264-params", "tff=1"]
    }
  ),
  (
    "29.97 frames/s",
    TestRecording(seconds: 8) { $0.picture?.rate = "30000/1001" }
  ),
  ("variable rate", TestRecording(seconds: 8, .mkv) { $0.picture?.isVariable = true }),
  (
    "pixels that aren't square, BT.709",
    TestRecording(seconds: 8) {
      $0.picture?.arguments = [
        "-aspect", "2:1", "-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709",
      ]
    }
  ),
  ("turned by 90°", TestRecording(seconds: 8) { $0.picture?.rotation = 90 }),
  ("no sound", TestRecording(seconds: 8, .mkv) { $0.sound = nil }),
]

/// A chapter that starts between keyframes: its head is encoded again, the rest is the source's.
@Suite struct HeadTests {
  @Test(arguments: headSources.indices)
  func encodesNoMoreThanTheHead(index: Int) throws {
    let (name, recording) = headSources[index]
    let cut = try CutRecording(recording, at: ["1.2", "4.6"])
    #expect(cut.cuts.cuts.map(\.method) == [.copy, .exact, .exact], "\(name)")
    let source = Set(try packets(of: cut.source, stream: "v:0").map(\.dataHash))
    for (file, place) in zip(cut.files, cut.cuts.cuts) {
      let own = try packets(of: file, stream: "v:0").sorted { ($0.pts ?? 0) < ($1.pts ?? 0) }
      let encoded = own.prefix { !source.contains($0.dataHash) }
      #expect(encoded.count == place.head?.frames ?? 0, "\(name)")
      // What follows is copied, packet by packet.
      #expect(own.dropFirst(encoded.count).allSatisfy { source.contains($0.dataHash) }, "\(name)")
      #expect(own.count > encoded.count, "\(name)")
    }
  }

  /// Frames of the copied part decode to the very pixels of the source; those of the head look the same.
  @Test(arguments: headSources.indices)
  func showsThePicturesOfTheSource(index: Int) throws {
    let (name, recording) = headSources[index]
    let cut = try CutRecording(recording, at: ["1.2", "4.6"])
    let shown = try cut.files.map { try stamps(of: $0, autorotate: false).map { $0?.number } }
    #expect(shown.flatMap { $0 } == recording.sourceFrames, "\(name)")
    let source = try pictureHashes(of: cut.source)
    let own = try cut.files.flatMap(pictureHashes)
    #expect(own.count == source.count, "\(name)")
    let encoded = zip(shown, cut.cuts.cuts).flatMap { numbers, place in
      numbers.indices.map { $0 < place.head?.frames ?? 0 }
    }
    for (frame, pair) in zip(own, source).enumerated() where !encoded[frame] {
      #expect(pair.0 == pair.1, "\(name): frame \(frame)")
    }
  }

  /// One track, one description: what players are told before the first frame holds for all of it.
  @Test func carriesWhatThePictureNeedsToBeShownRight() throws {
    for name in ["pixels that aren't square, BT.709", "turned by 90°", "full range"] {
      let recording = try #require(headSources.first { $0.name == name }).recording
      let cut = try CutRecording(recording, at: ["4.6"])
      let wanted = try look(of: cut.source)
      for file in cut.files { #expect(try look(of: file) == wanted, "\(name)") }
    }
  }

  @Test func endsTheHeadWithTheChapter() throws {
    let cut = try CutRecording(TestRecording(seconds: 8) { $0.picture?.gop = 250 }, at: ["2", "5"])
    #expect(cut.cuts.cuts.map(\.method) == [.copy, .exact, .exact])
    #expect(cut.cuts.cuts.map { $0.head?.frames } == [nil, 75, 75])
    #expect(cut.cuts.cuts.map { $0.head?.end } == [nil, try instant("5"), try Instant.zero + cut.info.duration])
    #expect(try cut.files.flatMap(frameNumbers) == Array(0..<200))
    #expect(cut.cuts.warnings.isEmpty)
  }

  /// With open GOPs only the first picture is one that needs nothing before it.
  @Test func encodesAChapterOfOpenGOPsAsAWholeAndSaysSo() throws {
    let recording = TestRecording(seconds: 8) { $0.picture?.arguments = ["-x264-params", "open-gop=1"] }
    let cut = try CutRecording(recording, at: ["2", "5"])
    #expect(cut.cuts.cuts.map(\.method) == [.copy, .transcode, .transcode])
    #expect(cut.cuts.warnings.count == 2)
    #expect(cut.cuts.warnings.first?.contains("from 0:02 to 0:05 is encoded again as a whole") == true)
    #expect(try cut.files.flatMap(frameNumbers) == Array(0..<200))
  }

  /// A boundary that chop chose itself lies where the chapter before needs no frame behind its end.
  @Test func movesABoundaryOfItsOwnToACleanEnd() throws {
    let recording = TestRecording(seconds: 8) { $0.picture?.bFrames = 4 }
    for clock in ["3.04", "3.08", "3.12", "3.16", "3.2"] {
      let cut = try CutRecording(recording, at: [clock], chosen: .pause)
      let (first, second) = (cut.cuts.cuts[0], cut.cuts.cuts[1])
      #expect(second.requested == (try instant(clock)))
      #expect(second.range.start <= second.requested)
      #expect(try second.requested - second.range.start <= 200.ms)
      let shown = try frameNumbers(of: cut.files[0])
      #expect(try packets(of: cut.files[0], stream: "v:0").count == shown.count)
      #expect(first.range.end == second.range.start)
      #expect(try cut.files.flatMap(frameNumbers) == Array(0..<200))
    }
  }

  @Test func startsAtTheFrameBehindWhatIsLeftOut() throws {
    let cut = try CutRecording(TestRecording(seconds: 8), at: [], omitting: [("2.6", "4.6")])
    #expect(cut.cuts.cuts.map(\.method) == [.copy, .exact])
    #expect(cut.cuts.omitted.first?.range.end == (try instant("4.6")))
    #expect(try firstAndLastFrame(of: cut.files[1]).first == 115)
  }

  /// Sound and picture of a chapter with a head begin together, and the sound is the source's to the sample.
  @Test(arguments: [TestRecording.Container.mp4, .mkv])
  func keepsSoundInStep(container: TestRecording.Container) throws {
    let cut = try CutRecording(TestRecording(seconds: 8, container), at: ["4.6"])
    for stream in try probe(cut.files[1]).streams { #expect(abs(Double(stream.startTime ?? "") ?? 1) < 0.001) }
    let source = Set(try packets(of: cut.source, stream: "a:0").map(\.dataHash))
    let own = try packets(of: cut.files[1], stream: "a:0")
    #expect(own.allSatisfy { source.contains($0.dataHash) })
    #expect(own.count > 150)
  }

  /// A frame that can't be decoded is shown as the one before it: none is lost.
  @Test func keepsTheCountWhereFramesAreDamaged() throws {
    let recording = TestRecording(seconds: 8, .mkv) { $0.picture?.bFrames = 0 }
    let whole = try recording.file()
    let frames = try packets(of: whole, stream: "v:0")
    var data = try Data(contentsOf: whole)
    for packet in try positions(of: whole).filter({ $0.number > 120 && $0.number < 126 }) {
      for offset in 8..<packet.size - 1 { data[packet.position + offset] = 0xff }
    }
    let damaged = try temporaryFile("damaged.mkv", data)
    let cut = try CutRecording(file: damaged, at: ["4.6"])
    #expect(try packets(of: cut.files[1], stream: "v:0").count == frames.count - 115)
  }
}

/// MD5 of each picture as decoded, in the order they are shown.
private func pictureHashes(of file: URL) throws -> [String] {
  let text = try run(
    "ffmpeg",
    [
      "-v", "quiet", "-nostdin", "-noautorotate", "-i", file.path, "-map", "0:V:0", "-fps_mode", "passthrough", "-f",
      "framemd5", "-",
    ])
  return String(decoding: text, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap {
    $0.split(separator: ",").last.map { $0.trimmingCharacters(in: .whitespaces) }
  }
}

/// What ffprobe says of how the picture is to be shown.
private func look(of file: URL) throws -> [String] {
  let text = try run(
    "ffprobe",
    [
      "-v", "error", "-select_streams", "v:0", "-of", "default=nw=1", "-show_entries",
      "stream=width,height,pix_fmt,sample_aspect_ratio,color_range,color_space,color_transfer,color_primaries,profile:side_data=rotation",
      file.path,
    ])
  return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
}

/// Where the picture's packets lie in the file.
private func positions(of file: URL) throws -> [(number: Int, position: Int, size: Int)] {
  let text = try run(
    "ffprobe",
    ["-v", "error", "-select_streams", "v:0", "-of", "csv=p=0", "-show_entries", "packet=size,pos", file.path])
  return String(decoding: text, as: UTF8.self).split(separator: "\n").enumerated().compactMap { number, line in
    let parts = line.split(separator: ",").compactMap { Int($0) }
    return parts.count >= 2 ? (number, parts[1], parts[0]) : nil
  }
}
