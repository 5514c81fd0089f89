import Foundation
import StageCache
import StageGraph
import Synchronization
import TestSupport
import Testing

/// A tape on the disk, and a cache beside it.
private struct Bench {
  let folder = temporaryFile("bench")
  var cache: URL { folder.appending(path: "cache") }
  var tape: URL { folder.appending(path: "tape") }

  init(_ text: String = "abc") throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: tape)
  }

  /// Files are at rest an hour after they were made: as if this were a run then.
  var later: Date { Date() + 3600 }

  /// Runs both stages; gives the report and, for each step that ran, why.
  @discardableResult
  func run(
    factor: Int = 1, build: String = "1", at start: Date? = nil, takes: Bool = true, keeps: Bool = true,
    meanwhile: @escaping @Sendable () -> Void = {}
  ) async throws -> (report: String, ran: [String: [String]], warned: [String]) {
    let store = StageCache(
      in: cache, build: build, subject: "s", files: ["tape": tape], lookedAtSince: start ?? later, takes: takes,
      keeps: keeps)
    let heard = Mutex<(ran: [String: [String]], warned: [String])>(([:], []))
    let plan = try toyGraph.plan([StepRequest("measure"), StepRequest("tell")], overrides: ["factor": "\(factor)"])
    let result = try await Runner(toyStages, store: store).run(
      plan, given: [GivenValue("tape", Tape(name: "tape"), files: ["tape"])], places: Places(files: ["tape": tape])
    ) { event in
      switch event.kind {
      case .started(let why):
        heard.withLock { $0.ran[event.step] = why }
        meanwhile()
      case .warned(let sentence): heard.withLock { $0.warned.append(sentence) }
      default: break
      }
    }
    let (ran, warned) = heard.withLock { ($0.ran, $0.warned) }
    return (try result.made(Report.self).text, ran, warned)
  }

  /// Paths of all that the cache holds.
  func kept() throws -> [String] {
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: cache.path)) ?? []
    return paths.filter { $0.contains("/") }.sorted()
  }
}

@Suite struct StageCacheTests {
  @Test func whatIsKeptIsTakenWithItsWarnings() async throws {
    let bench = try Bench()
    #expect(try await bench.run().ran == ["measure": [], "tell": []])
    let again = try await bench.run()
    #expect(again.report == "xxx")
    #expect(again.ran == [:])
    #expect(again.warned == ["it was measured"])
  }

