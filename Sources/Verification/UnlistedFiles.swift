internal import Foundation
internal import Lesson
internal import Wording

/// Names the files in a lesson's folder that its manifest doesn't: people may put some there, and nothing is known of them. Links are not followed.
func nameUnlistedFiles(of manifest: Manifest, in folder: URL, _ report: inout VerificationReport) {
  let manager = FileManager.default
  let known = Set(manifest.allFiles.map(\.path) + ["manifest.json"])
  let paths = (try? manager.subpathsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
  let others = paths.sorted().filter { path in
    guard !known.contains(path) else { return false }
    let file = folder.appending(path: path, directoryHint: .notDirectory).path(percentEncoded: false)
    let type = (try? manager.attributesOfItem(atPath: file))?[.type] as? FileAttributeType
    return type != .typeDirectory
  }
  let mostNamed = 20
  for path in others.prefix(mostNamed) { report.notChecked.append("\(shown(path)): is not in the manifest") }
  if others.count > mostNamed {
    report.notChecked.append("\(counted(others.count - mostNamed, "more file")) not in the manifest")
  }
}
