import ChapterLists
import Documents
import Lesson
import Testing
import Timeline

/// What holds for every format in the registry.
@Suite struct BuiltInChapterListsTests {
  private let chapters: [WrittenChapter] = {
    func range(_ start: Int32, _ end: Int32) -> TimeRange {
      let base = TimeBase.milliseconds
      return TimeRange(
        (try? Instant(ticks: Int64(start), in: base)) ?? .zero, (try? Instant(ticks: Int64(end), in: base)) ?? .zero)
    }
    return [
      WrittenChapter(range: range(0, 61_000), title: "What is a -->  \"b\" & <c>?"),
      WrittenChapter(range: range(61_000, 3_700_000), title: "Zwei\n\u{1b}Zeilen"),
      WrittenChapter(range: range(3_700_000, 3_700_900), title: ""),
    ]
  }()

  @Test func namesAreUniqueAndTypeable() {
    let names = builtInChapterLists.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" } })
    #expect(builtInChapterLists.allSatisfy { !$0.summary.isEmpty && !$0.summary.hasSuffix(".") })
  }

  @Test(arguments: builtInChapterLists.indices) func whatAFormatWritesItReadsBack(_ index: Int) throws {
    let format = builtInChapterLists[index]
    let text = try SourceText(format.write(chapters), named: "a")
    // A table without a head may be a label track.
    let name = format.name == "tsv" ? "audacity" : format.name
    #expect(builtInChapterLists.first { $0.recognises(text) }?.name == name)
    let read = try format.read(text)
    #expect(read.list.entries.map(\.start) == chapters.map(\.range.start))
    let first = ["subrip": "What is a → \"b\" & ?", "cue": "What is a --> 'b' & <c>?"]
    let titles = [first[format.name] ?? "What is a --> \"b\" & <c>?", "Zwei Zeilen", "…"]
    #expect(read.list.entries.map(\.title) == (format.name == "opencast" ? ["", "", ""] : titles))
    #expect(read.diagnostics == [])
  }

  @Test(arguments: builtInChapterLists.indices) func whatIsLeftOutStaysLeftOut(_ index: Int) throws {
    let format = builtInChapterLists[index]
    var chapters = chapters
    chapters[1].isSkipped = true
    let read = try format.read(SourceText(format.write(chapters), named: "a")).list.entries
    // A chapter track leaves it open.
    #expect(read.map(\.isSkipped) == (format.name == "webvtt" ? [false, false] : [false, true, false]))
  }

  @Test(arguments: builtInChapterLists.indices) func titlesThatLookLikeMarksAreKept(_ index: Int) throws {
    let format = builtInChapterLists[index]
    guard !["opencast", "cue", "subrip"].contains(format.name) else { return }
    for title in ["a = # ; \\ |", "a, b; \"c\"", "'''[x](y)''' *z* _u_ `v`", "&amp; {t} ~", "-1", "x=1"] {
      let chapters = [WrittenChapter(range: chapters[0].range, title: title)]
      let text = format.write(chapters)
      let read = try format.read(SourceText(text, named: "a")).list.entries
      #expect(read.map(\.title) == [title], "\(text)")
    }
  }

  /// 1/3 of a second past a minute: no decimals are it.
  @Test(arguments: builtInChapterLists.indices) func timesAreRoundedDownByLessThanTheirLastPlace(_ index: Int) throws {
    let format = builtInChapterLists[index]
    let start = try Instant(ticks: 181, in: #require(TimeBase(1, 3)))
    let chapters = [WrittenChapter(range: TimeRange(start, chapters[1].range.end), title: "a")]
    let read = try format.read(SourceText(format.write(chapters), named: "a")).list.entries
    let time = try #require(read.last).start
    #expect(time <= start)
    #expect(try (start - time) <= (format.name == "youtube" ? 1.s : format.name == "cue" ? 14.ms : 1.ms))
  }

  @Test(arguments: builtInChapterLists.indices) func noFormatTakesAnEmptyFile(_ index: Int) throws {
    let text = try SourceText("", named: "a")
    #expect(!builtInChapterLists[index].recognises(text))
    #expect(throws: DocumentError.self) { try builtInChapterLists[index].read(text) }
  }

  @Test func readsWebVTTChaptersAndTheirSkips() throws {
    let text = """
      WEBVTT

      NOTE Kind: chapters

      one
      00:00.000 --> 00:10.500
      Mara Lindqvist: an &lt;introduction&gt;

      00:10.500 --> 01:00.000
      skip

      01:00.000 --> 02:00.000
      Two
      lines
      """
    let entries = try readChapterList(SourceText(text, named: "a.vtt")).list.entries
    #expect(entries.map(\.title) == ["Mara Lindqvist: an <introduction>", "", "Two lines"])
    #expect(entries.map(\.isSkipped) == [false, true, false])
    #expect(entries.allSatisfy { $0.isExact })
    #expect(entries.map(\.line) == [6, 9, 12])
  }

  @Test func aBadCueOrTimesOutOfOrderRefuseTheWholeList() throws {
    let text = "WEBVTT\n\n00:10.000 --> 00:20.000\nb\n\n00:00.000 --> 00:10.000\na\n\n5 --> 4\nc"
    #expect {
      try readChapterList(SourceText(text, named: "a.vtt"))
    } throws: { error in
      (error as? DocumentError)?.diagnostics.map(\.description) == [
        "a.vtt:6:1: error: 00:00:00.000 comes after 00:00:10.000 of line 3; expected times that ascend",
        "a.vtt:9:7: error: the cue ends before it starts",
      ]
    }
    let order = String(text.dropLast(11))
    #expect {
      try readChapterList(SourceText(order, named: "a.vtt"))
    } throws: { error in
      (error as? DocumentError)?.diagnostics.map(\.description) == [
        "a.vtt:6:1: error: 00:00:00.000 comes after 00:00:10.000 of line 3; expected times that ascend"
      ]
    }
  }
}
