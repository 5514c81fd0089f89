import Foundation
import TestSupport
import Testing

/// What is published stays: chop run again writes only what changed. Every file is compared by its number on the disk and its time of change, so a
/// file that was written anew with the same bytes counts as written.
@Suite struct RerunTests {
  /// A recording with all that can lie beside it, and its lesson of three chapters; `wrote` are the files of a run after something changed.
  private struct Published {
    let desk: Desk
    let options: [String]
    let first: LessonFiles

    init(
      _ companions: [String: String], recording: TestRecording = .talk, options: [String] = threeChapters
    ) throws {
      desk = try Desk()
      self.options = options
      try desk.add(recording, as: "a.mp4")
      for (ending, text) in companions { try desk.add(text, as: "a.\(ending)") }
      let run = try RunningChop(["a.mp4"] + options, in: desk.url).finished()
      guard run.code == 0 else { throw ToolError(description: run.error) }
      first = try LessonFiles(desk["a.lesson"])
    }

    /// Runs chop again and gives what was written, as the disk has it, and what chop said.
    func again(_ more: [String] = [], options: [String]? = nil) throws -> (
      wrote: [String], gone: [String], said: String
    ) {
      let run = try RunningChop(["a.mp4"] + (options ?? self.options) + more, in: desk.url).finished()
      guard run.code == 0 else { throw ToolError(description: run.error) }
      let files = try LessonFiles(desk["a.lesson"])
      try desk.checkLesson("a.lesson")
      return (files.written(since: first), files.gone(since: first), run.out)
    }

    var manifest: ReadManifest { get throws { try desk.manifest("a.lesson") } }

    /// Where `chop plan` says that each chapter begins and ends.
    func planned(_ more: [String] = []) throws -> [[String]] {
      struct Plan: Decodable {
        struct Chapter: Decodable { var exact: [String] }
        var chapters: [Chapter]
      }
      let run = try RunningChop(["plan", "a.mp4", "--json"] + options + more, in: desk.url).finished()
      return try JSONDecoder().decode(Plan.self, from: Data(run.out.utf8)).chapters.map(\.exact)
    }
  }

  private static let english = """
    WEBVTT

    00:00.300 --> 00:07.500
    What is energy? Energy is work.

    00:08.500 --> 00:15.500
    Kinetic energy moves the kinetic wheel.

    00:16.500 --> 00:23.700
    Potential energy waits, potential waits.
    """
  private static let german = """
    1
    00:00:00,300 --> 00:00:07,500
    Was ist Energie?

    2
    00:00:08,500 --> 00:00:15,500
    Sie bewegt.

    3
    00:00:16,500 --> 00:00:23,700
    Sie wartet.
    """
  private static let questions = """
    // [tag:at=0:02]
    Is it one? {T}

    // [tag:at=0:10]
    Is it two? {T}

    // [tag:at=0:20]
    Is it three? {T}
    """
  private static let details = "title: Energy\nlanguage: en\n"
  private static let all = ["en.vtt": english, "quiz.gift": questions, "lesson.yaml": details]
  private static let about = ["chapters.vtt", "index.html", "manifest.json"]

  @Test func nothingChangedWritesNothing() throws {
    let published = try Published(Self.all)
    #expect(published.first.paths.count == 3 * 4 + 3)
    let folder = try FileManager.default.attributesOfItem(atPath: published.desk["a.lesson"].path)[.systemFileNumber]
    let again = try published.again()
    #expect(again.wrote == [])
    #expect(again.gone == [])
    #expect(again.said.contains("nothing has changed, so it stays as it is"))
    let now = try FileManager.default.attributesOfItem(atPath: published.desk["a.lesson"].path)[.systemFileNumber]
    #expect(folder as? UInt64 == now as? UInt64)
    // Nor where a companion was only written again.
    try published.desk.add(Self.english, as: "a.en.vtt")
    #expect(try published.again().wrote == [])
  }

  /// A disk, or a hand, has changed bytes of a file that is as large as before; its time tells.
  @Test func aDamagedFileIsMadeAnew() throws {
    let published = try Published([:])
    let video = try #require(published.first.paths.first { $0.hasSuffix("/video.mp4") })
    let file = published.desk["a.lesson/\(video)"]
    let whole = try Data(contentsOf: file)
    let handle = try FileHandle(forWritingTo: file)
    try handle.seek(toOffset: UInt64(whole.count / 2))
    try handle.write(contentsOf: Data("zzzz".utf8))
    try handle.close()
    #expect(try Data(contentsOf: file) != whole)
    try FileManager.default.setAttributes([.modificationDate: Date() + 5], ofItemAtPath: file.path)
    let dry = try published.desk.chop("a.mp4", "--dry-run", "--target", "10s", "--min", "4s", "--max", "12s")
    #expect(dry.out.contains("missing or damaged: \(video)"), "\(dry.out)")
    let again = try published.again()
    #expect(again.wrote.filter { $0.hasSuffix(".mp4") } == [video])
    #expect(try Data(contentsOf: file) == whole)
    // A file that was only touched is no other.
    let now = try LessonFiles(published.desk["a.lesson"])
    try FileManager.default.setAttributes([.modificationDate: Date() + 5], ofItemAtPath: file.path)
    let touched = try published.again()
    #expect(touched.said.contains("nothing has changed, so it stays as it is"))
    #expect(try LessonFiles(published.desk["a.lesson"]).written(since: now) == [video])
  }

