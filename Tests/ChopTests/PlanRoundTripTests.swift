import Foundation
import TestSupport
import Testing

@Suite struct PlanRoundTripTests {
  /// A recording with what lies beside it.
  struct Given: CustomTestStringConvertible {
    var testDescription: String
    var recording: TestRecording
    var name = "a.mp4"
    var companions: [String: String] = [:]
  }

  static let given = [
    Given(testDescription: "pauses", recording: .talk),
    Given(
      testDescription: "30000/1001 frames a second",
      recording: TestRecording(seconds: 24) {
        $0.picture?.rate = "30000/1001"
        $0.sound = TestRecording.talk.sound
      }),
    Given(
      testDescription: "sound only",
      recording: TestRecording(seconds: 24, .m4a) { $0.sound = TestRecording.talk.sound },
      name: "a.m4a"),
    Given(testDescription: "no sound", recording: TestRecording(seconds: 24) { $0.sound = nil }),
    Given(
      testDescription: "skipped stretches", recording: .talk,
      companions: ["a.chapters.txt": "0:00 skip\n0:02.3 One\n0:08 Two\n0:11.71 - skip\n0:16 Three\n0:22.22 skip\n"]),
    Given(
      testDescription: "hostile titles", recording: .talk,
      companions: [
        "a.chapters.txt":
          "0:00 - 5:03 minutes\n0:04 skip\n0:06 [skip] ahead\n0:08 # no comment\n0:10 12:30 is noon | x\n0:13 <b> --> &\n"
          + "0:16 \u{202e}x\n0:18 1. One\n0:20 \u{65e5}\u{672c} 0:05\n"
      ]),
    Given(
      testDescription: "titles from lesson.yaml", recording: .talk,
      companions: [
        "a.chapters.txt": "0:00 One\n0:08 Two\n0:16 Three\n",
        "a.lesson.yaml": "chapters:\n  2: { title: '12:30 - lunch (5:03)' }\n  3: { title: 'skip' }\n",
      ]),
  ]

  @Test(arguments: given) func aPlanThatIsGivenBackGivesTheSameCuts(_ given: Given) throws {
    let desk = try Desk()
    try desk.add(given.recording, as: given.name)
    for (name, text) in given.companions { try desk.add(text, as: name) }
    let before = try desk.listing()
    let plan = try RunningChop(["plan", given.name] + threeChapters, in: desk.url).finished()
    #expect(plan.code == 0, "\(plan.error)")
    #expect(try desk.listing() == before, "plan wrote something")
    try desk.add(plan.out, as: "plan.txt")
    let first = try RunningChop([given.name, "-o", "first"] + threeChapters, in: desk.url).finished()
    #expect(first.code == 0, "\(first.error)")
    let again = try desk.chop(given.name, "--chapters", "plan.txt", "-o", "again")
    #expect(again.code == 0, "\(again.error)\n\(plan.out)")
    let (one, two) = (try desk.manifest("first"), try desk.manifest("again"))
    #expect(one.chapters.count >= 2)
    #expect(one.chapters.map(\.source) == two.chapters.map(\.source), "\(plan.out)")
    #expect(one.chapters.map(\.cut.actual) == two.chapters.map(\.cut.actual))
    #expect(one.chapters.map(\.id) == two.chapters.map(\.id), "\(plan.out)")
    #expect(one.chapters.map(\.title) == two.chapters.map(\.title), "\(plan.out)")
    #expect(one.omitted == two.omitted)
    #expect(one.chapters.map { ($0.video ?? $0.audio)?.sha256 } == two.chapters.map { ($0.video ?? $0.audio)?.sha256 })
  }

