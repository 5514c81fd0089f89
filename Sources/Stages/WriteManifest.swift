internal import Exports
internal import Lesson
internal import StageGraph

/// Writes `manifest.json`, which names every file of the lesson with its type, size and SHA-256.
struct WriteManifest: Stage {
  static let about = About(
    "writes manifest.json, which players read", example: "write-manifest:", writesFiles: true)

  @Needs var contents: LessonContents
  @Needs var extra: [ExtraFiles]

  func run(in workshop: Workshop) async throws -> WrittenManifest {
    var manifest = contents.manifest
    manifest.files = extra.flatMap(\.files).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let file = try workshop.addFile("manifest.json", "application/json", ManifestFile.data(manifest))
    return WrittenManifest(manifest: manifest, file: file)
  }
}

/// The lesson's manifest, as it stands in its file.
struct WrittenManifest: Hashable, Sendable, Codable {
  var manifest: Manifest
  var file: Manifest.File
}
