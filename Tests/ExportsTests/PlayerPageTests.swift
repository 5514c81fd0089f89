import Exports
import Foundation
import Lesson
import Testing
import Timeline

@Suite struct PlayerPageTests {
  private func page(_ contents: LessonContents) throws -> String {
    let files = try PlayerPage().export(contents).files
    #expect(files.filter { $0.data != nil }.map(\.path) == ["index.html"])
    return String(decoding: try #require(files.first?.data), as: UTF8.self)
  }

  /// With `CHOP_PAGE_SAMPLES=FOLDER` the pages and manifests stay there: `Tests/Page/make_samples.py` adds media, and the browser tests
  /// open them.
  @Test(arguments: SampleLessons.all.map(\.name))
  func isOneFileThatNamesNoOtherHost(name: String) throws {
    let contents = try #require(SampleLessons.all.first { $0.name == name }).contents
    let html = try page(contents)
    #expect(html.hasPrefix("<!doctype html>"))
    #expect(!html.contains("src=\"http") && !html.contains("@import") && !html.contains("url(http"))
    #expect(html.components(separatedBy: "<script").count == 4)
    #expect(html.components(separatedBy: "</script>").count == 4)
    #expect(try page(contents) == html)
    if let folder = ProcessInfo.processInfo.environment["CHOP_PAGE_SAMPLES"] {
      try SampleLessons.write(contents, to: URL(filePath: folder).appending(path: name))
    }
  }

  @Test func namesItsScriptByHash() throws {
    let html = try page(SampleLessons.energy)
    let script = try #require(html.components(separatedBy: "<script>").last?.components(separatedBy: "</script>").first)
    #expect(script.contains("startPage();"))
    let style = try #require(html.components(separatedBy: "<style>").last?.components(separatedBy: "</style>").first)
    #expect(script.utf8.count + style.utf8.count < 150_000)
    for (name, text) in [("script-src", script), ("style-src", style)] {
      #expect(html.contains("\(name) 'sha256-\(try base64SHA256(text))'"))
    }
  }

  @Test func carriesTheDataOfTheLesson() throws {
    struct Data: Decodable {
      struct Chapter: Decodable {
        struct Media: Decodable { var path: String }
        struct Captions: Decodable { var language: String }
        var id: String
        var media: Media
        var captions: [Captions]
      }
      struct Question: Decodable {
        struct Span: Decodable, Equatable {
          var chapter: Int
          var start: Double
          var end: Double
        }
        var span: Span?
      }
      var title: String
      var chapters: [Chapter]
      var quiz: [Question]
    }
    let html = try page(SampleLessons.energy)
    let json = try #require(
      html.components(separatedBy: "id=\"lesson-data\">").last?.components(separatedBy: "</script>").first)
    let data = try JSONDecoder().decode(Data.self, from: Foundation.Data(json.utf8))
    #expect(data.title == "Energy and work")
    #expect(data.chapters.map(\.media.path) == SampleLessons.energy.manifest.chapters.compactMap(\.video?.path))
    #expect(data.chapters.first?.captions.map(\.language) == ["en", "de"])
    // The third chapter starts at 52 s of the recording.
    #expect(data.quiz.map(\.span) == [.init(chapter: 2, start: 4, end: 7.5)])
  }

  /// By coreutils, not by the library that the page uses.
  private func base64SHA256(_ text: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/sha256sum")
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try input.fileHandleForWriting.close()
    let digits = Array(String(decoding: output.fileHandleForReading.readDataToEndOfFile().prefix(64), as: UTF8.self))
    let bytes = stride(from: 0, to: 64, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
    return Data(bytes).base64EncodedString()
  }
}
