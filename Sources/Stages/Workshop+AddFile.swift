internal import Digests
internal import Foundation
internal import Lesson
internal import StageGraph

extension Workshop {
  /// Writes a small file of the lesson, and says of it what the manifest will.
  func addFile(_ path: String, _ type: String, _ data: Data) throws -> Manifest.File {
    let made = try file(path, recipe: sha256(of: data)) { place in try write(data, to: place) }
    return Manifest.File(path: path, type: type, bytes: made.bytes, sha256: made.sha256)
  }
}
