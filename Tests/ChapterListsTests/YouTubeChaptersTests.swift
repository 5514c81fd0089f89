import ChapterLists
import Documents
import Lesson
import TestSupport
import Testing
import Timeline

@Suite struct YouTubeChaptersTests {
  @Test func dotsLeaveAStretchToThePlanner() throws {
    let text = "...\n5:00 One\n10:00 Two\n…\n20:00 skip\n"
    let entries = try readChapterList(SourceText(text, named: "a")).list.entries
    #expect(entries.map(\.isDivided) == [true, nil, true, nil])
    #expect(entries.map(\.title) == ["", "One", "Two", ""])
    #expect(throws: DocumentError.self) { try readChapterList(SourceText("0:00 a\n1:00 skip\n...\n", named: "a")) }
  }

  private func read(_ text: String) throws -> ReadChapterList {
    try readChapterList(SourceText(text, named: "a.chapters.txt"))
  }

  /// One line for each entry: time, `=` for exact or `~`, title or `SKIP`.
  private func entries(_ text: String) throws -> [String] {
    try read(text).list.entries.map {
      "\($0.start)\($0.isExact ? "=" : "~")\($0.isSkipped ? "SKIP" : $0.title)"
    }
  }

  private func mistakes(_ text: String) -> [String] {
    do {
      _ = try read(text)
      return []
    } catch {
      return (error as? DocumentError)?.diagnostics.map(\.description) ?? ["another error"]
    }
  }

