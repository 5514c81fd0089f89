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

  @Test func saysWhereThePageIsFoundAndWhatItShows() throws {
    struct Video: Decodable {
      struct Clip: Decodable {
        struct Media: Decodable { var contentUrl: String }
        var name: String
        var startOffset: Double
        var endOffset: Double
        var url: String
        var video: Media
      }
      var url: String
      var duration: String
      var hasPart: [Clip]
    }
    let manifest = SampleLessons.energy.manifest
    let html = try page(SampleLessons.energy, at: "https://example.org/energy")
    #expect(html.contains("<link rel=\"canonical\" href=\"https://example.org/energy/\">"))
    #expect(html.contains("<meta property=\"og:url\" content=\"https://example.org/energy/\">"))
    let json = try #require(
      html.components(separatedBy: "application/ld+json\">").last?.components(separatedBy: "</script>").first)
    let video = try JSONDecoder().decode(Video.self, from: Data(json.utf8))
    #expect(video.url == "https://example.org/energy/")
    #expect(video.hasPart.map(\.name) == manifest.chapters.map(\.title))
    #expect(video.hasPart.map(\.url) == manifest.chapters.map { "https://example.org/energy/#\($0.id)" })
    #expect(
      video.hasPart.map(\.video.contentUrl)
        == manifest.chapters.map { "https://example.org/energy/\($0.video?.path ?? $0.audio?.path ?? "")" })
    #expect(video.hasPart.first?.startOffset == 0)
    for (clip, next) in zip(video.hasPart, video.hasPart.dropFirst()) { #expect(clip.endOffset == next.startOffset) }
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
