import Foundation
import TestSupport
import Testing

/// A second look at a recording is instant, and gives what the first would give now.
@Suite struct KeptResultsTests {
  /// A recording that is at rest, and a cache of its own beside it.
  private func desk() throws -> Desk {
    let desk = try Desk()
    try desk.add(.talk, as: "work/a.mp4")
    try desk.add("WEBVTT\n\n00:00.300 --> 00:07.500\nA secret that nobody else reads.\n", as: "work/a.en.vtt")
    // Longer than the coarsest clock of a file system: what is younger is not kept.
    Thread.sleep(forTimeInterval: 2.2)
    return desk
  }

  private func run(_ desk: Desk, _ arguments: [String], cache: String? = nil) throws -> ChopRun {
    try RunningChop(
      arguments + threeChapters, in: desk["work"],
      environment: ["XDG_CACHE_HOME": cache ?? desk["cache"].path]
    ).finished()
  }

  /// The steps that a verbose run says it took from an earlier one, and those that it ran, each with why.
  private func steps(_ run: ChopRun) -> (kept: Set<String>, ran: Set<String>) {
    let lines = run.error.split(separator: "\n").filter { !$0.hasPrefix("warning: ") && !$0.contains(" with ") }
    let kept = lines.filter { $0.hasSuffix(": kept from an earlier run") }
    return (
      Set(kept.map { String($0.prefix { $0 != ":" }) }), Set(lines.filter { !kept.contains($0) }.map(String.init))
    )
  }

  private static let media: Set = ["probe", "detect-silence", "place-cuts"]

  @Test func aSecondPlanReadsNothingOfTheRecording() throws {
    let desk = try desk()
    let first = try run(desk, ["plan", "a.mp4", "--verbose"])
    #expect(steps(first).ran.isSuperset(of: Self.media))
    let second = try run(desk, ["plan", "a.mp4", "--verbose"])
    #expect(second.out == first.out)
    #expect(steps(second).ran.isEmpty, "\(second.error)")
    // The lesson takes from the plan, and the second lesson knows the recording's hash.
    let lesson = try run(desk, ["a.mp4", "--verbose"])
    #expect(steps(lesson).kept.isSuperset(of: Self.media))
    #expect(steps(lesson).ran.contains("hash-recording"))
    let again = try run(desk, ["a.mp4", "--verbose"])
    #expect(steps(again).kept == ["hash-recording"])
    #expect(steps(again).ran.isEmpty, "\(again.error)")
    #expect(again.out.contains("nothing has changed"))
  }

  @Test func aChangedOptionRunsWhatDependsOnItAndSaysSo() throws {
    let desk = try desk()
    _ = try run(desk, ["plan", "a.mp4"])
    let second = try run(desk, ["plan", "a.mp4", "--verbose", "--set", "detect-silence.at-least=900ms"])
    #expect(steps(second).kept.isSuperset(of: ["probe", "read-captions"]), "\(second.error)")
    #expect(steps(second).ran.contains("detect-silence: at-least was 500ms, is 900ms"), "\(second.error)")
  }

