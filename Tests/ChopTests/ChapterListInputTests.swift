import Foundation
import TestSupport
import Testing

@Suite struct ChapterListInputTests {
  @Test(arguments: [
    ("0:00 One\n0:04 Two\n0:02 Three\n", "3:1", "expected times that ascend"),
    ("0:00 One\n9:00 Two\n", "2:1", "past the recording's end at 00:00:06.000; expected an earlier time"),
    ("0:00 One\n0:04 Two\n0:04 Three\n", "3:1", "each chapter needs a start of its own"),
    ("0:00 One\nand then some\n", "2:1", "expected a line such as 00:05:03 Title"),
    ("0:00 One\n0:99 Two\n", "2:1", "is not a time; expected H:MM:SS or MM:SS"),
    ("no times at all\n", "1:1", "expected lines such as 00:05:03 Title"),
    ("0:00 skip\n", "1:1", "expected a chapter that is kept"),
    ("WEBVTT\n\n00:00.000 --> 00:09.000\nOne\n\n00:02.000 --> x\nTwo\n", "6:15", "is not a time; expected one such as"),
  ])
  func aListWithAMistakeIsRefused(text: String, place: String, words: String) throws {
    let desk = try Desk()
    try desk.add(.short, as: "a.mp4")
    try desk.add(text, as: "lists/mine.txt")
    let before = try desk.listing()
    let run = try desk.chop("a.mp4", "--chapters", "lists/mine.txt")
    #expect(run.code == 1)
    #expect(run.errors.count == 1)
    #expect(run.errors.first?.hasPrefix("lists/mine.txt:\(place): error: ") == true, "\(run.error)")
    #expect(run.errors.first?.contains(words) == true, "\(run.error)")
    #expect(try desk.listing() == before)
  }

  @Test func everyMistakeIsSaidAtOnce() throws {
    let desk = try Desk()
    try desk.add(.short, as: "a.mp4")
    try desk.add("0:00 One\n0:02 Two\n0:02 Three\nwhat\n0:01 Four\n", as: "a.chapters.txt")
    let run = try desk.chop("a.mp4")
    #expect(run.code == 1)
    #expect(
      run.errors.map { $0.prefix(while: { $0 != " " }) } == [
        "a.chapters.txt:3:1:", "a.chapters.txt:4:1:", "a.chapters.txt:5:1:",
      ], "\(run.error)")
  }

  @Test func aListThatIsNotThereIsRefused() throws {
    let desk = try Desk()
    try desk.add(.short, as: "a.mp4")
    let before = try desk.listing()
    for option in ["--chapters", "--captions", "--quiz", "--details"] {
      let run = try desk.chop("a.mp4", option, "none.txt")
      #expect(run.code == 1)
      #expect(run.error == "error: none.txt: there is no such file; check the name and the folder\n")
    }
    #expect(try desk.listing() == before)
  }

  @Test func aListIsFollowedToTheFrame() throws {
    let desk = try Desk()
    try desk.add(.short, as: "a.mp4")
    try desk.add("00:00:01.500 One\n0:04.02 Two\n", as: "a.chapters.txt")
    #expect(try desk.chop("a.mp4").code == 0)
    let manifest = try desk.manifest("a.lesson")
    // Each frame lasts 0.04 s: the first at or after 4.02 s is at 4.04 s.
    #expect(manifest.chapters.map(\.source.exact) == [["0/1", "38/25"], ["38/25", "101/25"], ["101/25", "6/1"]])
  }
}
