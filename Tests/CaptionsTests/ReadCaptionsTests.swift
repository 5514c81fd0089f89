import Captions
import Documents
import Foundation
import Lesson
import TestSupport
import Testing
import Timeline

@Suite struct ReadCaptionsTests {
  @Test func readsWebVTTWithAllThatMayStandAroundCues() throws {
    let text = """
      \u{feff}WEBVTT - a lecture
      X-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000
      Kind: captions

      NOTE one line

      STYLE
      ::cue { color: lime }

      REGION
      id:fred

      intro
      00:01.000 --> 00:04.500 line:0 region:fred align:start
      Hello,
      world.

      NOTE
      two
      lines

      123:00:00.000 --> 123:00:01.001
      far out
      """
    let (cues, diagnostics) = try read(text)
    #expect(
      cues == [
        try cue(1000, 4500, "Hello,", "world.", settings: "line:0 align:start"),
        try cue(442_800_000, 442_801_001, "far out"),
      ])
    #expect(diagnostics == [])
  }

  @Test(arguments: ["\n", "\r", "\r\n"]) func readsEveryKindOfLineEnd(_ end: String) throws {
    let lines = ["WEBVTT", "", "00:01.000 --> 00:02.000", "a", "", "00:03.000 --> 00:04.000", "b"]
    #expect(try read(lines.joined(separator: end)).cues == [cue(1000, 2000, "a"), cue(3000, 4000, "b")])
    #expect(try read(lines.joined(separator: end) + end).cues.count == 2)
  }

  @Test func readsSubRipThatEditorsLeaveBehind() throws {
    let text = """
      1
      00:00:01,000 --> 00:00:02,500
      <i>Hello</i>,

      after a blank line

      00:00:03.000 --> 00:00:04 X1:40 X2:600
      {\\an8}without a counter, with a point & <font color="#fff">colour</font>
      3
      0:00:05,5 --> 0:00:06,0
      vector<int> if a < b

      4
      00:00:07,000 --> 00:00:08,000
      42
      """
    let (cues, diagnostics) = try read(text, "a.vtt")
    #expect(
      cues == [
        try cue(1000, 2500, "Hello,", "after a blank line"),
        try cue(3000, 4000, "without a counter, with a point & colour"),
        try cue(5500, 6000, "vector<int> if a < b"),
        try cue(7000, 8000, "42"),
      ])
    #expect(diagnostics == [])
  }

  @Test(arguments: [
    ("<i>a</i> <b>b</b> <c.yellow.bg_blue>c</c>", ["a b c"]),
    ("one <00:00:01.500>two", ["one two"]),
    ("<ruby>a<rt>b</rt></ruby> <lang en>c</lang>", ["ab c"]),
    ("R&amp;D &lt;b&gt; &#233;&#xe9; &nbsp;x &unknown; &amp", ["R&D <b> éé \u{a0}x &unknown; &amp"]),
    ("a < b and b > c", ["a < b and b > c"]),
    ("never closed <i", ["never closed <i"]),
    ("line one<br/>line two", ["line one", "line two"]),
    ("\u{1b}[31mred\u{7}", ["[31mred"]),
    ("&#0;&#x110000;&#99999999999;", ["\u{fffd}\u{fffd}&#99999999999;"]),
    ("<<<>>>", ["<<<>>>"]),
    ("\u{200f}שלום &rlm;", ["\u{200f}שלום \u{200f}"]),
  ])
  func takesMarkupOut(_ markup: String, _ lines: [String]) throws {
    let cues = try read("WEBVTT\n\n00:01.000 --> 00:02.000\n\(markup)\n").cues
    #expect(cues.map(\.lines) == [lines])
  }

  @Test func voicesBecomeSpeakers() throws {
    let text = """
      WEBVTT

      00:01.000 --> 00:02.000
      <v Mara Lindqvist>Hello</v>

      00:02.000 --> 00:03.000
      <v.loud.first Tom &amp; Ann>Hi
      there

      00:03.000 --> 00:04.000
      - <v Tom>Why?</v>
      <v Mara><i>Because</i></v> it is.
      """
    #expect(
      try read(text).cues == [
        cue(1000, 2000, "Hello", by: "Mara Lindqvist"),
        cue(2000, 3000, "Hi", "there", by: "Tom & Ann"),
        cue(3000, 4000, "-"),
        cue(3000, 4000, "Why?", by: "Tom"),
        cue(3000, 4000, "Because", by: "Mara"),
        cue(3000, 4000, "it is."),
      ])
  }

  @Test func skipsBadCuesAndSaysWhereTheyAre() throws {
    let text = """
      WEBVTT

      00:01.000 --> 00:02.000
      good

      00:05.000 --> 00:04.000
      backwards

      0:99:00.000 --> 00:04.000
      no such minute

      one
      two --> three
      words

      00:06.000 -->
      no end

      lost text

      -00:01.000 --> 00:02.000
      before the start

      999999:00:00.000 --> 9999999:00:00.000
      too far

      00:07.000 -> 00:08.000
      a mistyped arrow
      """
    let (cues, diagnostics) = try read(text)
    #expect(cues == [try cue(1000, 2000, "good")])
    #expect(
      diagnostics == [
        "a.vtt:6:15: error: the cue ends before it starts; cue skipped",
        "a.vtt:9:1: error: '0:99:00.000' is not a time; expected one such as 00:01:02.500; cue skipped",
        "a.vtt:13:1: error: 'two' is not a time; expected one such as 00:01:02.500; cue skipped",
        "a.vtt:16:14: error: expected a time after the arrow, such as 00:01:02.500; cue skipped",
        "a.vtt:19:1: warning: text that belongs to no cue is left out; a cue's text has no blank line in it",
        "a.vtt:21:1: error: '-00:01.000' is not a time; expected one such as 00:01:02.500; cue skipped",
        "a.vtt:24:1: error: '999999:00:00.000' is longer than any recording; cue skipped",
        "a.vtt:27:1: error: expected START --> END; cue skipped",
      ])
  }

  @Test(arguments: [
    ("", "a.vtt: error: is empty where captions were expected"),
    ("\n \n", "a.vtt: error: is empty where captions were expected"),
    (
      "Just words.\nMore of them.",
      "a.vtt:1:1: error: holds no captions: expected WebVTT, or SubRip times such as 00:00:01,000 --> 00:00:04,000"
    ),
    (
      "WEBVTT\n\nx --> y\nz",
      "a.vtt:3:1: error: 'x' is not a time; expected one such as 00:01:02.500; cue skipped"
    ),
  ])
  func refusesAFileOfWhichNothingCanBeRead(_ text: String, _ message: String) throws {
    #expect { try read(text) } throws: { String(describing: $0) == message }
  }

  @Test func aFileWithoutCuesIsReadWithAWarning() throws {
    let (cues, diagnostics) = try read("WEBVTT")
    #expect(cues == [])
    #expect(diagnostics == ["a.vtt: warning: holds no caption with text in it"])
  }

  @Test func sortsCuesAndKeepsTheOrderOfEqualOnes() throws {
    let text = """
      WEBVTT

      00:05.000 --> 00:06.000
      late

      00:01.000 --> 00:04.000
      long

      00:01.000 --> 00:02.000
      short, first

      00:01.000 --> 00:02.000
      short, second
      """
    #expect(try read(text).cues.map(\.text) == ["short, first", "short, second", "long", "late"])
  }

  /// As yt-dlp writes YouTube's automatic captions.
  @Test func captionsThatRollAreUnrolled() throws {
    let text = """
      WEBVTT
      Kind: captions
      Language: en

      00:00:00.160 --> 00:00:02.389 align:start position:0%
      \u{20}
      hello<00:00:00.480><c> everyone</c>

      00:00:02.389 --> 00:00:02.399 align:start position:0%
      hello everyone
      \u{20}

      00:00:02.399 --> 00:00:05.000 align:start position:0%
      hello everyone
      yes<00:00:03.000><c> yes</c>

      00:00:05.000 --> 00:00:05.010 align:start position:0%
      yes yes
      \u{20}

      00:00:05.010 --> 00:00:06.990 align:start position:0%
      yes yes
      yes<00:00:06.000><c> yes</c>

      00:00:06.990 --> 00:00:07.000 align:start position:0%
      yes yes
      \u{20}

      00:00:09.000 --> 00:00:11.000 align:start position:0%
      \u{20}
      [Music]

      """
    let (cues, diagnostics) = try read(text)
    let settings = "align:start position:0%"
    #expect(
      cues == [
        try cue(160, 2399, "hello everyone", settings: settings), try cue(2399, 5010, "yes yes", settings: settings),
        try cue(5010, 7000, "yes yes", settings: settings), try cue(9000, 11000, "[Music]", settings: settings),
      ])
    #expect(diagnostics == [])
  }

  @Test func captionsThatDoNotRollStayAsTheyAre() throws {
    let text = "WEBVTT\n\n00:01.000 --> 00:02.000\nyes\n\n00:02.000 --> 00:03.000\nyes\nno\n"
    #expect(try read(text).cues == [cue(1000, 2000, "yes"), cue(2000, 3000, "yes", "no")])
  }

  @Test func aLineOfWhiteSpaceEndsNoCueUnlessOneBeginsBelow() throws {
    let text = """
      WEBVTT

      00:01.000 --> 00:02.000
      one
      \u{20}
      two
      \t
      intro
      00:03.000 --> 00:04.000
      three
      \u{20}
      00:05.000 --> 00:06.000
      four
      """
    let (cues, diagnostics) = try read(text)
    #expect(cues == [try cue(1000, 2000, "one", "two"), try cue(3000, 4000, "three"), try cue(5000, 6000, "four")])
    #expect(diagnostics == [])
  }

  @Test func anArrowInTheTextIsText() throws {
    let subRip = """
      1
      00:00:01,000 --> 00:00:02,000
      We map A --> B here
      second line

      2
      00:00:03,000 --> 00:00:04,000
      --> C
      """
    let (cues, diagnostics) = try read(subRip, "a.srt")
    #expect(cues == [try cue(1000, 2000, "We map A --> B here", "second line"), try cue(3000, 4000, "--> C")])
    #expect(diagnostics == [])
    let webVTT = "WEBVTT\n\n00:01.000 --> 00:02.000\nWe map A --> B here\nsecond line\n"
    #expect(try read(webVTT).cues == [cue(1000, 2000, "We map A --> B here", "second line")])
  }

  @Test func badTimesBelowACounterAreToldOf() throws {
    let text = "1\n00:00:01,000 --> 00:00:02,000\ngood\n\n2\ntwo --> three\nbad\n"
    let (cues, diagnostics) = try read(text, "a.srt")
    #expect(cues == [try cue(1000, 2000, "good")])
    #expect(
      diagnostics == ["a.srt:6:1: error: 'two' is not a time; expected one such as 00:01:02.500; cue skipped"])
  }

  @Test func tellsAboutATimestampMapThatIsNotApplied() throws {
    let text = "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n\n00:01.000 --> 00:02.000\na"
    #expect(
      try read(text).diagnostics == [
        "a.vtt:2:1: warning: X-TIMESTAMP-MAP is not applied: cues are taken to count from the recording's start"
      ])
  }

  @Test func aFileInAnotherEncodingIsReadAndReported() throws {
    let data = Data("1\n00:00:01,000 --> 00:00:02,000\nCaf".utf8) + [0xe9, 0x0a]
    let (cues, diagnostics) = try readCaptions(SourceText(data, named: "a.srt"))
    #expect(cues == [try cue(1000, 2000, "Café")])
    #expect(diagnostics.count == 1)
  }

  @Test func tensOfThousandsOfCuesTakeSeconds() throws {
    var text = "WEBVTT\n"
    for index in 0..<20_000 {
      text += "\n\(index / 60):\(index % 60).000 --> \(index / 60 + 1):00.500\nMara Li: word\n"
    }
    var count = 0
    let time = try processorTime { count = try read(text).cues.count }
    #expect(count > 16_000)
    #expect(time < .seconds(20))
  }

  @Test func aFloodOfOpenTagsEndsFast() throws {
    let line = String(repeating: "<a", count: 3000) + String(repeating: "&", count: 3000)
    let text = "WEBVTT\n\n00:01.000 --> 00:02.000\n" + String(repeating: line + "\n", count: 300)
    #expect(try processorTime { _ = try read(text) } < .seconds(20))
  }

  @Test func damagedFilesNeverTrap() throws {
    let whole = Array(
      """
      WEBVTT

      NOTE x

      1
      00:01.000 --> 00:02.000 line:0
      <v Mara>Hello &amp; <i>bye</i></v>

      Mara: x
      00:00:03,000 --> 00:00:04,000
      Tom Baker: {\\an8} y &#x41; <c.z>q</c>
      """.utf8)
    var random = SystemRandomNumberGenerator()
    for _ in 0..<1000 {
      var bytes = Array(whole.prefix(Int.random(in: 0...whole.count, using: &random)))
      for _ in 0..<Int.random(in: 0..<6, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 1...255, using: &random)
        case 1: bytes.remove(at: place)
        default: bytes.insert(contentsOf: whole.suffix(Int.random(in: 0..<20, using: &random)), at: place)
        }
      }
      guard let cues = try? readCaptions(SourceText(Data(bytes), named: "a.vtt")).cues else { continue }
      for cue in cues {
        #expect(!cue.range.isEmpty && !cue.lines.isEmpty && cue.lines.allSatisfy { !$0.isEmpty })
      }
      let again = try? readCaptions(SourceText(webVTT(cues, speakers: true), named: "b.vtt")).cues
      #expect(cues.isEmpty || again?.count == cues.count)
    }
  }
}
