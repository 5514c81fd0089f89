import Exports
import Foundation
import Lesson
import Testing

@Suite struct PageMetadataTests {
  private func page(_ contents: LessonContents, at address: String) throws -> String {
    var contents = contents
    let base: BaseURL = try #require(BaseURL(address))
    contents.baseURL = base
    return String(decoding: try #require(try PlayerPage().export(contents).files.first?.data), as: UTF8.self)
  }

  private struct Video: Decodable {
    struct Clip: Decodable {
      struct Media: Decodable {
        var type: String
        var name: String
        var description: String?
        var contentUrl: String
        var uploadDate: String?
        enum CodingKeys: String, CodingKey {
          case type = "@type"
          case name, description, contentUrl, uploadDate
        }
      }
      var name: String
      var startOffset: Double
      var endOffset: Double
      var url: String
      var video: Media
    }
    var type: String
    var name: String
    var url: String
    var duration: String
    var hasPart: [Clip]
    enum CodingKeys: String, CodingKey {
      case type = "@type"
      case name, url, duration, hasPart
    }
  }

  private func video(in html: String) throws -> Video {
    let json = try #require(
      html.components(separatedBy: "application/ld+json\">").last?.components(separatedBy: "</script>").first)
    return try JSONDecoder().decode(Video.self, from: Data(json.utf8))
  }

  @Test func saysWhereThePageIsFoundAndWhatItShows() throws {
    let manifest = SampleLessons.energy.manifest
    let html = try page(SampleLessons.energy, at: "https://example.org/energy")
    #expect(html.contains("<link rel=\"canonical\" href=\"https://example.org/energy/\">"))
    #expect(html.contains("<meta property=\"og:url\" content=\"https://example.org/energy/\">"))
    let video = try video(in: html)
    #expect(video.type == "VideoObject")
    #expect(video.url == "https://example.org/energy/")
    #expect(video.hasPart.map(\.name) == manifest.chapters.map(\.title))
    // The page's own path with a query: to a search engine a fragment is the same address.
    #expect(video.hasPart.map(\.url) == ["0", "12", "22"].map { "https://example.org/energy/?t=\($0)" })
    #expect(video.hasPart.map(\.video.description) == manifest.chapters.map(\.summary))
    #expect(video.hasPart.allSatisfy { $0.video.uploadDate == manifest.date })
    #expect(
      video.hasPart.map(\.video.contentUrl)
        == manifest.chapters.map { "https://example.org/energy/\($0.video?.path ?? $0.audio?.path ?? "")" })
    #expect(video.hasPart.first?.startOffset == 0)
    for (clip, next) in zip(video.hasPart, video.hasPart.dropFirst()) { #expect(clip.endOffset == next.startOffset) }
  }

  @Test func saysThatSoundIsSound() throws {
    let html = try page(SampleLessons.sound, at: "https://example.org/tides/")
    #expect(html.contains("<meta property=\"og:type\" content=\"website\">") && !html.contains("video.other"))
    let lesson = try video(in: html)
    #expect(([lesson.type] + lesson.hasPart.map(\.video.type)).allSatisfy { $0 == "AudioObject" })
  }

  @Test func saysFormulasWithoutTeX() throws {
    var contents = SampleLessons.energy
    contents.manifest.title = "From \\(E = \\frac{1}{2}\\) to \\(\\alpha\\)"
    contents.manifest.chapters[0].title = "\\(E = \\frac{1}{2}\\)"
    let half = MathElement(name: "mfrac", children: ["1", "2"].map { MathElement(name: "mn", text: $0) })
    let sum = [MathElement(name: "mi", text: "E"), MathElement(name: "mo", text: "="), half]
    contents.formulas = [
      Formula(
        source: .init(tex: "E = \\frac{1}{2}", isDisplay: false), math: MathElement(name: "math", children: sum))
    ]
    let html = try page(contents, at: "https://example.org/energy/")
    let lesson = try video(in: html)
    // One that could not be read loses its signs alone.
    #expect(lesson.name == "From E=1/2 to \\alpha")
    #expect(lesson.hasPart[0].name == "E=1/2" && lesson.hasPart[0].video.name == "E=1/2")
    #expect(html.contains("<meta property=\"og:title\" content=\"From E=1/2 to \\alpha\">"))
  }

  @Test func saysNothingWhereNobodySaidTheAddress() throws {
    let html = String(
      decoding: try #require(try PlayerPage().export(SampleLessons.energy).files.first?.data), as: UTF8.self)
    #expect(!html.contains("property=\"og:") && !html.contains("ld+json") && !html.contains("rel=\"canonical"))
  }

  @Test(arguments: [
    "ftp://example.org/", "javascript:alert(1)", "https://", "https://u:p@example.org/", "https://example.org/?a=b",
    "https://example.org/#x", "https://example.org/\"><script>", "https://example.org/a b", "", "example.org",
  ])
  func takesNoOtherAddress(text: String) { #expect(BaseURL(text) == nil) }

  @Test func keepsTheLessonsTextAsText() throws {
    let hostile = try #require(SampleLessons.all.first { $0.name == "hostile" }).contents
    let html = try page(hostile, at: "https://example.org/x/")
    #expect(html.components(separatedBy: "<script").count == 5)
    #expect(html.components(separatedBy: "</script>").count == 5)
  }
}
