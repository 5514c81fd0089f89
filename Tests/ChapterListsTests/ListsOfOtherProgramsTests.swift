import ChapterLists
import Documents
import Lesson
import TestSupport
import Testing
import Timeline

/// Lists as other programs write them.
@Suite struct ListsOfOtherProgramsTests {
  private static let lists: [(format: String, text: String)] = [
    (
      "ffmetadata",
      """
      ;FFMETADATA1
      title=Lecture
      encoder=Lavf59.27.100
      [STREAM]
      title=a stream
      [CHAPTER]
      TIMEBASE=1/1000
      START=0
      END=61500
      title=One
      [CHAPTER]
      START=61500000000
      title=Two\\; with \\=\\
       marks
      """
    ),
    (
      "matroska",
      """
      <?xml version="1.0"?>
      <!DOCTYPE Chapters SYSTEM "matroskachapters.dtd">
      <Chapters>
        <EditionEntry><EditionFlagHidden>0</EditionFlagHidden>
          <ChapterAtom>
            <ChapterTimeStart>00:00:00.000000000</ChapterTimeStart>
            <ChapterDisplay><ChapterString>One</ChapterString><ChapterLanguage>eng</ChapterLanguage></ChapterDisplay>
          </ChapterAtom>
          <ChapterAtom><ChapterTimeStart>00:00:30</ChapterTimeStart><ChapterFlagHidden>1</ChapterFlagHidden></ChapterAtom>
          <ChapterAtom>
            <ChapterTimeStart>00:01:01.500</ChapterTimeStart>
            <ChapterDisplay><ChapterString>Two; with = marks</ChapterString></ChapterDisplay>
          </ChapterAtom>
        </EditionEntry>
      </Chapters>
      """
    ),
    (
      "podcast",
      """
      {"version": "1.2.0", "author": "M", "chapters": [
        {"startTime": 0, "title": "One", "img": "https://example.org/a.png"},
        {"startTime": 30.25, "toc": false, "img": "https://example.org/b.png"},
        {"startTime": 61.500000000000001, "title": "Two; with \\u003d marks"}]}
      """
    ),
    (
      "podcast",
      """
      {"format": {"duration": "99.0"}, "chapters": [
        {"id": 0, "time_base": "1/1000", "start": 0, "start_time": "0.000000", "tags": {"title": "One"}},
        {"id": 1, "time_base": "1/1000", "start": 61500, "start_time": "61.500000", "tags": {"title": "Two"}}]}
      """
    ),
    (
      "podcast",
      #"{"chapters": [{"start_time": 0.0, "title": "One"}, {"start_time": 6.15e1, "title": "Two"}]}"#
    ),
    ("podcast", #"{"chapters": [{"startTime": "0", "title": "One"}, {"startTime": "61.5", "title": "Two"}]}"#),
    (
      "podlove",
      """
      <rss xmlns:psc="http://podlove.org/simple-chapters"><channel><item>
        <psc:chapters version="1.2">
          <psc:chapter start="0" title="One" href="https://example.org/"/>
          <psc:chapter start="01:01.5" title="Two"/>
        </psc:chapters>
      </item></channel></rss>
      """
    ),
    ("ogm", "CHAPTER02=00:01:01.500\nCHAPTER02NAME=Two; with = marks\n\nCHAPTER01=00:00:00.000\nCHAPTER01NAME=One\n"),
    (
      "cue",
      """
      REM GENRE Lecture
      TITLE "All of it"
      FILE "a b.wav" WAVE
        TRACK 01 AUDIO
          TITLE "One"
          INDEX 01 00:00:00
        TRACK 02 AUDIO
          TITLE "Two; with = marks"
          INDEX 00 00:59:00
          INDEX 01 01:01:37
      """
    ),
    (
      "subrip",
      """
      1
      00:00:00,000 --> 00:00:04,000
      One

      00:01:01,500 --> 00:01:04,000
      Two; with = marks
      """
    ),
    ("audacity", "0,000000\t61,500000\tOne\n\\\t100,0\t200,0\n61,500000\t61,500000\tTwo; with = marks\n"),
    ("csv", ",61.5,One\n61.5,,Two; with = marks\n"),
    ("csv", "Title;Start\nOne;00:00:00.0\nTwo\u{2c} with;00:01:01.500\n"),
    ("csv", "start,end,title\n0.0,61.5,One\n61.5,99,\"Two; with = marks\"\n"),
    ("tsv", "start\tname\n0.0\tOne\n61.5\tTwo; with = marks\n"),
    (
      "markdown",
      "# Contents\nSome text.\n- no time\n- **0:00.0** One\n- [1:01.5](https://example.org/?t=61) Two; with = marks\n"
    ),
    ("markdown", "| Time | What |\n|---|---|\n| 0:00.0 | One |\n| 1:01.5 | Two; with = marks |\n"),
    ("mediawiki", "== Contents ==\n* '''0:00.0''' [[Page|One]]\n* '''1:01.5''' Two; with = marks\n"),
    ("mediawiki", "# 0:00.0 One\n# 1:01.5 Two; with = marks\n"),
  ]

  @Test(arguments: lists.indices) func isToldByItsContentAndRead(_ index: Int) throws {
    let (format, text) = Self.lists[index]
    for text in [text, "\u{feff}" + text.replacing("\n", with: "\r\n"), text.replacing("\n", with: "\r")] {
      let source = try SourceText(text, named: "a")
      #expect(builtInChapterLists.first { $0.recognises(source) }?.name == format)
      let read = try readChapterList(source)
      let start = try Instant(ticks: 61_500, in: .milliseconds)
      let exact = format == "cue" ? try Instant(ticks: 61 * 75 + 37, in: #require(TimeBase(1, 75))) : start
      #expect(read.list.entries.map(\.start) == [.zero, exact], "\(text)")
      #expect(read.list.entries.first?.title == "One")
      #expect(read.list.entries.last?.title.hasPrefix("Two") == true)
      #expect(read.list.entries.last?.isExact == true)
      #expect(read.diagnostics == [])
    }
  }

  @Test func opencastsCutMarksKeepWhatTheyName() throws {
    let text = "[{\"begin\": 1672, \"duration\": 199840}, {\"begin\": 218560, \"duration\": 500000}]"
    let entries = try readChapterList(SourceText(text, named: "a.json")).list.entries
    #expect(entries.map(\.start.description) == ["00:00:00.000", "00:00:01.672", "00:03:21.512", "00:03:38.560"])
    #expect(entries.map(\.isSkipped) == [true, false, true, false])
  }

  @Test func whatNoRowHoldsIsLeftOutWithAWarning() throws {
    let read = try readChapterList(SourceText("0,22,One\n52,60.5,Two\n", named: "a.csv"))
    #expect(read.list.entries.map(\.isSkipped) == [false, true, false])
    #expect(
      read.diagnostics.map(\.description) == [
        "a.csv:2:1: warning: no row holds what lies between 0:22 and 0:52, so it is left out"
      ])
  }

  @Test func wholeSecondsAreWishesWhereNothingIsFiner() throws {
    let printed =
      #"{"chapters": [{"start_time": "0.000000"}, {"start_time": "100.000000"}, {"start_time": 1.1e2}]}"#
    let entries = try readChapterList(SourceText(printed, named: "a")).list.entries
    #expect(entries.map { "\($0.start.shortClock) \($0.isExact)" } == ["0:00 false", "1:40 false", "1:50 false"])
    let text = "{\"chapters\": [{\"startTime\": 0, \"title\": \"a\"}, {\"startTime\": 60, \"title\": \"b\"}]}"
    #expect(try readChapterList(SourceText(text, named: "a")).list.entries.allSatisfy { !$0.isExact })
    #expect(try readChapterList(SourceText("0,,a\n60,,b\n", named: "a")).list.entries.map(\.isExact) == [false, false])
  }

  @Test(arguments: [
    (";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/0\nSTART=x\n", ["3:1", "4:1"]),
    (";FFMETADATA1\n[CHAPTER]\nEND=5\n", ["2:1"]),
    (";FFMETADATA1\n[CHAPTER]\nTIMEBASE=2000000000/1\nSTART=9223372036854775807\n", ["4:1"]),
    (
      "<Chapters>\n <EditionEntry>\n  <ChapterAtom><ChapterTimeStart>0:99:00</ChapterTimeStart></ChapterAtom>\n </EditionEntry>\n</Chapters>",
      ["3:16"]
    ),
    ("<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY a \"b\">]>\n<Chapters/>", ["2:1"]),
    ("{\"chapters\": [\n {\"startTime\": \"x\"},\n {\"title\": \"a\"}]}", ["2:16", "3:2"]),
    ("{\"chapters\": [\n {\"startTime\": 1,}]}", ["2:18"]),
    ("{\"chapter\": 1}", ["1:1"]),
    ("{\"chapters\": [{\"startTime\": 1e99}]}", ["1:29"]),
    ("CHAPTER01=0:99\nCHAPTER01NAME=a\nCHAPTERS\n", ["1:1", "3:1"]),
    ("<psc:chapters>\n<psc:chapter start=\"x\"/>\n</psc:chapters>", ["2:1"]),
    ("words\n00:01:30:12 a\n", ["1:1", "2:1"]),
    ("[\n {\"begin\": -1, \"duration\": 2}]", ["2:12"]),
    ("TRACK 01 AUDIO\nINDEX 01 00:60:00\nTRACK 02 AUDIO\n", ["2:1", "3:1"]),
    (
      "FILE \"a\" WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nFILE \"b\" WAVE\nTRACK 02 AUDIO\nINDEX 01 00:10:00\n",
      ["4:1"]
    ),
    ("0.0\t1.0\ta\nx\t2\tb\n", ["2:1"]),
    ("0,1,a\nx,2,b\n3,2,c\n", ["2:1", "3:3"]),
    ("0,1,a\n2,3,\"b\n", ["2:5"]),
    ("- **0:00** a\n- **0:99** b\n", ["2:2"]),
  ]) func mistakesAreNamedByTheirPlace(text: String, places: [String]) throws {
    let source = try SourceText(text, named: "a")
    #expect {
      try readChapterList(source)
    } throws: { error in
      let found = (error as? DocumentError)?.diagnostics.filter { $0.severity == .error } ?? []
      return found.map { "\($0.position?.line ?? 0):\($0.position?.column ?? 0)" } == places
    }
  }

