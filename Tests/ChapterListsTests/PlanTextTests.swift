import ChapterLists
import Documents
import Lesson
import Testing
import Timeline

@Suite struct PlanTextTests {
  private func at(_ ticks: Int64, _ base: TimeBase = .milliseconds) throws -> Instant {
    try Instant(ticks: ticks, in: base)
  }

  private func plan(_ titles: [String?], at starts: [Instant], omitted: [Int] = []) throws -> ChapterPlan {
    let end = try #require(starts.last) + 60.s
    let ranges = zip(starts, starts.dropFirst() + [end]).map { TimeRange($0, $1) }
    var plan = ChapterPlan(chapters: [], omitted: [])
    for (place, range) in ranges.enumerated() {
      if omitted.contains(place) {
        plan.omitted.append(Omission(range: range, reason: "skip"))
      } else {
        plan.chapters.append(
          PlannedChapter(
            range: range, boundary: Boundary(.pause, evidence: "a pause of 1.8 s,\n34 dB below speech"),
            title: titles[place]))
      }
    }
    return plan
  }

  @Test func printsEachBoundaryWithItsEvidence() throws {
    let plan = try plan(["A", nil, "C", nil], at: [0, 303_300, 600_000, 700_000].map { try at($0) }, omitted: [1])
    #expect(
      planText(of: plan, names: ["Welcome", "Energy"], offers: [1: "or\nelse"]) == """
        00:00:00.000 Welcome
            # a pause of 1.8 s, 34 dB below speech
        00:05:03.300 - skip
            # left out up to the next line
        00:10:00.000 Energy
            # a pause of 1.8 s, 34 dB below speech
            # or else
        00:11:40.000
            # a pause of 1.8 s, 34 dB below speech

        """)
  }

  @Test(arguments: [
    "Title", "12:30 is lunch", "- dash", "| bar", "-5 degrees", "#1", "(brackets)", "a 5:03", "...", "1. One", "> x",
    "5:03-6:07", "skip", "Skip it", "[skip]", "…", "🎬", "\u{200f}שלום", "a | b", ":", "0:00", ") x", "--> y", "= ~ z",
    "\"quoted\"", "#", "- 12:30", "| 12:30", "->", String(repeating: "long ", count: 2000),
  ])
  func anyTitleReadsBack(_ title: String) throws {
    let text = try planText(of: plan([title, "b"], at: [.zero, at(1)]))
    let entries = try readChapterList(SourceText(text, named: "plan.txt")).list.entries
    #expect(entries.map(\.start) == [.zero, try at(1)])
    #expect(entries.allSatisfy { $0.isExact && !$0.isSkipped })
    let isSkip = ["skip", "[skip]"].contains(title)
    let expected = isSkip ? "" : title.split(separator: " ").joined(separator: " ")
    #expect(entries.map(\.title) == [expected, "b"])
  }

  @Test func theFirstFrameAtOrAfterABoundaryStaysTheSame() throws {
    let thirtieths = try #require(TimeBase(1001, 30000))
    let frames = try (0..<200).map { try at($0 * 97, thirtieths) }
    let text = try planText(of: plan(frames.map { _ in "t" }, at: frames))
    let read = try readChapterList(SourceText(text, named: "plan.txt")).list.entries.map(\.start)
    for (frame, start) in zip(frames, read) {
      #expect(start <= frame)
      let (found, wanted) = try (start.ticks(in: thirtieths, rounding: .up), frame.ticks(in: thirtieths, rounding: .up))
      #expect(found == wanted)
    }
    #expect(read.count == frames.count)
  }

  @Test func aNanosecondIsKept() throws {
    let base = try #require(TimeBase(1, 1_000_000_000))
    let starts = try [0, 7, 1_000_000_070, 61_123_456_789, 62_123_456_000].map { try at($0, base) }
    let text = try planText(of: plan(starts.map { _ in "t" }, at: starts))
    #expect(try readChapterList(SourceText(text, named: "plan.txt")).list.entries.map(\.start) == starts)
  }
}
