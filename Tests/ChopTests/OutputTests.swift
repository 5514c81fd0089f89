import Foundation
import TestSupport
import Testing

@Suite struct OutputTests {
  private func desk() throws -> Desk {
    let desk = try Desk()
    try desk.add(.short, as: "a.mp4")
    return desk
  }

  @Test func aRunSaysWhatItMade() throws {
    let desk = try Desk()
    try desk.add(.talk, as: "a.mp4")
    try desk.add("0:00 The first one\n0:08 And the second\n", as: "a.chapters.txt")
    let run = try desk.chop("a.mp4")
    #expect(
      run.out == """
        a.mp4 with a.chapters.txt (chapters)

        a: 2 chapters
          1  0:00  0:08  The first one
          2  0:08  0:16  And the second

        a.lesson/index.html plays it

        """)
    #expect(run.error.isEmpty)
  }

  @Test func saysOnceWhichTagsAreNotCarried() throws {
    let desk = try Desk()
    try desk.add(TestRecording(seconds: 3) { $0.arguments = ["-metadata", "artist=Someone"] }, as: "a.mp4")
    let run = try desk.chop("a.mp4")
    let notes = run.error.split(separator: "\n").filter { $0.hasPrefix("note: ") }
    #expect(notes == ["note: a.mp4: says by whom; that is not carried into the chapters"])
    #expect(try desk.manifest("a.lesson").warnings.allSatisfy { !$0.contains("by whom") })
    #expect(try !desk.chop("a.mp4", "--quiet").error.contains("note: "))
  }

  @Test func quietSaysWarningsAndErrorsOnly() throws {
    let desk = try desk()
    let run = try desk.chop("a.mp4", "--quiet")
    #expect(run.code == 0)
    #expect(run.out.isEmpty)
    #expect(run.error.split(separator: "\n").allSatisfy { $0.hasPrefix("warning: ") })
    #expect(try desk.chop("none.mp4", "-q").error.hasPrefix("error: none.mp4: "))
  }

  @Test func verboseNamesTheStagesAndTimingsTheirTimes() throws {
    let desk = try desk()
    let run = try desk.chop("a.mp4", "--verbose", "--timings")
    for stage in ["probe", "cut-chapters", "verify-lesson"] {
      #expect(run.error.split(separator: "\n").contains { $0 == stage })
      #expect(run.out.contains("  \(stage): "))
    }
    #expect(run.out.contains(" ms\n"))
    // The hash, which tells whether the lesson there is this recording's, is asked for twice.
    let again = try desk.chop("a.mp4", "--remake", "--timings")
    let times = again.out.split(separator: "\n").filter { $0.hasSuffix(" ms") }
    let timed = times.compactMap { $0.split(separator: ":").first }
    #expect(timed.contains("  hash-recording"))
    #expect(Set(timed).count == timed.count, "\(timed)")
  }

  @Test func twoFilesOfOneNameAreNamedByTheirPaths() throws {
    let desk = try desk()
    try desk.add("0:00 One\n0:03 Two\n", as: "x/list.txt")
    try desk.add("What is work?\nA. force\nB. energy\nANSWER: B\n", as: "y/list.txt")
    let run = try desk.chop("a.mp4", "--chapters", "x/list.txt", "--quiz", "y/list.txt")
    #expect(run.out.hasPrefix("a.mp4 with list.txt (chapters) and y/list.txt (quiz)\n"), "\(run.out)\(run.error)")
    #expect(run.error.contains("y/list.txt:1:1: warning: 1 question says no chapter"), "\(run.error)")
  }

  @Test func aDryRunRefusesAPlaceWhereNoFolderCanBeMade() throws {
    let run = try desk().chop("a.mp4", "-o", "a.mp4/lesson", "--dry-run")
    #expect(run.code == 1)
    #expect(run.error.hasPrefix("error: a.mp4/lesson: can't be made, since a file stands where a folder has to be; "))
  }

  @Test func jsonProgressIsALineForEachEventAndTheLessonLast() throws {
    let desk = try desk()
    let run = try desk.chop("a.mp4", "--progress", "json", "--no-cache")
    let lines = run.out.split(separator: "\n")
    let events = try lines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(events.first?["recording"] as? String == "a.mp4")
    let made = events.last?["made"] as? [String: Any]
    #expect(made?["lesson"] as? String == "a.lesson")
    #expect(made?["id"] as? String != nil)
    let ended = events.filter { ($0["kind"] as? [String: Any])?["finished"] != nil }.compactMap {
      $0["step"] as? String
    }
    #expect(Set(ended).isSuperset(of: ["probe", "plan-chapters", "verify-lesson"]))
    // The plan itself is plan's output.
    let plan = try desk.chop("plan", "a.mp4", "--progress", "json")
    #expect(plan.out.hasPrefix("00:00:00.000 "))
    for line in plan.error.split(separator: "\n") {
      _ = try JSONSerialization.jsonObject(with: Data(line.utf8))
    }
  }

  @Test func aDryRunOpensNoMediaAndWritesNothing() throws {
    let desk = try Desk()
    // Media is not opened: that this is none isn't noticed.
    try desk.add("no recording at all", as: "a.mp4")
    let before = try desk.listing()
    let run = try desk.chop("a.mp4", "--dry-run", "-o", "new/lesson")
    #expect(run.code == 0, "\(run.error)")
    #expect(run.out.contains("  probe                   runs\n"))
    #expect(run.out.contains("  plan-chapters           depends on what detect-silence, probe, "))
    #expect(run.out.hasSuffix("would become new/lesson\n"))
    #expect(try desk.listing() == before)
  }

  @Test func oneBadRecordingStopsNoOther() throws {
    let desk = try desk()
    try desk.add("text", as: "bad.mp4")
    try desk.add(TestRecording(seconds: 4), as: "c.mp4")
    let some = try desk.chop("a.mp4", "bad.mp4", "none.mp4", "c.mp4")
    #expect(some.code == 2)
    #expect(some.errors.map { $0.prefix(16) } == ["error: bad.mp4: ", "error: none.mp4:"])
    #expect(try desk.manifest("a.lesson").duration == 6)
    #expect(try desk.manifest("c.lesson").duration == 4)
    #expect(try desk.chop("bad.mp4", "none.mp4").code == 1)
  }

  @Test func versionIsPrinted() throws {
    let run = try Desk().chop("--version")
    #expect(run.code == 0)
    #expect(run.out.wholeMatch(of: /chop [0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
  }

  @Test(arguments: [
    [], ["run"], ["batch"], ["probe"], ["plan"], ["quiz", "check"], ["quiz", "convert"], ["export"], ["verify"],
    ["preview"], ["pipeline", "show"], ["pipeline", "check"], ["pipeline", "graph"], ["stages"], ["schema"],
  ])
  func helpHasExamples(command: [String]) throws {
    let run = try RunningChop(command + ["--help"], in: temporaryFolder).finished()
    #expect(run.code == 0)
    #expect(run.error.isEmpty)
    let lines = run.out.split(separator: "\n", omittingEmptySubsequences: false)
    let examples = lines.drop { $0 != "EXAMPLES" }.dropFirst().prefix { !$0.isEmpty }
    #expect(!examples.isEmpty)
    // None is broken by the width of the page.
    #expect(examples.allSatisfy { $0.hasPrefix("  chop ") }, "\(examples)")
  }

  @Test func colourIsForTerminalsAndThoseWhoWantIt() throws {
    let desk = try desk()
    let program = try #require(Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "chop").path)
    /// On a terminal, as `script` makes one.
    func onTerminal(_ environment: String) throws -> String {
      String(
        decoding: try run(
          "script", ["-qec", "cd '\(desk.url.path)' && env \(environment) '\(program)' probe a.mp4", "/dev/null"]),
        as: UTF8.self)
    }
    #expect(try onTerminal("-u NO_COLOR TERM=xterm").contains("\u{1b}[1m"))
    #expect(try !onTerminal("NO_COLOR=1 TERM=xterm").contains("\u{1b}"))
    #expect(try !onTerminal("-u NO_COLOR TERM=dumb").contains("\u{1b}"))
    #expect(try desk.chop("probe", "a.mp4").isPlain)
  }

  @Test func probeSaysWhatARecordingIs() throws {
    let desk = try desk()
    let run = try desk.chop("probe", "a.mp4")
    #expect(run.out.hasPrefix("a.mp4: MP4 or MOV, 0:06, 0."))
    #expect(run.out.contains("  picture: H.264, 320x180, 25 frames/s, 3 keyframes, one every 2 s on average\n"))
    #expect(run.out.contains("  sound: AAC, 48 kHz, 1 channel\n"))
    let json = try desk.chop("probe", "a.mp4", "--json")
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.out.utf8)) }
  }

  @Test func whatIsNoLessonIsNotVerified() throws {
    let desk = try desk()
    for path in ["none.lesson", ".", "a.mp4"] {
      let run = try desk.chop("verify", path)
      #expect(run.code == 1)
      #expect(run.error == "error: \(path): holds no lesson, for there is no manifest.json; name a lesson's folder\n")
    }
  }
}
