import Foundation
import TestSupport
import Testing

@Suite struct EmbeddedChapterInputTests {
  /// The six seconds of `short` with chapters, which ffmpeg puts in: start in milliseconds, title.
  private func add(_ chapters: [(Int, String)], as name: String, to desk: Desk) throws {
    let text =
      ";FFMETADATA1\n"
      + chapters.map { "[CHAPTER]\nTIMEBASE=1/1000\nSTART=\($0.0)\nEND=\($0.0 + 1000)\ntitle=\($0.1)\n" }.joined()
    let list = try temporaryFile("chapters.txt", Data(text.utf8))
    _ = try run(
      "ffmpeg",
      [
        "-v", "error", "-i", try TestRecording.short.file().path, "-f", "ffmetadata", "-i", list.path, "-map", "0",
        "-map_chapters", "1", "-c", "copy", desk[name].path,
      ])
  }

  @Test(arguments: ["a.mp4", "a.mkv"]) func chaptersInsideTheRecordingAreFollowed(name: String) throws {
    let desk = try Desk()
    try add([(0, "One"), (1500, "<b>Two & \u{1b}[31m"), (4040, "Three")], as: name, to: desk)
    let probed = try desk.chop("probe", name)
    #expect(probed.out.contains("carries 3 chapters"), "\(probed.out)")
    let plan = try desk.chop("plan", name)
    #expect(plan.isPlain)
    #expect(plan.out.contains("# \(name), chapters inside:2 says 00:00:01.500"), "\(plan.out)")
    #expect(try desk.chop(name).code == 0)
    let manifest = try desk.manifest("a.lesson")
    #expect(manifest.chapters.map(\.title) == ["One", "<b>Two & [31m", "Three"])
    // Each frame lasts 0.04 s; Matroska rounds its time to a millisecond.
    for (chapter, start) in zip(manifest.chapters, [0, 1.52, 4.04]) {
      #expect(chapter.source.start >= start - 0.02 && chapter.source.start < start + 0.03, "\(chapter.source)")
    }
  }

  @Test func aListBesideTheRecordingWinsAndTheyCanBeIgnored() throws {
    let desk = try Desk()
    try add([(0, "One"), (1500, "Two"), (4040, "Three")], as: "a.mp4", to: desk)
    let ignored = try desk.chop("plan", "a.mp4", "--set", "read-chapter-list.embedded=no")
    #expect(!ignored.out.contains("chapters inside"), "\(ignored.out)")
    try desk.add("00:00:00.000 Mine\n00:00:03.000 Too\n", as: "a.chapters.txt")
    let plan = try desk.chop("plan", "a.mp4")
    #expect(plan.out.contains("00:00:03.000 Too") && !plan.out.contains("One"), "\(plan.out)")
  }

  @Test func chaptersThatCannotBeAreLeftOut() throws {
    let desk = try Desk()
    try add([(0, "One"), (3500, "Two"), (90_000, "Three")], as: "a.mkv", to: desk)
    let run = try desk.chop("a.mkv")
    #expect(run.code == 0, "\(run.error)")
    #expect(run.error.contains("1 of the 3 chapters inside the recording start past its end"), "\(run.error)")
    #expect(try desk.manifest("a.lesson").chapters.map(\.title) == ["One", "Two"])
  }
}
