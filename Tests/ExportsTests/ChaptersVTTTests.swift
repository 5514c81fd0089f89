import Exports
import Foundation
import Lesson
import Testing
import Timeline

@Suite struct ChaptersVTTTests {
  private func data(_ contents: LessonContents) throws -> Data {
    let export = try #require(builtInExport(named: "chapters-vtt"))
    return try #require(export.export(contents).files.first?.data)
  }

  private func text(_ contents: LessonContents) throws -> String {
    String(decoding: try data(contents), as: UTF8.self)
  }

  @Test func countsAsInTheRecordingAndLeavesASkippedStretchOpen() throws {
    #expect(
      try text(SampleLessons.energy) == """
        WEBVTT

        00:00:00.000 --> 00:00:12.000
        What is energy?

        00:00:12.000 --> 00:00:22.000
        Work: force along a path

        00:00:52.000 --> 00:01:00.000
        Kinetic energy

        """)
  }

  @Test func keepsAnyTitleInOneLine() throws {
    var contents = SampleLessons.portrait
    contents.manifest.chapters[0].title = "a --> b\r\n\n<i>&\u{2028}c"
    contents.manifest.chapters[1].title = ""
    let blocks = try text(contents).components(separatedBy: "\n\n")
    #expect(blocks.count == 3)
    #expect(blocks[1].hasSuffix("\na --&gt; b &lt;i&gt;&amp; c"))
    #expect(blocks[2].hasSuffix("\n2\n"))
  }

  @Test func putsRecordingsOneBehindTheOther() throws {
    var contents = SampleLessons.portrait
    contents.manifest.sources = [
      .init(name: "a.mp4", bytes: 1, sha256: SampleLessons.sha("a"), duration: Seconds(6.s)),
      .init(name: "b.mp4", bytes: 1, sha256: SampleLessons.sha("b"), duration: Seconds(5.s)),
    ]
    contents.manifest.chapters[1].source = .init(recording: 1, range: SampleLessons.span(0, 5_000))
    #expect(try text(contents).contains("00:00:06.000 --> 00:00:11.000\nLetting go"))
  }

  @Test func isReadBackByAnotherReader() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "chapters-\(UUID()).vtt")
    try data(SampleLessons.hostile).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let script = "import sys, webvtt; print([(c.start, c.end) for c in webvtt.read(sys.argv[1])])"
    let (status, output) = try Python.run(script, file.path, module: "webvtt", package: "webvtt-py")
    #expect(status == 0)
    #expect(output == "[('00:00:00.000', '00:00:06.000'), ('00:00:06.000', '00:00:11.000')]\n")
  }
}
