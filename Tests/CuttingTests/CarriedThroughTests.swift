import Cutting
import Foundation
import Lesson
import Media
import TestSupport
import Testing
import Timeline

/// What has to reach the chapters by each way of cutting, and what must not; ffprobe says.
@Suite struct CarriedThroughTests {
  private static let personal = [
    "-metadata", "location=+60.1+024.9/", "-metadata", "com.apple.quicktime.location.ISO6709=+60.1+024.9/",
    "-metadata", "make=Phone", "-metadata", "model=Secret", "-metadata", "author=Someone", "-metadata", "artist=A",
    "-metadata", "owner=Me", "-metadata", "com.apple.quicktime.make=Apple", "-metadata", "comment=c",
    "-metadata:s:v:0", "handler_name=Someone's camera", "-metadata:s:v:0", "make=Phone", "-metadata:s:a:0", "owner=Me",
  ]
  private static let colours = [
    "-color_primaries", "bt2020", "-color_trc", "smpte2084", "-colorspace", "bt2020nc", "-color_range", "tv",
  ]
  private static let kept = ["-metadata:s:a:0", "language=fin", "-disposition:a:0", "default"]

  /// All that ffprobe prints of streams and container, a line each.
  private func lines(_ file: URL) throws -> [String] {
    let text = try run("ffprobe", ["-v", "error", "-show_streams", "-show_format", file.path])
    return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private func checkTags(_ file: URL) throws {
    let allowed: Set = [
      "language", "handler_name", "vendor_id", "major_brand", "minor_version", "compatible_brands", "encoder",
    ]
    for line in try lines(file) where line.hasPrefix("TAG:") {
      let parts = line.dropFirst(4).split(separator: "=", maxSplits: 1)
      #expect(allowed.contains(String(parts[0])), "\(line)")
      #expect(!line.contains("Someone") && !line.contains("Phone"), "\(line)")
    }
    let bytes = try Data(contentsOf: file)
    for word in ["+60.1", "Phone", "Secret", "Someone"] { #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word)") }
  }

  @Test(arguments: [CutStyle.exact, .copy, .editList], [TestRecording.Container.mov, .mkv])
  func carriesColoursAndLanguageButNothingPersonal(style: CutStyle, container: TestRecording.Container) throws {
    let recording = TestRecording(seconds: 3, container) {
      $0.picture?.width = 160
      $0.picture?.height = 96
      $0.picture?.gop = 25
      $0.picture?.arguments = Self.colours
      $0.arguments = Self.personal + Self.kept + (container == .mov ? ["-movflags", "use_metadata_tags"] : [])
    }
    let cut = try CutRecording(recording, at: ["1.4"], as: style)
    for file in cut.files {
      try checkTags(file)
      let lines = try lines(file)
      for line in [
        "color_range=tv", "color_space=bt2020nc", "color_transfer=smpte2084", "color_primaries=bt2020",
        "TAG:language=fin",
      ] { #expect(lines.contains(line), "\(line)") }
      #expect(lines.filter { $0 == "DISPOSITION:default=1" }.count == 2)
    }
  }

  /// Pixels that aren't square, and a turn: by a copy, behind a head, and where all is encoded again.
  @Test(arguments: [("libx264", CutStyle.exact), ("libx264", .editList), ("mpeg2video", .exact)])
  func carriesTheShapeOfPixels(codec: String, style: CutStyle) throws {
    let recording = TestRecording(seconds: 3, .mkv) {
      $0.picture?.width = 160
      $0.picture?.height = 96
      $0.picture?.codec = codec
      $0.arguments = ["-aspect", "20:9"] + Self.colours
    }
    let cut = try CutRecording(recording, at: ["1.4"], as: style)
    for file in cut.files {
      let lines = try lines(file)
      #expect(lines.contains("sample_aspect_ratio=4:3"), "\(lines.filter { $0.contains("aspect") })")
      #expect(lines.contains("color_primaries=bt2020"))
    }
  }

  /// How bright HDR was mastered stands in messages of the codec (HEVC): it holds from the first frame on, also where that was encoded again.
  @Test func carriesMasteringDisplayThroughAHead() throws {
    let display = "G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50)"
    let recording = TestRecording(seconds: 3) {
      $0.picture?.width = 160
      $0.picture?.height = 96
      $0.picture?.codec = "libx265"
      $0.picture?.pixelFormat = "yuv420p10le"
      $0.picture?.arguments =
        [
          "-preset", "ultrafast", "-x265-params",
          "log-level=none:pools=none:hdr10=1:max-cll=1000,400:master-display=\(display)",
        ] + Self.colours
    }
    let cut = try CutRecording(recording, at: ["1.4"])
    #expect(cut.cuts.cuts.map(\.method) == [.copy, .exact])
    for file in cut.files {
      let frame = String(
        decoding: try run(
          "ffprobe",
          ["-v", "error", "-select_streams", "v", "-show_frames", "-read_intervals", "%+#1", file.path]),
        as: UTF8.self)
      for line in ["red_x=34000/50000", "max_luminance=10000000/10000", "max_content=1000", "max_average=400"] {
        #expect(frame.contains(line), "\(line)")
      }
    }
  }

  /// And in boxes of the container (`mdcv`, `clli`; ISO/IEC 14496-12, §12.1.5).
  @Test(arguments: [CutStyle.exact, .editList])
  func carriesMasteringDisplayOfTheContainer(style: CutStyle) throws {
    let recording = TestRecording(seconds: 3) {
      $0.picture?.width = 160
      $0.picture?.height = 96
      $0.picture?.arguments = Self.colours
    }
    var display: [UInt8] = [0, 0, 0, 32] + Array("mdcv".utf8)
    for value in [13_250, 34_500, 7_500, 3_000, 34_000, 16_000, 15_635, 16_450] { display += bytes(value, 2) }
    display += bytes(10_000_000, 4) + bytes(50, 4)
    let light: [UInt8] = [0, 0, 0, 12] + Array("clli".utf8) + bytes(1000, 2) + bytes(400, 2)
    var file = [UInt8](try Data(contentsOf: recording.file()))
    insert(display + light, into: &file, path: ["moov", "trak", "mdia", "minf", "stbl", "stsd", "avc1"])
    let cut = try CutRecording(file: temporaryFile("hdr.mp4", Data(file)), at: ["1.4"], as: style)
    for file in [cut.source] + cut.files {
      let lines = try lines(file)
      for line in ["red_x=34000/50000", "max_luminance=10000000/10000", "max_content=1000"] {
        #expect(lines.contains(line), "\(line) of \(file.lastPathComponent)")
      }
    }
  }

  private func bytes(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// Puts boxes at the end of the first box of that path, whose index stands behind all media.
  private func insert(_ boxes: [UInt8], into file: inout [UInt8], path: [String]) {
    var (place, end) = (0, file.count)
    var sizes: [Int] = []
    for name in path {
      while place + 8 <= end, String(decoding: file[place + 4..<place + 8], as: UTF8.self) != name {
        place += size(file, place)
      }
      guard place + 8 <= end else { return }
      sizes.append(place)
      end = place + size(file, place)
      // A list of sample entries has a version and a count before them.
      place += name == "stsd" ? 16 : 8
    }
    file.insert(contentsOf: boxes, at: end)
    for place in sizes { file.replaceSubrange(place..<place + 4, with: bytes(size(file, place) + boxes.count, 4)) }
  }

  private func size(_ file: [UInt8], _ place: Int) -> Int {
    max(8, file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) })
  }
}