  @Test func aChangedOptionIsSaidAndTheSameResultWakesNobody() async throws {
    let bench = try Bench()
    try await bench.run()
    #expect(
      try await bench.run(factor: 2).ran == ["measure": ["factor was 1, is 2"], "tell": ["length changed"]])
    #expect(try await bench.run(factor: 1).ran == [:])
  }

  /// The order knows a file by its name alone here: the cache must see that it is another.
  @Test func aFileThatChangedInPlaceIsReadAgain() async throws {
    let bench = try Bench("abc\nde")
    try await bench.run()
    let before = try FileManager.default.attributesOfItem(atPath: bench.tape.path)
    // As long as before, and with the time that it had, as `cp -p` and video editors do it.
    let file = try FileHandle(forWritingTo: bench.tape)
    try file.write(contentsOf: Data("ab\ncde".utf8))
    try file.close()
    try FileManager.default.setAttributes(
      [.modificationDate: try #require(before[.modificationDate] as? Date)], ofItemAtPath: bench.tape.path)
    let again = try await bench.run()
    #expect(again.report == "xx")
    #expect(again.ran["measure"] == ["the file tape was changed or touched"])
    #expect(try await bench.run().ran == [:])
  }

  @Test func aTouchedFileIsReadAgainAndNothingAfterIt() async throws {
    let bench = try Bench()
    try await bench.run()
    try run("touch", [bench.tape.path])
    #expect(try await bench.run().ran == ["measure": ["the file tape was changed or touched"]])
  }

  @Test func aFileThatWasChangedJustNowHasNothingKept() async throws {
    let bench = try Bench()
    for _ in 0..<2 { #expect(try await bench.run(at: Date()).ran["measure"] == []) }
    // What was made of what is known by its contents is kept.
    #expect(try await bench.run(at: Date()).ran["tell"] == nil)
  }

  @Test func aFileThatChangesMeanwhileHasNothingKept() async throws {
    let bench = try Bench()
    let tape = bench.tape
    try await bench.run { _ = try? run("touch", [tape.path]) }
    #expect(try await bench.run().ran["measure"] == [])
  }

  @Test func resultsOfAnotherBuildAreNotTaken() async throws {
    let bench = try Bench()
    try await bench.run()
    let other = try await bench.run(build: "2").ran
    #expect(other == ["measure": ["chop is another build"], "tell": ["chop is another build"]])
  }

  @Test func whoOnlyTakesWritesNothingAndWhoOnlyKeepsTakesNothing() async throws {
    let bench = try Bench()
    #expect(try await bench.run(keeps: false).ran.count == 2)
    #expect(!FileManager.default.fileExists(atPath: bench.cache.path))
    try await bench.run(takes: false)
    #expect(try await bench.run(takes: false).ran.count == 2)
    #expect(try await bench.run(keeps: false).ran == [:])
  }

  @Test func nobodyElseMayLookInto() async throws {
    let bench = try Bench()
    let old = umask(0)
    try await bench.run()
    umask(old)
    let kept = try bench.kept()
    #expect(kept.count == 4)
    for path in [""] + kept + kept.map({ String($0.prefix(1)) }) {
      let attributes = try FileManager.default.attributesOfItem(atPath: bench.cache.appending(path: path).path)
      let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
      #expect(attributes[.posixPermissions] as? Int == (isFolder ? 0o700 : 0o600), "\(path)")
    }
  }

  /// Each thing that can be the matter with a kept file, with how it is done to the file at `$1`.
  static let damages = [
    "empty": ": > $1",
    "cut off": "truncate -s -1 $1",
    "longer": "echo >> $1",
    "a byte is another": "printf X | dd of=$1 bs=1 seek=100 conv=notrunc status=none",
    "another's contents": "for f in $(dirname $1)/../*/*.note; do cat $f > $1; done",
    "huge": "truncate -s 3G $1",
    "a link to itself": "rm $1; ln -s $(basename $1) $1",
    "a link elsewhere": "mv $1 $1.x; ln -s $1.x $1",
    "a pipe": "rm $1; mkfifo $1",
    "a folder": "rm $1; mkdir -p $1/sub",
    "not to be read": "rm $1; ln -s /proc/1/mem $1",
    "of another type":
      #"body=$(tail -n +3 $1 | sed 's/seconds\\":3/seconds\\":\\"3\\"/; s/\\"xxx\\"/7/'); "#
      + #"printf 'chop-cache 1\n%s\n%s' $(printf %s "$body" | sha256sum | cut -c1-64) "$body" > $1"#,
  ]

  @Test(.timeLimit(.minutes(1)), arguments: damages.keys.sorted())
  func whatIsOddIsMadeAnew(damage: String) async throws {
    let bench = try Bench()
    try await bench.run()
    for path in try bench.kept() where path.hasSuffix(".result") {
      let script = try #require(Self.damages[damage])
      try run("bash", ["-c", script, "bash", bench.cache.appending(path: path).path])
    }
    let again = try await bench.run()
    #expect(again.report == "xxx")
    #expect(again.ran.keys.sorted() == ["measure", "tell"])
    // It was replaced, where that could be done.
    #expect(try await bench.run().ran.isEmpty == (damage != "a folder"))
  }

  @Test func withoutAFolderThatIsOnesOwnAllGoesOnWithoutIt() async throws {
    let bench = try Bench()
    try Data().write(to: bench.cache)
    for _ in 0..<2 { #expect(try await bench.run().report == "xxx") }
    #expect(StageCache.problem(of: bench.cache)?.hasSuffix("is no folder") == true)
    try FileManager.default.removeItem(at: bench.cache)
    try await bench.run()
    try run("chmod", ["777", bench.cache.path])
    #expect(try await bench.run().ran.count == 2)
    #expect(StageCache.problem(of: bench.cache)?.hasPrefix("others may write to the folder") == true)
    #expect(StageCache.problem(of: URL(filePath: "/nowhere/at/all")) == nil)
  }

  @Test func severalAtOnceDoEachOtherNoHarm() async throws {
    let bench = try Bench()
    try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<40 { group.addTask { try await bench.run(factor: number % 3 + 1).report } }
      for try await report in group { #expect([3, 6, 9].contains(report.count)) }
    }
    for factor in 1...3 { #expect(try await bench.run(factor: factor).ran == [:]) }
    #expect(try !bench.kept().contains { $0.contains("/.") })
  }

  @Test(
    arguments: [
      (["XDG_CACHE_HOME": "/x", "HOME": "/h"], "/x/chop"), (["HOME": "/h"], "/h/.cache/chop"),
      (["XDG_CACHE_HOME": "", "HOME": "/h"], "/h/.cache/chop"),
      (["XDG_CACHE_HOME": "here", "HOME": "/h"], "/h/.cache/chop"), ([:], nil), (["HOME": "h"], nil),
    ] as [([String: String], String?)])
  func theFolderIsWhereTheStandardSays(environment: [String: String], path: String?) {
    #expect(StageCache.folder(environment: environment)?.path == path)
  }
}
