import Captions
import Documents
import Foundation
import Lesson
import Testing
import Timeline

@Suite struct WriteWebVTTTests {
  private let hostile = [
    Cue(
      range: (try? range(0, 1500)) ?? TimeRange(.zero, .zero),
      lines: ["a --> b", "", "<script>&amp;", "x\n\ny\r\u{2028}z"]),
    Cue(
      range: (try? range(1500, 360_001_000)) ?? TimeRange(.zero, .zero), lines: ["-->"], speaker: "A <b>\n& \"C\" --> D"
    ),
  ]

  @Test func writesWhatWebVTTAllows() throws {
    let cues =
      try [
        cue(1000, 2500, "Hello & <goodbye>", by: "Mara", settings: "line:0 align:start region:x evil:1\n\n"),
        cue(3000, 3000, "no time at all"), cue(4000, 5000, " \n "), cue(5000, 6000),
      ] + hostile
    #expect(
      webVTT(cues, speakers: true) == """
        WEBVTT

        00:00:01.000 --> 00:00:02.500 line:0 align:start
        <v Mara>Hello &amp; &lt;goodbye&gt;</v>

        00:00:03.000 --> 00:00:03.001
        no time at all

        00:00:00.000 --> 00:00:01.500
        a --&gt; b
        &lt;script&gt;&amp;amp;
        x
        y
        z

        00:00:01.500 --> 100:00:01.000
        <v A &lt;b&gt; &amp; "C" --&gt; D>--&gt;</v>

        """)
    #expect(!webVTT(cues, speakers: false).contains("<"))
  }

  @Test func readsBackWhatItWrites() throws {
    let cues = try [
      cue(0, 1, "1 < 2 && 3 > 2", by: "Tom & Ann"), cue(1, 360_000_000, "NOTE", "two"), cue(2, 3, "&lt;b&gt;"),
      cue(4, 5, "{\\an8} stays? no"),
    ]
    let back = try read(webVTT(cues, speakers: true)).cues
    #expect(back.dropLast() == cues.dropLast())
  }

  @Test func cuesThatTouchStillTouch() throws {
    let third = try Instant(ticks: 1, in: #require(TimeBase(1, 3)))
    let cues = [
      Cue(range: TimeRange(.zero, third), lines: ["a"]), Cue(range: TimeRange(third, try third + 1.s), lines: ["b"]),
    ]
    let text = webVTT(cues, speakers: true)
    #expect(text.contains("00:00:00.000 --> 00:00:00.333\n"))
    #expect(text.contains("00:00:00.333 --> 00:00:01.333\n"))
  }

  /// PyPI webvtt-py is a reader of its own.
  @Test func anotherReaderSeesTheSameCues() throws {
    let cues = try [cue(1000, 2500, "Hello", "there", by: "Mara"), cue(360_000_000, 360_001_000, "late")] + hostile
    let file = FileManager.default.temporaryDirectory.appending(path: "chop-\(UUID().uuidString).vtt")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(webVTT(cues, speakers: true).utf8).write(to: file)
    let script = "import sys,webvtt\nfor c in webvtt.read(sys.argv[1]): print(c.start,c.end,c.voice,len(c.lines))"
    #expect(
      try output("python3", "-c", script, file.path(), orElse: "pip install webvtt-py") == """
        00:00:01.000 00:00:02.500 Mara 2
        100:00:00.000 100:00:01.000 None 1
        00:00:00.000 00:00:01.500 None 5
        00:00:01.500 100:00:01.000 A &lt;b&gt; &amp; "C" --&gt; D 1

        """)
    let packets = try output(
      "ffprobe", "-v", "error", "-show_entries", "packet=pts_time,duration_time", "-of", "csv=p=0", file.path(),
      orElse: "apt-get install ffmpeg")
    #expect(
      packets.split(separator: "\n").map { $0.prefix { $0 != "," } }.sorted() == [
        "0.000000", "1.000000", "1.500000", "360000.000000",
      ])
  }

  /// What a command prints. It must be there: a missing one fails with the way to get it.
  private func output(_ words: String..., orElse remedy: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    let (printed, complaints) = (Pipe(), Pipe())
    process.standardOutput = printed
    process.standardError = complaints
    try process.run()
    let data = printed.fileHandleForReading.readDataToEndOfFile()
    let errors = complaints.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(
      process.terminationStatus == 0,
      "\(words[0]) failed; it comes with: \(remedy)\n\(String(decoding: errors, as: UTF8.self))")
    return String(decoding: data, as: UTF8.self)
  }
}
