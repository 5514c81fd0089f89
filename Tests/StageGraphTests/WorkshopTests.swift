import Foundation
import StageGraph
import Synchronization
import Testing

@Suite struct WorkshopTests {
  private let folder: URL
  private let workshop: Workshop

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "workshop-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    workshop = Workshop(places: Places(files: ["lecture.mp4": folder.appending(path: "x.mp4")], lesson: folder))
  }

  private func names() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false)).sorted()
  }
  private func remove() { try? FileManager.default.removeItem(at: folder) }

  @Test func makesAFileAndItsFolder() throws {
    defer { remove() }
    let made = try workshop.file("02-work/video.mp4", recipe: "r") { place in
      #expect(place.lastPathComponent == ".unfinished-video.mp4")
      try Data("abc".utf8).write(to: place)
    }
    #expect(try names() == ["02-work", "02-work/video.mp4"])
    #expect(made.path == "02-work/video.mp4")
    #expect(made.bytes == 3)
    // FIPS 180-4's example.
    #expect(made.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(try Data(contentsOf: workshop.madeFile("02-work/video.mp4")) == Data("abc".utf8))
  }

  @Test func linksTheEarlierLessonsFileOfTheSameRecipe() throws {
    defer { remove() }
    let first = try workshop.file("old/a.txt", recipe: "r") { try Data("abc".utf8).write(to: $0) }
    let files = [first.recipe: EarlierFiles.File(path: "old/a.txt", bytes: 3, sha256: first.sha256)]
    let later = Workshop(places: Places(lesson: folder, earlier: EarlierFiles(folder: folder, files: files)))
    let linked = try later.file("new/a.txt", recipe: "r") { _ in Issue.record("it was made again") }
    #expect(linked.sha256 == first.sha256)
    func number(_ path: String) throws -> UInt64? {
      let file = folder.appending(path: path).path(percentEncoded: false)
      return try FileManager.default.attributesOfItem(atPath: file)[.systemFileNumber] as? UInt64
    }
    #expect(try number("new/a.txt") == number("old/a.txt"))
    // One of another recipe, and one that somebody has changed since, are made.
    #expect(try later.file("b.txt", recipe: "other") { try Data("b".utf8).write(to: $0) }.bytes == 1)
    try Data("abd".utf8).write(to: folder.appending(path: "old/a.txt"))
    #expect(try later.file("c.txt", recipe: "r") { try Data("made".utf8).write(to: $0) }.bytes == 4)
  }

  @Test func leavesNothingHalfMade() throws {
    defer { remove() }
    #expect(throws: Complaint("the disk is full")) {
      try workshop.file("a.txt", recipe: "r") { place in
        try Data("abc".utf8).write(to: place)
        throw Complaint("the disk is full")
      }
    }
    #expect(throws: Complaint("'b.txt' was not made")) { try workshop.file("b.txt", recipe: "r") { _ in } }
    #expect(try names() == [])
  }

  @Test(arguments: ["../x", "/etc/x", "a/../x", "a//x", "", "a/", ".x", "-x", "A", "ä", "a\nb", "a\\b", "a/.x", "a b"])
  func refusesPathsThatAreNotPlain(_ path: String) throws {
    defer { remove() }
    #expect(throws: Complaint.self) { try workshop.file(path, recipe: "r") { try Data().write(to: $0) } }
    #expect(throws: Complaint.self) { try workshop.madeFile(path) }
    #expect(try names() == [])
  }

  @Test func refusesToGoThroughASymbolicLink() throws {
    defer { remove() }
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "out"), withDestinationURL: FileManager.default.temporaryDirectory)
    #expect(throws: Complaint("'out/x': 'out' is not a folder")) {
      try workshop.file("out/x", recipe: "r") { try Data().write(to: $0) }
    }
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "hosts"), withDestinationURL: URL(fileURLWithPath: "/etc/hosts"))
    #expect(throws: Complaint("'hosts' is there already")) {
      try workshop.file("hosts", recipe: "r") { try Data().write(to: $0) }
    }
    #expect(throws: Complaint("there is no file 'hosts' in the lesson")) { try workshop.madeFile("hosts") }
  }

  @Test func twoStagesCanNotMakeOneFile() throws {
    defer { remove() }
    try workshop.file("a", recipe: "r") { try Data().write(to: $0) }
    #expect(throws: Complaint("'a' is there already")) {
      try workshop.file("a", recipe: "r") { try Data().write(to: $0) }
    }
  }

  @Test func aStageThatDoesNotSayItWritesCanNot() {
    defer { remove() }
    let reader = Workshop(places: Places(lesson: folder), writesFiles: false)
    #expect(throws: Complaint("a stage that doesn't say so wants to write 'a'")) {
      try reader.file("a", recipe: "") { _ in }
    }
  }

  @Test func findsOnlyWhatWasHandedIn() throws {
    defer { remove() }
    #expect(try workshop.place(of: "lecture.mp4").lastPathComponent == "x.mp4")
    #expect(throws: Complaint("'../x' was not handed to the pipeline")) { try workshop.place(of: "../x") }
  }

  @Test func progressIsSeldomAndFinite() {
    defer { remove() }
    let count = Mutex<[Double]>([])
    let workshop = Workshop { if case .progress(let done, _, _) = $0 { count.withLock { $0.append(done) } } }
    workshop.progress(.nan, of: 10, "s")
    workshop.progress(1, of: 0, "s")
    for second in 0...1000 { workshop.progress(Double(second), of: 1000, "s") }
    workshop.progress(2000, of: 1000, "s")
    let all = count.withLock { $0 }
    #expect(all.first == 0 && all.suffix(2) == [1000, 1000] && all.count < 100)
  }

  @Test func warningsAreBounded() {
    defer { remove() }
    for number in 0..<5000 { workshop.warn("\(number)") }
    #expect(workshop.warnings.count == 1001)
    #expect(workshop.warnings.last == "further warnings are left out")
  }

  @Test func placesAreWrittenAsPaths() throws {
    let places = Places(
      files: ["10:30 ä.mp4": URL(fileURLWithPath: "/a b/10:30 ä.mp4")],
      lesson: URL(fileURLWithPath: "/l", isDirectory: true))
    let json = try canonicalJSON(places)
    #expect(json == #"{"files":{"10:30 ä.mp4":"/a b/10:30 ä.mp4"},"lesson":"/l/"}"#)
    #expect(try JSONDecoder().decode(Places.self, from: Data(json.utf8)) == places)
  }
}