  @Test func aMovedBoundaryWritesItsTwoChapters() throws {
    let list = "0:00 One\n0:06.0 Two\n0:12.0 Three\n0:18.0 Four\n"
    let published = try Published(Self.all.merging(["chapters.txt": list]) { $1 })
    try published.desk.add(list.replacing("0:12.0 Three", with: "0:14.0 Three"), as: "a.chapters.txt")
    let again = try published.again()
    #expect(again.gone == [])
    let media = again.wrote.filter { $0.hasSuffix("/video.mp4") }
    #expect(media == ["02-two/video.mp4", "03-three/video.mp4"])
    #expect(Set(again.wrote).isSuperset(of: Self.about))
    let others = again.wrote.filter { !$0.hasPrefix("02-two/") && !$0.hasPrefix("03-three/") }
    #expect(others == Self.about)
    let kept = published.first.paths.count - again.wrote.count
    #expect(again.said.contains("; \(kept) files are as they were"), "\(again.said)")
  }

  @Test func aPlanThatIsEditedAndGivenBackWritesTheTwoChaptersOfTheBoundary() throws {
    let published = try Published([:])
    let plan = try RunningChop(["plan", "a.mp4"] + threeChapters, in: published.desk.url).finished().out
    let times = plan.split(separator: "\n").filter { $0.hasPrefix("00:") }.map { $0.prefix(12) }
    try #require(times.count == 3)
    try published.desk.add(plan, as: "plan.txt")
    // Given back as it was, it says where the boundaries come from; no chapter is another.
    let unedited = try published.again(["--chapters", "plan.txt"])
    #expect(unedited.wrote.filter { !Self.about.contains($0) } == [])
    try published.desk.add(plan.replacing(times[2], with: "00:00:18.000"), as: "plan.txt")
    let again = try published.again(["--chapters", "plan.txt"])
    let others = again.wrote.filter { !Self.about.contains($0) }
    #expect(Set(others.map { $0.prefix(3) }) == ["02-", "03-"], "\(others)")
    #expect(Set(others).isSuperset(of: ["02-chapter-2/video.mp4", "03-chapter-3/video.mp4"]))
  }

  @Test func anAnswerWritesItsQuiz() throws {
    let published = try Published(Self.all)
    try published.desk.add(Self.questions.replacing("two? {T}", with: "two? {F}"), as: "a.quiz.gift")
    let quiz = try #require(published.first.paths.first { $0.hasPrefix("02-") && $0.hasSuffix("/quiz.json") })
    let again = try published.again()
    #expect(again.wrote == [quiz, "index.html", "manifest.json"])
    #expect(again.said.contains("written anew: \(quiz), index.html and manifest.json; 12 files are as they were"))
  }

  @Test func aTitleWritesNoMediaAndMovesNoFolder() throws {
    let published = try Published(Self.all)
    let before = try published.manifest
    try published.desk.add("title: Work\nlanguage: en\nchapters:\n  2: { title: Movement }\n", as: "a.lesson.yaml")
    let again = try published.again()
    #expect(again.wrote == Self.about)
    #expect(again.gone == [])
    let now = try published.manifest
    #expect(now.title == "Work" && now.chapters[1].title == "Movement")
    #expect(now.chapters.map(\.id) == before.chapters.map(\.id))
    #expect(now.chapters.map(\.video) == before.chapters.map(\.video))
  }

  @Test func aCueWritesItsChaptersCaptions() throws {
    let published = try Published(Self.all)
    try published.desk.add(Self.english.replacing("moves the", with: "turns the"), as: "a.en.vtt")
    let again = try published.again()
    let captions = try #require(published.first.paths.first { $0.hasPrefix("02-") && $0.hasSuffix("captions.en.vtt") })
    #expect(again.wrote == [captions, "index.html", "manifest.json"])
  }