  @Test func anEditedPlanIsFollowed() throws {
    let desk = try Desk()
    try desk.add(.talk, as: "a.mp4")
    var lines = try RunningChop(["plan", "a.mp4"] + threeChapters, in: desk.url).finished().out
      .split(separator: "\n").map(String.init)
    lines.removeAll { $0.contains("# ") && !$0.contains("Chapter") }
    #expect(lines.count == 3, "\(lines)")
    // One moved by a second and called something, one joined to the one before, one added.
    lines = [lines[0].replacing("Chapter 1", with: "Hello"), "00:00:07.040 There", "00:00:19.000 The end"]
    try desk.add(lines.joined(separator: "\n"), as: "plan.txt")
    #expect(try desk.chop("a.mp4", "--chapters", "plan.txt").code == 0)
    let manifest = try desk.manifest("a.lesson")
    #expect(manifest.chapters.map(\.title) == ["Hello", "There", "The end"])
    #expect(manifest.chapters.map(\.source.exact) == [["0/1", "176/25"], ["176/25", "19/1"], ["19/1", "24/1"]])
  }

  @Test func thePlanAsJSONIsThatOfTheLesson() throws {
    struct Plan: Decodable {
      struct Chapter: Decodable {
        struct Boundary: Decodable { var kind: String, evidence: String }
        struct Cut: Decodable { var method: String, requested: Double, actual: Double }
        var number: Int, id: String, title: String, start: Double, end: Double, exact: [String]
        var boundary: Boundary, cut: Cut
      }
      var chapters: [Chapter]
      var warnings: [String]
    }
    let desk = try Desk()
    try desk.add(.talk, as: "a.mp4")
    let run = try RunningChop(["plan", "a.mp4", "--json"] + threeChapters, in: desk.url).finished()
    let plan = try JSONDecoder().decode(Plan.self, from: Data(run.out.utf8))
    #expect(plan.chapters.map(\.number) == [1, 2, 3])
    #expect(plan.chapters.map(\.boundary.kind) == ["start", "pause", "pause"])
    #expect(plan.chapters.allSatisfy { !$0.boundary.evidence.isEmpty && $0.start < $0.end })
    _ = try RunningChop(["a.mp4"] + threeChapters, in: desk.url).finished()
    let manifest = try desk.manifest("a.lesson")
    #expect(plan.chapters.map(\.exact) == manifest.chapters.map(\.source.exact))
    #expect(plan.chapters.map(\.id) == manifest.chapters.map(\.id))
  }

  @Test func aPlanOfWhatStandsIsTheSameAndSaysSo() throws {
    let desk = try Desk()
    try desk.add(.talk, as: "a.mp4")
    func plan(_ more: [String] = []) throws -> ChopRun {
      try RunningChop(["plan", "a.mp4"] + threeChapters + more, in: desk.url).finished()
    }
    let before = try plan()
    #expect(!before.error.contains("--replan"))
    _ = try RunningChop(["a.mp4"] + threeChapters, in: desk.url).finished()
    let after = try plan()
    #expect(after.out == before.out)
    #expect(after.error.contains("its boundaries are those of a.lesson"))
    // Another pipeline's evidence is another plan.
    #expect(try !plan(["--pipeline", "screencast"]).error.contains("its boundaries are those of"))
  }

  /// A target alone, or one of the bounds alone, means what it says: what isn't given follows from what is.
  @Test(arguments: [
    (["--target", "10s"], 5.0...20.0, 2), (["--max", "10s"], 5.0...10.0, 3), (["--min", "13m"], 24.0...24.0, 1),
  ])
  func aLengthAloneDecidesTheOthers(arguments: [String], lengths: ClosedRange<Double>, atLeast: Int) throws {
    let desk = try Desk()
    try desk.add(.talk, as: "a.mp4")
    let run = try RunningChop(["a.mp4"] + arguments, in: desk.url).finished()
    #expect(run.code == 0, "\(run.error)")
    let chapters = try desk.manifest("a.lesson").chapters
    #expect(chapters.count >= atLeast)
    for chapter in chapters {
      let length = chapter.source.end - chapter.source.start
      #expect(length > lengths.lowerBound - 0.1 && length < lengths.upperBound + 0.1)
    }
  }
}