  @Test func readsADescriptionsLines() throws {
    let text = """
      # made by hand

      0:00 Welcome
      05:03 Work
        # a comment
      1:02:03.250 Energy
      100:00:00 End
      """
    #expect(
      try entries(text) == [
        "00:00:00.000~Welcome", "00:05:03.000~Work", "01:02:03.250=Energy", "100:00:00.000~End",
      ])
    #expect(try read(text).list.entries.map(\.line) == [3, 4, 6, 7])
    #expect(try read(text).diagnostics == [])
  }

  @Test(arguments: [
    ("05:03 Title", "~Title"), ("05:03 - Title", "~Title"), ("05:03-Title", "~Title"), ("05:03: Title", "~Title"),
    ("[05:03] Title", "~Title"), ("(00:05:03) – Title", "~Title"), ("• 05:03 Title", "~Title"),
    ("- 05:03 — Title", "~Title"), ("* [5:03] | Title", "~Title"), ("1. 05:03 Title", "~Title"),
    ("12) (05:03) Title", "~Title"), ("Title 05:03", "~Title"), ("Title - 05:03", "~Title"),
    ("Title (05:03)", "~Title"), ("• Title ....... 5:03", "~Title"), ("Title [0:05:03]", "~Title"),
    ("05:03 -5 degrees", "~-5 degrees"), ("05:03 Title: a - b | c", "~Title: a - b | c"),
    ("05:03 | 12:30 is lunch", "~12:30 is lunch"), ("05:03 What? 12:30", "~What? 12:30"), ("05:03", "~"),
    ("\u{a0}05:03\tTitle  with\tspaces ", "~Title with spaces"), ("05:03 介绍", "~介绍"), ("05:03介绍", "~介绍"),
    ("05:03 🎬 (intro)", "~🎬 (intro)"), ("05:03 \u{1b}[31mred\u{7}", "~[31mred"), ("05:03 ...and so", "~...and so"),
    ("05:03.000 Title", "=Title"), ("05:03,0 Title", "=Title"), ("Title 05:03.0", "=Title"),
    ("303:00 Minutes", "Minutes"),
  ])
  func timeAndTitleAreFoundHoweverTheyAreWritten(_ line: String, _ expected: String) throws {
    let read = try entries(line)
    #expect(read.count == 1)
    #expect(read.first == (expected == "Minutes" ? "05:03:00.000~Minutes" : "00:05:03.000" + expected))
  }

  @Test(arguments: [
    "00:48:10 - skip", "48:10 SKIP", "48:10 [skip]", "48:10 (Skip)", "48:10 | skip", "skip 48:10", "- 48:10: skip",
  ])
  func aSkipLineLeavesItsStretchOut(_ line: String) throws {
    #expect(try entries("0:00 a\n\(line)\n50:00 b") == ["00:00:00.000~a", "00:48:10.000~SKIP", "00:50:00.000~b"])
  }

  @Test func aTitleThatBeginsWithSkipIsATitle() throws {
    #expect(
      try entries("0:00 Skip connections\n1:00 skipping") == ["00:00:00.000~Skip connections", "00:01:00.000~skipping"])
  }

  @Test func theEndOfARangeIsNotUsedAndThatIsSaid() throws {
    let list = try read("0:00 - 1:00 a\n(1:00–2:00) b\nc 2:00 - 3:00")
    #expect(list.list.entries.map(\.title) == ["a", "b", "c"])
    #expect(list.list.entries.map(\.start.shortClock) == ["0:00", "1:00", "2:00"])
    #expect(
      list.diagnostics.map(\.description).first
        == "a.chapters.txt:1:1: warning: the end of a chapter isn't used: each lasts until the next line's time")
    #expect(list.diagnostics.count == 3)
  }

  @Test func saysAllMistakesAtOnceWithTheirPlaces() {
    let text = """
      0:00 Start
      no time at all
      5:00 Five
      5:00 Five again
        3:00 Back
      1:75:00 No such minute
      12:30pm lunch
      6:00 Fine
      """
    #expect(
      mistakes(text) == [
        "a.chapters.txt:2:1: error: 'no time at all' has no time first or last; expected a line such as 00:05:03 Title; a line that starts with # is a comment",
        "a.chapters.txt:4:1: error: 00:05:00.000 stands in line 3 already; each chapter needs a start of its own",
        "a.chapters.txt:5:3: error: 00:03:00.000 comes after 00:05:00.000 of line 4; expected times that ascend",
        "a.chapters.txt:6:1: error: '1:75:00' is not a time; expected H:MM:SS or MM:SS, up to nine decimals; a line that starts with # is a comment",
        "a.chapters.txt:7:1: error: '12:30pm lunch' has no time first or last; expected a line such as 00:05:03 Title; a line that starts with # is a comment",
      ])
  }

  @Test(arguments: ["", "\n\n", "# only a comment", "just words", "303 seconds"])
  func refusesAFileWithoutAnyChapter(_ text: String) {
    #expect(
      mistakes(text) == [
        "a.chapters.txt:1:1: error: holds no chapters: expected lines such as 00:05:03 Title, or WebVTT"
      ])
  }

  @Test func refusesToSkipEverything() {
    #expect(
      mistakes("0:00 skip\n1:00 skip") == [
        "a.chapters.txt:1:1: error: every stretch is skipped; expected a chapter that is kept"
      ])
    #expect(mistakes("0:10 skip") == [])
  }

  @Test func timesPastTheEndAreFoundOnceTheDurationIsKnown() throws {
    let list = try read("0:00 a\n1:00 b\n2:00 c").list
    let end = try Instant(ticks: 60, in: #require(TimeBase(perSecond: 1)))
    #expect(
      problems(in: list, forRecordingEndingAt: end).map(\.description) == [
        "a.chapters.txt:2:1: error: 00:01:00.000 is past the recording's end at 00:01:00.000; expected an earlier time",
        "a.chapters.txt:3:1: error: 00:02:00.000 is past the recording's end at 00:01:00.000; expected an earlier time",
      ])
  }

  @Test func mistakesAreBoundedAndHugeListsRefusedFast() throws {
    #expect(mistakes("0:00 a\n" + String(repeating: "words\n", count: 100_000)).count == 101)
    let long = (0..<100_000).map { "\($0 / 60):\($0 % 60 < 10 ? "0" : "")\($0 % 60) t" }.joined(separator: "\n")
    var refusals = 0
    #expect(processorTime { refusals = mistakes(long).count } < .seconds(20))
    #expect(refusals == 1)
  }

  @Test func damagedListsNeverTrap() throws {
    let whole = Array("# x\n1. [00:01:02.5] - 12:30 | a\n• b (0:02:03–4:05)\nc ... 5:06,7\n9:0 skip\n".unicodeScalars)
    for _ in 0..<3000 {
      var scalars = Array(whole.prefix(Int.random(in: 0...whole.count)))
      for _ in 0..<Int.random(in: 0..<5) where !scalars.isEmpty {
        let place = Int.random(in: scalars.indices)
        if Bool.random() { scalars.remove(at: place) } else { scalars[place] = whole[Int.random(in: whole.indices)] }
      }
      let text = String(String.UnicodeScalarView(scalars))
      if let list = try? read(text).list {
        #expect(zip(list.entries, list.entries.dropFirst()).allSatisfy { $0.start < $1.start })
      }
    }
  }

  @Test func aListLongerThanADescriptionIsForbidden() throws {
    func chapters(_ letter: Character) throws -> [WrittenChapter] {
      try (0..<60).map { index in
        let (start, end) = (Int64(index) * 60_000, Int64(index + 1) * 60_000)
        let range = TimeRange(try Instant(ticks: start, in: .milliseconds), try Instant(ticks: end, in: .milliseconds))
        return WrittenChapter(range: range, title: String(repeating: letter, count: 50))
      }
    }
    #expect(try YouTubeChapters().forbidden(in: chapters("a")) == [])
    // Two bytes each.
    #expect(
      try YouTubeChapters().forbidden(in: chapters("ä")).map(\.sentence) == [
        "has a list of 6410 bytes, and YouTube takes no description of more than 5000"
      ])
  }
}
