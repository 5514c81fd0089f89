import Foundation
import TestSupport
import Testing

@Suite struct CompanionInputTests {
  /// A companion with one bad entry among good ones, and where that stands.
  struct BadEntry: CustomTestStringConvertible {
    var name: String
    var text: String
    var place: String
    var testDescription: String { name }
  }

  static let badEntries = [
    BadEntry(
      name: "a.en.vtt",
      text: "WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n\n00:xx --> 00:04.000\nbad\n\n00:04.500 --> 00:05.500\nlast\n",
      place: "6:1"),
    BadEntry(
      name: "a.srt", text: "1\n00:00:00,000 --> 00:00:02,000\nHello\n\n2\n00:00:xx,000 --> 00:00:04,000\nbad\n",
      place: "6:1"),
    BadEntry(
      name: "a.quiz.gift", text: "::one:: Blue? {T}\n\n::bad:: What {=a ~b\n\n::two:: Two? {=2 ~3}\n", place: "3:14"),
    BadEntry(name: "a.lesson.yaml", text: "title: My lesson\nlanguag: en\n", place: "2:1"),
  ]

  @Test func recordingAndCompanionsMayBeLinks() throws {
    let desk = try Desk()
    try desk.add(.tiny, as: "elsewhere/b.mp4")
    try desk.add("0:00 One\n0:01.4 Two\n", as: "elsewhere/list.txt")
    for (link, file) in [("a.mp4", "b.mp4"), ("a.chapters.txt", "list.txt")] {
      try FileManager.default.createSymbolicLink(
        atPath: desk[link].path, withDestinationPath: "elsewhere/\(file)")
    }
    let run = try desk.chop("a.mp4", "--pipeline", "timestamps", "--quiet")
    #expect(run.code == 0, "\(run.error)")
    #expect(try desk.manifest("a.lesson").chapters.map(\.title) == ["One", "Two"])
  }

  @Test(arguments: badEntries) func oneBadEntryIsSkippedAndCounted(_ bad: BadEntry) throws {
    let desk = try Desk()
    try desk.add(.short, as: "a.mp4")
    try desk.add(bad.text, as: bad.name)
    let run = try desk.chop("a.mp4")
    #expect(run.code == 0, "\(run.error)")
    let start = "\(bad.name):\(bad.place): warning: "
    #expect(run.error.split(separator: "\n").count { $0.hasPrefix(start) } == 1, "\(run.error)")
    let manifest = try desk.manifest("a.lesson")
    #expect(manifest.warnings.count { $0.hasPrefix(start) } == 1, "\(manifest.warnings)")
    try desk.checkLesson("a.lesson")
  }

  @Test(arguments: badEntries) func oneBadEntryIsAnErrorWhenStrict(_ bad: BadEntry) throws {
    let desk = try Desk()
    try desk.add(.short, as: "a.mp4")
    try desk.add(bad.text, as: bad.name)
    let before = try desk.listing()
    let run = try desk.chop("a.mp4", "--strict")
    #expect(run.code == 1)
    #expect(run.error.contains("\(bad.name):\(bad.place): error: "), "\(run.error)")
    #expect(!run.error.contains("\(bad.name):\(bad.place): warning: "), "\(run.error)")
    #expect(try desk.listing() == before)
  }

  @Test(arguments: ["a.vtt", "a.srt", "a.quiz.gift", "a.lesson.yaml"], ["", "hello world", "\u{0}\u{1}\u{2}", "[{"])
  func aFileInWhichNothingIsReadableIsAnError(name: String, text: String) throws {
    let desk = try Desk()
    try desk.add(.short, as: "a.mp4")
    try desk.add(text, as: name)
    let before = try desk.listing()
    let run = try desk.chop("a.mp4")
    #expect(run.code == 1)
    #expect(run.errors.count == 1, "\(run.error)")
    #expect(run.errors.first?.hasPrefix(name + ":") == true, "\(run.error)")
    #expect(run.isPlain)
    #expect(try desk.listing() == before)
  }

  @Test func whatWasFoundIsPrinted() throws {
    let desk = try Desk()
    try desk.add(.short, as: "a.mp4")
    for bad in Self.badEntries where bad.name != "a.srt" { try desk.add(bad.text, as: bad.name) }
    try desk.add("0:00 One\n", as: "a.chapters.txt")
    let run = try desk.chop("a.mp4")
    #expect(
      run.out.hasPrefix(
        "a.mp4 with a.en.vtt (captions, en), a.chapters.txt (chapters), a.quiz.gift (quiz) and a.lesson.yaml (details)\n"
      ),
      "\(run.out)")
  }

  @Test func quizCheckSaysWhatIsWrong() throws {
    let desk = try Desk()
    try desk.add("::one:: Blue? {T}\n\n::bad:: What {=a ~b\n", as: "q.gift")
    let run = try desk.chop("quiz", "check", "q.gift")
    #expect(run.code == 1)
    #expect(run.error.contains("q.gift:3:14: error: "))
    #expect(run.out.contains("1 question"))
    #expect(try desk.chop("quiz", "check", "none.gift").error.hasPrefix("none.gift: error: there is no such file"))
  }
}
