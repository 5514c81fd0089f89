import Foundation
import Lesson
import TestSupport
import Testing

@Suite struct ExportTests {
  private func lesson(_ list: String = "0:00 One\n0:02.2 Two\n0:04 Three\n") throws -> Desk {
    let desk = try Desk()
    try desk.add(.short, as: "a.mp4")
    try desk.add(list, as: "a.chapters.txt")
    let run = try desk.chop("a.mp4", "--snap", "0")
    #expect(run.code == 0, "\(run.error)")
    return desk
  }

  @Test func aListIsPutBesideTheLessonAndSaysWhatItCannot() throws {
    let desk = try lesson()
    let before = try desk.listing().filter { $0.hasPrefix("a.lesson/") }
    var run = try desk.chop("export", "a.lesson", "--to", "youtube")
    #expect(run.code == 0)
    #expect(run.out == "a.youtube.txt\n")
    #expect(run.error.contains("chapter 2 'Two' begins at 00:00:02.2"), "\(run.error)")
    #expect(run.error.contains("chapter 1 'One' lasts 2 seconds, and YouTube wants 10 at least"), "\(run.error)")
    #expect(try desk.text("a.youtube.txt") == "0:00 One\n0:02 Two\n0:04 Three\n")
    run = try desk.chop("export", "a.lesson/", "--to", "youtube", "--json")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any])
    #expect(report["changed"] as? Bool == false)
    #expect(report["place"] as? String == "a.youtube.txt")
    #expect((report["remarks"] as? [[String: String]])?.contains { $0["kind"] == "lost" } == true)
    #expect(try desk.listing().filter { $0.hasPrefix("a.lesson/") } == before)
    #expect(try desk.chop("verify", "a.lesson").code == 0)
    for (folder, path) in [("a.lesson", "."), ("a.lesson/01-one", "..")] {
      run = try RunningChop(["export", path, "--to", "youtube"], in: desk[folder]).finished()
      #expect(run.code == 0 && run.out.hasSuffix("/a.youtube.txt: unchanged\n"), "\(run)")
    }
  }

  @Test func whatStandsThereAndTheLessonAreLeftAlone() throws {
    let desk = try lesson()
    try desk.add("mine", as: "a.youtube.txt")
    var run = try desk.chop("export", "a.lesson", "--to", "youtube")
    #expect(run.code == 1)
    #expect(run.errors.last?.contains("something else stands there") == true)
    #expect(try desk.text("a.youtube.txt") == "mine")
    run = try desk.chop("export", "a.lesson", "--to", "youtube", "--strict", "--force")
    #expect(run.code == 1)
    #expect(try desk.text("a.youtube.txt") == "mine")
    #expect(try desk.chop("export", "a.lesson", "--to", "youtube", "--force").code == 0)
    #expect(try desk.text("a.youtube.txt").hasPrefix("0:00 One\n"))
    run = try desk.chop("export", "a.lesson", "--to", "webvtt", "-o", "a.lesson/x.vtt")
    #expect(run.code == 1)
    #expect(run.errors.last?.contains("--into-lesson") == true)
    run = try desk.chop("export", "a.lesson", "--to", "webvtt", "-o", "a.lesson/x.vtt", "--into-lesson")
    #expect(run.code == 0)
    #expect(try desk.text("a.lesson/x.vtt") == desk.text("a.lesson/chapters.vtt"))
  }

  @Test func thePageTakesItsMediaAlong() throws {
    let desk = try lesson()
    #expect(try desk.chop("export", "a.lesson", "--to", "page", "-o", "site").code == 0)
    let files = try desk.manifest("a.lesson").chapters.map(\.id).flatMap { ["\($0)/poster.jpg", "\($0)/video.mp4"] }
    #expect(try desk.listing().filter { $0.hasPrefix("site/") && !$0.hasSuffix("/") }.count == files.count + 1)
    for file in files + ["index.html"] {
      #expect(try Data(contentsOf: desk["site/\(file)"]) == Data(contentsOf: desk["a.lesson/\(file)"]))
    }
  }

  @Test func aPackageIsOneFileWithTheMediaAndTheSameAgain() throws {
    let desk = try lesson()
    #expect(try desk.chop("export", "a.lesson", "--to", "scorm-1.2").out == "a.scorm.zip\n")
    #expect(try desk.chop("export", "a.lesson", "--to", "scorm").out == "a.scorm.zip: unchanged\n")
    try run("unzip", ["-qq", desk["a.scorm.zip"].path, "-d", desk["unpacked"].path])
    #expect(try Data(contentsOf: desk["unpacked/index.html"]) == Data(contentsOf: desk["a.lesson/index.html"]))
    for id in try desk.manifest("a.lesson").chapters.map(\.id) {
      #expect(
        try Data(contentsOf: desk["unpacked/\(id)/video.mp4"]) == Data(contentsOf: desk["a.lesson/\(id)/video.mp4"]))
    }
    #expect(try desk.chop("export", "a.lesson", "--to", "scorm", "-o", "-").code == 64)
    var answer = try desk.chop("export", "a.lesson", "--to", "cc-links")
    #expect(answer.code == 64 && answer.error.contains("--base-url says where"))
    answer = try desk.chop("export", "a.lesson", "--to", "cc-links", "--base-url", "javascript:alert(1)")
    #expect(answer.code == 64)
    answer = try desk.chop("export", "a.lesson", "--to", "cc-links", "--base-url", "https://example.org/a")
    #expect(answer.out == "a.common-cartridge-links.imscc\n")
  }

  @Test func aSignalStopsItAndLeavesNothing() throws {
    let desk = try lesson()
    // A video that takes a while to copy and little room on the disk.
    let video = try FileHandle(forWritingTo: desk["a.lesson/01-one/video.mp4"])
    try video.truncate(atOffset: 2 << 30)
    try video.close()
    let before = try desk.listing()
    let running = try RunningChop(["export", "a.lesson", "--to", "scorm"], in: desk.url)
    #expect(try waitUntil { try desk.listing() != before })
    running.process.interrupt()
    let run = try running.finished()
    #expect(run.code == 130)
    #expect(run.errors == [])
    #expect(try desk.listing() == before)
  }

  @Test func whatStaysBehindIsARemark() throws {
    let desk = try lesson()
    var manifest = try JSONDecoder().decode(Manifest.self, from: Data(contentsOf: desk["a.lesson/manifest.json"]))
    manifest.title = "Why \\(E = mc^2\\)"
    manifest.chapters[0].more = manifest.chapters[0].video.map { [$0] }
    try JSONEncoder().encode(manifest).write(to: desk["a.lesson/manifest.json"])
    let bare = ["PATH": "/nowhere"]
    let run = try desk.chop("export", "a.lesson", "--to", "page", "--json", environment: bare)
    #expect(run.code == 0 && run.error.isEmpty, "\(run.error)")
    #expect(run.out.contains("\"the formula 'E = mc^2'\"") && run.out.contains("apt install katex"), "\(run.out)")
    #expect(run.out.contains("further pictures"))
    let strict = try desk.chop("export", "a.lesson", "--to", "scorm", "--strict", environment: bare)
    #expect(strict.code == 1)
    #expect(strict.errors == ["error: 2 things can't be said to scorm, and --strict allows none; nothing was made"])
  }

  @Test func wrongWordsAreAnsweredWithTheRightOnes() throws {
    let desk = try Desk()
    #expect(try desk.chop("export", "--list").out.contains("youtube"))
    var run = try desk.chop("export", "a.lesson", "--to", "yotube")
    #expect(run.code == 64)
    #expect(run.error.contains("did you mean 'youtube'?"))
    run = try desk.chop("export", "a.lesson", "--to", "youtube")
    #expect(run.code == 1)
    #expect(run.error.contains("holds no lesson"))
    try desk.add("{\"schema\": \"chop-manifest\", \"version\": \"1.0\"}", as: "a.lesson/manifest.json")
    run = try desk.chop("export", "a.lesson", "--to", "youtube")
    #expect(run.code == 1)
    #expect(run.error.contains("a.lesson/manifest.json: error: is damaged"))
    #expect(try desk.listing().count == 2)
  }
}
