import Foundation
import Testing
import Workplace

@Suite struct ResultPlaceTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func place(_ path: String) -> ResultPlace { ResultPlace(path: folder.url.appending(path: path).path) }
  private func text(_ path: String) throws -> String {
    try String(contentsOf: folder.url.appending(path: path), encoding: .utf8)
  }
  private func all() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.url.path).sorted()
  }

  @Test func aFileIsReplacedOnlyWhereThatIsAllowed() throws {
    #expect(try place("new/a.txt").put(.data(Data("1".utf8)), replacing: false))
    #expect(try !place("new/a.txt").put(.data(Data("1".utf8)), replacing: false))
    #expect(throws: WorkplaceError.self) { try place("new/a.txt").put(.data(Data("2".utf8)), replacing: false) }
    #expect(try text("new/a.txt") == "1")
    #expect(try place("new/a.txt").put(.data(Data("2".utf8)), replacing: true))
    #expect(try text("new/a.txt") == "2")
    #expect(throws: WorkplaceError.self) { try place("new").put(.data(Data()), replacing: true) }
    #expect(try all() == ["new", "new/a.txt"])
  }

  @Test func aFolderWithOtherThingsInItIsNeverReplaced() throws {
    let original = folder.url.appending(path: "media")
    try Data("media".utf8).write(to: original)
    let files: [(path: String, content: ResultPlace.Content)] = [
      ("index.html", .data(Data("page".utf8))), ("01/video.mp4", .copy(of: original)),
    ]
    #expect(try place("out").put(folder: files, replacing: false))
    #expect(try !place("out").put(folder: files, replacing: false))
    #expect(try text("out/01/video.mp4") == "media")
    try Data("changed".utf8).write(to: folder.url.appending(path: "out/index.html"))
    #expect(throws: WorkplaceError.self) { try place("out").put(folder: files, replacing: false) }
    #expect(try place("out").put(folder: files, replacing: true))
    #expect(try text("out/index.html") == "page")
    try Data("mine".utf8).write(to: folder.url.appending(path: "out/thesis.txt"))
    #expect(throws: WorkplaceError.self) { try place("out").put(folder: files, replacing: true) }
    #expect(try all() == ["media", "out", "out/01", "out/01/video.mp4", "out/index.html", "out/thesis.txt"])
  }

  @Test func aPackageIsReplacedOnlyWhereThatIsAllowed() throws {
    func put(_ text: String, replacing: Bool = false) throws -> Bool {
      try place("a.zip").put(package: [("x.txt", .data(Data(text.utf8)))], replacing: replacing)
    }
    #expect(try put("1"))
    #expect(try !put("1"))
    #expect(throws: WorkplaceError.self) { try put("2") }
    #expect(try !put("1", replacing: true))
    #expect(try put("2", replacing: true))
    #expect(try Data(contentsOf: folder.url.appending(path: "a.zip")).firstRange(of: Data("x.txt2".utf8)) != nil)
    #expect(try all() == ["a.zip"])
  }

  @Test func whatCannotBeWrittenIsSaidByTheNameThatWasGiven() throws {
    let error = #expect(throws: WorkplaceError.self) {
      try ResultPlace(path: "/proc/a.txt").put(.data(Data("x".utf8)), replacing: false)
    }
    #expect(error?.description.hasPrefix("/proc/a.txt: can't be written: ") == true)
  }

  @Test func nothingIsLeftOfWhatFails() throws {
    let missing = folder.url.appending(path: "missing")
    #expect(throws: WorkplaceError.self) {
      try place("b.zip").put(package: [("x", .data(Data())), ("y", .copy(of: missing))], replacing: false)
    }
    #expect(throws: (any Error).self) {
      try place("a/b").put(folder: [("x", .data(Data())), ("y", .copy(of: missing))], replacing: false)
    }
    #expect(try all() == [])
  }

  @Test func linksDontHideThatAPlaceLiesInALesson() throws {
    let lesson = folder.url.appending(path: "a.lesson")
    try FileManager.default.createDirectory(at: lesson, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(at: folder.url.appending(path: "link"), withDestinationURL: lesson)
    #expect(place("a.lesson/x.txt").lies(in: lesson))
    #expect(place("link/x.txt").lies(in: lesson))
    #expect(place("a.lesson").lies(in: lesson))
    #expect(!place("a.lesson.txt").lies(in: lesson))
  }
}