  @Test func aSecondLanguageWritesItsCaptions() throws {
    let published = try Published(Self.all)
    let before = try published.manifest
    try published.desk.add(Self.german, as: "a.de.srt")
    let again = try published.again()
    let captions = before.chapters.map { "\($0.id)/captions.de.vtt" }
    #expect(again.wrote == captions + ["index.html", "manifest.json"])
    #expect(try published.manifest.chapters.map(\.source) == before.chapters.map(\.source))
    // Taken away again, they are gone, and nothing else is.
    let both = try LessonFiles(published.desk["a.lesson"])
    try FileManager.default.removeItem(at: published.desk["a.de.srt"])
    _ = try published.again()
    let now = try LessonFiles(published.desk["a.lesson"])
    #expect(now.gone(since: both) == captions)
    #expect(now.written(since: both) == ["index.html", "manifest.json"])
  }

  /// Two pauses alike, of which captions make one the better.
  @Test func captionsThatComeLaterMoveNoBoundary() throws {
    let recording = TestRecording(seconds: 24) {
      $0.sound = .init(.speech(SpeechScript([(0.3, 10.9), (11.9, 12.9), (13.9, 23.7)])))
    }
    let published = try Published(
      [:], recording: recording, options: ["--target", "12s", "--min", "8s", "--max", "16s"])
    let before = try published.manifest
    let start = try #require(before.chapters.last?.cut.requested)
    try #require(before.chapters.count == 2 && (10.9...13.9).contains(start))
    let isFirst = start < 12.4
    let captions = """
      WEBVTT

      00:00.300 --> 00:10.900
      We speak of energy and of work\(isFirst ? " and" : ".")

      00:11.900 --> 00:12.900
      \(isFirst ? "of power." : "Now of power and")

      00:13.900 --> 00:23.700
      \(isFirst ? "Now we" : "we") measure it.
      """
    try published.desk.add(captions, as: "a.vtt")
    let again = try published.again()
    #expect(try published.manifest.chapters.map(\.source) == before.chapters.map(\.source))
    #expect(try published.manifest.chapters.map(\.id) == before.chapters.map(\.id))
    #expect(again.wrote.filter { !Self.about.contains($0) } == before.chapters.map { "\($0.id)/captions.und.vtt" })
    #expect(Set(again.wrote).isSuperset(of: ["index.html", "manifest.json"]))
    #expect(try published.planned() == before.chapters.map(\.source.exact), "a plan is that of the next run")
    let planned = try published.planned(["--replan"])
    _ = try published.again(["--replan"])
    #expect(try published.manifest.chapters.map(\.source.exact) == planned)
    let moved = try #require(try published.manifest.chapters.last?.cut.requested)
    #expect(isFirst ? moved > 12.4 : moved < 12.4, "\(start) became \(moved)")
    #expect(try published.manifest.chapters.map(\.id) == before.chapters.map(\.id))
    // What was planned anew stays from then on.
    let replanned = try LessonFiles(published.desk["a.lesson"])
    _ = try published.again()
    #expect(try LessonFiles(published.desk["a.lesson"]).written(since: replanned) == [])
  }

  /// Speech with a pause in each fourth second.
  private static let long = TestRecording(seconds: 48) {
    let stretches: [(Double, Double)] = stride(from: 0.0, to: 48, by: 4).map { ($0 + 0.3, $0 + 3.5) }
    $0.sound = .init(.speech(SpeechScript(stretches)))
    $0.picture?.gop = 25
  }

  @Test(arguments: [
    ["--target", "10s", "--min", "4s", "--max", "10s"], ["--target", "16s", "--min", "8s", "--max", "24s"],
    ["--chapters", "list.txt"],
  ])
  func chaptersThatShareMoreThanHalfTheirTimeKeepIdAndFolder(options: [String]) throws {
    let published = try Published(
      [:], recording: Self.long, options: ["--target", "12s", "--min", "6s", "--max", "18s"])
    try published.desk.add("0:00 Start\n0:09 Middle\n0:33 Late\n0:45 End\n", as: "list.txt")
    let before = try published.manifest
    try #require(before.chapters.count >= 3)
    let again = try published.again(options: options)
    let now = try published.manifest
    #expect(now.chapters.map(\.source) != before.chapters.map(\.source))
    var kept = 0
    for chapter in now.chapters {
      if let sharing = before.chapters.first(where: chapter.isMostly) {
        // Two that lie in one earlier chapter can't both have its id.
        let rivals = now.chapters.filter { $0.isMostly(in: sharing) }
        #expect(rivals.contains { $0.id == sharing.id }, "none of \(rivals) is \(sharing.id)")
        if chapter.id == sharing.id { kept += 1 }
      }
      #expect(chapter.video?.path.hasPrefix("\(chapter.id)/") == true)
    }
    #expect(kept > 0)
    #expect(Set(now.chapters.map(\.id)).count == now.chapters.count)
    // A chapter of the same stretch is the same file.
    for chapter in now.chapters
    where before.chapters.contains(where: { $0.source == chapter.source && $0.id == chapter.id }) {
      #expect(!again.wrote.contains { $0.hasPrefix("\(chapter.id)/video") })
    }
  }

