import Digests
import Exports
import Foundation
import Lesson
import TestSupport
import Testing
import Timeline

/// `chop verify` on a lesson of several recordings.
@Suite struct PartsVerifyTests {
  private static let names = ["lecture-1.mp4", "lecture-2.mp4"]

  /// Two parts that are alike in all but what they show.
  private func desk() throws -> Desk {
    let desk = try Desk()
    for number in 1...2 {
      let part = TestRecording(seconds: 8) {
        $0.picture?.recording = number
        $0.sound?.content = .speech(SpeechScript([(0.2, 3.5 + Double(number) / 5), (4.5, 7.7)]))
      }
      try desk.add(part, as: "lecture-\(number).mp4")
      try desk.add("0:00.0 A\(number)\n0:04.0 B\(number)\n", as: "lecture-\(number).chapters.txt")
    }
    return desk
  }

  @Test func sourcesAreMatchedInAnyOrderAndWhatIsMissingIsSaid() throws {
    let desk = try desk()
    try desk.makeOne(of: Self.names)
    let both = try desk.chop("verify", "lecture.lesson", "--source", "lecture-2.mp4", "--source", "lecture-1.mp4")
    #expect(both.code == 0, "\(both.error)")
    for name in Self.names { #expect(both.out.contains("copied packets against '\(name)'")) }
    let one = try desk.chop("verify", "lecture.lesson", "--source", "lecture-2.mp4")
    #expect(one.code == 0)
    #expect(
      one.out.contains(
        "not checked: the chapters of 'lecture-1.mp4' against it, for it was not found; name it with --source"))
    try desk.add(TestRecording(seconds: 4), as: "other.mp4")
    let other = try desk.chop("verify", "lecture.lesson", "--source", "other.mp4")
    #expect(other.code == 1)
    #expect(other.error.contains("names no source with the SHA-256 that 'other.mp4' has"))
    // Beside the lesson they are found by their names.
    let found = try desk.chop("verify", "lecture.lesson")
    #expect(found.code == 0)
    #expect(found.out.contains("against 'lecture-1.mp4'") && found.out.contains("against 'lecture-2.mp4'"))
  }

  /// Files of two parts that changed places are named, whatever the manifest says of their hashes.
  @Test func chaptersOfTwoPartsThatAreSwappedAreNamed() throws {
    let desk = try desk()
    var manifest = try desk.makeOne(of: Self.names)
    let (first, third) = (try #require(manifest.chapters[0].video), try #require(manifest.chapters[2].video))
    let data = try [first, third].map { try Data(contentsOf: desk["lecture.lesson/\($0.path)"]) }
    for (index, video, data) in [(0, first, data[1]), (2, third, data[0])] {
      try data.write(to: desk["lecture.lesson/\(video.path)"])
      manifest.chapters[index].video?.sha256 = sha256(of: data)
      manifest.chapters[index].video?.bytes = Int64(data.count)
    }
    try ManifestFile.data(manifest).write(to: desk["lecture.lesson/manifest.json"])
    let report = try desk.chop("verify", "lecture.lesson")
    #expect(report.code == 1)
    #expect(report.error.contains("01-a1/video.mp4: error: holds the picture of chapter 3 ('03-a2')"))
    #expect(report.error.contains("03-a2/video.mp4: error: holds the picture of chapter 1 ('01-a1')"))
    // With one of the sources alone the other's chapters can't be known, but its own are seen to be gone.
    let one = try desk.chop("verify", "lecture.lesson", "--source", "lecture-2.mp4")
    #expect(one.code == 1)
    #expect(one.error.contains("03-a2/video.mp4: error: holds picture that is not of this recording"))
  }

  @Test func aChapterThatIsCutShortInTheSecondPartIsNamed() throws {
    let desk = try desk()
    var manifest = try desk.makeOne(of: Self.names)
    let video = try #require(manifest.chapters[3].video)
    let place = desk["lecture.lesson/\(video.path)"]
    let short = temporaryFile("short.mp4")
    try run("ffmpeg", ["-v", "error", "-i", place.path, "-t", "3", "-c", "copy", short.path])
    let data = try Data(contentsOf: short)
    try data.write(to: place)
    manifest.chapters[3].video?.sha256 = sha256(of: data)
    manifest.chapters[3].video?.bytes = Int64(data.count)
    try ManifestFile.data(manifest).write(to: desk["lecture.lesson/manifest.json"])
    let report = try desk.chop("verify", "lecture.lesson")
    #expect(report.code == 1)
    #expect(report.error.contains("04-b2/video.mp4: error: ") && report.error.contains("of the source missing"))
    #expect(!report.error.contains("03-a2"))
  }

  /// A manifest that can't be right, and what is said of it.
  struct Damage: Sendable, CustomStringConvertible {
    let description: String
    let change: @Sendable (inout Manifest) -> Void

    init(_ words: String, _ change: @escaping @Sendable (inout Manifest) -> Void) {
      description = words
      self.change = change
    }
  }

  @Test(arguments: [
    Damage("03-a2: error: starts at 00:00:00.000, but what comes before it ends at") {
      $0.chapters[2].source.recording = 0
    },
    Damage("04-b2: error: is of recording 7, and 'sources' holds no such") { $0.chapters[3].source.recording = 7 },
    Damage("video.mp4: error: holds ") { $0.sources.swapAt(0, 1) },
    Damage("manifest.json: error: says that the lesson is 9.0 s long, its recordings are 16.0 s") {
      $0.duration = Seconds(9.s)
    },
    Damage("02-b1: error: is of a recording that comes before that of the chapter before") {
      $0.chapters.swapAt(1, 2)
      ($0.chapters[1].number, $0.chapters[2].number) = (2, 3)
    },
    Damage("manifest.json: error: ends the last chapter of 'lecture-2.mp4' at 00:00:04") { $0.chapters.removeLast() },
    Damage("manifest.json: error: names 'lecture-2.mp4', of which there is no chapter") { $0.chapters.removeLast(2) },
  ])
  func aManifestThatCantBeRightIsFound(damage: Damage) throws {
    let desk = try desk()
    var manifest = try desk.makeOne(of: Self.names)
    damage.change(&manifest)
    try ManifestFile.data(manifest).write(to: desk["lecture.lesson/manifest.json"])
    let report = try desk.chop("verify", "lecture.lesson")
    #expect(report.code == 1)
    #expect(report.error.contains(damage.description), "\(report.error)")
  }
}
