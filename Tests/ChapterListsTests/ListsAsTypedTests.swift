import ChapterLists
import Documents
import Lesson
import Testing
import Timeline

/// Lists as people type them, paste them and save them from spreadsheets.
@Suite struct ListsAsTypedTests {
  /// One line for each entry: the time, `=` for exact or `~`, the title.
  private func entries(_ text: String, named name: String = "a.chapters.txt") throws -> [String] {
    try readChapterList(SourceText(text, named: name)).list.entries.map {
      "\($0.start.shortClock)\($0.isExact ? "=" : "~")\($0.title)"
    }
  }

  @Test(arguments: [
    "00:00:00,Intro\n00:01:30,3 laws", "0:00;Intro\n1:30;3 laws", "\"0:00\",\"Intro\"\n\"1:30\",\"3 laws\"",
    "# mine\n0:00,Intro\n\n1:30,3 laws\n",
    "Intro, 0:00\n3 laws, 1:30", "0:00 Intro\n1:30, 3 laws", "0:00, Intro\n1:30;3 laws",
  ])
  func twoColumnsOfClocksAndTitlesAreATable(_ text: String) throws {
    #expect(try entries(text) == ["0:00~Intro", "1:30~3 laws"])
  }

  @Test func aTablesNameTellsATitleFromDecimals() throws {
    let text = "00:00:00,3 ways to work\n00:01:30,2 laws"
    #expect(try entries(text, named: "a.chapters.csv") == ["0:00~3 ways to work", "1:30~2 laws"])
    #expect(try entries(text.replacing(",", with: "\t"), named: "a.tsv") == ["0:00~3 ways to work", "1:30~2 laws"])
    #expect(
      try readChapterList(SourceText(text, named: "a.txt")).diagnostics.map(\.description) == [
        "a.txt:1:1: warning: the comma is taken for a decimal sign, so the list begins at 00:00:00.300; if it ends a column, name the file .csv"
      ])
    #expect(try entries("0:00,0 Intro\n1:30,5 Work") == ["0:00=Intro", "1:30=Work"])
    #expect(try entries("0:17:02.148,3 Title\n0:18:00.5,4 Two") == ["17:02=3 Title", "18:00=4 Two"])
    #expect(try entries("0:00 Intro\n1:30,2nd law") == ["0:00~Intro", "1:30~2nd law"])
    #expect(try entries("0:00 Intro, first\n1:30 Work", named: "a.csv") == ["0:00~Intro, first", "1:30~Work"])
  }

  @Test func aLineIsNoHead() throws { #expect(try entries("Start, 0:00\nWork, 1:30") == ["0:00~Start", "1:30~Work"]) }

  @Test func aDelimiterInATitleWithoutQuotesIsKept() throws {
    #expect(try entries("0:00,Intro\n1:30,Work, energy") == ["0:00~Intro", "1:30~Work, energy"])
    #expect(try entries("0:00;Intro, one, two\n1:30;Work") == ["0:00~Intro, one, two", "1:30~Work"])
  }

  @Test(arguments: [
    "0:00 ~ 1:30 A", "0:00〜1:30 A", "0:00～1:30 A", "00:00:00 --> 00:01:30 A", "0:00 -> 1:30 A", "0:00 to 1:30 A",
    "0:00 bis 1:30: A", "[0:00 → 1:30] A", "A 0:00 ~ 1:30", "A (0:00 to 1:30)", "A 0:00 --> 1:30",
  ])
  func theEndOfARangeIsNoPartOfTheTitle(_ line: String) throws {
    let read = try readChapterList(SourceText(line, named: "a"))
    #expect(read.list.entries.map(\.title) == ["A"])
    #expect(read.list.entries.map(\.start) == [.zero])
    #expect(read.diagnostics.map(\.sentence).first?.hasPrefix("the end of a chapter isn't used") == true)
  }

  @Test(arguments: [
    "⌨️ (1:05:03) Title", "🎬 1:05:03 Title", "1️⃣ 1:05:03 Title", "🎬 1. 1:05:03 Title", "\u{200b}1:05:03 Title",
    "\u{200f}\u{feff}[1:05:03] Title", "**1:05:03** Title", "*1:05:03* Title", "__[1:05:03]__ Title", "`1:05:03` Title",
    "Title – 1:05:03\u{200e}", "１：０５：０３　Title", "1：05：03 Title", "١:٠٥:٠٣ Title", "「1:05:03」Title", "Title 1：05：03",
  ])
  func marksAroundATimeDoNotMatter(_ line: String) throws {
    #expect(try entries(line).first?.hasPrefix("1:05:03~") == true)
    #expect(try entries(line).first?.hasSuffix("Title") == true)
  }

  @Test(arguments: [
    ("05:03：5つの話", "5:03~：5つの話"), ("05:03 12：30に", "5:03~12：30に"), ("5:03 **bold** x", "5:03~**bold** x"),
    ("*5:03 *a* b", "5:03~*a* b"), ("5:03 - to go", "5:03~to go"), ("5:03 to go", "5:03~to go"),
  ])
  func aTitleKeepsItsOwnMarks(_ line: String, _ expected: String) throws {
    #expect(try entries(line) == [expected])
  }

  @Test func wordProcessorsEndLinesTheirOwnWay() throws {
    for end in ["\u{b}", "\u{c}", "\u{2028}", "\u{2029}"] {
      #expect(try entries("0:00 Intro\(end)1:30 Work\n2:00 End") == ["0:00~Intro", "1:30~Work", "2:00~End"])
    }
    #expect {
      try entries("0:00 Intro\u{b}no time")
    } throws: { error in
      (error as? DocumentError)?.diagnostics.first?.position == TextPosition(line: 1, column: 12)
    }
  }

  /// A sign that parts cells may be part of every title.
  @Test(arguments: [",", ";"])
  func titlesWithAsManyCommasEachStayWhole(sign: String) throws {
    #expect(
      try entries("0:00\(sign)Newton\(sign) first law\n1:30\(sign)Newton\(sign) second law")
        == ["0:00~Newton\(sign) first law", "1:30~Newton\(sign) second law"])
  }

  /// As a German spreadsheet saves them.
  @Test(arguments: [
    "00:00:00,000;Eins\n00:01:02,500;Zwei", "00:00:00,000;00:01:02,500;Eins\n00:01:02,500;00:03:00,0;Zwei",
    "0,0;62,5;Eins\n62,5;100,25;Zwei", "0,0;Eins\n62,5;Zwei",
  ])
  func commasBeforeDecimalsPartNoCells(text: String) throws {
    for name in ["a.csv", "a.txt"] {
      let list = try readChapterList(SourceText(text, named: name)).list
      #expect(list.entries.prefix(2).map(\.start) == [.zero, try Instant(ticks: 62_500, in: .milliseconds)], "\(name)")
      #expect(list.entries.prefix(2).map(\.title) == ["Eins", "Zwei"])
      #expect(list.entries[1].isExact)
    }
  }

  @Test func aListIsOneWhateverItsFileIsCalled() throws {
    let list = try readChapterList(SourceText("0:00:00,000 Eins\n0:01:02,500 Zwei", named: "a.csv")).list
    #expect(list.entries.map(\.title) == ["Eins", "Zwei"])
    #expect(list.entries[1].start == (try Instant(ticks: 62_500, in: .milliseconds)))
  }

  @Test(arguments: ["0:00 A\n00:01:30:12 B", "0:00 A\n00:01:30;12 B"])
  func framesAreNoDecimals(_ text: String) {
    #expect {
      try entries(text)
    } throws: { error in
      "\(error)".contains("a.chapters.txt:2:1: error: '00:01:30") && "\(error)".contains("' counts frames")
    }
  }

  @Test(arguments: [
    "Time (seconds),Title\n0,Intro\n90,Work", "Timecode;Topic\n0:00;Intro\n1:30;Work",
    "Kapitel;Zeit\nIntro;00:00:00\nWork;00:01:30", "#,Start,Name\n1,0,Intro\n2,90,Work",
  ])
  func headsNameTheirColumns(_ text: String) throws {
    #expect(try entries(text) == ["0:00~Intro", "1:30~Work"])
  }

  @Test func whatFollowsTheLastRowIsKnown() throws {
    let rest = try readChapterList(SourceText("0,100,Intro\n200,300,Work\n", named: "a.csv")).rest
    #expect(rest?.start.shortClock == "5:00")
    #expect(rest?.isSkipped == true)
    #expect(try readChapterList(SourceText("0,100,Intro\n100,,Work\n", named: "a.csv")).rest == nil)
    let marks = "[{\"begin\": 0, \"duration\": 200000}, {\"begin\": 218000, \"duration\": 500000}]"
    #expect(try readChapterList(SourceText(marks, named: "a.json")).rest?.start.shortClock == "11:58")
  }
}