  @Test func anotherVersionOfChopWritesNothingButRemakeRenewsAll() throws {
    let published = try Published(Self.all)
    let manifest = published.desk["a.lesson/manifest.json"]
    let version = try published.desk.chop("--version").out.dropLast()
    let text = try published.desk.text("a.lesson/manifest.json")
    try #require(text.contains(#""generator": "\#(version)""#))
    // In place, so that the file stays the same one.
    let file = try FileHandle(forWritingTo: manifest)
    try file.write(contentsOf: Data(text.replacing(version, with: "chop 0.0.1").utf8))
    try file.close()
    try FileManager.default.createDirectory(at: published.desk["a.lesson/mine"], withIntermediateDirectories: true)
    try published.desk.add("mine", as: "a.lesson/mine/notes.txt")
    let older = try LessonFiles(published.desk["a.lesson"])

    _ = try published.again()
    #expect(try LessonFiles(published.desk["a.lesson"]).written(since: older) == [])
    let dry = try RunningChop(["a.mp4", "--dry-run"] + threeChapters, in: published.desk.url).finished()
    #expect(dry.out.contains("it was made by chop 0.0.1, which alone changes nothing; --remake renews it"))

    let before = try published.manifest
    let remade = try published.again(["--remake"])
    let now = try LessonFiles(published.desk["a.lesson"])
    #expect(now.written(since: older) == now.paths.filter { $0 != "mine/notes.txt" })
    #expect(remade.said.contains("your own files are still there: mine/notes.txt"))
    #expect(try published.desk.text("a.lesson/manifest.json") == text)
    #expect(try published.manifest == before)
  }

  /// A chop whose stages have the same versions renews what changed and takes the rest; files that another version of a stage made are made anew
  /// with the lesson.
  @Test func filesOfAnotherVersionOfAStageAreMadeAnewWhenTheLessonIs() throws {
    let published = try Published(Self.all)
    let text = try published.desk.text("a.lesson/manifest.json")
    let recipes = text.matches(of: /"recipe": "([0-9a-f]{64})"/).map { String($0.1) }
    try #require(recipes.count == 6)
    let other = String(repeating: "0", count: 64)
    try published.desk.add(text.replacing(recipes[0], with: other), as: "a.lesson/manifest.json")
    let older = try LessonFiles(published.desk["a.lesson"])
    _ = try published.again()
    #expect(try LessonFiles(published.desk["a.lesson"]).written(since: older) == [])
    try published.desk.add(Self.questions.replacing("one? {T}", with: "one? {F}"), as: "a.quiz.gift")
    _ = try published.again()
    let written = try LessonFiles(published.desk["a.lesson"]).written(since: older)
    #expect(written.filter { $0.hasSuffix("/video.mp4") || $0.hasSuffix("/poster.jpg") }.count == 1, "\(written)")
  }

  @Test func aPersonsFilesAreCarriedOverAndNamed() throws {
    let published = try Published(Self.all)
    let own = [".htaccess", "02-\(Self.secondName)/worksheet.pdf", "handouts/week 1.txt"]
    try FileManager.default.createDirectory(at: published.desk["a.lesson/handouts"], withIntermediateDirectories: true)
    for path in own { try published.desk.add(path, as: "a.lesson/\(path)") }
    let before = try LessonFiles(published.desk["a.lesson"])
    try published.desk.add(Self.details.replacing("Energy", with: "Work"), as: "a.lesson.yaml")
    let again = try published.again()
    #expect(again.said.contains("your own files are still there: .htaccess, 02-"), "\(again.said)")
    #expect(again.said.contains("handouts/week 1.txt"))
    let now = try LessonFiles(published.desk["a.lesson"])
    #expect(now.written(since: before) == ["index.html", "manifest.json"])
    #expect(now.gone(since: before) == [])
  }
  private static let secondName = "extra"
}

extension ReadManifest.Chapter {
  /// In the recording.
  private var start: Double { seconds(0) }
  private var end: Double { seconds(1) }

  private func seconds(_ index: Int) -> Double {
    let parts = source.exact[index].split(separator: "/").compactMap { Double($0) }
    return parts[0] / parts[1]
  }

  /// Whether it shares more than half of its time with that one.
  fileprivate func isMostly(in other: ReadManifest.Chapter) -> Bool {
    let shared = min(end, other.end) - max(start, other.start)
    return shared > (end - start) / 2
  }
}
