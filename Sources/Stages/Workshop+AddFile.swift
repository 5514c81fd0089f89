internal import Foundation
internal import Lesson
internal import StageGraph
internal import Workplace

extension Workshop {
  /// Writes a small file of the lesson, and says of it what the manifest will.
  func addFile(_ path: String, _ type: String, _ data: Data) throws -> Manifest.File {
    let hash = sha256(of: data)
    try file(path, recipe: hash) { place in try data.write(to: place) }
    return Manifest.File(path: path, type: type, bytes: Int64(data.count), sha256: hash)
  }
}