  /// Of each kind, what would be large or deep.
  static let tooMuch = [
    String(repeating: "[", count: 200_000), "{\"chapters\":" + String(repeating: "[", count: 200_000),
    "<Chapters>" + String(repeating: "<a>", count: 200_000),
    ";FFMETADATA1\n" + String(repeating: "[CHAPTER]\nSTART=0\n", count: 20_000),
    String(repeating: "0:00 a\n", count: 20_000), "0,1," + String(repeating: "\"", count: 99_999),
    "TRACK 1 A\n" + String(repeating: "INDEX 01 99999999999999999999:00:00\n", count: 10_000),
    "- **0:00** " + String(repeating: "[", count: 50_000) + "\n",
    "- 0:00 " + String(repeating: "**a", count: 50_000) + "\n", String(repeating: "|a", count: 100_000) + ":1",
    String(repeating: "a\u{b}", count: 50_000) + "1:2:3:4",
    "<!DOCTYPE a \"" + String(repeating: "<Chapters", count: 50_000),
    String(repeating: "CHAPTER01=0:00\n", count: 20_000),
  ]

  @Test(arguments: tooMuch.indices) func whatIsTooMuchIsRefusedSoon(_ index: Int) throws {
    let source = try SourceText(Self.tooMuch[index], named: "a")
    let time = processorTime {
      #expect(throws: DocumentError.self) {
        let read = try readChapterList(source)
        // One long title is none too much.
        if read.list.entries.count == 1 { throw DocumentError([]) }
      }
    }
    #expect(time < .seconds(10))
  }
}
