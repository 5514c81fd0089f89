import Documents
import Exports
import Foundation
import Lesson
import Testing

@Suite struct ManifestFileTests {
  @Test(arguments: SampleLessons.all.map(\.name))
  func readsBackAsItWas(name: String) throws {
    let manifest = try #require(SampleLessons.all.first { $0.name == name }).contents.manifest
    let data = try ManifestFile.data(manifest)
    #expect(try ManifestFile.read(data, named: "manifest.json") == manifest)
    #expect(try ManifestFile.data(manifest) == data)
  }

  @Test func saysTheFingerprintEarlyAndTheClosingQuizAlways() throws {
    let data = try ManifestFile.data(SampleLessons.portrait.manifest)
    #expect(
      String(decoding: data.prefix(512), as: UTF8.self).contains("\"fingerprint\": \"\(SampleLessons.sha("f"))\""))
    #expect(String(decoding: data, as: UTF8.self).contains("\n  \"quiz\": null"))
  }

  @Test(arguments: [
    ("", "is not JSON"), ("[]", "is JSON, but no manifest"),
    ("{\"schema\":\"x\",\"version\":\"1.0\"}", "its schema is 'x'"),
    ("{\"schema\":\"chop-manifest\",\"version\":\"2.0\"}", "has version 2.0"),
    ("{\"schema\":\"chop-manifest\",\"version\":\"1.0\"}", "'fingerprint' is missing"),
    (String(repeating: "[", count: 100_000), "is not JSON"),
  ])
  func refusesWhatIsNoManifest(text: String, sentence: String) {
    let error = #expect(throws: DocumentError.self) { try ManifestFile.read(Data(text.utf8), named: "manifest.json") }
    #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
  }

  @Test func namesThePlaceOfTheDamage() throws {
    let text = String(decoding: try ManifestFile.data(SampleLessons.portrait.manifest), as: UTF8.self)
    for (old, new, place) in [
      ("\"number\": 2", "\"number\": \"2\"", "chapters[1].number"),
      ("\"method\": \"copy\"", "\"method\": \"axe\"", "chapters[0].cut.method"),
      ("\"0/1\"", "\"0/0\"", "chapters[0].source.exact[0]"),
    ] {
      let error = #expect(throws: DocumentError.self) {
        try ManifestFile.read(Data(text.replacing(old, with: new).utf8), named: "manifest.json")
      }
      #expect(error?.description.contains("'\(place)'") == true, "\(error?.description ?? "")")
    }
  }

  @Test(arguments: ["../video.mp4", "/etc/passwd", "a/../b", "a\\b", "a//b", "", "c:x", "./a", "a/\u{1b}[2J"])
  func refusesAPathOutsideTheLesson(path: String) throws {
    var manifest = SampleLessons.portrait.manifest
    manifest.chapters[0].video?.path = path
    let data = try ManifestFile.data(manifest)
    #expect(throws: DocumentError.self) { try ManifestFile.read(data, named: "manifest.json") }
  }
}
