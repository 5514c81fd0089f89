import ChapterLists
import Documents
import Lesson
import Testing
import Timeline

/// Lists within pages of Markdown and MediaWiki.
@Suite struct PagesOfTextTests {
  private func read(_ text: String, named name: String) throws -> ReadChapterList {
    try readChapterList(SourceText(text, named: name))
  }

  private func entries(_ text: String, named name: String) throws -> [String] {
    try read(text, named: name).list.entries.map { "\($0.start.shortClock) \($0.title)" }
  }

  @Test(arguments: [
    ("md", "# Lecture 1\n\nIn this lecture we look at work.\n\n- 0:00 Intro\n- 5:30 Work\n"),
    ("md", "Hello.\n\n1. Intro (0:00)\n2. Work (5:30)\n"),
    ("md", "Hello.\n\n0:00 Intro\n5:30 Work\n"),
    ("md", "# Notes\n\n## [00:00:00] Intro\n\nWe begin.\n\n## [00:05:30] Work\n\nWe go on.\n"),
    ("txt", "## [00:00:00] Intro\n## [00:05:30] Work\n"),
    ("txt", "Hello.\n\n**0:00** Intro\n**5:30** Work\n"),
    ("txt", "| Intro | 0:00 |\n| Work | 5:30 |\n"),
    ("txt", "| # | Title | Time | By |\n|---|---|---|---|\n| 1 | Intro | 0:00 | A |\n| 2 | Work | 5:30 | B |\n"),
    ("md", "- 0:00 **Intro**\n- 5:30 [*Work*](https://example.org)\n"),
    ("txt", "{| class=\"wikitable\"\n|-\n| 00:00 || Intro\n|-\n| 05:30 || Work\n|}\n"),
    ("txt", "{|\n|-\n| Intro || 00:00\n|-\n| Work || 05:30\n|}\n"),
    ("txt", "== Inhalt ==\n* 00:00 Intro\n* 05:30 Work\n"),
    ("wiki", "See below.\n* 00:00 ''Intro''\n* 05:30 [[Work]]\n"),
    ("wiki", "{|\n! Time\n! Topic\n|-\n| 0:00\n| Intro\n|-\n| 5:30\n| Work\n|}\n"),
  ])
  func aListIsFoundInItsPage(_ ending: String, _ text: String) throws {
    let read = try read(text, named: "a.chapters.\(ending)")
    #expect(read.list.entries.map { "\($0.start.shortClock) \($0.title)" } == ["0:00 Intro", "5:30 Work"], "\(text)")
    #expect(read.diagnostics == [])
  }

  /// What else has a time in the page is told, and is no chapter.
  @Test(arguments: [
    ("md", "0:00 Intro\n5:30 Work\n\nLinks:\n- Next stream at 9:00\n"),
    ("md", "## 0:00 Intro\n\n## 5:30 Work\n\n- next meeting at 9:00\n"),
    ("wiki", "== 0:00 Intro ==\n== 5:30 Work ==\n* see 9:00\n"),
  ])
  func theListIsWhatHasMostTimes(_ ending: String, _ text: String) throws {
    let read = try read(text, named: "a.chapters.\(ending)")
    #expect(read.list.entries.map { "\($0.start.shortClock) \($0.title)" } == ["0:00 Intro", "5:30 Work"])
  }

  @Test func dotsInAListWithMarksDivideToo() throws {
    let read = try read("- 0:00 **Intro**\n...\n- 9:00 End\n5.30 Work\n", named: "a.txt")
    #expect(read.list.entries.map(\.isDivided) == [true, nil])
    #expect(read.diagnostics.map(\.position?.line) == [4])
  }

  @Test func emphasisIsNoPartOfATitleAndOtherStarsAre() throws {
    let text = """
      - **0:00** **One** and _two_
      - **1:00** 2 * 3 * 4, snake_case_name
      - **2:00** \\*kept\\* `x_y` ~~z~~
      - **3:00** ***all*** a**b
      """
    #expect(
      try entries(text, named: "a") == [
        "0:00 One and two", "1:00 2 * 3 * 4, snake_case_name", "2:00 *kept* x_y z", "3:00 all a**b",
      ])
  }

  @Test func whatIsAPlainListInAPageStaysOne() throws {
    let text = "# old\n0:00 Intro\n...\n5:30 Work\nEnd 7:00\n"
    let list = try read(text, named: "a.md").list
    #expect(list.entries.map(\.title) == ["Intro", "Work", "End"])
    #expect(list.entries.first?.isDivided == true)
  }

  @Test func whatMakesNoChapterThoughItMightIsSaid() throws {
    let text = "Hello.\n\n- 0:00 Intro\n- Work\n- 5:30 Energy\n\n7:00 End\n"
    let read = try read(text, named: "a.md")
    #expect(read.list.entries.map(\.title) == ["Intro", "Energy"])
    #expect(
      read.diagnostics.map(\.description) == [
        "a.md:4:2: warning: has no time, unlike the line before it, so it makes no chapter",
        "a.md:7:1: warning: begins with a time, but isn't one of the list's items, so it makes no chapter",
      ])
    #expect(throws: DocumentError.self) { try self.read("Hello.\n\n- 0:00 Intro\n- 0:99 b\n", named: "a.md") }
    #expect(throws: DocumentError.self) { try self.read("Hello.\n\n- Intro\n- Work\n", named: "a.md") }
  }

  @Test func theEndsInATableAreNotUsedAndThatIsSaid() throws {
    let read = try read("| Start | End | Title |\n|--|--|--|\n| 0:00 | 5:30 | Intro |\n", named: "a.md")
    #expect(read.list.entries.map(\.title) == ["Intro"])
    #expect(
      read.diagnostics.map(\.sentence) == ["the end of a chapter isn't used: each lasts until the next line's time"])
  }
}
