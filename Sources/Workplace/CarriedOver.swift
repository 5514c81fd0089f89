internal import Foundation
internal import Lesson

/// Brings the files that a person put into the earlier lesson, those that its manifest doesn't name, into the new one.
///
/// Plain files are linked (or copied), symbolic links copied as they are. A name that the new lesson uses itself gets `.before-1` behind it.
/// Returns the relative paths they have now. Throws where one can't be brought over: then the earlier lesson must stay.
func carryOver(from old: URL, to new: URL) throws -> [String] {
  let manager = FileManager.default
  let manifest = try JSONDecoder().decode(
    Manifest.self, from: Data(contentsOf: old.appending(component: "manifest.json")))
  let known = Set(manifest.allFiles.map(\.path) + ["manifest.json"])
  var carried: [String] = []
  for path in try manager.subpathsOfDirectory(atPath: old.path(percentEncoded: false)).sorted()
  where !known.contains(path) {
    let from = old.appending(path: path, directoryHint: .notDirectory)
    let type = try manager.attributesOfItem(atPath: from.path(percentEncoded: false))[.type] as? FileAttributeType
    guard type == .typeRegular || type == .typeSymbolicLink else { continue }
    var to = new.appending(path: path, directoryHint: .notDirectory)
    var name = path
    if (try? manager.attributesOfItem(atPath: to.path(percentEncoded: false))) != nil {
      to = unusedName(for: to)
      name = (path as NSString).deletingLastPathComponent
      name = (name as NSString).appendingPathComponent(to.lastPathComponent)
    }
    try manager.createDirectory(at: to.deletingLastPathComponent(), withIntermediateDirectories: true)
    if type == .typeSymbolicLink || (try? manager.linkItem(at: from, to: to)) == nil {
      try manager.copyItem(at: from, to: to)
    }
    carried.append(name)
  }
  return carried
}