  /// Its ends are what an order knows of a recording; here it changes in between.
  @Test func aRecordingThatWasEditedInItsMiddleIsReadAgain() throws {
    let desk = try Desk()
    let recording = desk["work/a.wav"]
    // Without compression, it is long enough to have a middle, and no structure to be broken there.
    let talk = TestRecording(seconds: 24, .wav) {
      $0.sound = TestRecording.talk.sound
      $0.sound?.channels = 2
    }
    try desk.add(talk, as: "work/a.wav")
    Thread.sleep(forTimeInterval: 2.2)
    let first = try run(desk, ["plan", "a.wav"])
    #expect(first.out.split(separator: "\n").filter { $0.hasPrefix("00:") }.count == 3)
    let attributes = try FileManager.default.attributesOfItem(atPath: recording.path)
    let bytes = try #require(attributes[.size] as? Int)
    try #require(bytes > 4 << 20)
    let file = try FileHandle(forUpdating: recording)
    try file.seek(toOffset: 1 << 20)
    try file.write(contentsOf: Data(count: bytes - 2 << 20))
    try file.close()
    try FileManager.default.setAttributes(
      [.modificationDate: try #require(attributes[.modificationDate] as? Date)], ofItemAtPath: recording.path)
    let second = try run(desk, ["plan", "a.wav", "--verbose"])
    for step in ["probe", "detect-silence"] {
      #expect(second.error.contains("\(step): the file a.wav was changed or touched"), "\(second.error)")
    }
    #expect(second.out != first.out || second.code != 0)
    let without = try run(desk, ["plan", "a.wav", "--no-cache"])
    #expect(second.out == without.out)
    #expect(second.code == without.code)
  }

  @Test func withoutCacheNothingIsTakenAndNothingKept() throws {
    let desk = try desk()
    _ = try run(desk, ["plan", "a.mp4", "--no-cache"])
    _ = try run(desk, ["a.mp4", "--no-cache", "-o", "lesson"])
    #expect(!FileManager.default.fileExists(atPath: desk["cache"].path))
    _ = try run(desk, ["plan", "a.mp4"])
    #expect(try steps(run(desk, ["plan", "a.mp4", "--no-cache", "--verbose"])).ran.isSuperset(of: Self.media))
    // What is kept makes the same lesson, byte by byte.
    let kept = try run(desk, ["a.mp4", "-o", "again", "--verbose"])
    #expect(steps(kept).kept.isSuperset(of: Self.media))
    #expect(try files(below: desk["work/lesson"]) == files(below: desk["work/again"]))
    // Who makes all anew takes nothing.
    #expect(try steps(run(desk, ["a.mp4", "-o", "again", "--remake", "--verbose"])).ran.isSuperset(of: Self.media))
  }

  @Test func nobodyElseMayReadWhatIsKeptAndNothingSaysWhereARecordingLies() throws {
    let desk = try desk()
    _ = try run(desk, ["plan", "a.mp4"])
    let kept = try FileManager.default.subpathsOfDirectory(atPath: desk["cache"].path)
    #expect(kept.count > 10)
    for path in [""] + kept {
      let url = desk["cache/\(path)"]
      let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
      let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
      #expect(attributes[.posixPermissions] as? Int == (isFolder ? 0o700 : 0o600), "\(path)")
      if !isFolder { #expect(try Data(contentsOf: url).range(of: Data(desk.url.path.utf8)) == nil) }
    }
  }

  @Test func whereNothingCanBeKeptNothingIsSaidUnlessAsked() throws {
    let desk = try desk()
    let plain = try run(desk, ["plan", "a.mp4", "--quiet", "--no-cache"])
    try desk.add("a file", as: "file")
    try FileManager.default.createDirectory(
      at: desk["open/chop"], withIntermediateDirectories: true)
    try TestSupport.run("chmod", ["777", desk["open/chop"].path])
    for place in [desk["file"].path, "/proc/self", "/dev/null", desk["open"].path] {
      for _ in 0..<2 {
        let run = try run(desk, ["plan", "a.mp4", "--quiet"], cache: place)
        #expect(run.code == 0)
        #expect(run.out == plain.out)
        #expect(run.error == plain.error)
      }
    }
    let verbose = try run(desk, ["plan", "a.mp4", "--verbose"], cache: desk["open"].path)
    #expect(
      verbose.error.contains("results of stages are not kept: others may write to the folder"), "\(verbose.error)")
  }

  @Test func severalAtOnceGiveTheSame() throws {
    let desk = try desk()
    let plain = try run(desk, ["plan", "a.mp4", "--no-cache"])
    let running = try (0..<4).map { _ in
      try RunningChop(
        ["plan", "a.mp4"] + threeChapters, in: desk["work"], environment: ["XDG_CACHE_HOME": desk["cache"].path])
    }
    for chop in running { #expect(try chop.finished().out == plain.out) }
    #expect(try steps(run(desk, ["plan", "a.mp4", "--verbose"])).ran.isEmpty)
    #expect(try !FileManager.default.subpathsOfDirectory(atPath: desk["cache"].path).contains { $0.contains("/.") })
  }
}
