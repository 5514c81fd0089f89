import Foundation
import Lesson
import TestSupport
import Testing

/// A recording that browsers don't all play, as it is and made for the web.
@Suite struct WebLessonTests {
  private static let recording = TestRecording(seconds: 6, .mkv) {
    $0.picture?.codec = "libx265"
    $0.picture?.arguments = ["-preset", "ultrafast", "-x265-params", "log-level=none:pools=none"]
    $0.sound?.codec = "ac3"
  }
  private static let list = "0:00.0 One\n0:02.21 Two\n"

  private struct Page: Decodable { var failure: String? }

  @Test func forTheWebItPlaysInChromium() throws {
    let desk = try Desk()
    try desk.add(Self.recording, as: "lecture.mkv")
    try desk.add(Self.list, as: "lecture.chapters.txt")
    let plain = try desk.chop("lecture.mkv", "-o", "plain")
    #expect(plain.code == 0)
    #expect(plain.error.contains("picture (hevc) plays in Safari") && plain.error.contains("--for web"))
    let web = try desk.chop("lecture.mkv", "-o", "web", "--for", "web")
    #expect(web.code == 0, "\(web.error)")
    #expect(web.error.contains("the picture is encoded again as a whole, as H.264, since not every browser plays hevc"))
    #expect(web.error.contains("the sound is encoded again as a whole, as AAC, since not every browser plays ac3"))

    try desk.checkLesson("web")
    let manifest = try JSONDecoder().decode(Manifest.self, from: Data(contentsOf: desk["web/manifest.json"]))
    for chapter in manifest.chapters {
      #expect(chapter.cut.method == .transcode)
      #expect(chapter.cut.encoded?.share == 1)
      #expect(chapter.cut.encoded?.sounds == [Manifest.CutRecord.Encoded.Sound(track: 0, codec: "aac")])
      #expect(chapter.video?.type.contains("avc1.64") == true)
    }
    #expect(manifest.chapters.reduce(0) { $0 + ($1.cut.encoded?.frames ?? 0) } == 150)
    let files = manifest.chapters.compactMap(\.video).map { desk["web/\($0.path)"] }
    #expect(try files.flatMap { try frameNumbers(of: $0) } == Array(0..<150))
    #expect(try desk.chop("verify", "web", "--source", "lecture.mkv").code == 0)

    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Page/page_failure.py")
    let said = try python([script.standardizedFileURL.path, desk["plain"].path, desk["web"].path])
    let pages = try said.split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Page.self, from: Data($0))
    }
    #expect(pages.count == 2)
    #expect(pages.first?.failure?.contains("can’t play this kind of video") == true)
    #expect(pages.last?.failure == nil)
  }

  @Test func ofTwoPicturesEachMayBeAFile() throws {
    let desk = try Desk()
    let camera = TestRecording(seconds: 6, .mkv) {
      $0.picture?.width = 160
      $0.picture?.height = 96
      $0.sound = nil
    }
    try run(
      "ffmpeg",
      [
        "-v", "error", "-i", TestRecording(seconds: 6, .mkv).file().path, "-i", camera.file().path, "-map", "0:v",
        "-map", "1:v", "-map", "0:a", "-c", "copy", desk["lecture.mkv"].path,
      ])
    try desk.add(Self.list, as: "lecture.chapters.txt")
    let run = try desk.chop("lecture.mkv", "--set", "place-cuts.pictures=apart")
    #expect(run.code == 0, "\(run.error)")
    try desk.checkLesson("lecture.lesson")
    let manifest = try JSONDecoder().decode(Manifest.self, from: Data(contentsOf: desk["lecture.lesson/manifest.json"]))
    #expect(manifest.chapters.map { $0.more?.map(\.path) } == [["01-one/video-2.mp4"], ["02-two/video-2.mp4"]])
    #expect(manifest.chapters.map { $0.more?.map(\.width) } == [[160], [160]])
    #expect(manifest.chapters.map { $0.cut.more?.map(\.method) } == [[.copy], [.exact]])
    let files = manifest.chapters.compactMap(\.more?.first).map { desk["lecture.lesson/\($0.path)"] }
    #expect(try files.flatMap { try frameNumbers(of: $0) } == Array(0..<150))
    #expect(try desk.chop("lecture.mkv", "-o", "together").code == 0)
    for lesson in ["lecture.lesson", "together"] {
      #expect(try desk.chop("verify", lesson, "--source", "lecture.mkv").code == 0)
      let deep = try desk.chop("verify", lesson, "--source", "lecture.mkv", "--deep")
      #expect(deep.code == 0, "\(deep.error)")
      #expect(deep.out.contains("300 frames and "), "\(deep.out)")
    }
    try FileManager.default.removeItem(at: files[1])
    try FileManager.default.copyItem(at: files[0], to: files[1])
    let damaged = try desk.chop("verify", "lecture.lesson", "--source", "lecture.mkv")
    #expect(damaged.code != 0)
    let sentence = "02-two/video-2.mp4: error: holds the picture (track 2) of chapter 1"
    #expect(damaged.error.contains(sentence), "\(damaged.error)")
  }
}
