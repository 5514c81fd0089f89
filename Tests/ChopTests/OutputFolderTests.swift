import Foundation
import TestSupport
import Testing

@Suite struct OutputFolderTests {
  private func desk() throws -> Desk {
    let desk = try Desk()
    try desk.add(.short, as: "a.mp4")
    return desk
  }

  @Test func aFolderThatIsNotChopsIsRefusedUnlessForced() throws {
    let desk = try desk()
    try desk.add("dear diary", as: "out/diary.txt")
    let before = try desk.listing()
    let refused = try desk.chop("a.mp4", "-o", "out")
    #expect(refused.code == 1)
    #expect(
      refused.error
        == "error: out: holds something that chop did not make; choose another folder with -o, or --force moves what is there aside\n"
    )
    #expect(try desk.listing() == before)
    let forced = try desk.chop("a.mp4", "-o", "out", "--force")
    #expect(forced.code == 0, "\(forced.error)")
    #expect(forced.error.contains("what stood there is now out.before-1"))
    #expect(try desk.text("out.before-1/diary.txt") == "dear diary")
    #expect(try desk.manifest("out").chapters.count == 1)
  }

  @Test func theLessonOfAnotherRecordingIsRefusedUnlessForced() throws {
    let desk = try desk()
    try desk.add(TestRecording(seconds: 4), as: "b.mp4")
    #expect(try desk.chop("a.mp4", "-o", "out").code == 0)
    let before = try desk.listing()
    let refused = try desk.chop("b.mp4", "-o", "out")
    #expect(refused.code == 1)
    #expect(refused.error.hasPrefix("error: out: holds the lesson of another recording; "))
    #expect(refused.error.contains("--force"))
    #expect(try desk.listing() == before)
    #expect(try desk.chop("b.mp4", "-o", "out", "--force").code == 0)
    #expect(try desk.manifest("out").duration == 4)
    #expect(try desk.manifest("out.before-1").duration == 6)
  }

  @Test func theSameRecordingAgainReplacesAndKeepsAPersonsFiles() throws {
    let desk = try desk()
    #expect(try desk.chop("a.mp4").code == 0)
    let first = try desk.listing()
    try desk.add("mine", as: "a.lesson/handouts/week 1.txt")
    try desk.add("0:00 One\n0:03 Two\n", as: "a.chapters.txt")
    let again = try desk.chop("a.mp4")
    #expect(again.code == 0, "\(again.error)")
    #expect(again.out.contains("your own files are still there: handouts/week 1.txt"))
    #expect(try desk.text("a.lesson/handouts/week 1.txt") == "mine")
    // A chapter that shares more than half of its time with an earlier one keeps that one's id and folder.
    #expect(try desk.manifest("a.lesson").chapters.map(\.id) == ["01-chapter-1", "02-two"])
    #expect(try desk.manifest("a.lesson").chapters.map(\.title) == ["One", "Two"])
    try FileManager.default.removeItem(at: desk["a.lesson/handouts"])
    try FileManager.default.removeItem(at: desk["a.chapters.txt"])
    #expect(try desk.chop("a.mp4").code == 0)
    #expect(try desk.listing() == first, "the chapter that is no more left its folder")
  }

  @Test func aFolderThatIsNotThereIsMadeWithThoseAroundIt() throws {
    let desk = try desk()
    let run = try desk.chop("a.mp4", "-o", "2026/spring/energy/")
    #expect(run.code == 0, "\(run.error)")
    #expect(run.out.contains("2026/spring/energy"))
    try desk.checkLesson("2026/spring/energy")
  }

  @Test func foldersMadeForALessonThatFailsAreTakenAway() throws {
    let desk = try Desk()
    try desk.add("no recording", as: "a.mp4")
    let before = try desk.listing()
    #expect(try desk.chop("a.mp4", "-o", "2026/spring/energy").code == 1)
    #expect(try desk.listing() == before)
  }

  @Test(arguments: ["file", "file/below"]) func aFileInTheWayIsRefused(place: String) throws {
    let desk = try desk()
    try desk.add("mine", as: "file")
    let before = try desk.listing()
    let run = try desk.chop("a.mp4", "-o", place)
    #expect(run.code == 1)
    #expect(run.errors.count == 1)
    #expect(run.error.hasPrefix("error: \(place): "), "\(run.error)")
    #expect(run.error.contains("-o"))
    #expect(try desk.listing() == before)
  }

  @Test(arguments: ["a.mp4", ".", "..", "/"]) func theRecordingIsNeverMovedAside(place: String) throws {
    let desk = try desk()
    let before = try desk.listing()
    let run = try desk.chop("a.mp4", "-o", place, "--force")
    #expect(run.code == 1)
    #expect(run.error.contains("the recording itself; choose another folder with -o"), "\(run.error)")
    #expect(try desk.listing() == before)
  }

  @Test func aSymbolicLinkToAFolderIsFollowed() throws {
    let desk = try desk()
    try FileManager.default.createDirectory(at: desk["real"], withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: desk["link"].path, withDestinationPath: "real")
    for place in ["link", "link/"] {
      #expect(try desk.chop("a.mp4", "-o", place).code == 0)
      #expect(try desk.listing().contains("link -> real"))
      #expect(try desk.manifest("real").chapters.count == 1)
    }
  }

  @Test func twoRecordingsOfOneNameGetLessonsOfTheirOwn() throws {
    let desk = try desk()
    try desk.add(TestRecording(seconds: 4, .mov), as: "a.mov")
    #expect(try desk.chop("a.mp4", "a.mov").code == 0)
    #expect(try desk.manifest("a.mp4.lesson").duration == 6)
    #expect(try desk.manifest("a.mov.lesson").duration == 4)
  }
}
