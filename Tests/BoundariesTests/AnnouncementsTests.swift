import Lesson
import TestSupport
import Testing
import Timeline

@testable import Boundaries

@Suite struct AnnouncementsTests {
  /// Cues of four seconds each.
  private func cues(_ lines: [String]) throws -> [Cue] {
    try lines.enumerated().map { index, line in
      Cue(range: TimeRange(try at(Int64(index) * 4000), try at(Int64(index) * 4000 + 3000)), lines: [line])
    }
  }

  private func phrases(_ lines: [String], _ language: String) throws -> [String?] {
    let announcements = Announcements(in: try cues(lines), language: language)
    return try lines.indices.map { index in
      announcements.phrase(after: TimeRange(try at(Int64(index) * 4000 - 1000), try at(Int64(index) * 4000 + 200)))
    }
  }

  @Test func aSentenceThatBeginsWithAPhraseAnnounces() throws {
    #expect(
      try phrases(
        [
          "And that is all of it.", "Okay, so let\u{2019}s turn to heat.", "What is next?", "We come now and then",
          "to the first topic of all.", "To sum up, it is warm.",
        ], "en-GB") == [nil, "let's turn to", nil, nil, nil, "to sum up"])
    #expect(
      try phrases(["Das war alles.", "Gut, kommen wir nun zur Wärme.", "Dazu kommen wir zu spät."], "de")
        == [nil, "kommen wir nun", nil])
  }

  @Test func withoutPunctuationThePauseTellsWhereASentenceBegins() throws {
    #expect(
      try phrases(["and that is all of it", "so let us move on to heat", "we saw it moving on from there"], "en")
        == [nil, "let us move on", nil])
  }

  @Test(arguments: ["und", "", "fr", "english"]) func noLanguageIsGuessed(language: String) throws {
    #expect(try phrases(["That is all.", "Let us move on."], language) == [nil, nil])
  }

  @Test func anAnnouncementDecidesBetweenPausesThatAreAlike() throws {
    let pauses = [try pause(340_000, 341_000), try pause(379_000, 380_000), try pause(399_000, 400_000)]
    var asked = request(12.min, pauses)
    asked.announcements = Announcements(
      in: [
        Cue(range: TimeRange(try at(300_000), try at(340_000)), lines: ["We saw what it is."]),
        Cue(range: TimeRange(try at(400_100), try at(404_000)), lines: ["Let us now turn to heat."]),
      ], language: "en")
    let plan = try planChapters(asked)
    #expect(plan.starts == [.zero, try at(399_700)])
    #expect(
      plan.chapters[1].boundary.evidence
        == "a pause of 1.0 s, 30 dB below speech; 'let us now' announces something new")
    asked.announcements = nil
    #expect(try planChapters(asked).starts != plan.starts)
  }

  /// It weighs as much as a sentence's end: a pause five times as long is more.
  @Test func anAnnouncementDoesNotOutweighAll() throws {
    var asked = request(12.min, [try pause(358_000, 363_000), try pause(420_000, 420_700)])
    asked.announcements = Announcements(
      in: [Cue(range: TimeRange(try at(420_700), try at(424_000)), lines: ["Moving on."])], language: "en")
    #expect(try planChapters(asked).starts.last == (try at(362_700)))
  }
}
