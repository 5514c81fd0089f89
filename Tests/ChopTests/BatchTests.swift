import Foundation
import TestSupport
import Testing

/// A folder of recordings, through the program.
@Suite struct BatchTests {
  /// Three lessons' worth, one of them broken.
  private func desk() throws -> Desk {
    let desk = try Desk()
    try desk.add(.talk, as: "in/c1/l01.mp4")
    try desk.add("0:00 One\n0:12 Two\n", as: "in/c1/l01.chapters.txt")
    try desk.add(.tiny, as: "in/c1/deep/l02.mkv")
    try desk.add("1. ![a dot](dot.png)\n   - [x] a dot\n   - [ ] a line\n", as: "in/c1/deep/l02.quiz.md")
    try desk.add(.dot, as: "in/c1/deep/dot.png")
    try desk.add(TestRecording(seconds: 3, .m4a), as: "in/nameless")
    try desk.add("no recording", as: "in/bad.mp4")
    return desk
  }

  @Test func makesALessonOfEachAndOneBadFileStopsNothing() throws {
    let desk = try desk()
    let before = try Set(desk.listing())
    let run = try desk.batch()
    #expect(run.code == 2)
    for lesson in ["c1/l01.lesson", "c1/deep/l02.lesson", "nameless.lesson"] { try desk.checkLesson("out/\(lesson)") }
    #expect(try desk.manifest("out/c1/l01.lesson").chapters.map(\.title) == ["One", "Two"])
    #expect(
      run.errors == [
        "error: in/bad.mp4: is no recording that chop can read; chop reads MP4, MOV, Matroska, WebM, MPEG-TS, AVI, FLV, M4A, MP3, Ogg, FLAC, AAC and WAV files"
      ])
    #expect(run.out.hasPrefix("3 lessons made, 1 failed\n"), "\(run.out)")
    #expect(try desk.report().counts["made"] == 3)
    #expect(try desk.report().failed.map(\.recording) == ["bad.mp4"])
    #expect(try desk.leftovers() == [])
    #expect(try Set(desk.listing()).isSuperset(of: before), "the recordings are as they were")
    #expect(try desk.listing().allSatisfy { !$0.hasPrefix("in/") || before.contains($0) })
  }

  @Test func howManyAreMadeAtOnceChangesNoByte() throws {
    let desk = try desk()
    let made = try ["1", "2", "4"].map { count in
      defer { try? FileManager.default.removeItem(at: desk["out"]) }
      #expect(try desk.batch("--at-once", count, "--no-cache").code == 2)
      let files = try desk.lessons().keys
      return try Dictionary(uniqueKeysWithValues: files.map { ($0, try Data(contentsOf: desk["out/\($0)"])) })
    }
    #expect(made[0].count > 15)
    #expect(made[1] == made[0])
    #expect(made[2] == made[0])
  }

  @Test func againItDoesOnlyWhatIsNewOrHasChanged() throws {
    let desk = try desk()
    #expect(try desk.batch().code == 2)
    let first = try desk.lessons()
    let again = try desk.batch("--progress", "json")
    #expect(again.code == 2)
    #expect(try desk.lessons() == first)
    #expect(!again.out.contains("\"started\""), "no process was started")
    #expect(again.out.contains("\"unchanged\":3"))

    try desk.add("0:00 One\n0:12 Zwei\n", as: "in/c1/l01.chapters.txt")
    try desk.add(.tiny { $0.seconds = 4 }, as: "in/new.mp4")
    let third = try desk.batch("--dry-run")
    #expect(third.code == 0)
    #expect(third.out.contains("make  c1/l01.mp4       l01.chapters.txt has changed\n"), "\(third.out)")
    #expect(third.out.contains("make  new.mp4          new\n"))
    #expect(third.out.contains("keep  c1/deep/l02.mkv  unchanged\n"))
    #expect(third.out.contains("skip  bad.mp4          failed before: is no recording"))
    #expect(try desk.lessons() == first, "a dry run writes nothing")
    #expect(try desk.batch().out.hasPrefix("2 lessons made, 2 unchanged, 1 failed\n"))
    #expect(try desk.manifest("out/c1/l01.lesson").chapters.map(\.title) == ["One", "Zwei"])
    let changed = try desk.lessons().filter { first[$0.key] != $0.value }.keys
    #expect(changed.allSatisfy { $0.hasPrefix("new.lesson/") || $0.hasPrefix("c1/l01.lesson/") })
    #expect(changed.filter { $0.hasSuffix(".mp4") }.allSatisfy { $0.hasPrefix("new.lesson/") })

    // No name tells whose picture it is: the questions do.
    try desk.add(.dot + Data([0]), as: "in/c1/deep/dot.png")
    #expect(try desk.batch("--dry-run").out.contains("make  c1/deep/l02.mkv  dot.png has changed\n"))
  }

  @Test func whatItKnowsOfFilesIsOnlyAHint() throws {
    let desk = try Desk()
    try desk.add(.tiny, as: "in/a.mp4")
    #expect(try desk.batch().code == 0)
    let first = try desk.lessons()
    try FileManager.default.removeItem(at: desk["out/.batch"])
    #expect(try desk.batch().out.hasPrefix("0 lessons made, 1 unchanged\n"))
    #expect(try desk.lessons() == first)
    // The same size and time of modification, another content.
    var data = try Data(contentsOf: desk["in/a.mp4"])
    let old = try FileManager.default.attributesOfItem(atPath: desk["in/a.mp4"].path)
    let place = try #require(data.range(of: Data("Lavf".utf8)) ?? data.range(of: Data("mdat".utf8)))
    data[place.upperBound + 8] ^= 1
    try data.write(to: desk["in/a.mp4"])
    try FileManager.default.setAttributes(
      [.modificationDate: try #require(old[.modificationDate])], ofItemAtPath: desk["in/a.mp4"].path)
    #expect(try desk.batch("--dry-run").out.contains("make  a.mp4  a.mp4 has changed\n"))
  }

  @Test func optionsOfPlanningAreHandedOnAndCountAsAChange() throws {
    let desk = try Desk()
    try desk.add(.talk, as: "in/a.mp4")
    #expect(try desk.batch().code == 0)
    #expect(try desk.manifest("out/a.lesson").chapters.count == 1)
    let dry = try RunningChop(["batch", "in", "-o", "out", "--dry-run"] + threeChapters, in: desk.url).finished()
    #expect(dry.out.contains("make  a.mp4  it was made with other options\n"))
    #expect(try desk.startBatch(threeChapters).finished().code == 0)
    #expect(try desk.manifest("out/a.lesson").chapters.count == 3)
    #expect(try desk.startBatch(threeChapters).finished().out.hasPrefix("0 lessons made, 1 unchanged\n"))
    let all = [
      "--strict", "--no-speakers", "--accept-truncated", "--snap", "0", "--set", "detect-silence.at-least=900ms",
    ]
    #expect(try desk.startBatch(threeChapters + all).finished().code == 0)
    #expect(try desk.startBatch(threeChapters + all).finished().out.hasPrefix("0 lessons made, 1 unchanged\n"))
    #expect(try desk.startBatch(["--pipeline", "talk", "--remake"]).finished().out.hasPrefix("1 lesson made\n"))
  }

  @Test func aRecordingThatWasReplacedReplacesItsLesson() throws {
    let desk = try Desk()
    try desk.add(.tiny, as: "in/a.mp4")
    #expect(try desk.batch().code == 0)
    try desk.add(.short, as: "in/a.mp4")
    let run = try desk.batch()
    #expect(run.code == 0, "\(run.error)")
    #expect(try desk.manifest("out/a.lesson").duration == 6)
    // Whatever else stands there is refused, and tried again as soon as it is away.
    try desk.add(.tiny, as: "in/b.mp4")
    try desk.add("dear diary", as: "out/b.lesson/diary.txt")
    let refused = try desk.batch()
    #expect(refused.code == 2)
    #expect(refused.errors.count == 1)
    #expect(refused.error.hasPrefix("error: in/b.mp4: b.lesson: holds something that chop did not make; "))
    #expect(try desk.text("out/b.lesson/diary.txt") == "dear diary")
    try FileManager.default.removeItem(at: desk["out/b.lesson"])
    #expect(try desk.batch().code == 0)
  }

  @Test func warningsAreSaidSilenceFirst() throws {
    let desk = try Desk()
    try desk.add(.short, as: "in/a.mp4")
    try desk.add(TestRecording(seconds: 4) { $0.sound?.content = .digitalSilence }, as: "in/b.mp4")
    let run = try desk.batch("--quiet")
    #expect(run.code == 0)
    #expect(run.out == "")
    let warnings = run.error.split(separator: "\n").map(String.init)
    #expect(warnings.first == "warning: in/b.mp4: the sound is silent from end to end: was the microphone off?")
    #expect(warnings.count > 1)
    #expect(try desk.report().warnings.first?.recording == "b.mp4")
  }

  @Test func hostileNamesCantSteerTheTerminal() throws {
    let desk = try Desk()
    let names = ["\u{1b}[2Jx.mp4", "a\nb.mp4", "\u{202e}4pm.mp4", "-o.mp4", "$(id).mp4", "10:30 'x' \"y\".mp4"]
    for name in names { try desk.add(.tiny, as: "in/\(name)") }
    try desk.add("x", as: "in/\u{1b}]0;x\u{7}.mp4")
    for options in [[], ["--verbose"], ["--dry-run"], ["--remake"]] {
      let run = try desk.startBatch(options).finished()
      #expect(run.isPlain, "\(run.out)")
      #expect(run.code == (options == ["--dry-run"] ? 0 : 2))
    }
    #expect(try desk.report().counts["made"] == names.count)
    for name in names { #expect(try desk.manifest("out/\(name.dropLast(4)).lesson").duration == 3) }
  }

  @Test func progressAsJSONIsOneObjectALine() throws {
    let desk = try desk()
    let run = try desk.batch("--progress", "json")
    let lines = run.out.split(separator: "\n")
    for line in lines { #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any]) }
    #expect(lines.first == "{\"batch\":{\"lessons\":4}}")
    #expect(lines.last?.hasPrefix("{\"summary\":{") == true)
    #expect(lines.count { $0.contains("\"made\":{\"lesson\":\"out/") } == 3)
    #expect(lines.count { $0.hasPrefix("{\"failed\":{\"reason\":") } == 1)
  }

  @Test(arguments: [
    (["batch", "in"], 64, "Missing expected argument '--output <folder>'"),
    (["batch", "missing", "-o", "out"], 1, "error: missing: there is no such folder; check the name"),
    (["batch", "a.mp4", "-o", "out"], 1, "error: a.mp4: is no folder; 'chop FILE' makes a lesson of one recording"),
    (["batch", "in", "-o", "a.mp4"], 1, "error: a.mp4: is no folder; choose another one with -o"),
    (["batch", "in", "-o", "out", "--at-once", "0"], 64, "--at-once 0: at least 1 was expected"),
    (["batch", "in", "-o", "out", "--memory", "2"], 64, "--memory 2: a size was expected, such as 1500M or 4G"),
    (["batch", "in", "-o", "out", "--time", "x"], 64, "--time x: a length of time was expected, such as 30m or 4h"),
    (["batch", "in", "-o", "out", "--pipeline", "lectur"], 64, "did you mean 'lecture'?"),
    (["batch", "in", "-o", "out", "--min", "9m", "--max", "2m"], 64, "above"),
  ])
  func mistakesAreSaidBeforeAnythingIsDone(arguments: [String], code: Int32, sentence: String) throws {
    let desk = try Desk()
    try desk.add(.tiny, as: "in/a.mp4")
    try desk.add("x", as: "a.mp4")
    let before = try desk.listing()
    let run = try RunningChop(arguments, in: desk.url).finished()
    #expect(run.code == code, "\(run.error)")
    #expect(run.error.contains(sentence), "\(run.error)")
    #expect(try desk.listing() == before)
  }

  @Test func aFolderWithoutRecordingsIsNoFailure() throws {
    let desk = try Desk()
    try desk.add("x", as: "in/notes.txt")
    let run = try desk.batch()
    #expect(run.code == 0)
    #expect(run.out.hasPrefix("no recordings are there\n"))
  }

  @Test func aNewcomerOfTheSameNameRenamesNoLesson() throws {
    let desk = try Desk()
    try desk.add(.tiny, as: "in/a.mp4")
    #expect(try desk.batch().code == 0)
    let first = try desk.lessons()
    try desk.add(TestRecording(seconds: 4, .mkv), as: "in/a.mkv")
    let run = try desk.batch()
    #expect(run.out.hasPrefix("1 lesson made, 1 unchanged\n"), "\(run.out)\(run.error)")
    #expect(try desk.lessons().filter { !$0.key.hasPrefix("a.mkv.lesson/") } == first)
    #expect(try desk.manifest("out/a.mkv.lesson").chapters.count == 1)
    try FileManager.default.removeItem(at: desk["in/a.mp4"])
    #expect(try desk.batch().out.hasPrefix("0 lessons made, 1 unchanged\n"))
  }

  @Test func whatWasExportedOfALessonIsLeftAlone() throws {
    let desk = try Desk()
    try desk.add(.tiny, as: "in/a.mp4")
    #expect(try desk.chop("in/a.mp4", "-o", "made").code == 0)
    #expect(try desk.chop("export", "made", "--to", "page", "-o", "in/page").code == 0)
    for target in ["scorm", "common-cartridge"] {
      #expect(try desk.chop("export", "made", "--to", target, "-o", "\(target).zip").code == 0)
      try run("python3", ["-m", "zipfile", "-e", desk["\(target).zip"].path, desk["in/\(target)"].path])
    }
    try FileManager.default.copyItem(at: desk["made"], to: desk["in/any name"])
    let run = try desk.batch("--dry-run")
    #expect(
      run.out == """
        make  a.mp4  new

        left alone, lessons: any name, common-cartridge (was exported), page (was exported), scorm (was exported)
        would make 1 lesson in out

        """)
  }

  @Test func aDryRunRefusesWhatARunRefuses() throws {
    let desk = try Desk()
    for name in ["good", "diary", "c1/below"] { try desk.add(.tiny, as: "in/\(name).mp4") }
    try desk.add("", as: "in/empty.mp4")
    try desk.add("dear diary", as: "out/diary.lesson/diary.txt")
    try desk.add("a file", as: "out/c1")
    let before = try desk.listing()
    let dry = try desk.batch("--dry-run").out.split(separator: "\n").map(String.init)
    #expect(try desk.listing() == before)
    let run = try desk.batch()
    #expect(run.errors.count == 3, "\(run.error)")
    // The same words about each.
    for error in run.errors {
      let words = error.dropFirst("error: in/".count)
      let name = words.prefix { $0 != ":" }
      let sentence = words.dropFirst(name.count + 2)
      #expect(dry.contains { $0.hasPrefix("can't  \(name) ") && $0.hasSuffix("  \(sentence)") }, "\(words) in \(dry)")
    }
    #expect(dry.contains("make   good.mp4      new"))
    #expect(dry.last == "would make 1 lesson in out")
    let forced = try desk.batch("--dry-run", "--force").out
    #expect(forced.contains("make   diary.mp4"), "\(forced)")
  }
}
