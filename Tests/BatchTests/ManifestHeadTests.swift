import Exports
import Foundation
import Lesson
import TestSupport
import Timeline
import Testing

@testable import Batch

@Suite struct ManifestHeadTests {
  private func head(_ text: String) -> ManifestHead? { ManifestHead(Array(text.utf8).prefix(512)) }
  private let hash = String(repeating: "0123456789abcdef", count: 4)

  @Test func readsWhatChopWrites() throws {
    var manifest = Manifest(
      fingerprint: hash, generator: "chop 0.1.0", id: "x", title: "T", language: "en", duration: .zero)
    manifest.title = String(repeating: "long ", count: 1000)
    let file = try temporaryFile("manifest.json", ManifestFile.data(manifest))
    let head = try #require(ManifestHead(at: file.path))
    #expect(head.fingerprint == hash)
    #expect(head.generator == "chop 0.1.0")
  }

  @Test func doesNotCareAboutSpaces() {
    #expect(
      head("{\"schema\":\"chop-manifest\",\"version\":\"1.0\",\"fingerprint\":\"\(hash)\",\"generator\":\"g\",")?
        .fingerprint == hash)
  }

  @Test(
    arguments: [
      "", "{", "{}", "[1]", "{\"schema\": \"chop-manifest\"",
      "{\"schema\": \"other\", \"version\": \"1.0\", \"fingerprint\": \"H\"",
      "{\"title\": \"chop-manifest\", \"schema\": \"chop-manifest\"",
      "{\"schema\": \"chop-manifest\", \"version\": \"1.0\", \"fingerprint\": \"short\", \"generator\": \"g\"",
      "{\"schema\": \"chop-manifest\", \"version\": \"1.0\", \"generator\": \"g\", \"fingerprint\": \"",
    ])
  func anythingElseIsNone(text: String) { #expect(head(text) == nil) }

  @Test func aFolderOrNothingIsNone() {
    #expect(ManifestHead(at: temporaryFolder.path) == nil)
    #expect(ManifestHead(at: temporaryFile("missing").path) == nil)
  }
}
