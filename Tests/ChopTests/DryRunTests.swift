import Foundation
import TestSupport
import Testing

/// `--dry-run` says what a run would do and why; then the run does it.
@Suite struct DryRunTests {
  private struct Outcome: Decodable {
    struct Step: Decodable {
      var step: String, verdict: String, why: [String], dependsOn: [String], writesFiles: Bool
      var program: String?
    }
    var recording: String, lesson: String, verdict: String, changes: [String], steps: [Step]
    var remark: String?

    subscript(_ name: String) -> Step? { steps.first { $0.step == name } }
  }

  /// Whatever it says, it writes nothing: neither here nor in the cache.
  private func dryRun(_ desk: Desk, _ more: [String] = []) throws -> (text: String, outcome: Outcome) {
    let before = try desk.listing()
    let runs = try [[], ["--progress", "json"]].map { style in
      try RunningChop(["a.mp4", "--dry-run"] + threeChapters + more + style, in: desk.url, environment: cache(desk))
        .finished()
    }
    for run in runs { #expect(run.code == 0, "\(run.error)") }
    #expect(try desk.listing() == before)
    return (runs[0].out, try JSONDecoder().decode(Outcome.self, from: Data(runs[1].out.utf8)))
  }

  private func cache(_ desk: Desk) -> [String: String] { ["XDG_CACHE_HOME": desk["cache"].path] }

  private func make(_ desk: Desk) throws {
    let run = try RunningChop(["a.mp4"] + threeChapters, in: desk.url, environment: cache(desk)).finished()
    #expect(run.code == 0, "\(run.error)")
  }

  private func desk() throws -> Desk {
    let desk = try Desk()
    try desk.add(.talk, as: "a.mp4")
    try desk.add("WEBVTT\n\n00:00.300 --> 00:07.500\nWhat is energy?\n", as: "a.en.vtt")
    Thread.sleep(forTimeInterval: 2.2)
    return desk
  }

  @Test func beforeTheFirstRunAllWouldRun() throws {
    let desk = try desk()
    let (text, outcome) = try dryRun(desk)
    #expect(text.hasPrefix("a.mp4 with a.en.vtt (captions, en)\n\n"))
    #expect(text.hasSuffix("\nwould become a.lesson\n"))
    #expect(outcome.verdict == "new")
    #expect(outcome.lesson == "a.lesson")
    #expect(outcome.changes == [])
    #expect(outcome["probe"]?.verdict == "runs")
    #expect(outcome["detect-silence"]?.verdict == "depends")
    #expect(outcome["detect-silence"]?.dependsOn == ["probe"])
    #expect(outcome.steps.count == 21)
    #expect(outcome.steps.allSatisfy { $0.verdict != "kept" })
  }

  @Test func afterAPlanWhatWasPlannedIsKept() throws {
    let desk = try desk()
    _ = try RunningChop(["plan", "a.mp4"] + threeChapters, in: desk.url, environment: cache(desk)).finished()
    let (text, outcome) = try dryRun(desk)
    for step in ["probe", "detect-silence", "plan-chapters", "place-cuts"] { #expect(outcome[step]?.verdict == "kept") }
    #expect(outcome["cut-chapters"]?.verdict == "runs")
    #expect(outcome["cut-chapters"]?.writesFiles == true)
    #expect(text.contains("  probe                   kept: nothing has changed\n"), "\(text)")
    #expect(text.contains("  cut-chapters            writes what is not in the earlier lesson already\n"), "\(text)")
  }

  @Test func nothingChangedWouldStay() throws {
    let desk = try desk()
    try make(desk)
    let (text, outcome) = try dryRun(desk)
    #expect(outcome.verdict == "unchanged")
    #expect(outcome.steps.isEmpty)
    #expect(text.hasSuffix("\n\nnothing has changed since a.lesson was made: it would stay as it is\n"))
  }

  @Test func whatChangedSinceTheLessonWasMadeIsNamed() throws {
    let desk = try desk()
    try make(desk)
    try desk.add("WEBVTT\n\n00:00.300 --> 00:07.500\nWhat is work?\n", as: "a.en.vtt")
    try desk.add("WEBVTT\n\n00:00.300 --> 00:07.500\nWas ist das?\n", as: "a.de.vtt")
    let (text, outcome) = try dryRun(desk, ["--set", "detect-silence.at-least=900ms"])
    #expect(outcome.verdict == "renewed")
    #expect(outcome.changes == ["a.de.vtt (captions) is new", "a.en.vtt (captions) changed"])
    #expect(outcome["probe"]?.verdict == "kept")
    #expect(outcome["detect-silence"]?.why == ["at-least was 500ms, is 900ms"])
    #expect(outcome["read-captions"]?.why.first == "companions changed")
    #expect(text.contains("\nsince a.lesson was made:\n  a.de.vtt (captions) is new\n  a.en.vtt (captions) changed\n"))
    #expect(text.hasSuffix("\nwould renew a.lesson\n"))
    for file in ["a.de.vtt", "a.en.vtt"] { try FileManager.default.removeItem(at: desk[file]) }
    #expect(try dryRun(desk).outcome.changes == ["a.en.vtt (captions) is gone"])
  }

  @Test func anotherOptionAndAMissingFileAreReasons() throws {
    let desk = try desk()
    try make(desk)
    #expect(try dryRun(desk, ["--snap", "1s"]).outcome.changes == ["the options or the pipeline are others"])
    #expect(try dryRun(desk, ["--replan"]).outcome.changes == ["--replan: boundaries are planned anew"])
    let remade = try dryRun(desk, ["--remake"]).outcome
    #expect(remade.changes == ["--remake: every file is made anew"])
    #expect(remade["probe"]?.verdict == "runs")
    try FileManager.default.removeItem(at: desk["a.lesson/index.html"])
    #expect(try dryRun(desk).outcome.changes == ["missing or damaged: index.html"])
  }

  @Test func whatARunWouldRefuseIsRefused() throws {
    let desk = try desk()
    try desk.add("mine", as: "a.lesson/diary.txt")
    let run = try RunningChop(["a.mp4", "--dry-run"], in: desk.url, environment: cache(desk)).finished()
    #expect(run.code == 1)
    #expect(run.error.hasPrefix("error: a.lesson: holds something that chop did not make; "))
    let (_, outcome) = try dryRun(desk, ["--force"])
    #expect(outcome.verdict == "new")
  }
}
